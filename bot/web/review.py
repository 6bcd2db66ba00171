"""A plan's table in the browser: the same rows and decisions as in the chat, opened by a one-time link."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from anyio.to_thread import run_sync
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.acts.directory import directory_of
from bot.acts.page_links import PLAN_TABLE
from bot.acts.plan_edits import Editor, UnclearError, is_field
from bot.acts.previewing import view_of
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.access import KEEPERS
from bot.rules.numbers import read_number
from bot.web.doors import Doors, form_headers
from bot.web.forms import Form, read_form
from bot.web.guard import PageParts, RefusedError, refuse_other_sites
from bot.web.page import STATIC
from bot.web.review_forms import StaleError, take_name, take_plan, take_row
from bot.web.review_page import Asked, closed_page, door_page, table_page
from storage.audit import act_as
from storage.people import posts_of
from storage.plans import lock_plan
from storage.store import Store
from storage.webchat import WEB

COOKIE = "dondoc_rasoat"
LIFE = timedelta(hours=2)
OVER = "Phiên xem bảng đã kết thúc. Xin mở lại bằng nút “Mở bảng để xem, sửa” trong cuộc trò chuyện."
USED = "Liên kết này đã được dùng hoặc đã hết hạn. Xin lấy liên kết mới trong cuộc trò chuyện."
MEANWHILE = "Dòng này vừa được sửa ở nơi khác. Xin xem lại nội dung mới rồi sửa."
# Word in the address after a form was taken -> what is said of it.
DONE: Mapping[str, str] = {
    "dong": "Đã ghi nhận.",
    "ten": "Đã nhớ tên này, kế hoạch sau không hỏi lại.",
    "luu": "Đã lưu. Các việc đã được theo dõi.",
    "truoc": "Kế hoạch đã được lưu trước đó.",
    "khac": "Đã tách thành kế hoạch riêng.",
}


@dataclass(frozen=True)
class ReviewSite:
    """What the routes work with."""

    shop: Shop
    office_id: int
    now: Callable[[], datetime]

    @property
    def store(self) -> Store:
        return self.shop.store

    @property
    def doors(self) -> Doors:
        secret = self.shop.office(self.office_id).tools.secret
        return Doors(self.office_id, secret, PLAN_TABLE, COOKIE, LIFE)

    # --- coming in ---

    async def show_door(self, request: Request) -> Response:
        """A page with one button: programs that look at links before people do must not use them up."""
        return await run_sync(self._door, request)

    def _door(self, request: Request) -> Response:
        link = request.path_params["link"]
        with self.store.transaction() as session:
            if not self.doors.is_open(session, link, self.now()):
                raise RefusedError(410, USED)
            office = self._day(session).office.name
        return HTMLResponse(door_page(office, _root(request), link), headers=form_headers())

    async def enter(self, request: Request) -> Response:
        refuse_other_sites(request)
        return await run_sync(self._enter, request)

    def _enter(self, request: Request) -> Response:
        with self.store.transaction() as session:
            token = self.doors.enter(session, request.path_params["link"], self.now())
        if token is None:
            raise RefusedError(410, USED)
        response = RedirectResponse(f"{_root(request)}/ra-soat", 303, form_headers())
        response.headers.append("Set-Cookie", self.doors.cookie_line(token, request))
        return response

    # --- the table ---

    async def show_table(self, request: Request) -> Response:
        editing = read_number(request.query_params.get("sua", ""))
        asked = Asked(
            shown=request.query_params.get("loc", ""),
            editing=-1 if editing is None else editing,
            done=DONE.get(request.query_params.get("xong", ""), ""),
        )
        return await run_sync(self._table, request, asked)

    def _table(self, request: Request, asked: Asked, status: int = 200) -> Response:
        token = self.doors.token_of(request)
        with self.store.transaction() as session:
            editor = self._editor(session, token)
            view = view_of(editor.day, editor.plan)
            directory = directory_of(editor.day)
            office = editor.day.office.name
            page = table_page(office, _root(request), self.doors.form_word(token), view, directory, asked)
        return HTMLResponse(page, status, form_headers())

    # --- what forms do ---

    async def take_row(self, request: Request) -> Response:
        form = await self._form(request)
        position = int(request.path_params["position"])
        try:
            await run_sync(self._row, request, position, form)
        except UnclearError as unclear:
            words = {name: form[name] for name in form if is_field(name)}
            asked = Asked(form.get("loc", ""), position, " ".join(unclear.why), words)
            return await run_sync(self._table, request, asked, 422)
        except StaleError:
            return await run_sync(self._table, request, Asked(form.get("loc", ""), position, MEANWHILE), 409)
        return self._back(request, form, f"d{position}", "dong")

    def _row(self, request: Request, position: int, form: Form) -> None:
        with self.store.transaction() as session:
            take_row(self._editor(session, self.doors.token_of(request)), position, form)

    async def take_name(self, request: Request) -> Response:
        form = await self._form(request)
        await run_sync(self._name, request, form)
        return self._back(request, form, "ten", "ten")

    def _name(self, request: Request, form: Form) -> None:
        with self.store.transaction() as session:
            take_name(
                self._editor(session, self.doors.token_of(request)), request.path_params["mark"], form.get("nghia", "")
            )

    async def take_plan(self, request: Request) -> Response:
        form = await self._form(request)
        done = await run_sync(self._plan, request, form.get("viec", ""))
        return self._back(request, form, "", done)

    def _plan(self, request: Request, wanted: str) -> str:
        with self.store.transaction() as session:
            return take_plan(self._editor(session, self.doors.token_of(request)), wanted)

    # --- shared ---

    def _day(self, session: Session) -> OfficeDay:
        return self.shop.day(session, self.office_id, self.now())

    def _editor(self, session: Session, token: str) -> Editor:
        found = self.doors.pass_of(session, token, self.now())
        if found is None or not {post.role for post in posts_of(session, found.person_id)} & KEEPERS:
            raise RefusedError(401, OVER)
        plan = lock_plan(session, self.office_id, found.plan_id) if found.plan_id else None
        if plan is None:
            raise RefusedError(401, OVER)
        act_as(session, found.person_id, WEB, self.now())
        return Editor(self._day(session), plan, found.person_id)

    async def _form(self, request: Request) -> Form:
        form = await read_form(request)
        if not self.doors.is_own_form(self.doors.token_of(request), form.get("word", "")):
            raise RefusedError(403, OVER)
        return form

    def _back(self, request: Request, form: Form, place: str, done: str) -> Response:
        shown = quote(form.get("loc", ""), safe="")
        url = f"{_root(request)}/ra-soat?loc={shown}&xong={done}"
        return RedirectResponse(f"{url}#{place}" if place else url, 303, form_headers())


def review_routes(shop: Shop, office_id: int, now: Callable[[], datetime]) -> list[BaseRoute]:
    """The table at /ra-soat. Whoever holds a link from the chat gets in once."""
    site = ReviewSite(shop, office_id, now)

    def served(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            try:
                return await endpoint(request)
            except RefusedError as refusal:
                page = closed_page("Đôn Đốc", _root(request), refusal.words)
                return HTMLResponse(page, refusal.status, form_headers())

        return serve

    return [
        Mount("/ra-soat/static", app=PageParts(directory=STATIC)),
        Route("/ra-soat", served(site.show_table), methods=["GET"]),
        Route("/ra-soat/dong/{position:int}", served(site.take_row), methods=["POST"]),
        Route("/ra-soat/ten/{mark}", served(site.take_name), methods=["POST"]),
        Route("/ra-soat/ke-hoach", served(site.take_plan), methods=["POST"]),
        Route("/ra-soat/{link}", served(site.show_door), methods=["GET"]),
        Route("/ra-soat/{link}", served(site.enter), methods=["POST"]),
    ]


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
