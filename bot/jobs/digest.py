"""All lines of one person become one letter."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.acts.slots import digest_moment
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.covering import told_instead
from bot.rules.states import CASE_OPEN, Work
from storage.feedback import Feedback
from storage.letters import ROUND
from storage.moments import is_reminder_due
from storage.nudges import Nudge, add_nudge, close_nudges, nudges_of, open_nudges
from storage.occurrences import Occurrence
from storage.offices import unit_named
from storage.people import Person
from storage.plans import Task

MOST = 15


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of. `late` counts worked days since it was due; `unit` only for those above it.

    `instead`: whose line it is, for who stands in; `again` names the thing to `/nhaclai`.
    """

    text: str
    due: date
    late: int
    check_in: bool
    missed: bool
    unit: str
    command: str
    again: str
    instead: str


def digest_one(shop: Shop, now: datetime) -> bool:
    """Write one person's digest, once no rung is left to be climbed, so that a morning has one letter."""
    with shop.store.transaction() as session:
        if is_reminder_due(session, now):
            return False
        nudges = open_nudges(session, now)
        if not nudges:
            return False
        day = shop.day(session, nudges[0].office_id, now)
        if pass_to_stand_ins(day):
            return True
        lines = sorted(_lines(day, nudges), key=lambda line: (line.check_in, -line.late, line.due))
        if lines:
            _write(day, nudges, lines)
        close_nudges(session, [nudge.id for nudge in nudges])
        return True


def _write(day: OfficeDay, nudges: list[Nudge], lines: list[Line]) -> None:
    missed = any(line.missed for line in lines)
    letter = day.say("digest", lines=lines[:MOST], more=len(lines) - len(lines[:MOST]), missed=missed)
    person_id = nudges[0].person_id
    key = f"digest:{person_id}:{day.hours.local(day.now):%Y-%m-%dT%H:%M}:{nudges[0].id}"
    why = ", ".join(f"{nudge.subject} {nudge.subject_id}: bậc {nudge.rung}" for nudge in nudges)
    day.tell(person_id, key, letter, why, ROUND)


def _lines(day: OfficeDay, nudges: list[Nudge]) -> list[Line]:
    found = [(_duty_line if nudge.subject == "occurrence" else _case_line)(day, nudge) for nudge in nudges]
    return [line for line in found if line is not None]


def _duty_line(day: OfficeDay, nudge: Nudge) -> Line | None:
    """Nothing for a duty that was finished since."""
    item = day.session.get_one(Occurrence, nudge.subject_id)
    if item.state not in (Work.OPEN, Work.DOING):
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
        again=str(item.id),
        instead=_name(day.session, nudge.instead_of),
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
        again=f"pa {case.id}",
        instead=_name(day.session, nudge.instead_of),
    )


def _unit(session: Session, nudge: Nudge, unit_id: int | None) -> str:
    return "" if nudge.audience == "holder" else unit_named(session, nudge.office_id, unit_id)


def _name(session: Session, person_id: int | None) -> str:
    return session.get_one(Person, person_id).name if person_id else ""


def pass_to_stand_ins(day: OfficeDay) -> bool:
    """Give the lines of who is away to who stands in; say whether there were any."""
    moved = 0
    for nudge in nudges_of(day.session, day.office.id, list(day.cover)):
        ((other, absent),) = told_instead([nudge.person_id], day.cover).items()
        if absent is None or nudge.day > day.today:
            continue
        taken = {**nudge.model_dump(exclude={"id"}), "person_id": other}
        taken |= {"instead_of": absent, "next_at": digest_moment(day, other)}
        add_nudge(day.session, Nudge(**taken))
        nudge.open = False
        day.session.add(nudge)
        moved += 1
    return moved > 0
