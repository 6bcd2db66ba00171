"""What the charts of the overview draw, as figures: the caption says the same in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.acts.places import Place
from bot.acts.standing import Counted, Row, is_on_time, rows_of
from bot.desk import OfficeDay
from bot.papers.charts import Bar, bars, lines
from bot.rules.computed import FEEDBACK_ON_TIME
from bot.rules.numbers import half_up
from bot.rules.workdays import DAY
from storage.indicators import Indicator, open_indicators
from storage.sums import Moments, answered, answers, received

WEEKS, MONTHS = 12, 12
MOST = 10  # bars that can be read on a phone


def aim_of(day: OfficeDay) -> Indicator | None:
    """The office's own indicator of feedback answered on time, of the newest year."""
    found = (one for one in open_indicators(day.session, day.office.id) if one.source == FEEDBACK_ON_TIME)
    return next((one for one in found if least(one) is not None), None)


def least(aim: Indicator) -> float | None:
    """The per cent that has to be reached."""
    goal = aim.goal or {}
    return float(goal["value"]) if goal.get("op") in (">=", ">", "=", "==") and "value" in goal else None


@dataclass(frozen=True)
class Weeks:
    """Of each week, by its Monday, oldest first; the last one is this week so far."""

    mondays: tuple[date, ...]
    received: tuple[int, ...]
    answered: tuple[int, ...]


@dataclass(frozen=True)
class Share:
    """Of the answers of a month those that came by the day promised first."""

    month: date
    answered: int
    on_time: int

    @property
    def percent(self) -> int | None:
        return int(half_up(100 * self.on_time / self.answered)) if self.answered else None


def work_rows(day: OfficeDay, place: Place) -> list[Row]:
    """Who has open duties, latest first."""
    return [row for row in rows_of(day, place, Counted.of(day, place.scope)) if row.sums.open][:MOST]


def draw_work(title: str, rows: Sequence[Row]) -> bytes:
    return bars(title, [Bar(row.name, row.sums.open, row.sums.late) for row in rows])


def weeks_of(day: OfficeDay, place: Place) -> Weeks:
    monday = day.today - day.today.weekday() * DAY
    mondays = tuple(monday - timedelta(weeks=back) for back in reversed(range(WEEKS)))
    when: list[Moments] = [(day.hours.at(one, "00:00"), day.hours.at(one + 7 * DAY, "00:00")) for one in mondays]
    came = received(day.session, day.office.id, place.scope, when)
    return Weeks(mondays, tuple(came), tuple(answers(day.session, day.office.id, place.scope, when)))


def draw_weeks(title: str, weeks: Weeks) -> bytes:
    labels = [f"{one.day}/{one.month}" for one in weeks.mondays]
    return lines(title, labels, {"Tiếp nhận": weeks.received, "Đã trả lời": weeks.answered})


def shares_of(day: OfficeDay, place: Place) -> list[Share]:
    """Of the last twelve months, the oldest first; the last one is this month so far."""
    months = [day.today.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - DAY).replace(day=1))
    when = (day.hours.at(months[-1], "00:00"), day.now + DAY)
    whole: Counter[date] = Counter()
    kept: Counter[date] = Counter()
    for at, promised in answered(day.session, day.office.id, place.scope, when):
        month = day.hours.local(at).date().replace(day=1)
        whole[month] += 1
        kept[month] += is_on_time(day, at, promised)
    return [Share(month, whole[month], kept[month]) for month in reversed(months)]


def draw_shares(title: str, shares: Sequence[Share], target: float | None) -> bytes:
    labels = [f"{share.month.month}/{share.month:%y}" for share in shares]
    return lines(title, labels, {"Đúng hạn": [share.percent for share in shares]}, target, unit="%")
