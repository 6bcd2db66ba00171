"""The daily look at an office's indicators: what is asked for, who is reminded, who stayed silent."""

from datetime import datetime
from typing import Literal

from bot.acts.entering import compute_finished
from bot.acts.measuring import Measured, followed
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.computed import SOURCES, likely_source
from bot.rules.measuring import Period, answered_by, asked_on
from bot.rules.states import Role
from bot.rules.workdays import DAY
from storage.people import duty_holders, holders, overseers

MOST = 12  # in one letter
Step = Literal["ask", "nudge", "name", ""]


def look_at_indicators(day: OfficeDay) -> None:
    found = [compute_finished(day, one) for one in followed(day)]
    steps = [(one, period, _step(day, one, period)) for one in found if (period := one.awaited)]
    _ask(day, [(one, period, step) for one, period, step in steps if step in ("ask", "nudge")])
    _name(day, [(one, period) for one, period, step in steps if step == "name"])
    _ask_sources(day, found)


def next_look(day: OfficeDay) -> datetime:
    """The morning of the next worked day, strictly after now."""
    date = day.today
    while True:
        date = day.calendar.next_workday(date)
        moment = day.hours.next_open(day.calendar, day.hours.at(date, day.slot))
        if moment > day.now:
            return moment
        date += DAY


def _step(day: OfficeDay, one: Measured, period: Period) -> Step:
    """One a day: asked when the period is over, reminded on the last day, named on the day after."""
    item, last = one.item, answered_by(one.rule, period, day.calendar)
    if item.asked != period.key or item.asked_at is None:
        return "ask" if day.today >= asked_on(period, day.calendar) else ""
    if item.nudged_at is None:
        return "nudge" if day.today >= last and _before_today(day, item.asked_at) else ""
    return "name" if item.named_at is None and _before_today(day, item.nudged_at) else ""


def _before_today(day: OfficeDay, moment: datetime) -> bool:
    return day.hours.local(moment).date() < day.today


def _ask(day: OfficeDay, steps: list[tuple[Measured, Period, Step]]) -> None:
    """One letter to each person for everything that is wanted of them; with a reminder the unit's head has one too."""
    wanted: dict[int, list[tuple[Measured, Period, Step]]] = {}
    for one, period, step in steps:
        item = one.item
        if step == "ask":
            item.asked, item.asked_at, item.nudged_at, item.named_at = period.key, day.now, None, None
        else:
            item.nudged_at = day.now
        day.session.add(item)
        for person_id in _asked_people(day, item.unit_id, step):
            wanted.setdefault(person_id, []).append((one, period, step))
    for person_id, lines in wanted.items():
        last = min(answered_by(one.rule, period, day.calendar) for one, period, _ in lines)
        said = day.say("indicators_wanted", lines=lines[:MOST], total=len(lines), last=max(last, day.today))
        day.tell_all([person_id], f"indicators:{person_id}:{day.today}", said, "hỏi số liệu chỉ tiêu")


def _asked_people(day: OfficeDay, unit: int | None, step: Step) -> list[int]:
    found = duty_holders(day.session, day.office.id, unit, None)
    heads = holders(day.session, day.office.id, Role.UNIT_HEAD, unit) if unit and step == "nudge" else []
    return list(dict.fromkeys([*found, *heads]))


def _name(day: OfficeDay, silent_ones: list[tuple[Measured, Period]]) -> None:
    """The lead and the clerk hear once which units have not said what they were asked."""
    if not silent_ones:
        return
    for one, _ in silent_ones:
        one.item.named_at = day.now
        day.session.add(one.item)
    leads, clerks = (holders(day.session, day.office.id, role) for role in (Role.LEAD, Role.CLERK))
    said = day.say("indicators_silent", lines=silent_ones, names=unit_names(day))
    day.tell_all(dict.fromkeys([*leads, *clerks]), f"indicators-silent:{day.today}", said, "chỉ tiêu chưa có số liệu")


def _ask_sources(day: OfficeDay, found: list[Measured]) -> None:
    """What the records can give is offered to the clerk once; until then people are asked for it."""
    likely = [(one.item, likely_source(one.item.name, one.item.measure)) for one in found if not one.item.source]
    offered = [(item, source) for item, source in likely if source]
    if offered:
        newest = max(item.id for item, _ in offered)
        said = day.say("indicator_sources", offered=offered[:6], sources=SOURCES)
        clerks = overseers(day.session, day.office.id, Role.CLERK)
        day.tell_all(clerks, f"indicator-sources:{newest}", said, "chỉ tiêu tính tự động")
