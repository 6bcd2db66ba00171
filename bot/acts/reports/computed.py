"""Indicators that are computed from the office's own records: a figure with the codes behind it."""

from bot.acts.reports.duties import bounds, duties_of
from bot.desk import OfficeDay
from bot.rules.amounts import is_percent
from bot.rules.computed import DUTIES_ON_TIME, FEEDBACK_ON_TIME, HAPPY, SATISFACTION
from bot.rules.duty_sums import sums_of
from bot.rules.figures import Average, Figure, Known, Window
from storage.answered import answered_rows
from storage.indicators import Indicator


def computed(day: OfficeDay, item: Indicator, window: Window) -> Known:
    """What the records say of these days, as the indicator counts it."""
    key, title = f"chi_tieu.{item.id}", item.name
    if item.source == DUTIES_ON_TIME:
        sums = sums_of([one.standing for one in duties_of(day, window)])
        return Figure(key, title, sums.on_time, sums.settled)
    rows = answered_rows(day.session, day.office.id, *bounds(day, window))
    if item.source == FEEDBACK_ON_TIME:
        on_time = (row.code for row in rows if day.hours.local(row.answered_at).date() <= row.original_due)
        return Figure(key, title, tuple(on_time), tuple(row.code for row in rows))
    assert item.source == SATISFACTION
    rated = [(row.code, float(row.rating)) for row in rows if row.rating is not None]
    if is_percent(item.measure):
        happy = tuple(code for code, stars in rated if stars >= HAPPY)
        return Figure(key, title, happy, tuple(code for code, _ in rated))
    return Average(key, title, tuple(rated))


def how(found: Known) -> str:
    """The counts a figure was made of."""
    if isinstance(found, Average):
        return f"{len(found.marks)} lượt đánh giá"
    return f"{len(found.codes)}/{len(found.whole or ())}"
