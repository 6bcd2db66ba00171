"""The parts of a report as JSON, so that a report that was sent can always be traced."""

from datetime import date
from typing import Any

from bot.rules.figures import Average, Cell, Figure, Known, Section, Table


def kept(sections: tuple[Section, ...]) -> list[Any]:
    return [
        {
            "key": section.key,
            "title": section.title,
            "lines": list(section.lines),
            "figures": [_known(known) for known in section.figures],
            "tables": [
                {
                    "title": table.title,
                    "header": list(table.header),
                    "rows": [[_cell(cell) for cell in row] for row in table.rows],
                }
                for table in section.tables
            ],
        }
        for section in sections
    ]


def read_kept(data: list[Any]) -> tuple[Section, ...]:
    return tuple(
        Section(
            key=one["key"],
            title=one["title"],
            lines=tuple(one["lines"]),
            figures=tuple(_read_known(known) for known in one["figures"]),
            tables=tuple(_read_table(table) for table in one["tables"]),
        )
        for one in data
    )


def _known(known: Known) -> dict[str, Any]:
    said: dict[str, Any] = {"key": known.key, "title": known.title}
    if isinstance(known, Average):
        return {**said, "marks": [list(mark) for mark in known.marks], "unit": known.unit}
    return {**said, "codes": list(known.codes), "whole": None if known.whole is None else list(known.whole)}


def _read_known(data: dict[str, Any]) -> Known:
    if "marks" in data:
        marks = tuple((code, mark) for code, mark in data["marks"])
        return Average(data["key"], data["title"], marks, data["unit"])
    whole = None if data["whole"] is None else tuple(data["whole"])
    return Figure(data["key"], data["title"], tuple(data["codes"]), whole)


def _cell(cell: Cell) -> Any:
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return _known(cell) if isinstance(cell, Figure | Average) else cell


def _read_table(data: dict[str, Any]) -> Table:
    rows = tuple(tuple(_read_cell(cell) for cell in row) for row in data["rows"])
    return Table(data["title"], tuple(data["header"]), rows)


def _read_cell(data: Any) -> Cell:
    if isinstance(data, dict):
        return date.fromisoformat(data["day"]) if "day" in data else _read_known(data)
    read: Cell = data
    return read
