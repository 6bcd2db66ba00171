"""What a look at the state of the office shows, as it travels in a choice: "tre dv3 tr2"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from bot.rules.workdays import DAY

About = Literal["", "viec", "pa"]
Days = Literal["", "homnay", "mai", "tuan", "tuansau", "thang", "thangsau", "quy"]
Show = Literal["", "donvi", "nguoi", "cho", "bieudo", "bdviec", "bdtuan", "bdhen"]
DAY_NAMES: Mapping[str, str] = {
    "": "",
    "homnay": "hôm nay",
    "mai": "ngày mai",
    "tuan": "tuần này",
    "tuansau": "tuần sau",
    "thang": "tháng này",
    "thangsau": "tháng sau",
    "quy": "quý này",
}
_ABOUT: Mapping[str, About] = {"viec": "viec", "pa": "pa", "pakn": "pa"}
_DAYS: Mapping[str, Days] = {name: name for name in get_args(Days) if name}
_SHOW: Mapping[str, Show] = {name: name for name in get_args(Show) if name}
_NUMBERED = re.compile(r"(dv|cb|tr)(\d{1,9})")
_APART = re.compile(r"\b(dv|cb|tr) (?=\d)")


@dataclass(frozen=True)
class View:
    """`unit` 0: what no unit has; `post`: whose work; no unit and no post: all that the speaker may see."""

    about: About = ""
    late: bool = False
    days: Days = ""
    unit: int | None = None
    post: int | None = None
    show: Show = ""
    page: int = 0

    @property
    def is_list(self) -> bool:
        return not self.show and bool(self.about or self.late or self.days)

    @property
    def place(self) -> "View":
        """The sums of the same unit or person."""
        return View(unit=self.unit, post=self.post)

    @property
    def code(self) -> str:
        """At most 40 letters."""
        parts = [self.show, self.about, "tre" if self.late else "", self.days]
        parts += [f"{word}{number}" for word, number in (("dv", self.unit), ("cb", self.post)) if number is not None]
        return " ".join([part for part in parts if part] + ([f"tr{self.page}"] if self.page else []))

    @property
    def command(self) -> str:
        return f"/tinhhinh {self.code}".rstrip()

    def at(self, page: int) -> "View":
        return replace(self, page=page)


WHOLE = View()


def read_view(code: str) -> View | None:
    """None where a word is none of a view's."""
    found = View()
    for word in _APART.sub(r"\1", code).split():
        numbered = _NUMBERED.fullmatch(word)
        if numbered:
            found = _with_number(found, numbered[1], int(numbered[2]))
        elif word in _ABOUT:
            found = replace(found, about=_ABOUT[word])
        elif word in _DAYS:
            found = replace(found, days=_DAYS[word])
        elif word in _SHOW:
            found = replace(found, show=_SHOW[word])
        elif word == "tre":
            found = replace(found, late=True)
        else:
            return None
    return found


def _with_number(view: View, what: str, number: int) -> View:
    if what == "tr":
        return view.at(number)
    return replace(view, unit=number) if what == "dv" else replace(view, post=number)


def parent(view: View) -> View | None:
    """Where "back" leads; None from the whole. Of a person it is the list they stand in."""
    if view.page:
        return view.at(view.page - 1)
    if view.show.startswith("bd"):
        return replace(view, show="bieudo")
    if view.show or view.is_list:
        return view.place
    if view.post is not None:
        return View(unit=view.unit) if view.unit is not None else WHOLE
    return View(show="donvi") if view.unit is not None else None


def days_of(days: Days, today: date) -> tuple[date, date]:
    """The first and the last day; without a name this week."""
    monday = today - today.weekday() * DAY
    if days in ("homnay", "mai"):
        day = today + (days == "mai") * DAY
        return day, day
    if days in ("thang", "thangsau", "quy"):
        return _months_of(days, today)
    start = monday + (days == "tuansau") * timedelta(days=7)
    return start, start + timedelta(days=6)


def _months_of(days: Days, today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    if days == "thangsau":
        first = (first + timedelta(days=31)).replace(day=1)
    if days == "quy":
        first = first.replace(month=first.month - (first.month - 1) % 3)
    last = first
    for _ in range(3 if days == "quy" else 1):
        last = (last + timedelta(days=31)).replace(day=1)
    return first, last - DAY


def ahead(days: Days, today: date) -> tuple[date, date]:
    """What of these days is still to come, today included."""
    first, last = days_of(days, today)
    return max(first, today), last
