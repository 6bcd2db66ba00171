"""One time limit as understood, and the doubts that came with it."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.rules.schedules import Schedule

Kind = Literal["calendar", "rhythm", "anchor", "relative", "start", "ongoing", "external"]


@dataclass(frozen=True)
class Phrase:
    """Tokens `start` up to but not including `end` mean `schedule`.

    `kind` "anchor" is a weekday or day of the month that still lacks its rhythm. `printed`: a year stands in
    the text; `inferred`: the plan's year was used. `bare`: no word before it says that it is a limit.
    `named`: the words before it name the report that is due.

    `doubts` are sentences for a clerk that call for a decision, `notes` only explain.
    """

    schedule: Schedule
    start: int
    end: int
    kind: Kind
    bare: bool = False
    printed: bool = False
    inferred: bool = False
    named: bool = False
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def doubted(phrase: Phrase, *doubts: str) -> Phrase:
    return replace(phrase, doubts=(*phrase.doubts, *doubts))


def joined(left: Phrase, right: Phrase, chosen: Phrase) -> Phrase:
    """The chosen one over the ground of both, with the doubts of both."""
    return replace(
        chosen,
        start=min(left.start, right.start),
        end=max(left.end, right.end),
        bare=False,
        printed=left.printed or right.printed,
        inferred=left.inferred or right.inferred,
        doubts=tuple(dict.fromkeys((*left.doubts, *right.doubts))),
        notes=tuple(dict.fromkeys((*left.notes, *right.notes))),
    )
