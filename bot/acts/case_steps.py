"""The steps of a case as people read them: which rule, from when, until when, and how it went."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.acts.case_clocks import term_of
from bot.desk import OfficeDay
from bot.rules.clock_rules import read_step
from bot.rules.clocks import STEPS
from bot.rules.term_said import say_term
from storage.case_clocks import CaseClock, case_clocks
from storage.feedback import Feedback


@dataclass(frozen=True)
class StepLine:
    """`how`: met, ended, paused, late or runs. `met_on` also of what was done late; `late_days` are worked days."""

    title: str
    term: str
    rule: str
    source: str
    started_at: datetime
    original: date
    due: date
    due_time: time | None
    how: str
    met_on: date | None
    late_days: int
    paused_days: int


def steps_of(day: OfficeDay, case: Feedback) -> list[StepLine]:
    """In the order of a case's life; what began again only to be over in the same moment is none."""
    order = list(STEPS)
    there = case_clocks(day.session, case.id)
    clocks = [clock for clock in there if clock.round == 1 or clock.met_at != clock.started_at]
    clocks.sort(key=lambda one: (one.round, order.index(read_step(one.step))))
    return [_line(day, clock) for clock in clocks]


def running_steps(day: OfficeDay, case: Feedback) -> list[StepLine]:
    """What is to be done now besides the answer, whose date is said anyway; nobody works against the rating."""
    there = case_clocks(day.session, case.id)
    return [_line(day, clock) for clock in there if clock.runs and clock.step not in ("answer", "rate")]


def _line(day: OfficeDay, clock: CaseClock) -> StepLine:
    end = clock.met_at or day.now
    late = day.calendar.workdays_between(clock.due, day.hours.local(end).date()) if end >= clock.ends_at else 0
    again = f", lần {clock.round}" if clock.round > 1 else ""
    return StepLine(
        title=STEPS[read_step(clock.step)] + again,
        term=say_term(term_of(clock)),
        rule=clock.title,
        source=clock.source,
        started_at=clock.started_at,
        original=clock.original,
        due=clock.due,
        due_time=day.hours.local(clock.ends_at).time() if clock.unit == "hours" else None,
        how=_how(day, clock),
        met_on=day.hours.local(clock.met_at).date() if clock.met_at else None,
        late_days=max(late, 1) if end >= clock.ends_at and not clock.ended_at else 0,
        paused_days=clock.paused_days + _still(day, clock),
    )


def _still(day: OfficeDay, clock: CaseClock) -> int:
    """The worked days it has been standing still for now."""
    if clock.paused_at is None or not clock.runs:
        return 0
    return max(0, day.calendar.workdays_between(day.hours.local(clock.paused_at).date(), day.today))


def _how(day: OfficeDay, clock: CaseClock) -> str:
    if clock.met_at:
        return "met"
    if clock.ended_at:
        return "ended"
    if clock.paused_at:
        return "paused"
    return "late" if day.now >= clock.ends_at else "runs"
