"""What a report tells: one builder for each part, in the order in which the parts are printed."""

from collections.abc import Callable

from bot.acts.reports.coming import coming
from bot.acts.reports.dossiers import dossiers
from bot.acts.reports.feedback import feedback
from bot.acts.reports.index766 import index766
from bot.acts.reports.indicators import indicators
from bot.acts.reports.late import late
from bot.acts.reports.news import news
from bot.acts.reports.remarks import remarks
from bot.acts.reports.results import results
from bot.acts.reports.units import units
from bot.desk import OfficeDay
from bot.rules.figures import Section, Window

Builder = Callable[[OfficeDay, Window], Section | None]
SECTIONS: tuple[Builder, ...] = (
    results,
    late,
    units,
    feedback,
    dossiers,
    indicators,
    index766,
    news,
    remarks,
    coming,
)


def built(day: OfficeDay, window: Window) -> tuple[Section, ...]:
    """The parts that have something to say of these days."""
    return tuple(section for builder in SECTIONS if (section := builder(day, window)))
