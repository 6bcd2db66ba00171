"""Files of letters for whoever follows an address, where a platform does not take the files themselves."""

import hashlib
from datetime import timedelta

from starlette.routing import BaseRoute

from bot.app import Clock
from bot.rules.lending import lend
from bot.talk import Kept
from bot.web.lent import lent_route
from storage.files import FileShelf


class Lender:
    """Gives files addresses below `path` of the site; "" where no site can be reached.

    `name` tells the lenders of a site apart. `shelf` is there once the house is open.
    """

    def __init__(self, site: str, name: str, secret: str, clock: Clock) -> None:
        self.path = f"/tep/{name}/"
        self.shelf: FileShelf | None = None
        self._key = hashlib.sha256(f"lent by {name} {secret}".encode()).digest()
        self._clock = clock
        self.site = site

    def __call__(self, kept: Kept, life: timedelta) -> str:
        if not self.site:
            return ""
        return self.site + self.path + lend(self._key, kept.digest, kept.name or "tep", self._clock() + life)

    def route(self) -> BaseRoute:
        return lent_route(self.path, self._key, self._open_shelf, self._clock)

    def _open_shelf(self) -> FileShelf:
        if self.shelf is None:
            raise RuntimeError("files are lent once the house is open")
        return self.shelf
