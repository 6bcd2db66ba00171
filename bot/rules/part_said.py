"""A week, month, quarter, half or year as people name it: "quý II", "tháng 10/2026", "6 tháng đầu năm"."""

import re
from datetime import date

from bot.rules.schedules import Unit
from bot.rules.vietnamese import plain
from bot.rules.year_parts import Part, part_of

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|nam)?\s*(?P<year>20\d\d))?"
_NUMBERED = re.compile(rf"(?P<unit>tuan|thang|quy)\s*(?P<number>\d{{1,2}}|iv|i{{1,3}}){_YEAR}")
_HALF = re.compile(rf"(?:0?6|sau) thang (?P<half>dau|cuoi)(?: nam)?{_YEAR}")
_WHOLE = re.compile(r"(?:ca )?nam(?: (?P<year>20\d\d))?")
_UNITS: dict[str, Unit] = {"tuan": "week", "thang": "month", "quy": "quarter"}
_MONTHS = {"month": 1, "quarter": 3}


def read_part(text: str, year: int) -> Part | None:
    """The part of the calendar that is named, of `year` where none is said; None where that is no name of one."""
    said = " ".join(plain(text).replace("ky", " ").split())
    if found := _NUMBERED.fullmatch(said):
        number = _ROMAN.get(found["number"]) or (int(found["number"]) if found["number"].isdigit() else 0)
        return _part(_UNITS[found["unit"]], number, int(found["year"] or year))
    if found := _HALF.fullmatch(said):
        return part_of("half-year", date(int(found["year"] or year), 1 if found["half"] == "dau" else 7, 1))
    found = _WHOLE.fullmatch(said)
    return part_of("year", date(int(found["year"] or year), 1, 1)) if found else None


def _part(unit: Unit, number: int, year: int) -> Part | None:
    if unit == "week":
        try:
            return part_of(unit, date.fromisocalendar(year, number, 1))
        except ValueError:
            return None
    width = _MONTHS[unit]
    return part_of(unit, date(year, (number - 1) * width + 1, 1)) if 1 <= number <= 12 // width else None
