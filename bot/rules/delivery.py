"""When a letter that could not be sent is tried again."""

from datetime import timedelta

LONGEST_PAUSE = 86_400.0  # seconds: whoever asks for more is asked again each day
_PAUSES = tuple(timedelta(seconds=n) for n in (5, 15, 60, 300, 900, 1800, 3600))


def tried_for(attempts: int) -> timedelta:
    """How long a letter has waited at least, by the end of the pause after this many attempts."""
    early = _PAUSES[:attempts]
    return sum(early, (attempts - len(early)) * _PAUSES[-1])


def next_pause(attempts: int, retry_after: float | None = None) -> timedelta:
    """The wait after this many attempts, at least what the platform asks for (seconds), a day at most."""
    own = _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]
    asked = min(LONGEST_PAUSE, retry_after or 0.0)  # in this order what is no number is a day
    return max(own, timedelta(seconds=max(0.0, asked)))
