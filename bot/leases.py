"""What of all that only one process may do this process does now."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage.leases import PROCESS, count_processes, release_leases, renew_leases
from storage.store import Store

log = logging.getLogger(__name__)
LIFE = timedelta(seconds=8)
RENEW_SECONDS = 2.0
FOR_ANSWERS = 0.4  # of a pace; the processes have equal parts of it
MARGIN_SECONDS = 1.0  # we stop so long before another may begin


class Leases:
    """On PostgreSQL the database says who has what; an SQLite file has one process, which has everything.

    A process that dies is followed by another within `LIFE`; one that cannot reach the database lets go before that.
    What is led by a lease bears two leaders all the same: updates are taken in once by their number, letters are
    claimed one by one; a lease saves platforms from being asked twice and keeps to the pace that a token may have.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_shared = store.engine.dialect.name == "postgresql"
        self._holder = secrets.token_hex(8)
        self._wanted: set[str] = {PROCESS + self._holder}
        self._processes = 1
        self._held: dict[str, float] = {}  # until when, on this process's own clock
        self._is_running = False

    @property
    def is_shared(self) -> bool:
        """Whether there may be other processes, of whom we know by now."""
        return self._is_shared and self._is_running

    def want(self, name: str) -> None:
        self._wanted.add(name)

    def is_held(self, name: str) -> bool:
        return not self.is_shared or time.monotonic() < self._held.get(name, 0.0)

    def is_alive(self) -> bool:
        """Whether this process can still say that it is there, and so take what nobody does."""
        return self.is_held(PROCESS + self._holder)

    def held(self, prefix: str) -> list[str]:
        """The names with this beginning that are held now."""
        return sorted(name for name in self._held if name.startswith(prefix) and self.is_held(name))

    def share(self, name: str) -> float:
        """Which part of a token's pace is ours: who has the lease sends the most, the others answers."""
        if not self.is_shared or self._processes == 1:
            return 1.0
        return FOR_ANSWERS / self._processes + (1 - FOR_ANSWERS if self.is_held(name) else 0.0)

    async def run(self, also: Callable[[Session], set[str]]) -> None:
        """Renew until cancelled; `also` says at each time what else is wanted."""
        if not self._is_shared:
            return
        self._is_running = True
        self._held = {PROCESS + self._holder: time.monotonic() + LIFE.total_seconds()}  # until the first answer
        own_thread = ThreadPoolExecutor(1, "leases")  # where all others are busy, it must not wait for them
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(own_thread, self.renew, also)
            except SQLAlchemyError as error:
                log.warning("leases could not be renewed: %s", type(error).__name__)
            await asyncio.sleep(RENEW_SECONDS)

    def renew(self, also: Callable[[Session], set[str]]) -> None:
        asked = time.monotonic()  # before the question, so that what we believe ends before what the database says
        with self._store.transaction() as session:
            found = renew_leases(session, self._holder, self._wanted | also(session), LIFE)
            self._processes = count_processes(session)
        until = asked + LIFE.total_seconds() - MARGIN_SECONDS
        for name in sorted(found - set(self.held(""))):
            log.info("this process has %s now", name)
        self._held = dict.fromkeys(found, until)

    def release(self) -> None:
        """Let others go on at once."""
        if not self.is_shared:
            return
        self._is_running, self._held = False, {}
        try:
            with self._store.transaction() as session:
                release_leases(session, self._holder)
        except SQLAlchemyError as error:
            log.warning("leases were not released: %s", type(error).__name__)
