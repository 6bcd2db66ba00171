"""Who watches how the work goes; nobody does unless somebody is asked to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from bot.talk import ChannelError


class Eyes(Protocol):
    def ticked(self, step: str) -> None:
        """A step looked for what is due, and did one piece of it or found none."""

    def delivered(self, channel: str, result: str, seconds: float) -> None:
        """A letter was handed to a channel; `result` as `result_of` names it."""

    def heard(self, channel: str, seconds: float) -> None:
        """An update was taken in."""

    def listened(self, where: str, is_well: bool) -> None:
        """A platform was asked for updates, and what it had was taken in or not."""


class Blind:
    def ticked(self, step: str) -> None: ...

    def delivered(self, channel: str, result: str, seconds: float) -> None: ...

    def heard(self, channel: str, seconds: float) -> None: ...

    def listened(self, where: str, is_well: bool) -> None: ...


@contextmanager
def listening(eyes: Eyes, where: str) -> Iterator[Callable[[bool], None]]:
    """What is to be told of each turn, whether it went well; once it ends, all is well there or another's business."""
    try:
        yield partial(eyes.listened, where)
    finally:
        eyes.listened(where, is_well=True)


def result_of(error: ChannelError | None) -> str:
    """What became of a letter at a channel, in one of a few words."""
    if error is None:
        return "sent"
    named = {
        "moved": bool(error.moved_to),
        "gone": error.gone,
        "closed": error.closed,
        "unsure": error.unsure,
        "spent": error.spent_until is not None,
        "refused": error.permanent,
    }
    return next((name for name, is_so in named.items() if is_so), "later")
