"""The month's list of units with late dossiers: as words, as a paper, as tables."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.acts.reports.dossiers import by_unit, dossier_standings, dossiers
from bot.acts.summing import unit_names
from bot.acts.wanted import office_periods
from bot.desk import OfficeDay
from bot.papers.kinds import DOCX, XLSX
from bot.rules.addresses import read_name
from bot.rules.dossier_sums import Standing, sums_of
from bot.rules.figures import Section, Window
from bot.rules.report_windows import Period, period_in, sending_of, window_of
from bot.rules.workdays import DAY
from bot.talk import Kept, Reply

SHOWN = 5  # late dossiers of one unit


@dataclass(frozen=True)
class UnitLate:
    """`finished` and `late` are counted; `reasons` with how often, the most frequent first."""

    name: str
    finished: int
    late: tuple[Standing, ...]
    reasons: tuple[tuple[str, int], ...]
    apologies: int


def month_list(day: OfficeDay, period: Period) -> Reply | None:
    """None where there was no dossier at all in its days."""
    window = window_of(period, office_periods(day.office))
    section = dossiers(day, window)
    if section is None:
        return None
    standings = dossier_standings(day, window)
    sums = sums_of(standings, window, day.today)
    return day.say(
        "dossier_month",
        attached=_papers(day, window, section),
        window=window,
        sums=sums,
        share=next(known for known in section.figures if known.key.endswith(".ty_le")).value,
        units=list(_late_units(day, standings, window)),
        shown=SHOWN,
        before=period_in("month", period.first - DAY).key,
    )


def _late_units(day: OfficeDay, standings: list[Standing], window: Window) -> Iterator[UnitLate]:
    """Those with a late one, the most late first."""
    names = unit_names(day)
    counted = [(names[unit], sums_of(mine, window, day.today)) for unit, mine in by_unit(standings).items()]
    for name, sums in sorted(counted, key=lambda pair: (-len(pair[1].late), pair[0])):
        if sums.late:
            told = Counter(one.reason for one in sums.late if one.reason)
            yield UnitLate(name, len(sums.finished), sums.late, tuple(told.most_common(3)), len(sums.apologies))


def _papers(day: OfficeDay, window: Window, section: Section) -> tuple[Kept, ...]:
    from bot.papers.annex import annex_xlsx
    from bot.papers.report import ReportPaper, report_paper

    paper = ReportPaper(
        office=read_name(day.office.name),
        period=window.title,
        first=window.first,
        last=window.last,
        sections=(section,),
        unseen=True,
        year=day.today.year,
        about="Kết quả giải quyết hồ sơ, hồ sơ trễ hạn",
    )
    name = f"Hồ sơ trễ hạn {window.title.replace('/', '-').lower()}"
    return (
        day.paper(f"{name}.docx", DOCX, report_paper(paper)),
        day.paper(f"{name}.xlsx", XLSX, annex_xlsx((section,))),
    )


def moment_of(day: OfficeDay, period: Period) -> datetime:
    """When its list goes out: as the office reports its months, else on the first worked day after them."""
    periods = office_periods(day.office)
    sending = sending_of(period, periods, day.calendar)
    on = sending.day if sending else day.calendar.next_workday(window_of(period, periods).last + DAY)
    return day.hours.at(on, day.slot)


def _around(day: OfficeDay) -> list[tuple[datetime, Period]]:
    """The months about now, by when their lists go out."""
    this = period_in("month", day.today)
    before = period_in("month", this.first - DAY)
    after = period_in("month", this.last + DAY)
    months = (period_in("month", before.first - DAY), before, this, after)
    return sorted(((moment_of(day, month), month) for month in months), key=lambda pair: pair[0])


def next_list(day: OfficeDay) -> datetime:
    return next(moment for moment, _ in _around(day) if moment > day.now)


def last_list(day: OfficeDay) -> Period:
    """The month whose list was to go out last."""
    return [month for moment, month in _around(day) if moment <= day.now][-1]
