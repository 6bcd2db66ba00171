"""What a plan that comes to its year's end goes on with, until the plan of the next year takes its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from bot.acts.retiming import drop_occurrence, occurrences_of, roll
from bot.acts.versions import same_work
from bot.acts.wanted import wanted_dues
from bot.desk import OfficeDay
from bot.rules.states import Role, Work
from storage.people import holders
from storage.plans import Plan, plans_in_force, rolling_tasks, tasks_of

AFTERNOON = time(14, 0)


@dataclass(frozen=True)
class Carried:
    """A plan whose work comes round again: `count` tasks, of whose plan nothing is followed past `ends_on`."""

    plan: Plan
    count: int


def carried(day: OfficeDay) -> list[Carried]:
    """The plans of this year and before with work that comes round again, and those that were ended."""
    plans = [plan for plan in plans_in_force(day.session, day.office.id) if plan.rows and year_of(day, plan)]
    found = [Carried(plan, len(rolling_tasks(day.session, plan.id))) for plan in plans]
    return [one for one in found if one.count or one.plan.ends_on]


def year_of(day: OfficeDay, plan: Plan) -> int:
    """The plan's own year, 0 where that is still to come."""
    year = plan.year or day.hours.local(plan.confirmed_at or day.now).year
    return year if year <= day.today.year else 0


def end_plan(day: OfficeDay, plan: Plan) -> int:
    """Nothing of a plan comes round again after its own year; how many dates that nobody works on are dropped.

    What is late by now was missed all the same, and stays.
    """
    plan.ends_on = date(plan.year or day.hours.local(plan.confirmed_at or day.now).year, 12, 31)
    day.session.add(plan)
    dropped = 0
    for task in rolling_tasks(day.session, plan.id):
        wanted = wanted_dues(day, task, plan)
        kept = {due.key for due in wanted.own}
        for item in occurrences_of(day.session, task.id):
            made_ahead = item.key not in kept and item.printed > plan.ends_on and item.due >= day.today
            if made_ahead and item.state == Work.OPEN:
                drop_occurrence(day, item)
                dropped += 1
        task.roll_at = wanted.next_at
        day.session.add(task)
    return dropped


def carry_on(day: OfficeDay, plan: Plan) -> int:
    """A plan that was ended is followed on; how many dates are made."""
    plan.ends_on = None
    day.session.add(plan)
    return sum(roll(day, plan, task) for task in tasks_of(day.session, plan.id) if task.closed_at is None)


def forerunners(day: OfficeDay, plan: Plan) -> Iterator[Plan]:
    """Plans of earlier years in force that this one goes on from: of the same name, or with mostly the same rows."""
    for old in plans_in_force(day.session, day.office.id):
        earlier = old.year and plan.year and old.year < plan.year and old.ends_on is None
        if earlier and old.id != plan.id and same_work(old, plan):
            yield old


def tell_of_next_year(day: OfficeDay) -> None:
    """In December those who keep the plans are told, once, what goes on over the year's end."""
    plans = [one for one in carried(day) if one.plan.ends_on is None]
    keepers = {*holders(day.session, day.office.id, Role.CLERK), *holders(day.session, day.office.id, Role.ADMIN)}
    if plans:
        letter = day.say("next_year", plans=plans, year=day.today.year + 1, asked=False)
        afternoon = day.hours.at(day.today, AFTERNOON)  # the morning's digest has gone out by then
        day.tell_all(sorted(keepers), f"next-year:{day.today.year}", letter, "việc định kỳ sang năm", afternoon)
