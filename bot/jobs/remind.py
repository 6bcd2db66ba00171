"""Rungs of the ladder: one due duty, one step of a case or one dossier -> lines for people, and its next moment."""

from dataclasses import replace
from datetime import datetime

from bot.acts.cases import close_unrated
from bot.acts.reaching import Reach, holds, reach_dossier, reach_duty, reach_step, sorting_role, told_as
from bot.acts.reminders import Item, kind_of, ladder_of, next_reminder
from bot.acts.silence import remind_citizen
from bot.acts.slots import digest_moment
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.ladder_said import WHO, say_step
from bot.rules.ladders import kinds
from bot.rules.reminding import AUDIENCES, Rung, rung_at
from bot.rules.states import Role
from storage.case_clocks import CaseClock, clock_due_for_reminder
from storage.dossiers import Dossier, dossier_due_for_reminder
from storage.feedback import Feedback
from storage.groups import groups_of
from storage.nudges import Nudge, add_most_pressing
from storage.occurrences import due_for_reminder


def remind_one_duty(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        found = due_for_reminder(session, now)
        if found is None:
            return False
        item, task = found
        day = _in_hours(shop.day(session, item.office_id, now), item)
        rung = _rung_today(day, item)
        if rung:
            _tell(day, item, rung, reach_duty(day, task), task.unit_id)
        _go_on(day, item)
        return True


def remind_one_case(shop: Shop, now: datetime) -> bool:
    """One clock of a case that has come to a rung."""
    with shop.store.transaction() as session:
        clock = clock_due_for_reminder(session, now)
        if clock is None:
            return False
        day = _in_hours(shop.day(session, clock.office_id, now), clock)
        case = session.get_one(Feedback, clock.feedback_id)
        if clock.step == "rate":
            close_unrated(day, case)
            return True
        rung = _rung_today(day, clock)
        if rung:
            _tell_of_case(day, clock, case, rung)
        _go_on(day, clock)
        return True


def remind_one_dossier(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        dossier = dossier_due_for_reminder(session, now)
        if dossier is None:
            return False
        day = _in_hours(shop.day(session, dossier.office_id, now), dossier)
        rung = _rung_today(day, dossier)
        if rung:
            _tell(day, dossier, rung, reach_dossier(day, dossier), dossier.unit_id)
        _go_on(day, dossier)
        return True


def _tell_of_case(day: OfficeDay, clock: CaseClock, case: Feedback, rung: Rung) -> None:
    if "citizen" in rung.audience:
        remind_citizen(day, case, clock)
    if rung.audience != {"citizen"}:
        _tell(day, clock, rung, reach_step(day, case, clock.step), case.unit_id, sorting_role(case))


def _in_hours(day: OfficeDay, item: Item) -> OfficeDay:
    """The day itself while the office is open; else, for a rung that was slept through, the next one.

    Told at night for the morning, it stays marked as missed even where the morning has a rung of its own.
    """
    opens = day.hours.next_open(day.calendar, day.now)
    is_own = item.next_at is not None and day.hours.local(item.next_at).date() == day.hours.local(opens).date()
    return day if is_own else replace(day, now=opens)


def _rung_today(day: OfficeDay, item: Item) -> Rung | None:
    """None outside office hours: it waits for the morning."""
    if item.due is None or not day.hours.is_open(day.calendar, day.now):
        return None
    return rung_at(ladder_of(day, item), item.due, day.calendar, day.today)


def _go_on(day: OfficeDay, item: Item) -> None:
    is_open = day.hours.is_open(day.calendar, day.now)
    item.next_at = next_reminder(day, item) if is_open else day.hours.next_open(day.calendar, day.now)
    day.session.add(item)


def _tell(day: OfficeDay, item: Item, rung: Rung, reach: Reach, unit_id: int | None, clerk: Role = Role.CLERK) -> None:
    """Say the rung to those it is for. `clerk`: who sorts, of a case about somebody's conduct the lead."""
    for person_id, audience in _audience(day, rung, reach, unit_id, clerk).items():
        empty = "" if holds(day, person_id, audience, unit_id) else WHO[AUDIENCES[audience]]
        why = _why(day, item, rung, reach, empty)
        add_most_pressing(day.session, _line(day, item, (person_id, audience, why), rung))


def _why(day: OfficeDay, item: Item, rung: Rung, reach: Reach, empty: str) -> str:
    """`empty`: the place that nobody holds, for whom the next one up is told."""
    kind, step = kinds()[kind_of(day, item)].title, say_step(rung.offset)
    return day.say("rung_why", kind=kind, step=step, gap=reach.gap, names=reach.names, empty=empty).text


def _audience(day: OfficeDay, rung: Rung, reach: Reach, unit_id: int | None, clerk: Role) -> dict[int, str]:
    """Person -> in which role; who holds several is told once. Somebody always is."""
    told: dict[int, str] = {}
    if clerk == Role.LEAD and rung.audience & {"lead", "clerk", "unit_head"}:
        told |= dict.fromkeys(told_as(day, Role.LEAD, None), "lead")
    else:
        for role in ("lead", "clerk", "unit_head"):
            if role in rung.audience:
                told |= dict.fromkeys(told_as(day, role, unit_id), role)
    if "group" in rung.audience and unit_id:
        groups = groups_of(day.session, day.office.id, unit_id)
        told |= dict.fromkeys((group.person_id for group in groups), "group")
    if "holder" in rung.audience or not told:
        told |= dict.fromkeys(reach.people, "holder")
    return told


def _line(day: OfficeDay, item: Item, told: tuple[int, str, str], rung: Rung) -> Nudge:
    """`told`: person, audience, why. A rung is missed too when its own moment was on an earlier day."""
    waited = item.next_at is not None and day.hours.local(item.next_at).date() < day.today
    person_id, audience, why = told
    subject, number, step = _subject(item)
    return Nudge(
        office_id=day.office.id,
        person_id=person_id,
        subject=subject,
        subject_id=number,
        step=step,
        day=day.today,
        rung=rung.offset,
        audience=audience,
        missed=rung.missed or waited,
        made_at=day.now,
        next_at=digest_moment(day, person_id) or day.now,
        kind=kind_of(day, item),
        wording=rung.wording,
        why=why,
    )


def _subject(item: Item) -> tuple[str, int, str]:
    """What a line is about, as Nudge keeps it: the kind of thing, its number, which step of it."""
    if isinstance(item, CaseClock):
        return "feedback", item.feedback_id, item.step
    return ("dossier" if isinstance(item, Dossier) else "occurrence"), item.id, ""
