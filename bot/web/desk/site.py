"""The desk at /ban-lam-viec: the same work, rights and acts as in the chat, opened by a one-time link."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.acts.page_links import WORK_DESK
from bot.desk import Desk
from bot.jobs.shop import Shop
from bot.rules.access import DESK_ROLES
from bot.rules.file_kinds import picture_type
from bot.rules.lending import lend, lent
from bot.rules.tokens import digest
from bot.rules.tracing import wordless
from bot.web.desk.acting import DOOR, Order, heard_from, kept_said, obey, read_order
from bot.web.desk.looks import Frame, closed_page, door_page, whole_page
from bot.web.desk.pages import PAGES
from bot.web.desk.visit import Build, Page, Visit
from bot.web.doors import Doors, form_headers
from bot.web.files import GONE, disposition, shelve_upload
from bot.web.forms import Form, read_form, reading
from bot.web.guard import CLOSED_CSP, PageParts, RefusedError, refuse_other_sites
from bot.web.page import STATIC
from storage.inbox import was_seen
from storage.offices import Office
from storage.people import Person, Speaker, accounts_of, posts_of
from storage.unused import spare_files

log = logging.getLogger(__name__)
COOKIE = "dondoc_ban"
DONE = "da"  # in the address of a page: the order whose outcome it tells
LIFE = timedelta(hours=4)
OVER = "Phiên làm việc đã kết thúc. Xin lấy liên kết mới trong cuộc trò chuyện: gửi /banlamviec."
USED = "Liên kết này đã được dùng hoặc đã hết hạn. Xin lấy liên kết mới trong cuộc trò chuyện: gửi /banlamviec."
FOREIGN = "Trang này đã cũ. Xin tải lại trang rồi làm lại."
FAILED = "Rất tiếc, việc này chưa làm được do lỗi kỹ thuật; chưa có gì thay đổi. Xin thử lại sau ít phút."
BYE = "Đã thoát. Lần sau xin lấy liên kết mới trong cuộc trò chuyện: gửi /banlamviec."
Endpoint = Callable[[Request], Awaitable[Response]]
Reading = Callable[[Request], Awaitable[Any]]


@dataclass(frozen=True)
class DeskSite:
    """What the routes work with."""

    shop: Shop
    office_id: int
    now: Callable[[], datetime]

    @property
    def doors(self) -> Doors:
        secret = self.shop.office(self.office_id).tools.secret
        return Doors(self.office_id, secret, WORK_DESK, COOKIE, LIFE)

    # --- coming in, going out ---

    def show_door(self, request: Request) -> Response:
        """A page with one button: programs that look at links before people do must not use them up."""
        link = request.path_params["link"]
        with self.shop.store.transaction() as session:
            if not self.doors.is_open(session, link, self.now()):
                raise RefusedError(410, USED)
            office = session.get_one(Office, self.office_id).name
        return HTMLResponse(door_page(office, _base(request), link), headers=form_headers())

    def enter(self, request: Request) -> Response:
        refuse_other_sites(request)
        with self.shop.store.transaction() as session:
            token = self.doors.enter(session, request.path_params["link"], self.now())
        if token is None:
            raise RefusedError(410, USED)
        return self._away(request, _base(request), token)

    def leave(self, request: Request, _read: None) -> Response:
        with self.shop.store.transaction() as session:
            self.doors.leave(session, self.doors.token_of(request), self.now())
        page = closed_page(_base(request), BYE)
        response = HTMLResponse(page, headers=form_headers())
        response.headers.append("Set-Cookie", self.doors.cookie_line("", request))
        return response

    def _away(self, request: Request, url: str, token: str) -> Response:
        response = RedirectResponse(url, 303, form_headers())
        response.headers.append("Set-Cookie", self.doors.cookie_line(token, request))
        return response

    # --- pages ---

    def show(self, request: Request, build: Build) -> Response:
        """The page as it stands now, with what came of a form above it."""
        token = self.doors.token_of(request)
        with self.shop.store.transaction() as session:
            desk = self._desk(session, token)
            said = kept_said(desk, request.query_params.get(DONE, ""))
            visit = Visit(desk, _base(request), request.query_params, request.path_params, partial(self._lend, token))
            try:
                page = build(visit)
            except RefusedError:
                if said is None:
                    raise
                page = Page("desk_gone.html", "", "Đã ghi nhận", {})  # what was done took it out of their hands
            frame = Frame(self.doors.form_word(token), secrets.token_urlsafe(9))
            html = whole_page(visit, page, frame, said)
        return HTMLResponse(html, headers=form_headers())

    def act(self, request: Request, order: Order) -> Response:
        """Then the same page anew, by its address: going back and looking again repeat nothing."""
        try:
            self._obey(self.doors.token_of(request), order)
        except SQLAlchemyError:
            with self.shop.store.transaction() as session:  # the same form in another thread was quicker
                if not was_seen(session, self.office_id, DOOR, order.update_id):
                    raise
        asked = {**request.query_params, DONE: order.update_id}
        return RedirectResponse(f"?{urlencode(asked)}", 303, form_headers())

    def _obey(self, token: str, order: Order) -> None:
        with self.shop.store.transaction() as session:
            obey(self._desk(session, token, order), order)
            session.flush()
            spare = spare_files(session, (file.digest for file in order.files))
        self.shop.shelf.drop(spare)

    def _desk(self, session: Session, token: str, order: Order | None = None) -> Desk:
        """The visitor in front of the office; RefusedError where the session is over, or they have no desk any more."""
        now = self.now()
        found = self.doors.pass_of(session, token, now)
        accounts = accounts_of(session, found.person_id) if found else []
        if found is None or not accounts:
            raise RefusedError(401, OVER)
        person = session.get_one(Person, found.person_id)
        speaker = Speaker(accounts[0], person, posts_of(session, person.id))
        office, tools = session.get_one(Office, self.office_id), self.shop.office(self.office_id).tools
        desk = Desk(session, now, office, tools, speaker, heard_from(str(found.session), order))
        if not desk.rights.roles & DESK_ROLES:
            raise RefusedError(401, OVER)
        return desk

    # --- files ---

    def give(self, request: Request) -> Response:
        """A file that a page of this session has named; nobody else can make up its address."""
        token = self.doors.token_of(request)
        with self.shop.store.transaction() as session:
            self._desk(session, token)
        raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        found = lent(self._key(token), raw.rpartition("/tep/")[2], self.now())
        content = self.shop.shelf.read(found.digest) if found else None
        if found is None or content is None:
            raise RefusedError(404, GONE)
        picture = picture_type(content[:16])
        headers = {"Content-Disposition": disposition(found.name, is_shown=bool(picture))}
        headers |= {**form_headers(), "Content-Security-Policy": CLOSED_CSP, "X-Robots-Tag": "noindex"}
        return Response(content, 200, headers, picture or "application/octet-stream")

    def _lend(self, token: str, kept: str, name: str) -> str:
        return f"tep/{lend(self._key(token), kept, name or 'tep', self.now() + LIFE)}"

    def _key(self, token: str) -> bytes:
        return digest(self.doors.secret, f"files:{token}").encode()

    # --- how all are served ---

    async def read_order(self, request: Request) -> Order:
        """With the files that came along on the shelf."""
        async with reading(request) as (form, uploads):
            self._refuse_foreign(request, form)
            return read_order(form, tuple([await shelve_upload(self.shop.shelf, upload) for upload in uploads]))

    async def read_wish(self, request: Request) -> None:
        """A form that says nothing but what its address says."""
        self._refuse_foreign(request, await read_form(request))

    def _refuse_foreign(self, request: Request, form: Form) -> None:
        if not self.doors.is_own_form(self.doors.token_of(request), form.get("word", "")):
            raise RefusedError(403, FOREIGN)

    def served(self, endpoint: Callable[..., Response], *given: Any, reads: Reading | None = None) -> Endpoint:
        async def serve(request: Request) -> Response:
            try:
                read = (await reads(request),) if reads else ()
                return await run_sync(partial(endpoint, request, *read, *given))
            except RefusedError as refusal:
                return HTMLResponse(closed_page(_base(request), refusal.words), refusal.status, form_headers())
            except Exception as error:
                log.error("a page of the desk failed: %s", type(error).__name__, exc_info=wordless(error))
                return HTMLResponse(closed_page(_base(request), FAILED), 500, form_headers())

        return serve


def desk_routes(shop: Shop, office_id: int, now: Callable[[], datetime]) -> list[BaseRoute]:
    """The desk. Whoever holds a link from the chat gets in once; forms go to the page they stand on."""
    site, root = DeskSite(shop, office_id, now), f"/{WORK_DESK}"
    pages = [
        Route(f"{root}{path}", endpoint, methods=[method])
        for path, build in PAGES
        for method, endpoint in (
            ("GET", site.served(site.show, build)),
            ("POST", site.served(site.act, reads=site.read_order)),
        )
    ]
    return [
        Mount(f"{root}/static", app=PageParts(directory=STATIC)),
        *pages,
        Route(f"{root}/ra", site.served(site.leave, reads=site.read_wish), methods=["POST"]),
        Route(f"{root}/tep/{{address:path}}", site.served(site.give), methods=["GET"]),
        Route(f"{root}/{{link}}", site.served(site.show_door), methods=["GET"]),
        Route(f"{root}/{{link}}", site.served(site.enter), methods=["POST"]),
    ]


def _base(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/{WORK_DESK}"
