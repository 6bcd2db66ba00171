"""Where the guides' stories are played: people with windows, and a clock that a story moves."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.demo.clock import Journey
from pictures.office import Commune, token_of

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class File:
    """What somebody sends along."""

    name: str
    mime: str
    data: bytes

    @property
    def is_photo(self) -> bool:
        return self.mime.startswith("image/")


class Window(Protocol):
    """What one person has before them: a chat, or a page of the office."""

    async def open(self, path: str) -> None: ...

    async def say(self, text: str, *files: File) -> None: ...

    async def tap(self, label: str) -> None:
        """The newest choice whose name begins so."""

    async def read(self) -> str:
        """The newest answer of the bot."""

    async def press(self, name: str) -> None:
        """A button or a link of a page."""

    async def sees(self, words: str) -> None:
        """Fails where these words are not before them."""

    async def photograph(self, name: str, since: str) -> None: ...


@dataclass
class Person:
    """Somebody in a story. Each thing they do takes them a minute."""

    window: Window
    stage: "Stage"

    async def open(self, path: str) -> None:
        await self.window.open(path)

    async def say(self, text: str, *files: File) -> None:
        self.stage.commune.clock.set(self.stage.commune.clock.now() + MINUTE)
        await self.window.say(text, *files)
        await self.stage.settle()

    async def tap(self, label: str) -> None:
        self.stage.commune.clock.set(self.stage.commune.clock.now() + MINUTE)
        await self.window.tap(label)
        await self.stage.settle()

    async def press(self, name: str) -> None:
        await self.window.press(name)

    async def read(self) -> str:
        return await self.window.read()

    async def sees(self, *words: str) -> None:
        for one in words:
            await self.window.sees(one)

    async def follow_link(self, path: str) -> None:
        """Open the link below this path that the bot has just given."""
        said = await self.window.read()
        await self.window.open(path + said.partition(path)[2].split()[0])

    async def picture(self, name: str, since: str = "") -> None:
        """Of a chat: what was said since the newest bubble with these words, by default the speaker's own."""
        await self.window.photograph(name, since)


OpenWindow = Callable[[str, bool], Awaitable[Window]]


@dataclass
class Stage:
    """`open_window(token, wide)`: a browser with this cookie, none where it is empty."""

    commune: Commune
    open_window: OpenWindow
    people: dict[str, Person] = field(default_factory=dict)

    async def person(self, name: str, *, wide: bool = False) -> Person:
        """Somebody of the office, or a citizen who comes for the first time; `wide`: at a desk, not on a phone."""
        if name not in self.people:
            known = token_of(name) if name in self.commune.names else ""
            self.people[name] = Person(await self.open_window(known, wide), self)
        return self.people[name]

    async def move(self, to: str) -> None:
        """Let time pass: to the next `morning`, `friday` or `monday`, or by an `hour`."""
        commune = self.commune
        await Journey(commune.clock, commune.house.app.shop, commune.office_id, commune.house.app.tick).move(to)
        await self.settle()

    async def settle(self) -> None:
        """Let everything that is due be done and delivered."""
        await self.commune.house.app.settle()
        await self.commune.house.app.tick()
        await self.commune.house.app.settle()


Story = Callable[[Stage], Awaitable[None]]
Stories = Mapping[str, Story]
