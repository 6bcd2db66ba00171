"""The page on which a plan is gone through as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from bot.acts.plan_lines import Line, Record
from bot.acts.previewing import View
from bot.acts.tasks import FIELDS, as_text
from bot.rules.directory import Directory
from bot.rules.five_clear import NAMES
from bot.rules.naming import comparable
from bot.rules.schedules import Nothing, from_json
from bot.web.page import HERE, pages_of
from messages.schedules import describe
from messages.words import day

_PAGES = pages_of(HERE / "pages")

# Word in the address -> name, and which rows it shows.
FILTERS: Mapping[str, tuple[str, Callable[[Line, frozenset[int]], bool]]] = {
    "can": ("Cần quyết định", lambda line, _: bool(line.asks)),
    "doi": ("Thêm, sửa", lambda line, changed: line.position in changed),
    "nhom": ("Giao cho nhóm", lambda line, _: bool(line.groups) and line.is_task and not line.dropped),
    "thieu": ("Chưa đủ 5 rõ", lambda line, _: bool(line.missing) and not line.dropped),
    "bo": ("Đã bỏ", lambda line, _: line.dropped),
    "tatca": ("Tất cả", lambda _line, _changed: True),
}


@dataclass(frozen=True)
class Asked:
    """What the visitor wants to see. `words` are those of a form that could not be taken, by field."""

    shown: str = ""
    editing: int = -1
    problem: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    done: str = ""


def table_page(office: str, root: str, word: str, view: View, directory: Directory, asked: Asked) -> str:
    """The HTML of the table; `word` goes into each form."""
    changed = _changed(view)
    counts = {name: sum(test(line, changed) for line in view.lines) for name, (_, test) in FILTERS.items()}
    shown = asked.shown if asked.shown in FILTERS else ("can" if counts["can"] else "tatca")
    lines = [line for line in view.lines if FILTERS[shown][1](line, changed) or line.position == asked.editing]
    return _PAGES.get_template("review.html").render(
        office=office,
        base=f"{root}/ra-soat",
        word=word,
        view=view,
        plan=view.plan,
        sums=view.sums,
        lines=lines,
        shown=shown,
        filters=[(name, label, counts[name]) for name, (label, _) in FILTERS.items() if counts[name]],
        asked=asked,
        fields=FIELDS,
        missing_names=NAMES,
        marks=_marks(view),
        likely={name: [(unit, directory.units[unit]) for unit in directory.likely(name)] for name in view.unknown},
        units=directory.units,
        mark=lambda name: sha256(comparable(name).encode()).hexdigest()[:8],
        seen=row_digest,
        text=as_text,
        meant=_meant,
        day=day,
    )


def door_page(office: str, root: str, link: str) -> str:
    return _PAGES.get_template("review_door.html").render(office=office, base=f"{root}/ra-soat", link=link)


def closed_page(office: str, root: str, words: str) -> str:
    return _PAGES.get_template("review_closed.html").render(office=office, base=f"{root}/ra-soat", words=words)


def row_digest(record: Record) -> str:
    """Changes with the row, so that a form filled in over an older state is noticed."""
    text = "\x1f".join(as_text(record[name]) for name in FIELDS) + str(record.get("dropped")) + str(record["schedule"])
    return sha256(text.encode()).hexdigest()[:16]


def _meant(record: Record) -> str:
    schedule = from_json(record["schedule"])
    return "" if schedule == Nothing() else describe(schedule)


def _changed(view: View) -> frozenset[int]:
    return frozenset(_marks(view))


def _marks(view: View) -> dict[int, str]:
    """Row -> what the new version does with it."""
    if view.found is None:
        return {}
    marks = dict.fromkeys(view.found.added, "Mới")
    return marks | {one.position: "Sửa: " + "; ".join(map(str, one.changes)) for one in view.found.changed}
