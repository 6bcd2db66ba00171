"""A change of the office's calendar: what it would move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.acts.case_clocks import limit_of, term_of
from bot.acts.due_days import due_days
from bot.acts.reminders import Item, ladder_of
from bot.desk import OfficeDay, own_line
from bot.rules.clocks import Limit, recounted
from bot.rules.closures import Change, lines_of
from bot.rules.reminding import next_rung
from bot.rules.workdays import Calendar, DayOff
from storage.case_clocks import CaseClock, running_clocks
from storage.days import Holiday, own_days
from storage.dossiers import open_dossiers
from storage.feedback import Feedback
from storage.occurrences import Duty, Occurrence, open_duties


@dataclass(frozen=True)
class DutyMove:
    duty: Duty
    before: date
    after: date
    before_time: time | None = None
    after_time: time | None = None


@dataclass(frozen=True)
class CaseMove:
    """A step of a case; of these the citizen was promised the answer only."""

    case: Feedback
    clock: CaseClock
    before: date
    limit: Limit


@dataclass(frozen=True)
class NextMove:
    """The next reminder of a duty or of a step of a case."""

    item: Item
    title: str
    before: datetime
    after: datetime | None


@dataclass
class Moves:
    """`lines` are the office's own days that change; none: nothing does."""

    calendar: Calendar
    lines: tuple[DayOff, ...]
    duties: list[DutyMove] = field(default_factory=list)
    clocks: list[CaseMove] = field(default_factory=list)
    reminders: list[NextMove] = field(default_factory=list)

    @property
    def cases(self) -> list[CaseMove]:
        """The promises to citizens that move."""
        return [move for move in self.clocks if move.clock.step == "answer" and move.limit.day != move.before]


def moves_of(day: OfficeDay, change: Change) -> Moves:
    """What a change would do; writes nothing."""
    own = own_days(day.session, day.office.id)
    lines = _lines(day, change, own)
    kept = [own_line(row) for row in own if row.day not in change.days]
    added = () if change.kind == "drop" else lines
    unchanged = [own_line(row) for row in own if row.day in change.days and row.day not in {one.day for one in lines}]
    moves = Moves(Calendar.vietnam((*kept, *unchanged, *added)), lines)
    if lines:
        moves.duties = _duty_moves(day, moves.calendar)
        moves.clocks = _clock_moves(day, moves.calendar)
        moves.reminders = _reminder_moves(day, moves)
    return moves


def _lines(day: OfficeDay, change: Change, own: Sequence[Holiday]) -> tuple[DayOff, ...]:
    if change.kind == "drop":
        return tuple(own_line(row) for row in own if row.day in change.days)
    return lines_of(change, day.calendar, day.hours.spans)


def _duty_moves(day: OfficeDay, calendar: Calendar) -> list[DutyMove]:
    rule = due_days(day.session, day.office)
    found = []
    for item, task in open_duties(day.session, day.office.id):
        before, after = rule.due(item, task, day.calendar), rule.due(item, task, calendar)
        if item.due != before:  # a person has set it: only off that day does it have to move
            after = calendar.previous_workday(item.due)
        if after < day.today <= item.due:  # nobody can be done yesterday
            after = calendar.next_workday(item.due)
        after, hour = _on_time(day, item, after, calendar, kept=item.due != before or item.id in rule.granted)
        if (after, hour) != (item.due, item.due_time) and after >= day.today:
            found.append(DutyMove((item, task), item.due, after, item.due_time, hour))
    return found


def _on_time(
    day: OfficeDay, item: Occurrence, wanted: date, calendar: Calendar, *, kept: bool
) -> tuple[date, time | None]:
    """An hour at which the office is closed then comes earlier; one that did so before comes back."""
    hour = item.due_time if kept else item.original_time
    return day.hours.open_by(calendar, wanted, hour) if hour else (wanted, None)


def _clock_moves(day: OfficeDay, calendar: Calendar) -> list[CaseMove]:
    """A promise rolls forward, never back."""
    found = []
    for clock, case in running_clocks(day.session, day.office.id):
        limit = limit_of(clock)
        after = recounted(limit, term_of(clock), clock.started_at, day.calendar, calendar, day.hours)
        if after.moment > limit.moment:
            found.append(CaseMove(case, clock, clock.due, after))
    return found


def _reminder_moves(day: OfficeDay, moves: Moves) -> list[NextMove]:
    duties = {one.duty[0].id: one.after for one in moves.duties}
    clocks = {one.clock.id: one.limit.day for one in moves.clocks}
    items: list[tuple[Item, str, date]] = [
        (item, task.content, duties.get(item.id, item.due)) for item, task in open_duties(day.session, day.office.id)
    ]
    running = running_clocks(day.session, day.office.id)
    items += [(clock, case.code, clocks.get(clock.id, clock.due)) for clock, case in running]
    items += [(one, one.code, one.due) for one in open_dossiers(day.session, day.office.id) if one.due]
    found = []
    for item, title, wanted in items:
        if item.next_at and item.next_at > day.now:
            before, after = _next(day, item, item.due, day.calendar), _next(day, item, wanted, moves.calendar)
            if before and before != after:
                found.append(NextMove(item, title, before, after))
    return found


def _next(day: OfficeDay, item: Item, wanted: date | None, calendar: Calendar) -> datetime | None:
    """The next reminder, at an hour at which the office is open."""
    if wanted is None:
        return None
    found = next_rung(ladder_of(day, item), wanted, calendar, day.now, day.hours, day.slot)
    return day.hours.next_open(calendar, found[0]) if found else None
