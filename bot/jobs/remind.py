"""Rungs of the ladder: one due duty or case -> lines for people, and its next moment."""

from datetime import datetime

from bot.acts.cases import close_unrated
from bot.acts.reaching import Reach, holds, reach_case, reach_duty, told_as
from bot.acts.reminders import kind_of, ladder_of, next_reminder
from bot.acts.slots import digest_moment
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.ladder_said import WHO, say_step
from bot.rules.ladders import kinds
from bot.rules.reminding import AUDIENCES, Rung, rung_at
from bot.rules.states import Case
from storage.feedback import Feedback, case_due_for_reminder
from storage.groups import groups_of
from storage.nudges import Nudge, add_nudge
from storage.occurrences import Occurrence, due_for_reminder


def remind_one_duty(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        found = due_for_reminder(session, now)
        if found is None:
            return False
        item, task = found
        day = shop.day(session, item.office_id, now)
        _climb(day, item, "occurrence", reach_duty(day, task), task.unit_id)
        return True


def remind_one_case(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        case = case_due_for_reminder(session, now)
        if case is None:
            return False
        day = shop.day(session, case.office_id, now)
        if case.state == Case.ANSWERED:
            close_unrated(day, case)
            return True
        _climb(day, case, "feedback", reach_case(day, case), case.unit_id)
        return True


def _climb(day: OfficeDay, item: Occurrence | Feedback, subject: str, reach: Reach, unit_id: int | None) -> None:
    """Say today's rung to those it is for. Outside office hours it waits for the morning."""
    if not day.hours.is_open(day.calendar, day.now):
        item.next_at = day.hours.next_open(day.calendar, day.now)
        day.session.add(item)
        return
    rung = rung_at(ladder_of(day, item), item.due, day.calendar, day.today)
    if rung is not None:
        for person_id, audience in _audience(day, rung, reach, unit_id).items():
            empty = "" if holds(day, person_id, audience, unit_id) else WHO[AUDIENCES[audience]]
            why = _why(day, item, rung, reach, empty)
            add_nudge(day.session, _line(day, item, (subject, person_id, audience, why), rung))
    item.next_at = next_reminder(day, item)
    day.session.add(item)


def _why(day: OfficeDay, item: Occurrence | Feedback, rung: Rung, reach: Reach, empty: str) -> str:
    """`empty`: the place that nobody holds, for whom the next one up is told."""
    kind, step = kinds()[kind_of(day, item)].title, say_step(rung.offset)
    return day.say("rung_why", kind=kind, step=step, gap=reach.gap, names=reach.names, empty=empty).text


def _audience(day: OfficeDay, rung: Rung, reach: Reach, unit_id: int | None) -> dict[int, str]:
    """Person -> in which role; who holds several is told once. Somebody always is."""
    told: dict[int, str] = {}
    for role in ("lead", "clerk", "unit_head"):
        if role in rung.audience:
            told |= dict.fromkeys(told_as(day, role, unit_id), role)
    if "group" in rung.audience and unit_id:
        groups = groups_of(day.session, day.office.id, unit_id)
        told |= dict.fromkeys((group.person_id for group in groups), "group")
    if "holder" in rung.audience or not told:
        told |= dict.fromkeys(reach.people, "holder")
    return told


def _line(day: OfficeDay, item: Occurrence | Feedback, told: tuple[str, int, str, str], rung: Rung) -> Nudge:
    """`told`: subject, person, audience, why. A rung is missed too when its own moment was on an earlier day."""
    waited = item.next_at is not None and day.hours.local(item.next_at).date() < day.today
    subject, person_id, audience, why = told
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
        kind=kind_of(day, item),
        wording=rung.wording,
        why=why,
    )
