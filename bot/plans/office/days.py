"""The sheet "Ngày nghỉ": days the office closes, or works, other than the country does."""

from datetime import date

from bot.plans.office.tables import Row, Table
from bot.plans.office.words import choice, need, read_date, read_text
from bot.rules.workdays import DayOff, Kind

KINDS: dict[str, Kind] = {"Nghỉ": "off", "Làm việc": "work", "Làm bù": "work"}


def read_days(table: Table, problems: list[str]) -> list[DayOff]:
    days: dict[date, DayOff] = {}
    for row in table.rows:
        line = _line(row, problems)
        if line and line.day in days:
            problems.append(f"{row.at('day')}: ngày {line.day:%d/%m/%Y} có hai dòng.")
        elif line:
            days[line.day] = line
    return list(days.values())


def _line(row: Row, problems: list[str]) -> DayOff | None:
    day = need(row, "day", read_date, "ngày", problems)
    kind = need(row, "kind", choice(KINDS, "loại ngày"), "“Nghỉ” hoặc “Làm việc”", problems)
    name = need(row, "name", read_text, "tên ngày", problems)
    if day is None or kind is None or name is None:
        return None
    return DayOff(day, kind, name, "official", row.text("source"))
