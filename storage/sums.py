"""Work counted by the database: one row for each place that holds some, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal_column, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.rules.scopes import Scope
from bot.rules.states import CASE_OPEN, QUESTION, Case, Work
from storage.case_clocks import promised_first
from storage.feedback import Feedback
from storage.occurrences import Occurrence
from storage.plans import Task

Span = tuple[date, date]  # both included
Moments = tuple[datetime, datetime]  # the second is the first too late
_WORK, _CASES = "state IN ('open', 'doing')", f"state IN ({', '.join(repr(str(one)) for one in sorted(CASE_OPEN))})"
# In these words the databases know them again for the indexes of what is open.
IS_OPEN: ColumnElement[bool] = literal_column(f"occurrence.{_WORK}")
CASE_IS_OPEN: ColumnElement[bool] = literal_column(f"feedback.{_CASES}")


@dataclass(frozen=True)
class DutySum:
    """Of a place: with a date, of these under way, late and due within the span; and what is only asked about."""

    unit_id: int | None
    post_id: int | None
    open: int
    doing: int
    late: int
    due: int
    standing: int


@dataclass(frozen=True)
class CaseSum:
    """Of a unit and who took it (none: nobody yet); without questions. `draft`: waits for the lead, `again` too."""

    unit_id: int | None
    handler_id: int | None
    open: int
    late: int
    due: int
    draft: int
    again: int


def late(item: Any, here: datetime) -> ColumnElement[bool]:
    """As `Occurrence.is_late`, of what is open; `item`: the table or a second look at it."""
    # Of what has no hour it must be said that it is not late: of "unknown" the opposite is unknown too.
    today = and_(col(item.due) == here.date(), col(item.due_time).is_not(None), col(item.due_time) < here.time())
    return and_(col(item.kind) == "due", or_(col(item.due) < here.date(), today))


def current(here: datetime) -> ColumnElement[bool]:
    """Open, and of a task that comes round again either late or the next one."""
    other = aliased(Occurrence, name="other")
    is_open: ColumnElement[bool] = literal_column(f"other.{_WORK}")
    same = and_(col(other.office_id) == col(Occurrence.office_id), col(other.task_id) == col(Occurrence.task_id))
    sooner = select(col(other.id)).where(same, is_open, ~late(other, here), _is_before(other))
    return and_(IS_OPEN, or_(late(Occurrence, here), ~sooner.exists()))


def _is_before(other: Any) -> ColumnElement[bool]:
    """By day, then by hour with those without one last, then by number."""
    hour, its = col(Occurrence.due_time), col(other.due_time)
    alike = or_(its == hour, and_(its.is_(None), hour.is_(None)))
    earlier = or_(its < hour, and_(its.is_not(None), hour.is_(None)))
    same_day = and_(
        col(other.due) == col(Occurrence.due), or_(earlier, and_(alike, col(other.id) < col(Occurrence.id)))
    )
    return or_(col(other.due) < col(Occurrence.due), same_day)


def duty_sums(session: Session, office_id: int, scope: Scope, here: datetime, span: Span) -> list[DutySum]:
    """`here` is the office's clock."""
    dated = col(Occurrence.kind) == "due"
    counted = [
        _count(dated),
        _count(and_(dated, col(Occurrence.state) == Work.DOING)),
        _count(late(Occurrence, here)),
        _count(and_(dated, col(Occurrence.due).between(*span))),
        _count(~dated),
    ]
    found = (
        select(col(Task.unit_id), col(Task.post_id), *counted)
        .select_from(Occurrence)
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(col(Occurrence.office_id) == office_id, current(here), has_duty(scope))
        .group_by(col(Task.unit_id), col(Task.post_id))
    )
    return [DutySum(*row) for row in session.execute(found)]


