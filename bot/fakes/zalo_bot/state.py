"""Everything the double keeps: who wrote, what was said, what waits for the bot, mishaps to come."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from bot.fakes.bell import Bell

Json = dict[str, Any]
Mishap = int | Literal["html", "empty", "disconnect", "timeout_after_accept"]


class RefusalError(Exception):
    """An answer with "ok": false."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


@dataclass
class Switches:
    """Where Zalo is not known to do one thing or another, and what its plan allows."""

    http_errors: bool = False  # whether a failure's code is the HTTP status too
    unknown_method: int = 400
    idle: Literal["408", "empty", "html"] = "408"  # what a poll without a message ends in
    http_hooks: bool = True  # whether a webhook may be plain http on this machine
    wrapped: bool = False  # whether a webhook's body stands in {"ok", "result"}
    photo_key: Literal["photo_url", "photo"] = "photo_url"
    previews: bool = False  # whether words with an address arrive as unsupported
    newest_first: bool = False  # whether messages overtake each other
    monthly: int = 3000
    people: int = 50


@dataclass(frozen=True)
class Post:
    """A message in a chat; `sender` is "" for the bot. `delivered`: Zalo says ok to a voice in a group and drops it."""

    id: str
    chat: str
    sender: str
    text: str = ""
    photo: bytes = b""
    delivered: bool = True

    @property
    def from_bot(self) -> bool:
        return self.sender == ""


@dataclass
class Call:
    method: str
    args: Json


@dataclass
class State:
    """`second`: how long one of Zalo's seconds takes here. `names` of people and groups by the id of their chat."""

    token: str
    bot_name: str
    second: float
    clock: Callable[[], float]
    switches: Switches
    names: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)
    dropped: list[Json] = field(default_factory=list)
    faults: dict[str, list[Mishap]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    sent: int = 0
    closed: bool = False
    bell: Bell = field(default_factory=Bell)
    lock: threading.RLock = field(default_factory=threading.RLock)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new_id(self) -> str:
        return sha256(f"{self.token}/{next(self.numbers)}".encode()).hexdigest()[:20]

    def now(self) -> int:
        """Milliseconds."""
        return int(self.clock() * 1000)

    def push(self, event: Json) -> None:
        with self.lock:
            self.events.insert(0 if self.switches.newest_first else len(self.events), event)
        self.bell.ring()

    def pop(self) -> Json | None:
        with self.lock:
            return self.events.pop(0) if self.events else None

    def next_fault(self, method: str) -> Mishap | None:
        with self.lock:
            waiting = self.faults.get(method)
            return waiting.pop(0) if waiting else None
