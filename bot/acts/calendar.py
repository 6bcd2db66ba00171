"""A change of the office's calendar: what it would move, and moving it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.acts.dates import next_round
from bot.acts.due_days import due_days
from bot.acts.reminders import ladder_of
from bot.desk import Desk, OfficeDay, own_line
from bot.rules.clocks import PROFILES, due
from bot.rules.closures import Change, lines_of
from bot.rules.reminding import next_rung
from bot.rules.reporting import Week, week_of
from bot.rules.workdays import DAY, Calendar, DayOff
from storage.days import Holiday, own_days, put_own_day, remove_own_day
from storage.events import date_round
from storage.feedback import Feedback, FeedbackEvent, add_feedback_event, open_cases
from storage.letters import NEWS, add_letter
from storage.occurrences import Duty, Occurrence, open_duties
from storage.people import duty_holders
from storage.plans import TaskEvent, add_task_event


@dataclass(frozen=True)
class DutyMove:
    duty: Duty
    before: date
    after: date


@dataclass(frozen=True)
class CaseMove:
    case: Feedback
    before: date
    after: date


@dataclass(frozen=True)
class NextMove:
    """The next reminder of a duty or a case."""

    item: Occurrence | Feedback
    title: str
    before: datetime
    after: datetime | None


@dataclass
class Moves:
    """`lines` are the office's own days that change; none: nothing does."""

    calendar: Calendar
    lines: tuple[DayOff, ...]
    duties: list[DutyMove] = field(default_factory=list)
    cases: list[CaseMove] = field(default_factory=list)
    reminders: list[NextMove] = field(default_factory=list)


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
        moves.cases = _case_moves(day, moves.calendar)
        moves.reminders = _reminder_moves(day, moves)
    return moves


def _lines(day: OfficeDay, change: Change, own: Sequence[Holiday]) -> tuple[DayOff, ...]:
    if change.kind == "drop":
        return tuple(own_line(row) for row in own if row.day in change.days)
    return lines_of(change, day.calendar, day.hours.spans)


def _duty_moves(day: OfficeDay, calendar: Calendar) -> list[DutyMove]:
    rule = due_days(day.session, day.office.id)
    found = []
    for item, task in open_duties(day.session, day.office.id):
        before, after = rule.due(item, task, day.calendar), rule.due(item, task, calendar)
        if item.due != before:  # a person has set it: only off that day does it have to move
            after = calendar.previous_workday(item.due)
        if after < day.today <= item.due:  # nobody can be done yesterday
            after = calendar.next_workday(item.due)
        if after != item.due and after >= day.today:
            found.append(DutyMove((item, task), item.due, after))
    return found


def _case_moves(day: OfficeDay, calendar: Calendar) -> list[CaseMove]:
    """A promise rolls forward, never back."""
    found = []
    for case in open_cases(day.session, day.office.id):
        before, after = _promised(day, case, day.calendar), _promised(day, case, calendar)
        if case.due != before:
            after = calendar.next_workday(case.due)
        if after > case.due and after != before:
            found.append(CaseMove(case, case.due, after))
    return found


def _promised(day: OfficeDay, case: Feedback, calendar: Calendar) -> date:
    term = PROFILES[case.clock].steps["answer"]
    return due(term, case.received_at, calendar, day.hours).day


def _reminder_moves(day: OfficeDay, moves: Moves) -> list[NextMove]:
    duties = {one.duty[0].id: one.after for one in moves.duties}
    cases = {one.case.id: one.after for one in moves.cases}
    items: list[tuple[Occurrence | Feedback, str, date]] = [
        (item, task.content, duties.get(item.id, item.due)) for item, task in open_duties(day.session, day.office.id)
    ]
    items += [(case, case.code, cases.get(case.id, case.due)) for case in open_cases(day.session, day.office.id)]
    found = []
    for item, title, wanted in items:
        if item.next_at and item.next_at > day.now:
            before, after = _next(day, item, item.due, day.calendar), _next(day, item, wanted, moves.calendar)
            if before and before != after:
                found.append(NextMove(item, title, before, after))
    return found


def _next(day: OfficeDay, item: Occurrence | Feedback, wanted: date, calendar: Calendar) -> datetime | None:
    """The next reminder, at an hour at which the office is open."""
    found = next_rung(ladder_of(day, item), wanted, calendar, day.now, day.hours, day.slot)
    return day.hours.next_open(calendar, found[0]) if found else None


