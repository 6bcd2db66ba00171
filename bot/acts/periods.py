"""What "quý" means in this office's reports, and the due dates that follow from it."""

from dataclasses import dataclass
from datetime import date

from bot.acts.due_days import DueDays, due_days
from bot.acts.reminders import next_reminder
from bot.acts.retiming import drop_occurrence, dues_of
from bot.desk import OfficeDay
from bot.rules.occurrences import Due
from bot.rules.report_days import MEANINGS, ReportDay, is_report, report_day
from bot.rules.schedules import from_json
from bot.rules.states import Work
from storage.events import occurrences_keyed, settled_tasks
from storage.occurrences import Occurrence
from storage.plans import Plan, Task

PROFILE = "quarter"  # where Office.profile keeps the answer


@dataclass(frozen=True)
class _Wanted:
    key: str
    label: str
    starts: date
    printed: date
    last: date


def period_answer(day: OfficeDay) -> str:
    """One of `report_days.MEANINGS`; empty as long as nobody has said."""
    said = day.office.profile.get(PROFILE, "")
    return said if said in MEANINGS else ""


def set_period_answer(day: OfficeDay, said: str) -> None:
    day.office.profile = {**day.office.profile, PROFILE: said}
    day.session.add(day.office)


def reports(day: OfficeDay) -> list[tuple[Task, Plan]]:
    """Periodic reports whose day the plan does not print, so that the meaning of their period decides."""
    found = settled_tasks(day.session, day.office.id)
    return [
        (task, plan) for task, plan in found if is_report(task.content, task.deadline_text, from_json(task.schedule))
    ]


def fit_reports(day: OfficeDay) -> int:
    """Bring the due dates of reports to what the office means; how many changed. Again it changes nothing."""
    said = period_answer(day)
    if not said:
        return 0
    rule = due_days(day.session, day.office.id)
    return sum(_fit_task(day, task, plan, said, rule) for task, plan in reports(day))


def _fit_task(day: OfficeDay, task: Task, plan: Plan, said: str, rule: DueDays) -> int:
    there = {item.key: item for item in occurrences_keyed(day.session, task.id, "")}
    wanted = [_wanted(day, said, due) for due in dues_of(task.schedule, plan, day) if due.kind == "due"]
    return sum(_fit(day, task, one, there.get(one.key), rule) for one in wanted)


def _wanted(day: OfficeDay, said: str, due: Due) -> _Wanted:
    found = report_day(said, due.key, day.calendar)
    starts, printed = (found.start, found.wanted) if found else (due.first, due.printed)
    return _Wanted(due.key, due.label, starts, printed, day.calendar.previous_workday(printed))


def _fit(day: OfficeDay, task: Task, wanted: _Wanted, item: Occurrence | None, rule: DueDays) -> bool:
    """A period that is over under this meaning was reported before our time."""
    over = wanted.last < day.today
    if item is None:
        return not over and _set(day, _new(day, task, wanted), wanted, rule)
    if item.state == Work.DONE or (item.state == Work.DROPPED and over):
        return False
    if (item.printed, item.starts) == (wanted.printed, wanted.starts) and item.state != Work.DROPPED:
        return False
    if over and item.due >= day.today:
        drop_occurrence(day, item)
        return True
    return _set(day, item, wanted, rule)


def _new(day: OfficeDay, task: Task, wanted: _Wanted) -> Occurrence:
    return Occurrence(
        office_id=day.office.id,
        task_id=task.id,
        key=wanted.key,
        label=wanted.label,
        starts=wanted.starts,
        printed=wanted.printed,
        due=wanted.last,
        original=wanted.last,
    )


def _set(day: OfficeDay, item: Occurrence, wanted: _Wanted, rule: DueDays) -> bool:
    """The reading of the plan itself changes, so the original does too; more time that was granted stays."""
    item.starts, item.printed, item.original = wanted.starts, wanted.printed, wanted.last
    if item.id not in rule.granted:
        item.due = wanted.last
    if item.state == Work.DROPPED:
        item.state = Work.OPEN
    item.next_at = next_reminder(day, item)
    day.session.add(item)
    return True


def meaning_of(day: OfficeDay, item: Occurrence, task: Task) -> ReportDay | None:
    """The window under which a report's due date stands; None where the plan's own words decide."""
    said = period_answer(day)
    if not said or not is_report(task.content, task.deadline_text, from_json(task.schedule)):
        return None
    found = report_day(said, item.key, day.calendar)
    return found if found and found.wanted == item.printed else None
