"""Rungs of the ladder: one due duty or case -> lines for people, and its next moment."""

from datetime import datetime

from bot.acts.reminders import ladder_of, next_reminder
from bot.acts.slots import digest_moment
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.reminding import Rung, rung_at
from bot.rules.states import Role
from storage.feedback import Feedback, case_due_for_reminder
from storage.nudges import Nudge, add_nudge
from storage.occurrences import Occurrence, due_for_reminder
from storage.people import duty_holders, holders, overseers, posts_of
from storage.plans import Task


def remind_one_duty(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        found = due_for_reminder(session, now)
        if found is None:
            return False
        item, task = found
        day = shop.day(session, item.office_id, now)
        _climb(day, item, "occurrence", people_of_duty(day, task), task.unit_id)
        return True


def remind_one_case(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        case = case_due_for_reminder(session, now)
        if case is None:
            return False
        day = shop.day(session, case.office_id, now)
        _climb(day, case, "feedback", people_of_case(day, case), case.unit_id)
        return True


def people_of_duty(day: OfficeDay, task: Task) -> list[int]:
    """Who is reminded of a duty; where neither its unit nor the clerk can be, whoever looks after the office."""
    found = duty_holders(day.session, day.office.id, task.unit_id, task.post_id)
    return found or overseers(day.session, day.office.id, Role.CLERK)


def people_of_case(day: OfficeDay, case: Feedback) -> list[int]:
    """Who took it, as long as they hold a post, else the unit's people."""
    if case.handler_id and posts_of(day.session, case.handler_id):
        return [case.handler_id]
    found = duty_holders(day.session, day.office.id, case.unit_id, None)
    return found or overseers(day.session, day.office.id, Role.CLERK)


def _climb(day: OfficeDay, item: Occurrence | Feedback, subject: str, people: list[int], unit_id: int | None) -> None:
    """Say today's rung to those it is for. Outside office hours it waits for the morning."""
    if not day.hours.is_open(day.calendar, day.now):
        item.next_at = day.hours.next_open(day.calendar, day.now)
        day.session.add(item)
        return
    rung = rung_at(ladder_of(day, item), item.due, day.calendar, day.today)
    if rung is not None:
        for person_id, audience in _audience(day, rung, people, unit_id).items():
            add_nudge(day.session, _line(day, item, subject, person_id, audience, rung))
    item.next_at = next_reminder(day, item)
    day.session.add(item)


def _audience(day: OfficeDay, rung: Rung, people: list[int], unit_id: int | None) -> dict[int, str]:
    """Person -> in which role; who holds several is told once. Somebody always is."""
    told: dict[int, str] = {}
    if "lead" in rung.audience:
        told |= dict.fromkeys(holders(day.session, day.office.id, Role.LEAD), "lead")
    if "unit_head" in rung.audience and unit_id:
        told |= dict.fromkeys(holders(day.session, day.office.id, Role.UNIT_HEAD, unit_id), "unit_head")
    if "holder" in rung.audience or not told:
        told |= dict.fromkeys(people, "holder")
    return told


def _line(
    day: OfficeDay, item: Occurrence | Feedback, subject: str, person_id: int, audience: str, rung: Rung
) -> Nudge:
    """A rung is missed too when its own moment was on an earlier day."""
    waited = item.next_at is not None and day.hours.local(item.next_at).date() < day.today
    return Nudge(
        office_id=day.office.id,
        person_id=person_id,
        subject=subject,
        subject_id=item.id,
        day=day.today,
        rung=rung.offset,
        audience=audience,
        missed=rung.missed or waited,
        made_at=day.now,
        next_at=digest_moment(day, person_id),
    )
