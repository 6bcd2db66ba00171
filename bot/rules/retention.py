"""For how long each kind of what is personal is kept: as packaged, or as the office has set it."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from bot.rules.vietnamese import plain

Unit = Literal["days", "months"]
Cause = Literal["retention", "request", "tidy"]
UNITS: Mapping[str, Unit] = {"ngay": "days", "thang": "months"}
_SAID = re.compile(r"(?P<n>\d{1,3}) ?(?P<unit>ngay|thang)")


class Keep(NamedTuple):
    """So many days, or calendar months."""

    n: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.n} {'ngày' if self.unit == 'days' else 'tháng'}"

    @property
    def days(self) -> int:
        """For comparing: the shortest that it can be."""
        return self.n if self.unit == "days" else self.n * 28

    def before(self, day: date) -> date:
        """The last day from which this time has passed on a day."""
        if self.unit == "days":
            return date.fromordinal(day.toordinal() - self.n)
        months = day.year * 12 + day.month - 1 - self.n
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Kind:
    """`usual` counts unless the office says otherwise, between `least` and `most`; `since` says from when."""

    key: str
    title: str
    since: str
    words: tuple[str, ...]
    usual: Keep
    least: Keep
    most: Keep
    basis: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its key, in the order in which they are shown and erased."""
    read = tomllib.loads(files("bot.rules").joinpath("retention.toml").read_text("utf-8"))
    return {key: _kind(key, fields) for key, fields in read.items()}


def _kind(key: str, fields: Mapping[str, object]) -> Kind:
    usual, least, most = (read_keep(str(fields[name])) for name in ("usual", "least", "most"))
    title, since, basis = (str(fields[name]) for name in ("title", "since", "basis"))
    return Kind(key, title, since, tuple(cast(list[str], fields["words"])), usual, least, most, basis)


def read_keep(said: str) -> Keep:
    """ "24 tháng", "7 ngay"; ValueError for anything else."""
    found = _SAID.fullmatch(plain(said))
    if not found or not int(found["n"]):
        raise ValueError(said)
    return Keep(int(found["n"]), UNITS[found["unit"]])


def keep_of(key: str, own: Mapping[str, str]) -> Keep:
    """`own`: what the office has set, by key, as it is said."""
    return read_keep(own[key]) if key in own else kinds()[key].usual


class UnreadableError(ValueError):
    """What was said names no kind, or no time within its bounds: `kind` is the one that was meant, if any."""

    def __init__(self, kind: Kind | None) -> None:
        super().__init__()
        self.kind = kind


def read_change(said: str) -> tuple[Kind, Keep]:
    """ "tệp 6 tháng" -> that kind and its time; UnreadableError."""
    flat = " ".join(plain(said).split())
    time = _SAID.search(flat)
    name = flat[: time.start()].strip() if time else flat
    meant = next(
        (kind for kind in kinds().values() if name in (kind.key, *map(plain, (kind.title, *kind.words)))), None
    )
    if meant is None or time is None or time.end() != len(flat) or not int(time["n"]):
        raise UnreadableError(meant)
    wanted = read_keep(time[0])
    if not meant.least.days <= wanted.days <= meant.most.days:
        raise UnreadableError(meant)
    return meant, wanted
