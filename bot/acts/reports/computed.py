"""Indicators that are computed from the office's own records: the same figures that reports tell, with their codes."""

from dataclasses import replace

from bot.acts.reports.cases import cases_of
from bot.acts.reports.duties import duties_of
from bot.desk import OfficeDay
from bot.rules.case_sums import case_figures
from bot.rules.computed import DUTIES_ON_TIME, FEEDBACK_ON_TIME, is_share
from bot.rules.duty_sums import figures_of, sums_of
from bot.rules.figures import Average, Known, Window
from bot.rules.targets import edges
from storage.indicators import Indicator


def computed(day: OfficeDay, item: Indicator, window: Window) -> Known:
    """What the records say of these days, as the indicator counts it."""
    return replace(_figure(day, item, window), key=f"chi_tieu.{item.id}", title=item.name)


def _figure(day: OfficeDay, item: Indicator, window: Window) -> Known:
    if item.source == DUTIES_ON_TIME:
        return figures_of(sums_of([one.standing for one in duties_of(day, window)]), "x")[-1]
    levels = [end for end in (edges(item.goal) if item.goal else ()) if end is not None]
    satisfied = "hai_long" if is_share(item.measure, max(levels, default=None)) else "diem"
    wanted = "ty_le" if item.source == FEEDBACK_ON_TIME else satisfied
    known = case_figures((one.standing for one in cases_of(day, window)), window, "x")
    return next(figure for figure in known if figure.key == f"x.{wanted}")


def how(found: Known) -> str:
    """The counts a figure was made of."""
    if isinstance(found, Average):
        return f"{len(found.marks)} lượt đánh giá"
    return f"{len(found.codes)}/{len(found.whole or ())}"
