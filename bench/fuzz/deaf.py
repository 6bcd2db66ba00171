"""The channels as they are, but for the platform behind them: what would leave is held to its rules instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.channels.markup import plain, units
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.sending import LONGEST_CAPTION, LONGEST_TEXT
from bot.channels.telegram.sending import plan as plan_telegram
from bot.channels.web import WebChannel
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.sending import LONGEST
from bot.channels.zalo_bot.sending import plan as plan_zalo_bot
from bot.channels.zalo_oa import Credentials, Hosts, Tokens, Wire, ZaloOaChannel
from bot.channels.zalo_oa.sending import LONGEST_TEXT as LONGEST_OA
from bot.channels.zalo_oa.sending import message_of
from bot.channels.zalo_oa.sending import plan as plan_zalo_oa
from bot.fakes.telegram.markup import read_html
from bot.talk import Attachment, Channel, ChannelError, Kept, Parcel
from storage.store import Store

FOREIGN = re.compile(r"<(?!/?(?:b|i|code)>)|&(?!(?:lt|gt|amp|quot);|#)")
LONGEST_DATA = 64  # bytes of a choice's command


class ForgedError(AssertionError):
    """What would leave is not what a platform takes, or not what we wrote."""


@dataclass
class Ears:
    """What was said last to each address, and what was wrong with it."""

    chance: Random
    last: dict[str, Parcel] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    sent: int = 0

    def hear(self, address: str, parcel: Parcel, check: Callable[[Parcel], None]) -> str:
        self.sent += 1
        self.last[address] = parcel
        try:
            check_words(parcel)
            check(parcel)
        except ChannelError:
            raise
        except Exception as problem:  # noqa: BLE001  that is what is looked for
            self.wrong.append(f"{type(problem).__name__}: {problem} in {parcel.text[:300]!r}")
        return str(self.sent)

    def lend(self) -> bytes:
        """A file that somebody sent; at times there is none."""
        if self.chance.random() < 0.2:
            raise ChannelError("no such file", permanent=True)
        return b"\xff\xd8\xff" + self.chance.randbytes(self.chance.randrange(200))


def check_words(parcel: Parcel) -> None:
    if FOREIGN.search(parcel.text):
        raise ForgedError("mark-up that is not ours")
    if read_html(parcel.text)[0] != plain(parcel.text):
        raise ForgedError("mark-up that is read in two ways")
    for row in parcel.choices:
        for choice in row:
            if not choice.label.strip() or len(choice.command.encode()) > LONGEST_DATA:
                raise ForgedError(f"a choice that nobody can tap: {choice!r}")


def check_telegram(parcel: Parcel) -> None:
    for piece in plan_telegram(parcel):
        most = LONGEST_CAPTION if piece.file else LONGEST_TEXT
        if units(read_html(piece.text)[0]) > most or not (piece.file or plain(piece.text).strip()):
            raise ForgedError("a piece that Telegram refuses")


def check_zalo_bot(parcel: Parcel) -> None:
    for piece in plan_zalo_bot(parcel, _nowhere):
        if units(piece.text) > LONGEST or not (piece.text.strip() or piece.photo):
            raise ForgedError("a piece that Zalo refuses")


def check_zalo_oa(parcel: Parcel) -> None:
    for piece in plan_zalo_oa(parcel, _nowhere, buttons=True):
        message_of(piece, "up")
        if units(piece.text) > LONGEST_OA or not (piece.text.strip() or piece.file):
            raise ForgedError("a piece that Zalo refuses")


class DeafTelegram(TelegramChannel):
    def __init__(self, ears: Ears) -> None:
        super().__init__("1:" + "t" * 35)
        self.username, self._ears = "dondoc_bot", ears

    async def send(self, address: str, parcel: Parcel) -> str:
        return self._ears.hear(address, parcel, check_telegram)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return self._ears.lend()

    async def _answer_tap(self, number: str) -> None:
        return


class DeafZaloBot(ZaloBotChannel):
    def __init__(self, ears: Ears, clock: Callable[[], datetime]) -> None:
        super().__init__("1:" + "t" * 35, _nowhere, clock)
        self._ears = ears

    async def send(self, address: str, parcel: Parcel) -> str:
        return self._ears.hear(address, parcel, check_zalo_bot)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return self._ears.lend()


class DeafZaloOa(ZaloOaChannel):
    def __init__(self, ears: Ears, store: Store, office_id: int, clock: Callable[[], datetime]) -> None:
        wire = Wire(Hosts.at("http://nowhere.invalid"))
        tokens = Tokens(store, office_id, Credentials("1", "s" * 20), wire, clock)
        super().__init__(tokens, wire, clock, _nowhere)
        self._ears = ears

    async def send(self, address: str, parcel: Parcel) -> str:
        return self._ears.hear(address, parcel, check_zalo_oa)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        return self._ears.lend()


class HeardWeb(WebChannel):
    """The real one: what it sends stands in the table that the page reads."""

    def __init__(self, ears: Ears, store: Store, office_id: int, clock: Callable[[], datetime]) -> None:
        super().__init__(store, office_id, clock)
        self._ears = ears

    async def send(self, address: str, parcel: Parcel) -> str:
        self._ears.hear(address, parcel, lambda _parcel: None)
        return await super().send(address, parcel)


def channels(ears: Ears, store: Store, office_id: int, clock: Callable[[], datetime]) -> dict[str, Channel]:
    return {
        "web": HeardWeb(ears, store, office_id, clock),
        "telegram": DeafTelegram(ears),
        "zalo_bot": DeafZaloBot(ears, clock),
        "zalo_oa": DeafZaloOa(ears, store, office_id, clock),
    }


def _nowhere(_kept: Kept, _life: object) -> str:
    return ""
