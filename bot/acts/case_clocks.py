"""What the life of a case does to its clocks: they start, stand still, go on, and stop."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast, get_args

from bot.acts.clock_choice import chosen_by
from bot.acts.reminders import next_reminder
from bot.desk import OfficeDay
from bot.rules.case_life import REOPENING_DAYS
from bot.rules.clock_rules import Ruled, packaged_rules, terms_of
from bot.rules.clocks import Limit, Step, Term, Unit, due, lasts_until, pushed
from bot.rules.states import CASE_OPEN, Case
from storage.case_clocks import CLOCKS, CaseClock, case_clocks, last_clock
from storage.feedback import Feedback
from storage.publications import barred

# Entering the state means that these steps are done: the citizen hears of each of them at once.
MEETS: Mapping[Case, frozenset[Step]] = {
    Case.RECEIVED: frozenset({"receive"}),
    Case.ASSIGNED: frozenset({"receive", "transfer", "inform", "review"}),
    Case.HANDLING: frozenset({"receive", "transfer", "inform", "review"}),
    Case.AWAITING_APPROVAL: frozenset({"receive", "transfer", "inform", "handle", "review"}),
    Case.PASSED_UP: frozenset({"receive", "transfer", "inform"}),
    Case.ANSWERED: frozenset({"receive", "transfer", "inform", "handle", "answer", "outside"}),
}
# Leaving the state means the same.
LEFT: Mapping[Case, frozenset[Step]] = {
    Case.WAITING_CITIZEN: frozenset({"supplement"}),
    Case.AWAITING_APPROVAL: frozenset({"approve"}),
    Case.ANSWERED: frozenset({"rate"}),
}
BEGINS: Mapping[Case, tuple[Step, ...]] = {
    Case.WAITING_CITIZEN: ("supplement",),
    Case.AWAITING_APPROVAL: ("approve",),
    Case.PASSED_UP: ("outside",),
    Case.ANSWERED: ("publish", "rate"),
    Case.REOPENED: ("handle", "answer"),
}
# What goes on where the case itself is no longer worked on here.
GOES_ON: Mapping[Case, frozenset[Step]] = {
    Case.PASSED_UP: frozenset({"outside"}),
    Case.ANSWERED: frozenset({"publish", "rate"}),
    Case.CLOSED: frozenset({"publish"}),
}
RATING = Ruled("usual", "Đánh giá", "Sau đó phản ánh được kết thúc", Term(REOPENING_DAYS, "days"))
FROM_RECEIPT: tuple[Step, ...] = ("receive", "transfer", "inform", "handle", "answer")


def start_clocks(day: OfficeDay, case: Feedback) -> None:
    """At receipt: every clock that runs from there; `settle` them once the case is where it stays."""
    CLOCKS.begin(day.session, case.id)
    for step, ruled in _terms(day, case).items():
        if step in FROM_RECEIPT:
            _start(day, case, step, ruled, case.received_at, 1)


def resort_clocks(day: OfficeDay, case: Feedback) -> None:
    """Another topic has other terms: those still running follow it, counted from receipt as before."""
    terms = _terms(day, case)
    there = {clock.step: clock for clock in case_clocks(day.session, case.id) if clock.round == 1}
    for step in FROM_RECEIPT:
        clock, ruled = there.get(step), terms.get(step)
        if clock is None and ruled:
            _start(day, case, step, ruled, case.received_at, 1)
        elif clock and clock.runs and step != "answer" and not (ruled and _is_by(clock, ruled)):
            _end_or_change(day, clock, ruled)
    day.session.flush()


def _is_by(clock: CaseClock, ruled: Ruled) -> bool:
    return (clock.rule, clock.n, clock.unit) == (ruled.rule, ruled.term.n, ruled.term.unit)


def _end_or_change(day: OfficeDay, clock: CaseClock, ruled: Ruled | None) -> None:
    if ruled is None:
        clock.ended_at = day.now
    else:
        limit = due(ruled.term, clock.started_at, day.calendar, day.hours)
        clock.rule, clock.title, clock.source = ruled.rule, ruled.title, ruled.source
        clock.n, clock.unit = ruled.term.n, ruled.term.unit
        clock.due, clock.original, clock.ends_at = limit.day, limit.day, limit.moment
    day.session.add(clock)


def turn_clocks(day: OfficeDay, case: Feedback, before: Case, then: Case) -> None:
    """After a case went from one state to another; `settle` them once it is where it stays."""
    clocks = case_clocks(day.session, case.id)
    if before == Case.WAITING_CITIZEN:
        resume(day, clocks)
    done = MEETS.get(then, frozenset()) | (LEFT.get(before, frozenset()) if then != before else frozenset())
    for clock in (one for one in clocks if one.runs):
        if clock.step in done:
            clock.met_at = day.now
        elif _falls_away(clock, before, then):
            clock.ended_at = day.now
        elif then == Case.WAITING_CITIZEN:
            clock.paused_at = clock.paused_at or day.now
    for step in _begun(before, then):
        if step != "publish" or barred(case) is None:
            _start_next(day, case, clocks, step)


def _falls_away(clock: CaseClock, before: Case, then: Case) -> bool:
    """There is nothing more to be done of it: what is taken up again has no result to publish, nor is outside."""
    goes_on = clock.step in GOES_ON.get(then, ())
    over = then not in CASE_OPEN | {Case.MERGED}
    return not goes_on and (over or clock.step in GOES_ON.get(before, ()))


def _begun(before: Case, then: Case) -> tuple[Step, ...]:
    """What begins with a change; again where a draft was sent back, or what was set aside is taken up."""
    if before == Case.AWAITING_APPROVAL and then == Case.HANDLING:
        return ("handle",)
    if before not in CASE_OPEN | {Case.MERGED} and then == Case.RECEIVED:
        return ("handle", "answer")
    return BEGINS.get(then, ())


def resume(day: OfficeDay, clocks: list[CaseClock]) -> None:
    """Those that stood still go on, with the time they stood still added."""
    for clock in clocks:
        if clock.runs and clock.paused_at:
            limit = pushed(limit_of(clock), term_of(clock), clock.paused_at, day.now, day.calendar, day.hours)
            first, last = (day.hours.local(moment).date() for moment in (clock.paused_at, day.now))
            clock.paused_days += max(0, day.calendar.workdays_between(first, last))
            clock.due, clock.ends_at, clock.paused_at = limit.day, limit.moment, None


def _start_next(day: OfficeDay, case: Feedback, clocks: list[CaseClock], step: Step) -> None:
    """A new round of a step from now, unless it runs already."""
    there = [clock for clock in clocks if clock.step == step]
    ruled = _terms(day, case).get(step)
    if ruled and not any(clock.runs for clock in there):
        _start(day, case, step, ruled, day.now, len(there) + 1)


def start_review(day: OfficeDay, case: Feedback) -> None:
    """One level up has a term of its own to look at an answer the citizen is unhappy with."""
    _start_next(day, case, case_clocks(day.session, case.id), "review")
    day.session.flush()
    remind_of(day, case)


def _start(day: OfficeDay, case: Feedback, step: Step, ruled: Ruled, start: datetime, number: int) -> None:
    limit = due(ruled.term, start, day.calendar, day.hours)
    clock = CaseClock(
        office_id=case.office_id,
        feedback_id=case.id,
        step=step,
        round=number,
        rule=ruled.rule,
        title=ruled.title,
        source=ruled.source,
        n=ruled.term.n,
        unit=ruled.term.unit,
        started_at=start,
        due=limit.day,
        original=limit.day,
        ends_at=limit.moment,
    )
    CLOCKS.add(day.session, clock)


def _terms(day: OfficeDay, case: Feedback) -> dict[Step, Ruled]:
    """A case keeps the promise that was in force when it came."""
    chosen = chosen_by(day.office)
    if case.clock != chosen.answer and case.clock in packaged_rules().answer:
        chosen = replace(chosen, answer=case.clock)
    return {**terms_of(case.category, chosen, anonymous=case.anonymous), "rate": RATING}


def settle(day: OfficeDay, case: Feedback) -> None:
    """The promise stands on the case, and each clock has its next moment."""
    _mirror(day, case)
    remind_of(day, case)


def _mirror(day: OfficeDay, case: Feedback) -> None:
    """The promise stands on the case itself: lists and figures ask for it."""
    clock = answer_clock(day, case)
    if clock:
        case.due, case.original_due = clock.due, clock.original
        day.session.add(case)


def remind_of(day: OfficeDay, case: Feedback) -> None:
    """The next moment of each clock; none of one that stands still, or while the case goes with another.

    While the lead looks at it again, the unit is left alone.
    """
    clocks = case_clocks(day.session, case.id)
    reviewed = any(clock.step == "review" and clock.runs for clock in clocks)
    for clock in clocks:
        quiet = not clock.runs or clock.paused_at is not None or case.state == Case.MERGED
        quiet = quiet or (reviewed and clock.step == "handle")
        clock.next_at = None if quiet else next_moment(day, clock)


def next_moment(day: OfficeDay, clock: CaseClock) -> datetime | None:
    """Its next rung; nobody is reminded to rate, but that the time to do so is over has a moment too."""
    return clock.started_at + timedelta(days=clock.n) if clock.step == "rate" else next_reminder(day, clock)


def answer_clock(day: OfficeDay, case: Feedback) -> CaseClock | None:
    """The clock of the answer that counts now: that of the last round."""
    return last_clock(day.session, case.id, "answer")


def push_clock(day: OfficeDay, case: Feedback, clock: CaseClock, limit: Limit) -> None:
    """More time was granted, or the calendar moved the promise; the original date stays, and so do reminders."""
    clock.due, clock.ends_at = limit.day, limit.moment
    day.session.add(clock)
    day.session.flush()
    _mirror(day, case)


def grant_time(day: OfficeDay, case: Feedback, last: date) -> None:
    """Let the answer and what leads to it take until the end of this day; what would end later anyway stays."""
    for step in ("handle", "answer"):
        clock = last_clock(day.session, case.id, step)
        limit = clock and lasts_until(term_of(clock), last, day.calendar, day.hours)
        if clock and limit and clock.runs and limit.moment > clock.ends_at:
            push_clock(day, case, clock, limit)
    remind_of(day, case)


def begin_again(day: OfficeDay, case: Feedback, step: Step) -> None:
    """A running step has its whole term once more, from now."""
    clocks = case_clocks(day.session, case.id)
    for clock in clocks:
        if clock.step == step and clock.runs:
            clock.ended_at = day.now
            day.session.add(clock)
    _start_next(day, case, clocks, step)
    day.session.flush()
    remind_of(day, case)


def is_silent(day: OfficeDay, case: Feedback) -> bool:
    """The citizen was asked, and the time to reply is over."""
    clock = last_clock(day.session, case.id, "supplement")
    return clock is not None and clock.runs and clock.due <= day.today


def meet_step(day: OfficeDay, case: Feedback, step: Step) -> None:
    """A step that no change of state tells of is done, such as publishing."""
    clock = last_clock(day.session, case.id, step)
    if clock and clock.runs:
        clock.met_at, clock.next_at = day.now, None
        day.session.add(clock)


def limit_of(clock: CaseClock) -> Limit:
    return Limit(clock.due, clock.ends_at.astimezone(UTC), expected=False)


def term_of(clock: CaseClock) -> Term:
    if clock.unit not in get_args(Unit):
        raise ValueError(f"a clock counts in {clock.unit!r}")
    return Term(clock.n, cast(Unit, clock.unit))
