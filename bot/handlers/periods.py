"""The word "quý" in reports: asked once, after a plan with such reports was saved, and kept for the office."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.acts.periods import fit_reports, period_answer, reports, set_period_answer
from bot.desk import Desk
from bot.rules.report_days import MEANINGS
from bot.talk import Reply

Handler = Callable[[Desk, str], Reply]
T = TypeVar("T")


def quarter(desk: Desk, words: str) -> Reply:
    """ "": what the office means · "14", "lich", "giu": from now on it means this."""
    if words not in MEANINGS:
        return _question(desk)
    set_period_answer(desk, words)
    return desk.say("quarter_kept", said=words, changed=fit_reports(desk))


def _question(desk: Desk) -> Reply:
    found = [task for task, _ in reports(desk)]
    return desk.say("quarter", said=period_answer(desk), tasks=found[:3], total=len(found))


def then_ask(handler: Handler) -> Handler:
    """After a plan is saved its reports follow what the office means by a quarter, or it is asked."""

    def run(desk: Desk, words: str) -> Reply:
        reply = handler(desk, words)
        fit_reports(desk)
        if period_answer(desk) or not reports(desk):
            return reply
        asked = _question(desk)
        return replace(reply, text=f"{reply.text}\n\n{asked.text}", choices=(*reply.choices, *asked.choices))

    return run


def then_fit(handler: Callable[[Desk, T], Reply]) -> Callable[[Desk, T], Reply]:
    """After a deadline was decided it follows the same meaning."""

    def run(desk: Desk, given: T) -> Reply:
        reply = handler(desk, given)
        fit_reports(desk)
        return reply

    return run
