"""When a letter that could not be sent is tried again."""

from datetime import timedelta

_PAUSES = tuple(timedelta(seconds=n) for n in (5, 15, 60, 300, 900, 1800, 3600))


def tried_for(attempts: int) -> timedelta:
    """How long a letter has waited at least, by the end of the pause after this many attempts."""
    early = _PAUSES[:attempts]
    return sum(early, (attempts - len(early)) * _PAUSES[-1])


def next_pause(attempts: int, retry_after: float | None = None) -> timedelta:
    """The wait after this many attempts, at least what the platform asks for (seconds); an hour at most else."""
    own = _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]
    return max(own, timedelta(seconds=retry_after)) if retry_after else own
