"""How fast messages may follow one another: a gate lets one through at a time, with a tolerance for a short burst.

A window besides counts as platforms do: so many within so many seconds, of what may have come to them.
"""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pace:
    """At most `rate` messages a second in the long run; up to `burst` at once after a pause.

    In any `seconds` there are then at most `rate * seconds + burst`.
    """

    rate: float
    burst: int = 1

    def share(self, part: float) -> "Pace":
        """What is left of it for one of several who send for the same sender."""
        return Pace(self.rate * part, self.burst)


@dataclass
class Gate:
    """Moments are seconds on any clock that only goes forward."""

    pace: Pace
    _full_at: float = float(
        "-inf"
    )  # when the burst is used up to its last part; each message moves it on by one interval

    def reserve(self, now: float) -> float:
        """The moment at which the next message may go, which is then taken."""
        interval = 1 / self.pace.rate
        moment = self.opens(now)
        self._full_at = max(self._full_at, now - (self.pace.burst - 1) * interval) + interval
        return moment

    def opens(self, now: float) -> float:
        """The same, and it is not taken."""
        return max(now, self._full_at)

    def close(self, until: float) -> None:
        """Nothing passes before that moment."""
        self._full_at = max(self._full_at, until)

    def is_idle(self, now: float) -> bool:
        """Whether it may be forgotten: a new one would do the same."""
        return self._full_at <= now - (self.pace.burst - 1) / self.pace.rate


@dataclass(frozen=True)
class Count:
    """At most `most` within any `seconds`, by the clock of whoever counts."""

    most: int
    seconds: float


@dataclass
class Mark:
    """One message on its way: when it was sent, and answered."""

    sent: float
    answered: float | None = None


@dataclass
class Window:
    """What was answered had been counted before, by the way back; the next one takes the way there to be counted.

    Together these hardly take less than half of what the quickest answer took lately.
    `patience`: seconds after which a message counts as counted though it was never answered.
    """

    count: Count
    patience: float = 1.0
    _gone: deque[Mark] = field(default_factory=deque)
    _quickest: float = float("inf")

    def opens(self, now: float, part: float = 1.0) -> float:
        """The moment at which the next may go; `part`: how much of it is ours."""
        most = max(1, int(self.count.most * part))
        if len(self._gone) < most:
            return now
        first = self._gone[-most]
        counted = first.sent + self.patience if first.answered is None else first.answered - self._quickest / 2
        return max(now, counted + self.count.seconds)

    def let_go(self, now: float) -> Mark:
        mark = Mark(now)
        self._gone.append(mark)
        if len(self._gone) > self.count.most:
            self._gone.popleft()
        return mark

    def answered(self, mark: Mark, now: float) -> None:
        took = now - mark.sent
        self._quickest = min(took, self._quickest * 1.001)
        mark.answered = min(now, mark.sent + self.patience)
