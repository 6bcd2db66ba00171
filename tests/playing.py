"""The guides' stories without a browser: what is said goes over HTTP, as the page sends it."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.types import ASGIApp

from bot.web.visitors import COOKIE
from pictures.stage import File, Window


@dataclass
class Record:
    """What a story has said, was offered and has taken pictures of."""

    said: list[str] = field(default_factory=list)
    offered: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)
    windows: list["PlainWindow"] = field(default_factory=list)

    async def look(self) -> None:
        """Note what was offered to everybody up to now."""
        for window in self.windows:
            for one in await window.messages():
                self.offered |= {name for row in one["choices"] for name, _command in row}

    def was_offered(self, label: str) -> bool:
        return any(name.startswith(label) for name in self.offered)


@dataclass
class PlainWindow(Window):
    """The chat alone; pages are only asked for."""

    http: httpx.AsyncClient
    record: Record
    on_page: bool = False

    async def open(self, path: str) -> None:
        self.on_page = not path.startswith("/chat")
        (await self.http.get(path)).raise_for_status()

    async def say(self, text: str, *files: File) -> None:
        self.record.said.append(text)
        await self._post({"text": text}, files)

    async def tap(self, label: str) -> None:
        offered = [choice for one in await self.messages() for row in one["choices"] for choice in row]
        command = next((command for name, command in reversed(offered) if name.startswith(label)), None)
        assert command, (label, [name for name, _ in offered][-12:])
        await self._post({"choice": command, "label": label}, ())

    async def read(self) -> str:
        return str([one["text"] for one in await self.messages() if not one["mine"]][-1])

    async def press(self, name: str) -> None:
        assert self.on_page, name

    async def sees(self, words: str) -> None:
        if not self.on_page:
            shown = [re.sub(r"<[^>]*>", "", one["text"]) for one in await self.messages()]
            assert any(words in text for text in shown), (words, shown[-3:])

    async def run(self, words: str) -> None:
        self.on_page = True

    async def show_sheet(self, name: str, sheet: str) -> None:
        self.on_page = True

    async def photograph(self, name: str, since: str) -> None:
        if since:
            await self.sees(since)
        self.record.pictures.append(name)

    async def photograph_paper(self, name: str) -> None:
        assert any(file["name"].endswith(".docx") for one in await self.messages() for file in one["files"])
        self.record.pictures.append(name)

    async def _post(self, fields: dict[str, str], files: tuple[File, ...]) -> None:
        form = [("key", (None, uuid.uuid4().hex)), *((name, (None, value)) for name, value in fields.items())]
        kept = [("file", (file.name, file.data, file.mime)) for file in files]
        (await self.http.post("/chat/messages", files=[*form, *kept])).raise_for_status()

    async def messages(self) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = (await self.http.get("/chat/messages")).json()["messages"]
        return shown


async def open_plain(app: ASGIApp, token: str, record: Record) -> PlainWindow:
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")
    if token:
        http.cookies.set(COOKIE, token)
    await http.get("/chat")
    window = PlainWindow(http, record)
    record.windows.append(window)
    return window
