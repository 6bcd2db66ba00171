"""How fast messages may follow one another: a gate lets one through at a time, with a tolerance for a short burst."""

from dataclasses import dataclass


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
        self._full_at = max(self._full_at, now - (self.pace.burst - 1) * interval)
        moment = max(now, self._full_at)
        self._full_at += interval
        return moment

    def close(self, until: float) -> None:
        """Nothing passes before that moment."""
        self._full_at = max(self._full_at, until)

    def is_idle(self, now: float) -> bool:
        """Whether it may be forgotten: a new one would do the same."""
        return self._full_at <= now - (self.pace.burst - 1) / self.pace.rate
