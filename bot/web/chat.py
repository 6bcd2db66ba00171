"""The web chat: a page anyone may open without an account, and the small API below it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from bot.channels.web import WebChannel
from bot.talk import Attachment, Incoming, Kept, Location
from bot.web.events import read_events, shown
from bot.web.files import answer_file, keep_upload
from bot.web.guard import PageParts, RefusedError, data_headers, page_headers, refuse_other_sites
from bot.web.page import STATIC, chat_page
from bot.web.posting import Posted, read_post
from bot.web.visitors import address_of, cookie_line, new_token, read_token
from storage.files import FileShelf
from storage.store import Store
from storage.webchat import OWN, WebMessage

HISTORY = 200  # bubbles that a page shows when it is opened
NO_SEAT = "Không có trang này."
NO_COOKIE = "Trình duyệt đang chặn cookie nên chưa trò chuyện được. Xin cho phép cookie rồi tải lại trang."
_NUMBER = re.compile(r"[0-9]{1,18}")

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Chat:
    """What the routes work with. `seats` are the demo's fixed places: name in the URL -> address."""

    channel: WebChannel
    store: Store
    shelf: FileShelf
    office_id: int
    office_name: Callable[[], str]
    on_message: Callable[[Incoming], Awaitable[None]]
    now: Callable[[], datetime]
    seats: Mapping[str, str]
    frame_ancestors: str

    async def open_page(self, request: Request) -> Response:
        seat = request.path_params.get("seat", "")
        if seat and seat not in self.seats:
            raise RefusedError(404, NO_SEAT)
        office = await run_sync(self.office_name)
        page = chat_page(office, request.scope.get("root_path", ""), seat)
        response = HTMLResponse(page, headers=page_headers(self.frame_ancestors))
        if not seat:
            token = read_token(request) or new_token()
            response.headers.append("Set-Cookie", cookie_line(token, request))
        return response

    def _address(self, request: Request) -> str:
        """Whose conversation this is; raise RefusedError."""
        if seat := request.path_params.get("seat"):
            if seat not in self.seats:
                raise RefusedError(404, NO_SEAT)
            return self.seats[seat]
        token = read_token(request)
        if token is None:
            raise RefusedError(401, NO_COOKIE)
        return address_of(token)

    async def read_messages(self, request: Request) -> Response:
        address = self._address(request)
        bubbles = await self.channel.read(address, _after(request), HISTORY)
        return JSONResponse({"messages": [shown(bubble) for bubble in bubbles]}, headers=data_headers())

    async def stream_events(self, request: Request) -> Response:
        events = read_events(self.channel, self._address(request), _after(request))
        headers = {**data_headers(), "X-Accel-Buffering": "no"}
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    async def read_file(self, request: Request) -> Response:
        address, digest = self._address(request), request.path_params["digest"]
        return await answer_file(self.store, self.shelf, self.office_id, address, digest)

    async def take_message(self, request: Request) -> Response:
        refuse_other_sites(request)
        address = self._address(request)
        posted = await read_post(request)
        try:
            kept = [await keep_upload(self.shelf, file) for file in posted.files]
        finally:
            for file in posted.files:
                await file.close()
        bubble = await self.channel.put(self._own_bubble(address, posted, kept))
        await self._pass_on(address, posted, kept)
        return JSONResponse(shown(bubble), headers=data_headers())

    def _own_bubble(self, address: str, posted: Posted, kept: list[Kept]) -> WebMessage:
        return WebMessage(
            office_id=self.office_id,
            address=address,
            key=OWN + posted.key,
            mine=True,
            text="\n".join(part for part in (posted.text, _place_words(posted.location)) if part),
            files=[vars(file) for file in kept],
            at=self.now(),
        )

    async def _pass_on(self, address: str, posted: Posted, kept: list[Kept]) -> None:
        refs = {new_token(): file for file in kept}
        with self.channel.holding({ref: self.shelf.content(file.digest) for ref, file in refs.items()}):
            await self.on_message(
                Incoming(
                    channel=self.channel.name,
                    update_id=f"{address}:{posted.key}",
                    address=address,
                    sender=address,
                    text=posted.command or posted.text,
                    pressed=bool(posted.command),
                    attachments=tuple(
                        Attachment(file.kind, ref, file.name, file.mime, file.size) for ref, file in refs.items()
                    ),
                    location=posted.location,
                    sent_at=self.now(),
                )
            )


def chat_routes(
    channel: WebChannel,
    store: Store,
    shelf: FileShelf,
    office_id: int,
    office_name: Callable[[], str],
    on_message: Callable[[Incoming], Awaitable[None]],
    now: Callable[[], datetime],
    seats: Mapping[str, str] | None = None,
    frame_ancestors: str = "'self'",
) -> list[BaseRoute]:
    """The page at /chat and its API. `frame_ancestors` (CSP) says which sites may show it in a frame."""
    chat = Chat(channel, store, shelf, office_id, office_name, on_message, now, dict(seats or {}), frame_ancestors)
    parts = Mount("/chat/static", app=PageParts(directory=STATIC))
    own = [Route("/", _to_chat), parts, *_routes_below("/chat", chat)]
    return [*own, *_routes_below("/chat/{seat}", chat)] if seats else own


def _routes_below(path: str, chat: Chat) -> list[BaseRoute]:
    # "/chat/messages" must not be taken for a seat's page, so each page stands behind its API.
    return [
        Route(f"{path}/messages", _served(chat.read_messages), methods=["GET"]),
        Route(f"{path}/messages", _served(chat.take_message), methods=["POST"]),
        Route(f"{path}/events", _served(chat.stream_events)),
        Route(f"{path}/files/{{digest}}", _served(chat.read_file)),
        Route(path, _served(chat.open_page)),
    ]


def _served(endpoint: Endpoint) -> Endpoint:
    async def serve(request: Request) -> Response:
        try:
            return await endpoint(request)
        except RefusedError as refusal:
            return refusal.answer()

    return serve


async def _to_chat(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/chat", status_code=307)


def _after(request: Request) -> int:
    """The id after which bubbles are wanted: what the browser received last, or what the page asked for."""
    for told in (request.headers.get("last-event-id"), request.query_params.get("after")):
        if told and _NUMBER.fullmatch(told):
            return int(told)
    return 0


def _place_words(location: Location | None) -> str:
    return f"Vị trí: {location.latitude:.6f}, {location.longitude:.6f}" if location else ""
