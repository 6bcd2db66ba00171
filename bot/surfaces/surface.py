"""What the house asks of a platform, whichever it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.routing import BaseRoute

from bot.app import Clock
from bot.intake import Intake
from bot.settings import OfficeSettings
from bot.talk import Channel, Incoming
from storage.store import Store

OnMessage = Callable[[Incoming], Awaitable[None]]


@dataclass(frozen=True)
class Home:
    """What an office's channel is built from.

    `address`: where the office's site stands, without a slash at its end. `share`: which part of the pace that a
    token may have is this process's.
    """

    address: str
    settings: OfficeSettings
    store: Store
    office_id: int
    clock: Clock
    share: Callable[[], float] = lambda: 1.0


class Surface(Protocol):
    """A platform as one office uses it. `title` is its name for people, also at the terminal."""

    @property
    def title(self) -> str: ...

    @property
    def channel(self) -> Channel: ...

    async def start(self) -> None:
        """Learn who we are there; ChannelError, a permanent one when the token is wrong."""

    def door(self) -> str:
        """The address that opens the bot, up to where a start word follows; "" where there is none (yet)."""

    def page(self) -> str:
        """Where there is no such door: the address that opens the chat, in which a code is typed; "" where unknown."""

    async def doubts(self) -> list[tuple[str, str]]:
        """What one should know or mend before going live, and how, in Vietnamese; raises ChannelError."""

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        """What the platform calls."""

    def begin(self, intake: Intake) -> None:
        """Let run beside what goes on while the house is open: polling, telling the platform our menu and address."""

    async def stop(self) -> None:
        """Close what is open, after the app has stopped."""