def apply_change(desk: Desk, change: Change, moves: Moves) -> None:
    """Write the days, move what they move, and tell those concerned once."""
    for line in moves.lines:
        if change.kind == "drop":
            remove_own_day(desk.session, desk.office.id, line.day)
        else:
            put_own_day(desk.session, _row(desk, line))
    before, desk.calendar = desk.calendar, moves.calendar
    for duty in moves.duties:
        _move_duty(desk, duty, moves.lines)
    for case in moves.cases:
        _move_case(desk, case, moves.lines, before)
    for one in moves.reminders:
        one.item.next_at = one.after
        desk.session.add(one.item)
    _tell_holders(desk, moves)
    _move_rounds(desk)


def _row(day: OfficeDay, line: DayOff) -> Holiday:
    return Holiday(
        office_id=day.office.id,
        day=line.day,
        kind=line.kind,
        name=line.name,
        state=line.state,
        source=line.source,
        hours=[[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in line.hours],
    )


def _move_duty(desk: Desk, move: DutyMove, lines: Sequence[DayOff]) -> None:
    item, task = move.duty
    item.due = move.after
    desk.session.add(item)
    event = TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        occurrence_id=item.id,
        person_id=desk.person.id,
        at=desk.now,
        what="calendar_moved",
        words=_moved(move.before, lines),
        day=move.after,
    )
    add_task_event(desk.session, event)


def _moved(before: date, lines: Sequence[DayOff]) -> str:
    names = "; ".join(f"{line.day:%d/%m}: {line.name}" for line in lines[:5])
    return f"{before:%d/%m/%Y} ({names})"


def _move_case(desk: Desk, move: CaseMove, lines: Sequence[DayOff], calendar: Calendar) -> None:
    case = move.case
    case.due = move.after
    desk.session.add(case)
    event = FeedbackEvent(
        office_id=desk.office.id,
        feedback_id=case.id,
        person_id=desk.person.id,
        at=desk.now,
        what="promise_moved",
        words=_moved(move.before, lines),
    )
    add_feedback_event(desk.session, event)
    news = desk.say("promise_moved", case=case, before=move.before, lines=lines)
    key = f"case:{case.id}:promise:{move.after}"
    letter = desk.letter(case.person_id, key, news, "đổi ngày hẹn vì lịch nghỉ", NEWS)
    letter.next_at = desk.hours.next_open(calendar, desk.now)  # a clerk may be up at night, a citizen need not be
    add_letter(desk.session, letter)


def _tell_holders(desk: Desk, moves: Moves) -> None:
    mine: dict[int, list[DutyMove]] = {}
    for move in moves.duties:
        task = move.duty[1]
        for person_id in duty_holders(desk.session, desk.office.id, task.unit_id, task.post_id):
            mine.setdefault(person_id, []).append(move)
    for person_id, found in mine.items():
        if person_id != desk.person.id:
            news = desk.say("calendar_news", moves=found, lines=moves.lines)
            key = f"calendar:{person_id}:{desk.heard.channel}:{desk.heard.update_id}"
            letter = desk.letter(person_id, key, news, "đổi hạn vì lịch nghỉ", NEWS)
            letter.next_at = desk.hours.next_open(desk.calendar, desk.now)
            add_letter(desk.session, letter)


def _move_rounds(day: OfficeDay) -> None:
    """What the whole office is asked on certain days."""
    office = day.office
    if office.next_ask_at and office.next_ask_at > day.now:
        office.next_ask_at = _first_after(day, day.today, "ask")
    if office.next_compile_at and office.next_compile_at > day.now:
        office.next_compile_at = _first_after(day, day.today - 7 * DAY, "send")
    day.session.add(office)
    row = date_round(day.session, office.id)
    if row and row.next_at > day.now:
        row.next_at = next_round(day)
        day.session.add(row)


def _first_after(day: OfficeDay, start: date, what: str) -> datetime:
    week = week_of(start, day.calendar, day.hours)
    while (moment := _moment(week, what)) is None or moment <= day.now:
        week = week_of(week.monday + 7 * DAY, day.calendar, day.hours)
    return moment


def _moment(week: Week, what: str) -> datetime | None:
    return week.ask_at if what == "ask" else week.send_at
