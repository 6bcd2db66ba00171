"""The duties that a report tells of, as they stood when its days were over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.desk import OfficeDay
from bot.rules.duty_sums import Standing, last_moment
from bot.rules.figures import Window, duty_code
from bot.rules.workdays import DAY
from storage.reporting import DutyRow, duty_rows, moved_later

_MOMENT = timedelta(microseconds=1)  # what is done now is done


@dataclass(frozen=True)
class Told:
    """A duty with its row."""

    row: DutyRow
    standing: Standing


def bounds(day: OfficeDay, window: Window) -> tuple[datetime, datetime]:
    """When its days begin, and the moment before which a report knows everything: their end, or now."""
    end = day.hours.at(window.last + DAY, "00:00")
    return day.hours.at(window.first, "00:00"), min(end, day.now + _MOMENT)


def duties_of(day: OfficeDay, window: Window) -> list[Told]:
    """What had to be done by then and was not done before, and what was done within these days."""
    since, before = bounds(day, window)
    moved = moved_later(day.session, day.office.id, before)
    rows = duty_rows(day.session, day.office.id, window.last, since, before)
    closed = _here(day, before)
    told = (Told(row, _standing(day, row, before, closed)) for row in (_as_then(row, moved) for row in rows))
    return [one for one in told if one.standing.done or one.row.due <= window.last]


def _as_then(row: DutyRow, moved: dict[int, tuple[date, time | None] | None]) -> DutyRow:
    """Without the time that was granted only later."""
    if row.number not in moved:
        return row
    due, hour = moved[row.number] or (row.original, row.original_time)
    return row._replace(due=due, due_time=hour)


def _standing(day: OfficeDay, row: DutyRow, before: datetime, closed: datetime) -> Standing:
    done = row.done_at if row.done_at and row.done_at < before else None
    return Standing(
        code=duty_code(row.number),
        due=last_moment(row.due, row.due_time),
        done=_here(day, done) if done else None,
        closed=closed,
    )


def _here(day: OfficeDay, moment: datetime) -> datetime:
    return day.hours.local(moment).replace(tzinfo=None)
