"""From a report's figure to the duties and cases that it counts."""

import re

from bot.acts.reports.drafts import parts_of
from bot.acts.reports.opening import opened
from bot.desk import Desk
from bot.handlers.reports import found_report
from bot.rules.figures import Average, Figure, Known, Section, Table, known_in, said_value
from bot.talk import Reply

PAGE = 8
_STEP = re.compile(r"([strkp])(\d{1,4})")
_Line = tuple[str, str]  # what stands in it, and the command that opens it


def figures(desk: Desk, words: str) -> Reply:
    """ "12": its parts · "12 s1": the figures of one · "12 s1 t0": a table's rows · "12 s1 t0 r2": a row's figures ·
    "12 s1 k3": the codes of a figure, "p1" their second page."""
    report = found_report(desk, words)
    if report is None:
        return desk.say("report_unknown")
    steps = {step[1]: int(step[2]) for step in map(_STEP.fullmatch, words.split()[1:]) if step}
    parts = parts_of(desk, report)
    number = steps.get("s", len(parts))
    if number >= len(parts):
        told = [(part.title, f"{report.id} s{place}") for place, part in enumerate(parts) if _has_figures(part)]
        return _list(desk, report.title, told, "")
    part, path = parts[number], f"{report.id} s{number}"
    known = list(known_in(part))
    if steps.get("k", len(known)) < len(known):
        return _codes(desk, known[steps["k"]], f"{path} k{steps['k']}", path, steps.get("p", 0))
    if steps.get("t", len(part.tables)) < len(part.tables):
        return _table(desk, part, path, steps)
    lines = [*_figure_lines(part.figures, known, path), *_table_lines(part, path)]
    return _list(desk, part.title, lines, str(report.id))


def _has_figures(part: Section) -> bool:
    return next(known_in(part), None) is not None


def _figure_lines(told: tuple[Known, ...], known: list[Known], path: str) -> list[_Line]:
    places = {id(one): place for place, one in enumerate(known)}
    return [(f"{one.title}: {said_value(one)}", f"{path} k{places[id(one)]}") for one in told]


def _table_lines(part: Section, path: str) -> list[_Line]:
    return [
        (table.title, f"{path} t{place}")
        for place, table in enumerate(part.tables)
        if any(_figures_in(table, number) for number in range(len(table.rows)))
    ]


def _figures_in(table: Table, number: int) -> tuple[Known, ...]:
    return tuple(cell for cell in table.rows[number] if isinstance(cell, Figure | Average))


def _name(table: Table, number: int) -> str:
    return next((cell for cell in table.rows[number] if isinstance(cell, str) and cell), table.title)


def _table(desk: Desk, part: Section, path: str, steps: dict[str, int]) -> Reply:
    """Its rows, a page of them; or the figures of one."""
    table, here = part.tables[steps["t"]], f"{path} t{steps['t']}"
    if steps.get("r", len(table.rows)) < len(table.rows):
        row = steps["r"]
        lines = _figure_lines(_figures_in(table, row), list(known_in(part)), path)
        return _list(desk, f"{table.title}: {_name(table, row)}", lines, here)
    page = steps.get("p", 0)
    shown = range(len(table.rows))[page * PAGE : (page + 1) * PAGE]
    lines = [(_row_line(table, number), f"{here} r{number}") for number in shown]
    more = f"{here} p{page + 1}" if (page + 1) * PAGE < len(table.rows) else ""
    return _list(desk, table.title, lines, path, more)


def _row_line(table: Table, number: int) -> str:
    found = _figures_in(table, number)
    return f"{_name(table, number)}: {said_value(found[0])}" if found else _name(table, number)


def _list(desk: Desk, title: str, lines: list[_Line], back: str, more: str = "") -> Reply:
    return desk.say("report_list", title=title, lines=lines, back=back, more=more)


def _codes(desk: Desk, known: Known, path: str, back: str, page: int) -> Reply:
    first = page * PAGE
    total = len(known.codes)
    more = f"{path} p{page + 1}" if first + PAGE < total else ""
    whole = len(known.whole) if isinstance(known, Figure) and known.whole is not None else None
    found = opened(desk, known, first, PAGE)
    return desk.say(
        "report_codes",
        title=known.title,
        value=said_value(known),
        whole=whole,
        codes=found,
        first=first,
        total=total,
        back=back,
        more=more,
    )
