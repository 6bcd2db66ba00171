"""An office's workbook in: all of it is checked before any of it counts."""

from dataclasses import replace

from bot.plans.office.days import read_days
from bot.plans.office.forms import FORMS
from bot.plans.office.ladders import read_ladders
from bot.plans.office.office import read_office
from bot.plans.office.periods import read_periods
from bot.plans.office.plan import OfficePlan
from bot.plans.office.posts import read_posts
from bot.plans.office.procedures import read_procedures
from bot.plans.office.routes import read_topics
from bot.plans.office.sheets import Sheet, read_sheets
from bot.plans.office.tables import tables_in
from bot.plans.office.units import read_units
from bot.plans.opening import PlanRefused


class WorkbookRefused(ValueError):
    """`problems`: a Vietnamese sentence each, with sheet and cell where it stands in one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_workbook(data: bytes) -> OfficePlan:
    """The office that a filled template describes. Raises WorkbookRefused with every problem."""
    try:
        sheets = read_sheets(data)
    except PlanRefused as refused:
        raise WorkbookRefused([refused.reason]) from refused
    problems: list[str] = []
    plan = _plan(sheets, problems)
    if problems:
        raise WorkbookRefused(problems)
    return plan


def _plan(sheets: list[Sheet], problems: list[str]) -> OfficePlan:
    tables = tables_in(FORMS, sheets, problems)
    office = read_office(tables["office"], problems)
    names = read_units(tables["units"], problems)
    topics = read_topics(tables["routes"], names, problems)
    return replace(
        office,
        units=tuple(names.units),
        posts=tuple(read_posts(tables["posts"], names, problems)),
        routes=topics.routes if topics else None,
        topics=topics.titles if topics else {},
        days=tuple(read_days(tables["days"], problems)),
        periods=read_periods(tables["periods"], problems),
        ladders=read_ladders(tables["ladders"], problems),
        procedures=read_procedures(tables["procedures"], problems),
    )
