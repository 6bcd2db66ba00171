"""Everything the double keeps: the account, its tokens, people, what was said, mishaps to come."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.fakes.zalo_oa.refusals import Json

BUSINESS, STATE = 2, 4  # kinds of accounts
FREE, PAID = timedelta(hours=48), timedelta(days=7)
ACCESS_LIFE, UPLOAD_LIFE = timedelta(seconds=90_000), timedelta(days=7)

Mishap = Literal["refuse", "cut_before", "cut_after", "page"]


@dataclass
class Person:
    id: str
    name: str
    heard_at: datetime | None = None
    blocked: bool = False


@dataclass(frozen=True)
class Upload:
    ref: str
    kind: str
    name: str
    content: bytes
    at: datetime


@dataclass(frozen=True)
class Post:
    """A message in a person's chat; `quota` is what it was counted to, "" for what was billed."""

    number: str
    user: str
    from_oa: bool
    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()  # title, payload
    upload: Upload | None = None
    card: tuple[str, str] | None = None
    quota: str = ""
    by: str = ""  # the interface it was sent by; "console" for a person of the office

    @property
    def labels(self) -> list[str]:
        return [title for title, _ in self.buttons]


@dataclass
class Fault:
    path: str
    kind: Mishap
    code: int = 0
    times: int = 1


@dataclass
class State:
    """`demands_proof`: as the switch on the app's page. `messages_left`: of the package; None: any number."""

    app_id: str
    app_secret: str
    hook_secret: str
    oa_id: str
    clock: Callable[[], datetime]
    oa_type: int = BUSINESS
    demands_proof: bool = False
    messages_left: int | None = None
    rate: int | None = None  # calls a minute; None: any number
    access: str = ""
    refresh: str = ""
    expires_at: datetime | None = None
    codes: dict[str, str] = field(default_factory=dict)  # code -> the challenge it was given for
    people: dict[str, Person] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    uploads: dict[str, Upload] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    minutes: dict[datetime, int] = field(default_factory=dict)
    templates: dict[str, tuple[str, ...]] = field(default_factory=dict)  # approved ones, with their parameters
    balance: int = 0
    admins: set[str] = field(default_factory=set)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    lock: threading.RLock = field(default_factory=threading.RLock)

    def number(self, kind: str) -> str:
        return f"{kind}{next(self.numbers):016x}"

    def stamp(self) -> str:
        return str(int(self.clock().timestamp() * 1000))

    def new_pair(self) -> Json:
        """Both old tokens are dead from now on."""
        self.access, self.refresh = self.number("access-token-"), self.number("refresh-token-")
        self.expires_at = self.clock() + ACCESS_LIFE
        seconds = str(int(ACCESS_LIFE.total_seconds()))
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": seconds}

    def next_fault(self, path: str) -> Fault | None:
        fault = next((one for one in self.faults if one.path in path), None)
        if fault:
            fault.times -= 1
            if not fault.times:
                self.faults.remove(fault)
        return fault
