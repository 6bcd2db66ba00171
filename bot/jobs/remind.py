"""Rungs of the ladder: due duties, steps of cases and dossiers -> lines for people, and their next moments."""

from dataclasses import replace
from datetime import datetime, time

from sqlmodel import Session

from bot.acts.cases import close_unrated
from bot.acts.reaching import Reach, holds, reach_dossier, reach_duty, reach_step, sorting_role, told_as
from bot.acts.reminders import Item, kind_of, ladder_of, next_reminder
from bot.acts.silence import remind_citizen
from bot.acts.slots import today_at
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.ladder_said import WHO, say_step
from bot.rules.ladders import kinds
from bot.rules.reminding import AUDIENCES, Rung, rung_at
from bot.rules.states import Role
from storage.case_clocks import CaseClock, clocks_due_for_reminder
from storage.dossiers import Dossier, dossiers_due_for_reminder
from storage.feedback import Feedback
from storage.groups import groups_of
from storage.nudges import Nudge, add_most_pressing
from storage.occurrences import due_for_reminder
from storage.slots import slots_in

AT_ONCE = 40  # in one transaction: some hundredths of a second, for which others who write wait


def remind_of_duties(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        found = due_for_reminder(session, now, AT_ONCE)
        climb = Climb(shop, session, now)
        for item, task in found:
            day = climb.day_of(item)
            if rung := _rung_today(day, item):
                climb.tell(day, item, rung, reach_duty(day, task), task.unit_id)
            climb.go_on(day, item)
        climb.write()
        return bool(found)


def remind_of_cases(shop: Shop, now: datetime) -> bool:
    """Clocks of cases that have come to a rung."""
    with shop.store.transaction() as session:
        found = clocks_due_for_reminder(session, now, AT_ONCE)
        climb = Climb(shop, session, now)
        for clock in found:
            _remind_of_case(climb, clock, session.get_one(Feedback, clock.feedback_id))
        climb.write()
        return bool(found)


def remind_of_dossiers(shop: Shop, now: datetime) -> bool:
    with shop.store.transaction() as session:
        found = dossiers_due_for_reminder(session, now, AT_ONCE)
        climb = Climb(shop, session, now)
        for dossier in found:
            day = climb.day_of(dossier)
            if rung := _rung_today(day, dossier):
                climb.tell(day, dossier, rung, reach_dossier(day, dossier), dossier.unit_id)
            climb.go_on(day, dossier)
        climb.write()
        return bool(found)


def _remind_of_case(climb: "Climb", clock: CaseClock, case: Feedback) -> None:
    day = climb.day_of(clock)
    if clock.step == "rate":
        close_unrated(day, case)
        return
    if rung := _rung_today(day, clock):
        if "citizen" in rung.audience:
            remind_citizen(day, case, clock)
        if rung.audience != {"citizen"}:
            climb.tell(day, clock, rung, reach_step(day, case, clock.step), case.unit_id, sorting_role(case))
    climb.go_on(day, clock)


def _rung_today(day: OfficeDay, item: Item) -> Rung | None:
    """None outside office hours: it waits for the morning."""
    if item.due is None or not day.hours.is_open(day.calendar, day.now):
        return None
    return rung_at(ladder_of(day, item), item.due, day.calendar, day.today)


class Climb:
    """The rungs of one transaction: what many have in common is looked up once, what they change is written at last."""

    def __init__(self, shop: Shop, session: Session, now: datetime) -> None:
        self._shop, self._session, self._now = shop, session, now
        self._days: dict[int, tuple[OfficeDay, OfficeDay]] = {}
        self._slots: dict[int, dict[int, str]] = {}
        self._lines: list[Nudge] = []
        self._next: list[tuple[Item, datetime | None]] = []

    def day_of(self, item: Item) -> OfficeDay:
        """The day itself while the office is open; else, for a rung that was slept through, the next one.

        Told at night for the morning, it stays marked as missed even where the morning has a rung of its own.
        """
        if item.office_id not in self._days:
            day = self._shop.day(self._session, item.office_id, self._now)
            opens = day.hours.next_open(day.calendar, day.now)
            self._days[item.office_id] = day, (replace(day, now=opens) if opens > day.now else day)
        day, opening = self._days[item.office_id]
        is_own = item.next_at is not None and day.hours.local(item.next_at).date() == opening.today
        return day if is_own else opening

    def tell(
        self, day: OfficeDay, item: Item, rung: Rung, reach: Reach, unit_id: int | None, clerk: Role = Role.CLERK
    ) -> None:
        """Say the rung to those it is for. `clerk`: who sorts, of a case about somebody's conduct the lead."""
        for person_id, audience in _audience(day, rung, reach, unit_id, clerk).items():
            empty = "" if holds(day, person_id, audience, unit_id) else WHO[AUDIENCES[audience]]
            line = _line(day, item, (person_id, audience, _why(day, item, rung, reach, empty)), rung)
            line.next_at = today_at(day, self._slot(day, person_id)) or day.now
            self._lines.append(line)

    def go_on(self, day: OfficeDay, item: Item) -> None:
        is_open = day.hours.is_open(day.calendar, day.now)
        self._next.append((item, next_reminder(day, item) if is_open else day.hours.next_open(day.calendar, day.now)))

    def write(self) -> None:
        for item, moment in self._next:
            item.next_at = moment
        add_most_pressing(self._session, self._lines)

    def _slot(self, day: OfficeDay, person_id: int) -> time:
        if day.office.id not in self._slots:
            self._slots[day.office.id] = slots_in(self._session, day.office.id)
        own = self._slots[day.office.id].get(person_id)
        return time.fromisoformat(own) if own else day.slot


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
        kind=kind_of(day, item),
        wording=rung.wording,
        why=why,
    )


def _subject(item: Item) -> tuple[str, int, str]:
    """What a line is about, as Nudge keeps it: the kind of thing, its number, which step of it."""
    if isinstance(item, CaseClock):
        return "feedback", item.feedback_id, item.step
    return ("dossier" if isinstance(item, Dossier) else "occurrence"), item.id, ""
