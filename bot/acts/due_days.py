"""The due day of an occurrence by the rule, under any calendar."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.acts.wanted import office_periods
from bot.rules.ladders import EVENT
from bot.rules.report_days import bare_units
from bot.rules.report_periods import Periods, sent_on
from bot.rules.schedules import from_json
from bot.rules.waiting import event_due, event_waits
from bot.rules.workdays import Calendar
from bot.rules.year_parts import unit_keyed
from storage.events import Happening, events_said, happening
from storage.occurrences import Occurrence
from storage.offices import Office
from storage.plans import Task, task_events

GRANTED = "extension_granted"
FORWARD = "+"  # ends the key of "the first worked day of …", which moves on and not back


@dataclass
class DueDays:
    """`granted`: occurrence -> the day up to which more time was given last."""

    session: Session
    periods: Periods
    granted: dict[int, date]

    def due(self, item: Occurrence, task: Task, calendar: Calendar) -> date:
        """The last worked day on or before what is permitted."""
        if item.id in self.granted:
            return calendar.previous_workday(self.granted[item.id])
        if item.key.endswith(FORWARD):
            return calendar.next_workday(date.fromisoformat(item.key.removesuffix(FORWARD)[-10:]))
        ruled = self._after_event(item, task, calendar) or self._after_period(item, task, calendar)
        return ruled or calendar.previous_workday(item.printed)

    def _after_event(self, item: Occurrence, task: Task, calendar: Calendar) -> date | None:
        event, number = event_of(self.session, item)
        if event is None:
            return None
        waits = event_waits(from_json(task.schedule))
        wait = next((one for one in waits if one.number == number and one.trigger == event.trigger), None)
        return event_due(wait.schedule, event.day, calendar) if wait else None

    def _after_period(self, item: Occurrence, task: Task, calendar: Calendar) -> date | None:
        """Of a report whose day the office's rule decides."""
        unit = unit_keyed(item.key)
        if unit is None or item.covers_to is None or not bare_units(from_json(task.schedule)):
            return None
        rule = self.periods.rule_for(unit, task.content)
        return sent_on(rule, item.covers_to, calendar)[1] if rule and rule.send else None


def due_days(session: Session, office: Office) -> DueDays:
    return DueDays(session, office_periods(office), granted_days(session, office.id))


def granted_days(session: Session, office_id: int, task_id: int | None = None) -> dict[int, date]:
    """Occurrence -> the day up to which more time was given last; of one task, or of all."""
    said = task_events(session, task_id) if task_id else events_said(session, office_id, (GRANTED,))
    given = (event for event in said if event.what == GRANTED)
    return {event.occurrence_id: event.day for event in given if event.occurrence_id and event.day}


def event_of(session: Session, item: Occurrence) -> tuple[Happening | None, int]:
    """The event that started its clock, and the number of the deadline in its task's schedule."""
    if not item.key.startswith(EVENT):
        return None, 0
    _, number, wait = item.key.split(":")
    return happening(session, item.office_id, int(number)), int(wait)
