"""The sheet "Lĩnh vực": which unit handles which kind of citizens' feedback, and what the office calls it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.plans.office.tables import Row, Table
from bot.plans.office.units import UnitNames
from bot.plans.office.words import choice, need, read_text, take
from bot.rules.naming import comparable
from bot.rules.routing import CATEGORIES, DEFAULT_ROUTES
from bot.rules.sorting import OWN_TOPIC, own_code

TITLES = {category.title: code for code, category in CATEGORIES.items()} | {OWN_TOPIC: ""}


@dataclass(frozen=True)
class Topics:
    """By code: the unit's name, and the office's own title."""

    routes: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def read_topics(table: Table, names: UnitNames, problems: list[str]) -> Topics | None:
    """Without what is left open; None where the sheet is missing."""
    if table.missing:
        return None
    routes: dict[str, str] = {}
    titles: dict[str, str] = {}
    for row in table.rows:
        category = need(row, "category", choice(TITLES, "lĩnh vực"), "lĩnh vực", problems)
        title = take(row, "title", read_text, problems)
        if title and title in TITLES and TITLES[title] != category:
            problems.append(f"{row.at('title')}: “{title}” đã là tên của lĩnh vực khác.")
        code = _own(row, title, problems) if category == "" else category
        unit = None if _is_left(row, code, names) else take(row, "unit", names.read, problems)
        if code in routes or code in titles:
            problems.append(f"{row.at('category')}: lĩnh vực “{title or row.text('category')}” có hai dòng.")
        elif code:
            routes.update({code: unit} if unit else {})
            titles.update({code: title} if title else {})
    return Topics(routes, titles)


def _is_left(row: Row, code: str | None, names: UnitNames) -> bool:
    """What the template wrote by itself, of a unit that this office has not: nobody meant it."""
    unit = row.text("unit")
    return unit == DEFAULT_ROUTES.get(code or "") and comparable(unit) not in names.owners


def _own(row: Row, title: str | None, problems: list[str]) -> str | None:
    if title is None:
        problems.append(f"{row.at('title')}: {OWN_TOPIC.lower()} cần có tên.")
        return None
    return own_code(title)
