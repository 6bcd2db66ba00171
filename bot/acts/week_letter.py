"""The week in one letter for the lead: the same figures as in the report on these days, and what the units said."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.acts.news import news_week
from bot.acts.reports.coming import coming
from bot.acts.reports.feedback import feedback
from bot.acts.reports.results import results
from bot.acts.summing import unit_names
from bot.acts.unit_weeks import unit_weeks
from bot.desk import OfficeDay
from bot.rules.figures import Window, duty_number
from bot.rules.report_windows import period_in
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.occurrences import Duty, duties
from storage.week_rounds import WeekRound

_SHOWN, _LOOKED_AT = 8, 1000


@dataclass(frozen=True)
class Told:
    """How many, and the nearest of them."""

    total: int
    shown: list[Duty]


def compiled(day: OfficeDay, week: WeekRound) -> Reply:
    """The office's week: done, late, due next, stuck and why, remarks, who has not reported."""
    following = (week.last + DAY, week.last + 7 * DAY)
    window = Window(week.first, week.last, "", following)
    codes = _codes(day, window)
    units = unit_weeks(day, week)
    return day.say(
        "week_compiled",
        week=week,
        key=period_in("week", week.last).key,
        done=_told(day, codes["ket_qua.xong"]),
        late=_told(day, codes["ket_qua.qua_han"]),
        coming=_told(day, codes["ky_toi.den_han"]),
        begun=following[0] <= day.today,
        stuck=[(unit.name, one) for unit in units for one in unit.stuck],
        extras=[(unit.name, note) for unit in units for note in unit.extras],
        notes=[(unit.name, note.words) for unit in units for note in unit.notes],
        remarks=[one for unit in units for one in unit.words],
        silent=[one for unit in units for one in unit.silent],
        news=news_week(day, week.last),
        received=len(codes["pakn.nhan"]),
        answered=len(codes["pakn.tra_loi"]),
        waiting=len(codes["pakn.dang"]),
        names=unit_names(day),
    )


def _codes(day: OfficeDay, window: Window) -> dict[str, tuple[str, ...]]:
    parts = [part for builder in (results, feedback, coming) if (part := builder(day, window))]
    found = {known.key: known.codes for part in parts for known in part.figures}
    return dict.fromkeys(("ket_qua.xong", "ket_qua.qua_han"), ()) | found


def _told(day: OfficeDay, codes: Sequence[str]) -> Told:
    numbers = [number for number in map(duty_number, codes[:_LOOKED_AT]) if number is not None]
    found = sorted(duties(day.session, numbers), key=lambda one: (one[0].due, one[0].id))
    return Told(len(codes), found[:_SHOWN])
