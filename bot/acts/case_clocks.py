"""What the life of a case does to its clocks: they start, stand still, go on, and stop."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import cast, get_args

from bot.desk import OfficeDay
from bot.rules.clocks import Limit, Ruled, Step, Term, Unit, due, pushed, terms_of
from bot.rules.states import CASE_OPEN, Case
from bot.rules.workdays import DAY
from storage.case_clocks import CaseClock, case_clocks
from storage.feedback import Feedback

# Entering the state means that these steps are done: the citizen hears of each of them at once.
MEETS: Mapping[Case, frozenset[Step]] = {
    Case.RECEIVED: frozenset({"receive"}),
    Case.ASSIGNED: frozenset({"transfer", "inform", "review"}),
    Case.AWAITING_APPROVAL: frozenset({"handle", "review"}),
    Case.ANSWERED: frozenset({"receive", "transfer", "inform", "handle", "answer"}),
}
FROM_RECEIPT: tuple[Step, ...] = ("receive", "transfer", "inform", "handle", "answer")


def start_clocks(day: OfficeDay, case: Feedback) -> None:
    """At receipt: every clock that runs from there. The case's own date is that of the answer."""
    for step, ruled in terms_of(case.category, case.clock).items():
        if step in FROM_RECEIPT:
            _start(day, case, step, ruled, case.received_at, 1)
    _mirror(day, case)


def resort_clocks(day: OfficeDay, case: Feedback) -> None:
    """Another topic has other terms: those still running follow it, counted from receipt as before."""
    terms = terms_of(case.category, case.clock)
    there = {clock.step: clock for clock in case_clocks(day.session, case.id) if clock.round == 1}
    for step in FROM_RECEIPT:
        clock, ruled = there.get(step), terms.get(step)
        if clock is None and ruled:
            _start(day, case, step, ruled, case.received_at, 1)
        elif clock and clock.runs and step != "answer" and (ruled is None or ruled.rule != clock.rule):
            _end_or_change(day, clock, ruled)


def _end_or_change(day: OfficeDay, clock: CaseClock, ruled: Ruled | None) -> None:
    if ruled is None:
        clock.ended_at = day.now
    else:
        limit = due(ruled.term, clock.started_at, day.calendar, day.hours)
        clock.rule, clock.n, clock.unit = ruled.rule, ruled.term.n, ruled.term.unit
        clock.due, clock.original, clock.ends_at = limit.day, limit.day, limit.moment
    day.session.add(clock)


def keep_clocks(day: OfficeDay, case: Feedback, before: Case, then: Case) -> None:
    """After a case went from one state to another."""
    clocks = case_clocks(day.session, case.id)
    if before == Case.WAITING_CITIZEN and then != before:
        _resume(day, clocks)
    for clock in clocks:
        if clock.runs and clock.step in MEETS.get(then, ()):
            clock.met_at = day.now
        elif clock.runs and then not in CASE_OPEN | {Case.MERGED, Case.ANSWERED, Case.CLOSED}:
            clock.ended_at = day.now
        elif clock.runs and then == Case.WAITING_CITIZEN:
            clock.paused_at = clock.paused_at or day.now
        day.session.add(clock)
    if then == Case.ANSWERED:
        _start_next(day, case, clocks, ("publish",))
    elif then == Case.REOPENED or (before not in CASE_OPEN and then == Case.RECEIVED):
        _start_next(day, case, clocks, ("handle", "answer"))
    day.session.flush()
    _mirror(day, case)


def _resume(day: OfficeDay, clocks: list[CaseClock]) -> None:
    for clock in clocks:
        if clock.runs and clock.paused_at:
            limit = pushed(_limit(clock), _term(clock), clock.paused_at, day.now, day.calendar, day.hours)
            clock.due, clock.ends_at, clock.paused_at = limit.day, limit.moment, None


def _start_next(day: OfficeDay, case: Feedback, clocks: list[CaseClock], steps: tuple[Step, ...]) -> None:
    """A new round of these steps from now, unless one of them runs already."""
    terms = terms_of(case.category, case.clock)
    for step in steps:
        there = [clock for clock in clocks if clock.step == step]
        if step in terms and not any(clock.runs for clock in there):
            _start(day, case, step, terms[step], day.now, len(there) + 1)


def start_review(day: OfficeDay, case: Feedback) -> CaseClock:
    """One level up has a term of its own to look at an answer the citizen is unhappy with."""
    _start_next(day, case, case_clocks(day.session, case.id), ("review",))
    return next(clock for clock in case_clocks(day.session, case.id) if clock.step == "review" and clock.runs)


def _start(day: OfficeDay, case: Feedback, step: Step, ruled: Ruled, start: datetime, number: int) -> None:
    limit = due(ruled.term, start, day.calendar, day.hours)
    day.session.add(
        CaseClock(
            office_id=case.office_id,
            feedback_id=case.id,
            step=step,
            round=number,
            rule=ruled.rule,
            n=ruled.term.n,
            unit=ruled.term.unit,
            started_at=start,
            due=limit.day,
            original=limit.day,
            ends_at=limit.moment,
        )
    )
    day.session.flush()


def _mirror(day: OfficeDay, case: Feedback) -> None:
    """The promise stands on the case itself: lists, reminders and figures ask for it."""
    clock = answer_clock(day, case)
    if clock:
        case.due, case.original_due = clock.due, clock.original
        day.session.add(case)


def answer_clock(day: OfficeDay, case: Feedback) -> CaseClock | None:
    """The clock of the answer that counts now: that of the last round."""
    found = [clock for clock in case_clocks(day.session, case.id) if clock.step == "answer"]
    return found[-1] if found else None


def push_answer(day: OfficeDay, case: Feedback, last: date) -> None:
    """More time was granted, or the calendar moved the promise; the original date stays."""
    clock = answer_clock(day, case)
    if clock:
        clock.due, clock.ends_at = last, day.hours.at(last + DAY, time.min)
        day.session.add(clock)
    case.due = last
    day.session.add(case)


def _limit(clock: CaseClock) -> Limit:
    return Limit(clock.due, clock.ends_at.astimezone(UTC), expected=False)


def _term(clock: CaseClock) -> Term:
    if clock.unit not in get_args(Unit):
        raise ValueError(f"a clock counts in {clock.unit!r}")
    return Term(clock.n, cast(Unit, clock.unit))
