"""A look at a page of the desk: who looks, at what; and the page that comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.web.guard import RefusedError

NOT_HERE = "Không có trang này, hoặc trang không thuộc phần việc của anh/chị."


@dataclass(frozen=True)
class Visit:
    """`asked`: what stands after the question mark, `place`: the numbers in the path. `lend` gives a file's address."""

    desk: Desk
    base: str
    asked: Mapping[str, str]
    place: Mapping[str, Any]
    lend: Callable[[str, str], str]

    def number(self, name: str) -> int | None:
        return read_number(self.asked.get(name, "")[:12])


@dataclass(frozen=True)
class Page:
    """A template with what it is filled with; `part` is the entry of the navigation it belongs to."""

    template: str
    part: str
    title: str
    values: Mapping[str, Any]


Build = Callable[[Visit], Page]


def not_here() -> RefusedError:
    return RefusedError(404, NOT_HERE)
