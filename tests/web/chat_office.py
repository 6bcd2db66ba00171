"""A tiny office behind a real server: it stores, echoes through the channel, and remembers what it was told."""

import asyncio
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web import WebChannel
from bot.talk import Choice, Incoming, Kept, Parcel
from bot.web.chat import chat_routes
from bot.web.visitors import COOKIE, address_of
from storage.files import FileShelf
from storage.offices import Office
from storage.store import Store
from storage.webchat import WebMessage, web_messages

NOON = datetime(2026, 11, 20, 5, 5, tzinfo=UTC)  # Friday 12:05 in Việt Nam
SEATS = {"dan": "seat-citizen", "canbo": "seat-official", "lanhdao": "seat-lead"}
CHOICES = ((Choice("Đúng rồi", "/dung 1"), Choice("Sửa lại", "/sua 1")), (Choice("Bỏ phản ánh này", "/bo 1"),))


class Server(uvicorn.Server):
    """Ends the open streams first: it would wait for them for ever."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], None]) -> None:
        super().__init__(config)
        self._close = close

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._close()
        await super().shutdown(sockets)


class Door:
    """An address that stays while the offices behind it change: a server for each test would take its time."""

    def __init__(self) -> None:
        self.url = ""
        self._app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    @contextmanager
    def leading_to(self, office: "FakeOffice") -> Iterator[str]:
        self._app = office.app()
        try:
            yield self.url
        finally:
            office.channel.close()


class FakeOffice:
    """Answers every new update once; `answers` are sent in order, then an echo with choices."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        with self.store.transaction() as session:
            office = Office(name="", code="TB", created_at=NOON)
            session.add(office)
            session.flush()
            self.office_id = office.id
        self.shelf = FileShelf(folder / "shelf")
        self.heard: list[Incoming] = []
        self.fetched: list[bytes] = []
        self.answers: list[str] = []
        self.paper: Kept | None = None
        self.failing = False
        self.name = "UBND xã Tân Bình"
        self.seats = dict(SEATS)
        self.at = NOON
        self.channel = self.new_channel()

    def new_channel(self) -> WebChannel:
        self.channel = WebChannel(self.store, self.office_id, lambda: self.at)
        return self.channel

    async def on_message(self, incoming: Incoming) -> None:
        if self.failing:
            raise RuntimeError("the office is closed")
        if incoming.update_id in [seen.update_id for seen in self.heard]:
            return
        self.heard.append(incoming)
        for attachment in incoming.attachments:
            self.fetched.append(await self.channel.fetch(attachment, 20 * 1024 * 1024))
        await self.channel.send(incoming.address, self._answer(incoming))

    def _answer(self, incoming: Incoming) -> Parcel:
        key = f"answer:{incoming.update_id}"
        files = ((self.paper, self.shelf.path(self.paper.digest)),) if self.paper else ()
        if self.answers:
            return Parcel(key, self.answers.pop(0), files=files)
        words = incoming.text.replace("&", "&amp;").replace("<", "&lt;")
        return Parcel(key, f"Đã nghe: <b>{words}</b>", CHOICES, files)

    def app(self, frame_ancestors: str = "'self'") -> ASGIApp:
        routes = chat_routes(
            self.new_channel(),
            self.store,
            self.shelf,
            self.office_id,
            lambda: self.name,
            self.on_message,
            lambda: self.at,
            self.seats,
            frame_ancestors,
        )
        return Starlette(routes=routes)

    def keep(self, name: str, data: bytes) -> Kept:
        return Kept("document", self.shelf.keep(data), name, "application/octet-stream", len(data))

    def say(self, address: str, key: str, text: str) -> None:
        """Send from this thread, as another process would: straight into the table."""
        other = WebChannel(self.store, self.office_id, lambda: NOON)
        # In a thread of its own: a browser test already runs a loop in this one.
        with ThreadPoolExecutor(1) as process:
            process.submit(asyncio.run, other.send(address, Parcel(key, text))).result()

    def bubbles(self, address: str) -> list[WebMessage]:
        with self.store.transaction() as session:
            return web_messages(session, self.office_id, address, 0)

    @contextmanager
    def serving(self, port: int = 0, frame_ancestors: str = "'self'") -> Iterator[str]:
        """The base URL of a server that runs meanwhile."""
        app = self.app(frame_ancestors)
        with serving(app, self.channel.close, port) as url:
            yield url


@contextmanager
def serving(app: ASGIApp, close: Callable[[], None] = lambda: None, port: int = 0) -> Iterator[str]:
    # Named TCP, so that asyncio turns Nagle's pauses off: they cost 40 ms with every answer.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    server = Server(uvicorn.Config(app, log_level="critical", lifespan="off"), close)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server did not stop: a stream is still open"


def send(client: httpx.Client, path: str = "/chat/messages", **fields: Any) -> httpx.Response:
    """Post as the page does; `files` are httpx's."""
    files = fields.pop("files", [])
    form = {"key": uuid.uuid4().hex, **fields}
    return client.post(path, files=[*[(name, (None, str(value))) for name, value in form.items()], *files])


def history(client: httpx.Client, path: str = "/chat/messages", after: int | str = 0) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = client.get(path, params={"after": after}).raise_for_status().json()["messages"]
    return messages


def address(client: httpx.Client) -> str:
    return address_of(client.cookies[COOKIE])


@contextmanager
def visiting(url: str) -> Iterator[httpx.Client]:
    """Somebody who has opened the page."""
    with httpx.Client(base_url=url, timeout=30, verify=False) as client:  # reading certificates takes its time
        client.get("/chat").raise_for_status()
        yield client
