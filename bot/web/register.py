"""The public register: what was reported and done, never by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from bot.acts.addresses import addresses_of
from bot.acts.listings import released_list
from bot.acts.register import PublicCase, Wanted, monthly_sums, public_cases
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.listings import KINDS
from bot.rules.numbers import read_number
from bot.web.guard import PageParts, RefusedError
from bot.web.open_data import cases_csv, cases_json, sums_json
from bot.web.page import STATIC
from bot.web.public import Endpoint, data_routes, public_data, public_page, refused_page
from bot.web.register_page import Site, addresses_page, case_page, list_page, public_list_page, refused_html, sums_page
from storage.listings import released_kinds

NO_LIST = "Danh sách này hiện không công khai."
NO_CASE = "Không có phản ánh nào công khai với mã này."
LONGEST = 60  # characters of anything that is asked for
T = TypeVar("T")


@dataclass(frozen=True)
class RegisterSite:
    """What the routes work with. `frame_ancestors` (CSP) says which sites may show the pages in a frame."""

    shop: Shop
    office_id: int
    now: Callable[[], datetime]
    frame_ancestors: str = "'self'"

    @property
    def address(self) -> str:
        """Where the whole site stands."""
        return self.shop.office(self.office_id).tools.site

    async def show_list(self, request: Request) -> Response:
        asked = request.query_params
        words = (asked.get(name, "")[:LONGEST] for name in ("thang", "linhvuc", "donvi", "tinhtrang"))
        number = read_number(asked.get("trang", "")[:LONGEST]) or 1
        site, cases = await self.read(lambda day: (site_of(day, request), public_cases(day)))
        return public_page(request, list_page(site, cases, Wanted(*words), number), self.frame_ancestors)

    async def show_case(self, request: Request) -> Response:
        code = request.path_params["code"].upper()
        site, cases = await self.read(lambda day: (site_of(day, request), public_cases(day)))
        case = next((case for case in cases if case.row.code == code), None)
        if case is None:
            raise RefusedError(404, NO_CASE)
        return public_page(request, case_page(site, case), self.frame_ancestors)

    async def show_sums(self, request: Request) -> Response:
        site, sums = await self.read(lambda day: (site_of(day, request), monthly_sums(day)))
        page = sums_page(site, sums, request.query_params.get("thang", ""))
        return public_page(request, page, self.frame_ancestors)

    async def show_addresses(self, request: Request) -> Response:
        site, told = await self.read(lambda day: (site_of(day, request), addresses_of(day)))
        return public_page(request, addresses_page(site, told), self.frame_ancestors)

    def public_list(self, key: str) -> Endpoint:
        """Only what somebody released, as it stood then."""

        async def show(request: Request) -> Response:
            site, found = await self.read(lambda day: (site_of(day, request), released_list(day, key)))
            if found is None:
                raise RefusedError(404, NO_LIST)
            return public_page(request, public_list_page(site, found), self.frame_ancestors)

        return self.served(show)

    async def tell_cases(self, request: Request) -> Response:
        office, cases = await self.read(_cases)
        body = cases_json(office, cases, self.address)
        return public_data(request, body, "application/json; charset=utf-8")

    async def tell_csv(self, request: Request) -> Response:
        _, cases = await self.read(_cases)
        named = {"Content-Disposition": 'attachment; filename="phan-anh-kien-nghi.csv"'}
        return public_data(request, cases_csv(cases), "text/csv; charset=utf-8", named)

    async def tell_sums(self, request: Request) -> Response:
        office, sums = await self.read(lambda day: (day.office.name, monthly_sums(day)))
        return public_data(request, sums_json(office, sums), "application/json; charset=utf-8")

    async def read(self, question: Callable[[OfficeDay], T]) -> T:
        def ask() -> T:
            with self.shop.store.transaction() as session:
                return question(self.shop.day(session, self.office_id, self.now()))

        return await run_sync(ask)

    def served(self, endpoint: Endpoint) -> Endpoint:
        async def serve(request: Request) -> Response:
            try:
                return await endpoint(request)
            except RefusedError as refusal:
                site = await self.read(lambda day: site_of(day, request))
                return refused_page(refused_html(site, refusal.words), refusal.status, self.frame_ancestors)

        return serve


def _cases(day: OfficeDay) -> tuple[str, list[PublicCase]]:
    return day.office.name, public_cases(day)


def site_of(day: OfficeDay, request: Request) -> Site:
    released = released_kinds(day.session, day.office.id)
    lists = tuple(kind for kind in KINDS.values() if kind.key in released)
    return Site(day.office.name, str(request.scope.get("root_path", "")), lists)


def register_routes(
    shop: Shop, office_id: int, now: Callable[[], datetime], frame_ancestors: str = "'self'"
) -> list[BaseRoute]:
    """The pages at /congkhai and their open data, and the one that says where to send feedback."""
    site = RegisterSite(shop, office_id, now, frame_ancestors)
    return [
        Mount("/congkhai/static", app=PageParts(directory=STATIC)),
        *data_routes("/congkhai/du-lieu.json", site.tell_cases),
        *data_routes("/congkhai/du-lieu.csv", site.tell_csv),
        *data_routes("/congkhai/so-lieu.json", site.tell_sums),
        Route("/congkhai/so-lieu", site.show_sums, methods=["GET"]),
        *(Route(kind.path, site.public_list(kind.key), methods=["GET"]) for kind in KINDS.values() if kind.released),
        Route("/congkhai/{code}", site.served(site.show_case), methods=["GET"]),
        Route("/dia-chi-tiep-nhan", site.show_addresses, methods=["GET"]),
        Route("/congkhai", site.show_list, methods=["GET"]),
    ]
