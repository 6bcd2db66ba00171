"""When this process last did each of its steps, by a clock that nobody sets."""

import time
from collections.abc import Callable


class Pulse:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began = clock, clock()
        self._ticks: dict[str, float] = {}
        self._deaf: dict[str, float] = {}

    def ticked(self, step: str) -> None:
        self._ticks[step] = self._clock()

    def listened(self, where: str, is_well: bool) -> None:
        if is_well:
            self._deaf.pop(where, None)
        else:
            self._deaf.setdefault(where, self._clock())

    def deafness(self) -> dict[str, float]:
        """Seconds since a platform was asked for updates in vain for the first time, where that still is so."""
        now = self._clock()
        return {where: now - since for where, since in list(self._deaf.items())}

    def life(self) -> float:
        """Seconds since this process began."""
        return self._clock() - self._began

    def silence(self) -> float:
        """Seconds since the step that has been silent longest; since the start where nothing has run at all."""
        return self._clock() - min(self._ticks.values(), default=self._began)

    def ages(self) -> dict[str, float]:
        """Seconds since each step last ran."""
        now = self._clock()
        return {step: now - at for step, at in self._ticks.items()}
