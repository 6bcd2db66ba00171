"""A change of the office's calendar is made: days are written, dates move, those concerned are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.acts.calendar import CaseMove, DutyMove, Moves
from bot.acts.case_clocks import push_clock
from bot.acts.cases import record
from bot.acts.dates import next_round
from bot.acts.news import next_reminder_of_news
from bot.acts.rhythm import next_ask
from bot.acts.week_rounds import refit_round
from bot.desk import Desk, OfficeDay
from bot.rules.closures import Change
from bot.rules.covering import told_instead
from bot.rules.workdays import Calendar, DayOff
from storage.days import Holiday, put_own_day, remove_own_day
from storage.events import date_round
from storage.letters import NEWS, add_letter
from storage.people import duty_holders
from storage.plans import TaskEvent, add_task_event


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
    promised = moves.cases
    for move in moves.clocks:
        push_clock(desk, move.case, move.clock, move.limit)
    for move in promised:
        _tell_case(desk, move, moves.lines, before)
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
    item.due, item.due_time = move.after, move.after_time
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
        day_time=move.after_time,
    )
    add_task_event(desk.session, event)


def _moved(before: date, lines: Sequence[DayOff]) -> str:
    names = "; ".join(f"{line.day:%d/%m}: {line.name}" for line in lines[:5])
    return f"{before:%d/%m/%Y} ({names})"


def _tell_case(desk: Desk, move: CaseMove, lines: Sequence[DayOff], calendar: Calendar) -> None:
    case = move.case
    record(desk, case, "promise_moved", _moved(move.before, lines))
    news = desk.say("promise_moved", case=case, before=move.before, lines=lines)
    key = f"case:{case.id}:promise:{move.limit.day}"
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
        news = desk.say("calendar_news", moves=found, lines=moves.lines)
        key = f"calendar:{person_id}:{desk.heard.channel}:{desk.heard.update_id}"
        for other, absent in told_instead([person_id], desk.cover).items():
            said = replace(news, text=f"{desk.instead(absent)}\n{news.text}") if absent else news
            letter = desk.letter(other, key, said, "đổi hạn vì lịch nghỉ", NEWS)
            letter.next_at = desk.hours.next_open(desk.calendar, desk.now)
            add_letter(desk.session, letter)


def _move_rounds(day: OfficeDay) -> None:
    """What the whole office is asked on certain days."""
    office = day.office
    if office.next_ask_at and office.next_ask_at > day.now:
        office.next_ask_at = next_ask(day)
    if office.next_news_at and office.next_news_at > day.now:
        office.next_news_at = next_reminder_of_news(day)
    day.session.add(office)
    refit_round(day)
    row = date_round(day.session, office.id)
    if row and row.next_at > day.now:
        row.next_at = next_round(day)
        day.session.add(row)
