"""A gathered row read for a clerk: units apart, the deadline as a schedule, and what has to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.plans.doubts import missing_lead, moved_time, other_times
from bot.plans.drafts import Draft
from bot.plans.headers import Role
from bot.plans.markup import one_line
from bot.plans.sections import part_names
from bot.plans.units import Units, read_units
from bot.rules.deadlines import read
from bot.rules.schedules import Nothing, Schedule
from bot.rules.targets import Target, read_target

Kind = Literal["task", "indicator"]


@dataclass(frozen=True)
class PlanRow:
    """One row of the plan; `at` says where it is printed, `why` what was understood and what is doubtful."""

    kind: Kind
    section: str
    no: str
    content: str
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    product: str
    note: str
    deadline_text: str
    schedule: Schedule
    needs_review: bool
    why: tuple[str, ...]
    at: str = ""
    name: str = ""
    unit: str = ""
    target_text: str = ""
    target: Target | None = None
    evaluator: str = ""


@dataclass(frozen=True)
class Reader:
    """What a row's meaning depends on besides the row."""

    year: int | None
    issued: date | None
    parts: Sequence[str]  # what each appendix is called in a section
    chapters: frozenset[tuple[int, str]] = field(default_factory=frozenset)


def read_drafts(
    drafts: Sequence[Draft],
    marks: Sequence[str | None],
    chapters: frozenset[tuple[int, str]],
    year: int | None,
    issued: date | None,
) -> tuple[PlanRow, ...]:
    """The rows in document order."""
    reader = Reader(year, issued, part_names(marks, {draft.part for draft in drafts}), chapters)
    return tuple(_indicator(reader, draft) if draft.is_indicator else _task(reader, draft) for draft in drafts)


def _task(reader: Reader, draft: Draft) -> PlanRow:
    row = _row(reader, draft, "task")
    reading = read(one_line(draft.meant(Role.DEADLINE)), year=reader.year, issued=reader.issued)
    row = replace(row, schedule=reading.schedule, needs_review=reading.needs_review, why=reading.why)
    doubts: tuple[str, ...] = ()
    if isinstance(row.schedule, Nothing) and (moved := moved_time(row.deadline_text, row.product, reader.year)):
        row, doubts = replace(row, schedule=moved[0]), (moved[1],)
    else:
        doubts = other_times(row.schedule, row.content, row.product, row.note, reader.year)
    doubts += (*missing_lead(row.lead), *draft.doubts)
    return replace(row, needs_review=row.needs_review or bool(doubts), why=(*row.why, *draft.notes, *doubts))


def _indicator(reader: Reader, draft: Draft) -> PlanRow:
    row = _row(reader, draft, "indicator")
    target = read_target(one_line(draft.text(Role.TARGET)))
    doubts = [*draft.doubts, *([] if target else ["Không đọc được mức chỉ tiêu."])]
    return replace(
        row,
        name=f"{draft.parent.rstrip('.: ')}: {row.content}" if draft.parent else row.content,
        unit=one_line(draft.text(Role.UNIT)),
        target_text=one_line(draft.text(Role.TARGET)),
        target=target,
        evaluator=one_line(draft.text(Role.EVALUATOR)),
        needs_review=bool(doubts),
        why=tuple(doubts),
    )


def _row(reader: Reader, draft: Draft, kind: Kind) -> PlanRow:
    units = _units(draft)
    return PlanRow(
        kind=kind,
        section=_section(reader, draft),
        no=draft.no,
        content=one_line(draft.text(Role.CONTENT)),
        lead=units.lead,
        coop=units.coop,
        product=one_line(draft.text(Role.PRODUCT)),
        note=one_line(draft.text(Role.NOTE)),
        deadline_text=one_line(draft.text(Role.DEADLINE)),
        schedule=Nothing(),
        needs_review=False,
        why=(),
        at=draft.at,
    )


def _section(reader: Reader, draft: Draft) -> str:
    numbers = [reader.parts[draft.part], *draft.section]
    # A chapter heading with units and a time of its own is a row that stands under itself.
    if draft.chapter and (draft.part, draft.chapter) in reader.chapters:
        numbers.append(draft.no.rstrip(".:/ "))
    return " / ".join(number for number in numbers if number)


def _units(draft: Draft) -> Units:
    """Both columns together: a column of those in charge may name helpers as well."""
    first = read_units(draft.meant(Role.LEAD), "mixed" if draft.is_mixed else "lead")
    second = read_units(draft.meant(Role.COOP), "coop")
    return Units(first.lead, (*first.coop, *(name for name in second.coop if name not in first.coop)))
