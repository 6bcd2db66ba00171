"""The sheet "Cơ quan": one item a row, its value beside it."""

import re
from collections.abc import Callable
from datetime import time

from bot.plans.office.forms import OFFICE_ITEMS
from bot.plans.office.plan import OfficePlan
from bot.plans.office.tables import Row, Table, bare, said
from bot.plans.office.words import UnclearError, choice, hint, need, read_hours, read_phone, read_text, read_time, take
from bot.rules.addresses import read_part
from bot.rules.clock_rules import answer_titles
from bot.rules.rhythm_said import check_open, read_rhythm, say_rhythm
from bot.rules.workdays import Hours

CLOCKS = answer_titles()
_CODE = re.compile(r"[A-Z0-9]{2,6}")
_FIRST_SLOT, _LAST_SLOT = time(5), time(12)


def read_office(table: Table, problems: list[str]) -> OfficePlan:
    """What is said of the office itself, without units and posts."""
    items = _items(table, problems)
    hours = take(items, "hours", read_hours, problems)
    return OfficePlan(
        name=need(items, "name", read_text, "tên cơ quan", problems) or "",
        code=need(items, "code", _code, "mã cơ quan", problems) or "",
        address=items.text("address"),
        phone=take(items, "phone", read_phone, problems) or "",
        email=take(items, "email", _part("email"), problems) or "",
        website=take(items, "website", _part("website"), problems) or "",
        reception=items.text("reception"),
        rhythm=take(items, "rhythm", _rhythm(Hours(hours) if hours else Hours()), problems) or "",
        slot=take(items, "slot", _slot, problems),
        hours=hours,
        answer_clock=take(items, "clock", choice(CLOCKS, "thời hạn"), problems),
    )


def _items(table: Table, problems: list[str]) -> Row:
    """The rows of the sheet as one, by item."""
    values: dict[str, object] = {}
    places: dict[str, str] = {}
    for row in table.rows:
        key = _item(row.text("label"))
        if key in places:
            problems.append(f"{row.at('label')}: mục “{row.text('label')}” có hai lần.")
        elif key:
            places[key] = row.places["value"]
            values.update({key: row.values["value"]} if "value" in row.values else {})
        elif "value" in row.values:
            titles = [item.title for item in OFFICE_ITEMS.values()]
            problems.append(f"{row.at('label')}: không có mục “{row.text('label')}”{hint(row.text('label'), titles)}")
    return Row(table.title, values, places)


def _item(label: str) -> str | None:
    return next((key for key, item in OFFICE_ITEMS.items() if re.fullmatch(item.words, bare(label))), None)


def _code(value: object) -> str:
    if not _CODE.fullmatch(said(value)):
        raise UnclearError(f"mã “{said(value)}” phải gồm 2 đến 6 chữ in hoa không dấu hoặc chữ số, ví dụ TB.")
    return said(value)


def _part(part: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        try:
            return read_part(part, said(value))
        except ValueError as unclear:
            raise UnclearError(f"“{said(value)}” không đúng. {unclear}") from unclear

    return read


def _rhythm(hours: Hours) -> Callable[[object], str]:
    def read(value: object) -> str:
        try:
            rhythm = read_rhythm(said(value))
            check_open(rhythm, hours)
        except ValueError as unclear:
            raise UnclearError(str(unclear)) from unclear
        return say_rhythm(rhythm)

    return read


def _slot(value: object) -> time:
    slot = read_time(value)
    if not _FIRST_SLOT <= slot <= _LAST_SLOT:
        raise UnclearError(f"giờ nhắc việc buổi sáng phải từ {_FIRST_SLOT:%H:%M} đến {_LAST_SLOT:%H:%M}.")
    return slot
