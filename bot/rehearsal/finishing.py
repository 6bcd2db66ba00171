"""How soon work gets done in a rehearsal, in which nobody says so."""

from datetime import date, datetime

from bot.acts.cases import can_move, move, take_up
from bot.desk import OfficeDay
from bot.rules.states import Case, Work
from bot.rules.workdays import DAY
from storage.feedback import Feedback, open_cases
from storage.occurrences import Duty, open_duties
from storage.plans import TaskEvent, add_task_event

ANSWER = "(chạy thử)"
Pace = int | None  # worked days from a deadline to the evening on which it is met; none: never


def next_evening(day: OfficeDay) -> datetime:
    """When the office next closes for the day, strictly after now."""
    wanted = day.calendar.next_workday(day.today)
    while day.hours.openings(day.calendar, wanted)[-1][1] <= day.now:
        wanted = day.calendar.next_workday(wanted + DAY)
    return day.hours.openings(day.calendar, wanted)[-1][1]


def finish_old_work(day: OfficeDay, pace: int) -> None:
    """Let what has been due for so many worked days be done this evening."""
    for duty in open_duties(day.session, day.office.id):
        if _is_old(day, duty[0].due, pace):
            _do(day, duty)
    for case in open_cases(day.session, day.office.id):
        if _is_old(day, case.due, pace):
            _answer(day, case)


def _is_old(day: OfficeDay, due: date, pace: int) -> bool:
    return day.calendar.workdays_between(day.calendar.previous_workday(due), day.today) >= pace


def _do(day: OfficeDay, duty: Duty) -> None:
    item, task = duty
    item.state, item.done_at, item.next_at = Work.DONE, day.now, None
    day.session.add(item)
    event = TaskEvent(office_id=day.office.id, task_id=task.id, occurrence_id=item.id, at=day.now, what="done")
    add_task_event(day.session, event)


def _answer(day: OfficeDay, case: Feedback) -> None:
    """By the steps that every case goes; one that waits for its citizen goes on waiting."""
    if case.state == Case.WAITING_CITIZEN:
        return
    take_up(day, case)
    for then, what in ((Case.AWAITING_APPROVAL, "drafted"), (Case.ANSWERED, "answered")):
        if can_move(case, then):
            move(day, case, then, what, ANSWER)
    if case.state == Case.ANSWERED:
        case.answer, case.answered_at = ANSWER, day.now
        day.session.add(case)
