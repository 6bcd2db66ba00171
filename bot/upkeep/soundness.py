"""Whether the pages of an SQLite file are as they should be, looked through a few times a day."""

import time
from collections.abc import Callable
from pathlib import Path

from storage.snapshots import damage

EVERY_SECONDS = 6 * 3600.0  # a year of a commune takes about a second


class Soundness:
    """`is_damaged` as found by the last look; never where there is no file."""

    def __init__(self, file: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = file, clock
        self._looked_at: float | None = None
        self.is_damaged = False

    def look(self) -> None:
        """Look through the file, if it is time to."""
        now = self._clock()
        if self._file and (self._looked_at is None or now - self._looked_at >= EVERY_SECONDS):
            self._looked_at = now
            self.is_damaged = bool(damage(self._file))