def case_sums(session: Session, office_id: int, scope: Scope, today: date, span: Span) -> list[CaseSum]:
    overdue = case_late(today)
    counted = [
        func.count(),
        _count(overdue),
        _count(and_(col(Feedback.due).between(*span), ~overdue)),
        _count(col(Feedback.state) == Case.AWAITING_APPROVAL),
        _count(col(Feedback.state) == Case.REOPENED),
    ]
    place = (col(Feedback.unit_id), col(Feedback.handler_id))
    found = select(*place, *counted).where(*open_feedback(office_id), has_case(scope)).group_by(*place)
    return [CaseSum(*row) for row in session.execute(found)]


def open_feedback(office_id: int) -> tuple[ColumnElement[bool], ...]:
    """Not yet answered; a question is no feedback."""
    return col(Feedback.office_id) == office_id, CASE_IS_OPEN, col(Feedback.kind) != QUESTION


def case_late(today: date) -> ColumnElement[bool]:
    """As `Feedback.is_late`, of what is open."""
    return and_(col(Feedback.state) != Case.WAITING_CITIZEN, col(Feedback.due) < today)


def count_finished(session: Session, office_id: int, scope: Scope, when: Moments) -> int:
    """Duties done."""
    done = col(Occurrence.done_at)
    found = select(func.count(col(Occurrence.id))).where(
        col(Occurrence.office_id) == office_id, done >= when[0], done < when[1]
    )
    if not scope.whole:
        found = found.join(Task, col(Task.id) == col(Occurrence.task_id)).where(has_duty(scope))
    return int(session.execute(found).scalar_one())


def answered(session: Session, office_id: int, scope: Scope, when: Moments) -> Sequence[tuple[datetime, date]]:
    """When each case was answered, and the day that was promised first."""
    found = select(col(Feedback.answered_at), promised_first()).where(
        col(Feedback.office_id) == office_id,
        col(Feedback.kind) != QUESTION,
        col(Feedback.answered_at) >= when[0],
        col(Feedback.answered_at) < when[1],
        has_case(scope),
    )
    return [(at, due) for at, due in session.execute(found) if at]


def received(session: Session, office_id: int, scope: Scope, when: Sequence[Moments]) -> list[int]:
    """How many cases came, in each of these stretches of time."""
    return _cases_between(session, office_id, scope, Feedback.received_at, when)


def answers(session: Session, office_id: int, scope: Scope, when: Sequence[Moments]) -> list[int]:
    """How many cases were answered, in each of these stretches of time."""
    return _cases_between(session, office_id, scope, Feedback.answered_at, when)


def _cases_between(session: Session, office_id: int, scope: Scope, moment: Any, when: Sequence[Moments]) -> list[int]:
    at = col(moment)
    found = select(*(_count(and_(at >= start, at < end)) for start, end in when)).where(
        col(Feedback.office_id) == office_id,
        col(Feedback.kind) != QUESTION,
        at >= min(start for start, _ in when),
        at < max(end for _, end in when),
        has_case(scope),
    )
    return list(session.execute(found).one())


def _count(which: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def has_duty(scope: Scope) -> ColumnElement[bool]:
    """As `Scope.has_duty`."""
    if scope.whole:
        return true()
    parts = _of_units(Task.unit_id, scope.units)
    if scope.posts:
        parts.append(col(Task.post_id).in_(sorted(scope.posts)))
    if scope.shared:
        parts.append(and_(col(Task.post_id).is_(None), col(Task.unit_id).in_(sorted(scope.shared))))
    return or_(false(), *parts)


def has_case(scope: Scope) -> ColumnElement[bool]:
    """As `Scope.has_case`."""
    if scope.whole:
        return true()
    parts = _of_units(Feedback.unit_id, scope.units)
    if scope.person is not None:
        parts.append(col(Feedback.handler_id) == scope.person)
    if scope.shared:
        parts.append(and_(col(Feedback.handler_id).is_(None), col(Feedback.unit_id).in_(sorted(scope.shared))))
    return or_(false(), *parts)


def _of_units(column: Any, units: frozenset[int | None]) -> list[ColumnElement[bool]]:
    named = sorted(unit for unit in units if unit is not None)
    parts: list[ColumnElement[bool]] = [col(column).in_(named)] if named else []
    return [*parts, col(column).is_(None)] if None in units else parts
