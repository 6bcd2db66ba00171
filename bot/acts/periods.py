"""What "quý" means in this office's reports, and the due dates that follow from it."""

from bot.acts.reminders import next_reminder
from bot.acts.retiming import dues_of
from bot.desk import OfficeDay
from bot.rules.report_days import MEANINGS, is_report, report_day
from bot.rules.schedules import from_json
from bot.rules.states import Work
from storage.events import settled_tasks
from storage.occurrences import Occurrence, occurrences_of
from storage.plans import Plan, Task

PROFILE = "quarter"  # where Office.profile keeps the answer


def answer(day: OfficeDay) -> str:
    """ "14", "lich" or "giu"; empty as long as nobody has been asked."""
    said = day.office.profile.get(PROFILE, "")
    return said if said in MEANINGS else ""


def reports(day: OfficeDay) -> list[tuple[Task, Plan]]:
    """Periodic reports whose day the plan does not print, so that the meaning of the period decides."""
    found = settled_tasks(day.session, day.office.id)
    return [(task, plan) for task, plan in found if is_report(task.content, from_json(task.schedule))]


def fit_reports(day: OfficeDay) -> int:
    """Bring the open due dates of reports to what the office means by its periods; how many changed."""
    said = answer(day)
    return sum(_fit(day, task, plan, said) for task, plan in reports(day)) if said else 0


def _fit(day: OfficeDay, task: Task, plan: Plan, said: str) -> int:
    printed = {due.key: due.printed for due in dues_of(task.schedule, plan, day)}
    changed = 0
    for item in occurrences_of(day.session, task.id):
        if item.state in (Work.OPEN, Work.DOING) and item.key in printed:
            wanted = report_day(said, item.key, day.calendar) or printed[item.key]
            changed += _move(day, item, wanted)
    return changed


def _move(day: OfficeDay, item: Occurrence, printed: object) -> int:
    return 0


def meaning_of(day: OfficeDay, item: Occurrence, task: Task) -> str:
    """Under which meaning the due date of a report stands; empty where the plan's own words decide."""
    return ""
