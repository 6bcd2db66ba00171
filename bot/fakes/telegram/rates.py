"""How much Telegram takes: thirty messages a second of a bot, one a second to a person after a short burst, twenty a
minute to a group. A bot that wants more is refused and told how long to wait."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.fakes.telegram.refusals import too_many


@dataclass(frozen=True)
class Rate:
    """`most` messages within `seconds`."""

    most: int
    seconds: float


OVERALL = Rate(30, 1.0)
PERSON = Rate(5, 4.0)
GROUP = Rate(20, 60.0)


@dataclass
class Rates:
    """Counts what was let in; `refused` how often not."""

    clock: Callable[[], float] = time.monotonic
    refused: int = 0
    _let_in: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int) -> None:
        """Let one message to a chat in, or refuse it (429)."""
        now = self.clock()
        lines = ((0, OVERALL), (chat_id, GROUP if chat_id < 0 else PERSON))
        wait = max(self._wait(number, rate, now) for number, rate in lines)
        if wait > 0:
            self.refused += 1
            raise too_many(math.ceil(wait))
        for number, _ in lines:
            self._let_in[number].append(now)

    def _wait(self, number: int, rate: Rate, now: float) -> float:
        times = self._let_in.setdefault(number, deque())
        while times and times[0] <= now - rate.seconds:
            times.popleft()
        return times[0] + rate.seconds - now if len(times) >= rate.most else 0.0
