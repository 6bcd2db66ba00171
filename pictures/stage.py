"""Where the guides' stories are played: people with windows, and a clock that a story moves."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.demo.clock import Journey
from bot.talk import ChannelError, Parcel
from bot.web.visitors import address_of
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

    async def run(self, words: str) -> None: ...

    async def show_sheet(self, name: str, sheet: str) -> None: ...

    async def photograph(self, name: str, since: str) -> None: ...

    async def photograph_paper(self, name: str) -> None: ...


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
        if any(not one.is_photo for one in files):
            await self.stage.read_documents()

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

    async def link(self, path: str) -> str:
        """Where the link leads that the bot has just given."""
        said = await self.window.read()
        return path + said.partition(path)[2].split()[0]

    async def run(self, words: str) -> None:
        """A command of `dondoc` in the office's folder, and what it prints."""
        await self.window.run(words)

    async def show_sheet(self, name: str, sheet: str) -> None:
        """The beginning of a sheet of a workbook in the office's folder."""
        await self.window.show_sheet(name, sheet)

    async def picture(self, name: str, since: str = "") -> None:
        """Of a chat: what was said since the newest bubble with these words, by default the speaker's own."""
        await self.window.photograph(name, since)

    async def picture_of_paper(self, name: str) -> None:
        """The first page of the newest document that the bot has sent."""
        await self.window.photograph_paper(name)


OpenWindow = Callable[[str, bool], Awaitable[Window]]


@dataclass
class Stage:
    """`open_window(token, wide)`: a browser with this cookie, none where it is empty."""

    commune: Commune
    open_window: OpenWindow
    people: dict[tuple[str, bool], Person] = field(default_factory=dict)

    async def person(self, name: str, *, wide: bool = False) -> Person:
        """Somebody of the office, or a citizen who comes for the first time; `wide`: at a desk, not on a phone."""
        if (name, wide) not in self.people:
            known = token_of(name) if name in self.commune.names else ""
            self.people[name, wide] = Person(await self.open_window(known, wide), self)
        return self.people[name, wide]

    async def move(self, to: str) -> None:
        """Let time pass: to the next `morning`, `friday` or `monday`, or by an `hour`."""
        commune = self.commune
        await Journey(commune.clock, commune.house.app.shop, commune.office_id, commune.house.app.tick).move(to)
        await self.settle()

    def refuse_letters(self, name: str) -> None:
        """From now on nothing can be delivered to this person."""
        web, refused = self.commune.house.fronts[0].web, address_of(token_of(name))
        send = web.send

        async def send_to_others(address: str, parcel: Parcel) -> str:
            if address == refused:
                raise ChannelError("chat not found", permanent=True)
            return await send(address, parcel)

        web.send = send_to_others  # type: ignore[method-assign]

    async def read_documents(self) -> None:
        await self.commune.house.app.tick()
        await self.settle()

    async def settle(self) -> None:
        """Let what was begun be delivered."""
        await self.commune.house.app.settle()


Story = Callable[[Stage], Awaitable[None]]
Stories = Mapping[str, Story]
