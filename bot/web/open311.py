"""Open311 GeoReport v2 for reading: the register in the form that civic programs all over the world read.

Specification: http://wiki.open311.org/GeoReport_v2 and http://wiki.open311.org/Service_Discovery.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.acts.register import PublicCase, public_cases
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.routing import CONDUCT, Category
from bot.web.open311_asked import Asked, UnclearError, read_asked
from bot.web.open311_forms import FORMS, Listed, Node, Plain
from bot.web.public import Endpoint, data_routes, public_data, refused_data
from bot.web.register import RegisterSite

BASE = "/open311/v2"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
READ_ONLY = "Không cần khóa: dữ liệu chỉ để đọc. Gửi phản ánh tại trang trò chuyện của cơ quan."
NO_SERVICE = "service_code không có: {}"
NO_REQUEST = "service_request_id không có: {}"
NO_FORM = "Chỉ có định dạng xml và json."


Answering = Callable[[Request], Awaitable[Node | tuple[Node, Mapping[str, str]]]]


class Open311:
    """What the routes work with."""

    def __init__(self, site: RegisterSite) -> None:
        self._site = site

    async def discover(self, request: Request) -> Node:
        url = f"{self._site.address}{BASE}"
        return await self._site.read(lambda day: discovery(day, url))

    async def list_services(self, _request: Request) -> Node:
        found = await self._site.read(services)
        return Listed("services", "service", tuple(_service(*item) for item in found.items()))

    async def define_service(self, request: Request) -> Node:
        code = request.path_params["code"]
        if code not in await self._site.read(services):
            raise UnclearError(404, NO_SERVICE.format(code[:60]))
        return {"service_definition": {"service_code": code, "attributes": Listed("attributes", "attribute", ())}}

    async def list_requests(self, request: Request) -> tuple[Node, Mapping[str, str]]:
        day, cases = await self._site.read(lambda day: (day, public_cases(day)))
        asked = read_asked(request.query_params, day.now, day.hours.tz)
        found = [
            case
            for case in cases
            if asked.is_met(case.row.code, case.row.category, _at(day, case.received), _status(case))
        ]
        found.sort(key=lambda case: (case.received, case.row.code), reverse=True)
        shown = found[asked.first : asked.first + asked.size]
        return _requests(day, shown), _paging(request, asked, len(found), self._site.address)

    async def show_request(self, request: Request) -> Node:
        code = request.path_params["code"]
        day, cases = await self._site.read(lambda day: (day, public_cases(day)))
        found = [case for case in cases if case.row.code == code.upper()]
        if not found:
            raise UnclearError(404, NO_REQUEST.format(code[:60]))
        return _requests(day, found)


def services(day: OfficeDay) -> Mapping[str, Category]:
    """The topics of which anything may ever be published."""
    return {code: category for code, category in day.topics.items() if code != CONDUCT}


def _service(code: str, category: Category) -> Mapping[str, Plain]:
    return {
        "service_code": code,
        "service_name": category.title,
        "description": f"Ví dụ: {category.examples}.",
        "metadata": False,
        "type": "realtime",
        "keywords": category.examples,
        "group": "Phản ánh, kiến nghị",
    }


def discovery(day: OfficeDay, url: str) -> Node:
    office = day.office
    since = day.hours.local(office.created_at).replace(microsecond=0).isoformat()
    endpoint: Mapping[str, Plain] = {
        "specification": SPECIFICATION,
        "url": url,
        "changeset": since,
        "type": "production",
        "formats": Listed("formats", "format", tuple(form.media_type for form in FORMS.values())),
    }
    return {
        "discovery": {
            "changeset": since,
            "contact": ", ".join(filter(None, (office.name, office.address, office.phone))),
            "key_service": READ_ONLY,
            "endpoints": Listed("endpoints", "endpoint", (endpoint,)),
        }
    }


def _requests(day: OfficeDay, cases: list[PublicCase]) -> Node:
    return Listed("service_requests", "request", tuple(_request(day, case) for case in cases))


def _request(day: OfficeDay, case: PublicCase) -> Mapping[str, Plain]:
    """Days only: to the minute nobody needs to know when somebody wrote."""
    row = case.row
    changed = day.hours.local(row.changed_at).date()
    return {
        "service_request_id": row.code,
        "status": _status(case),
        "status_notes": row.result if row.settled else f"Đang xem xét lại. Kết quả lần trước: {row.result}",
        "service_name": case.topic,
        "service_code": row.category,
        "description": row.words or case.title,
        "agency_responsible": case.unit or None,
        "service_notice": None,
        "requested_datetime": _at(day, case.received).isoformat(),
        "updated_datetime": _at(day, changed).isoformat(),
        "expected_datetime": _at(day, row.due, time(23, 59, 59)).isoformat(),
        "address": ", ".join(filter(None, (row.area, day.office.name))),
        "address_id": None,
        "zipcode": None,
        "lat": row.latitude,
        "long": row.longitude,
        "media_url": None,
    }


def _status(case: PublicCase) -> str:
    return "closed" if case.row.settled else "open"


def _at(day: OfficeDay, wanted: date, at: time = time.min) -> datetime:
    return datetime.combine(wanted, at, day.hours.tz)


def _paging(request: Request, asked: Asked, total: int, site: str) -> Mapping[str, str]:
    here = f"{site}{BASE}/{request.url.path.rpartition('/')[2]}"
    links = [
        f'<{here}?{request.url.include_query_params(page=number).query}>; rel="{name}"'
        for name, number in (("prev", asked.page - 1), ("next", asked.page + 1))
        if 0 < number <= -(-total // asked.size)
    ]
    return {"X-Total-Count": str(total), **({"Link": ", ".join(links)} if links else {})}


def open311_routes(shop: Shop, office_id: int, now: Callable[[], datetime]) -> list[BaseRoute]:
    """The interface at /open311/v2."""
    api = Open311(RegisterSite(shop, office_id, now))
    paths: Mapping[str, Answering] = {
        "discovery": api.discover,
        "services": api.list_services,
        "services/{code}": api.define_service,
        "requests": api.list_requests,
        "requests/{code}": api.show_request,
    }
    return [
        route for path, answer in paths.items() for route in data_routes(f"{BASE}/{path}.{{form}}", _served(answer))
    ]


def _served(answer: Answering) -> Endpoint:
    async def serve(request: Request) -> Response:
        form = FORMS.get(request.path_params["form"].lower())
        if form is None:
            return refused_data(FORMS["xml"].problem(404, NO_FORM), FORMS["xml"].media_type, 404)
        try:
            said = await answer(request)
        except UnclearError as unclear:
            return refused_data(form.problem(unclear.status, unclear.words), form.media_type, unclear.status)
        node, headers = said if isinstance(said, tuple) else (said, {})
        return public_data(request, form.write(node), f"{form.media_type}; charset=utf-8", headers)

    return serve
