"""What somebody holds in their hand, on each channel: words, taps and photos go in, what came can be read."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_oa import FakeZaloOa

PHOTO = b"\xff\xd8\xff\xe0 a jpeg of the result"


class Phone(Protocol):
    """One person's chat with the bot. `tap` the newest choice whose label begins so."""

    async def say(self, text: str) -> None: ...

    async def tap(self, label: str) -> None: ...

    async def show(self, caption: str) -> None:
        """Send a photo with words."""

    async def texts(self) -> list[str]:
        """What the bot said, oldest first."""

    async def labels(self) -> list[str]:
        """Of every choice so far, oldest first."""


@dataclass
class TelegramPhone:
    fake: FakeTelegram
    number: int

    async def say(self, text: str) -> None:
        self.fake.say(self.number, text)

    async def tap(self, label: str) -> None:
        post = next(post for post in reversed(self.fake.sent(self.number)) if _begins(post.labels, label))
        self.fake.press(self.number, post.message_id, _begins(post.labels, label))

    async def show(self, caption: str) -> None:
        self.fake.send_photo(self.number, PHOTO, caption)

    async def texts(self) -> list[str]:
        return [post.text for post in self.fake.sent(self.number)]

    async def labels(self) -> list[str]:
        return [label for post in self.fake.sent(self.number) for label in post.labels]


def _begins(labels: list[str], label: str) -> str:
    return next((one for one in labels if one.startswith(label)), "")


@dataclass
class ZaloBotPhone:
    """Choices are lines of the text, tapped by typing the mark before one; only what came after one's own last word."""

    fake: FakeZaloBot
    name: str

    async def say(self, text: str) -> None:
        self.fake.say(self.name, text)

    async def tap(self, label: str) -> None:
        found = (line.partition(". ") for line in reversed(await self.labels()))
        self.fake.say(self.name, next(one[0] for one in found if _is_called("".join(one), label)))

    async def show(self, caption: str) -> None:
        self.fake.send_photo(self.name, PHOTO, caption)

    async def texts(self) -> list[str]:
        return [post.text for post in self.fake.sent(self.name)]

    async def labels(self) -> list[str]:
        texts = [post.text for post in self.fake.sent(self.name, since_heard=True)]
        return [line for text in texts for line in re.findall(r"^(?:\d{1,3}|[a-z])\. .+$", text, flags=re.MULTILINE)]


def _is_called(line: str, label: str) -> bool:
    return line.startswith(label) or line.partition(". ")[2].startswith(label)


@dataclass
class ZaloOaPhone:
    """Beyond five choices a number is typed."""

    fake: FakeZaloOa
    user: str

    async def say(self, text: str) -> None:
        self.fake.say(self.user, text)

    async def tap(self, label: str) -> None:
        try:
            self.fake.tap(self.user, label)
        except LookupError:
            lines = [line for text in await self.texts() for line in text.splitlines()]
            number = next(line for line in reversed(lines) if label in line).partition(".")[0]
            self.fake.say(self.user, number)

    async def show(self, caption: str) -> None:
        self.fake.send_photo(self.user, PHOTO, caption)

    async def texts(self) -> list[str]:
        return [post.text for post in self.fake.sent(self.user)]

    async def labels(self) -> list[str]:
        posts = self.fake.sent(self.user)
        return [label for post in posts for label in (*post.labels, *post.text.splitlines())]


@dataclass
class WebPhone:
    """A visitor's page, known by its cookie."""

    client: httpx.AsyncClient
    opened: bool = field(default=False)

    async def _post(self, *parts: tuple[str, Any]) -> None:
        if not self.opened:
            (await self.client.get("/chat")).raise_for_status()
            self.opened = True
        form = [("key", (None, uuid.uuid4().hex)), *parts]
        (await self.client.post("/chat/messages", files=form)).raise_for_status()

    async def say(self, text: str) -> None:
        await self._post(("text", (None, text)))

    async def tap(self, label: str) -> None:
        name, command = next(one for one in reversed(await self._choices()) if one[0].startswith(label))
        await self._post(("label", (None, name)), ("choice", (None, command)))

    async def show(self, caption: str) -> None:
        await self._post(("text", (None, caption)), ("file", ("anh.jpg", PHOTO, "image/jpeg")))

    async def texts(self) -> list[str]:
        return [bubble["text"] for bubble in await self._bubbles()]

    async def labels(self) -> list[str]:
        return [label for label, _ in await self._choices()]

    async def _bubbles(self) -> list[dict[str, Any]]:
        if not self.opened:
            return []
        answer = (await self.client.get("/chat/messages")).raise_for_status()
        return [bubble for bubble in answer.json()["messages"] if not bubble["mine"]]

    async def _choices(self) -> list[tuple[str, str]]:
        bubbles = await self._bubbles()
        return [(label, command) for bubble in bubbles for row in bubble["choices"] for label, command in row]
