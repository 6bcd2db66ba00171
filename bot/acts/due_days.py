"""The due day of an occurrence by the rule, under any calendar."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.rules.ladders import EVENT
from bot.rules.schedules import from_json
from bot.rules.waiting import event_due, event_waits
from bot.rules.workdays import Calendar
from storage.events import Happening, events_said, happening
from storage.occurrences import Occurrence
from storage.plans import Task

FORWARD = "+"  # ends the key of "the first worked day of …", which moves on and not back


@dataclass
class DueDays:
    """`granted`: occurrence -> the day up to which more time was given last."""

    session: Session
    office_id: int
    granted: dict[int, date]

    def due(self, item: Occurrence, task: Task, calendar: Calendar) -> date:
        """The last worked day on or before what is permitted."""
        if item.id in self.granted:
            return calendar.previous_workday(self.granted[item.id])
        if item.key.endswith(FORWARD):
            return calendar.next_workday(date.fromisoformat(item.key.removesuffix(FORWARD)[-10:]))
        return self._after_event(item, task, calendar) or calendar.previous_workday(item.printed)

    def _after_event(self, item: Occurrence, task: Task, calendar: Calendar) -> date | None:
        event, number = event_of(self.session, item)
        if event is None:
            return None
        waits = event_waits(from_json(task.schedule))
        wait = next((one for one in waits if one.number == number and one.trigger == event.trigger), None)
        return event_due(wait.schedule, event.day, calendar) if wait else None


def due_days(session: Session, office_id: int) -> DueDays:
    said = events_said(session, office_id, ("extension_granted",))
    granted = {event.occurrence_id: event.day for event in said if event.occurrence_id and event.day}
    return DueDays(session, office_id, granted)


def event_of(session: Session, item: Occurrence) -> tuple[Happening | None, int]:
    """The event that started its clock, and the number of the deadline in its task's schedule."""
    if not item.key.startswith(EVENT):
        return None, 0
    _, number, wait = item.key.split(":")
    return happening(session, item.office_id, int(number)), int(wait)
