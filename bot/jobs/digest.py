"""All lines of one person become one letter."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.states import CASE_OPEN, Work
from storage.feedback import Feedback, case_due_for_reminder
from storage.letters import ROUND
from storage.nudges import Nudge, close_nudges, open_nudges
from storage.occurrences import Occurrence, due_for_reminder
from storage.offices import unit_named
from storage.plans import Task

MOST = 15


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of. `late` counts worked days since it was due; `unit` only for those above it."""

    text: str
    due: date
    late: int
    check_in: bool
    missed: bool
    unit: str
    command: str


def digest_one(shop: Shop, now: datetime) -> bool:
    """Write one person's digest, once no rung is left to be climbed, so that a morning has one letter."""
    with shop.store.transaction() as session:
        if due_for_reminder(session, now) or case_due_for_reminder(session, now):
            return False
        nudges = open_nudges(session)
        if not nudges:
            return False
        day = shop.day(session, nudges[0].office_id, now)
        lines = sorted(_lines(day, nudges), key=lambda line: (line.check_in, -line.late, line.due))
        if lines:
            _write(day, nudges, lines)
        close_nudges(session, [nudge.id for nudge in nudges])
        return True


def _write(day: OfficeDay, nudges: list[Nudge], lines: list[Line]) -> None:
    missed = any(line.missed for line in lines)
    letter = day.say("digest", lines=lines[:MOST], more=len(lines) - len(lines[:MOST]), missed=missed)
    person_id = nudges[0].person_id
    key = f"digest:{person_id}:{day.today}:{nudges[0].id}"
    why = ", ".join(f"{nudge.subject} {nudge.subject_id}: bậc {nudge.rung}" for nudge in nudges)
    day.tell(person_id, key, letter, why, ROUND)


def _lines(day: OfficeDay, nudges: list[Nudge]) -> list[Line]:
    found = [(_duty_line if nudge.subject == "occurrence" else _case_line)(day, nudge) for nudge in nudges]
    return [line for line in found if line is not None]


def _duty_line(day: OfficeDay, nudge: Nudge) -> Line | None:
    """Nothing for a duty that was finished since."""
    item = day.session.get_one(Occurrence, nudge.subject_id)
    if item.state == Work.DONE:
        return None
    task = day.session.get_one(Task, item.task_id)
    text = f"{task.content} ({item.label})" if item.label else task.content
    return Line(
        text=text,
        due=item.due,
        late=day.calendar.workdays_between(item.due, day.today),
        check_in=item.kind == "check_in",
        missed=nudge.missed,
        unit=_unit(day.session, nudge, task.unit_id),
        command=f"/v {item.id}",
    )


def _case_line(day: OfficeDay, nudge: Nudge) -> Line | None:
    case = day.session.get_one(Feedback, nudge.subject_id)
    if case.state not in CASE_OPEN:
        return None
    return Line(
        text=f"Phản ánh {case.code}: {case.text}",
        due=case.due,
        late=day.calendar.workdays_between(case.due, day.today),
        check_in=False,
        missed=nudge.missed,
        unit=_unit(day.session, nudge, case.unit_id),
        command=f"/pa {case.id}",
    )


def _unit(session: Session, nudge: Nudge, unit_id: int | None) -> str:
    return "" if nudge.audience == "holder" else unit_named(session, nudge.office_id, unit_id)
