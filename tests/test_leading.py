"""What only one process may do goes on in one, and in another when that one is gone."""

import asyncio
from pathlib import Path

import pytest

from bot.beside import Beside
from bot.leases import Leases
from storage.alone import ServedAlreadyError, alone_on
from storage.store import Store
from tests.doubles import until


class Replica:
    """A process as far as leading goes: it works while it leads."""

    def __init__(self, store: Store) -> None:
        self.leases = Leases(store)
        self.beside = Beside(self.leases)
        self.is_working = False

    def start(self) -> None:
        self.beside.begin(self.leases.run(lambda _session: set()), lasting=True)
        self.beside.begin_alone("telegram:7", self._work)

    async def _work(self) -> None:
        self.is_working = True
        try:
            await asyncio.Event().wait()
        finally:
            self.is_working = False

    async def stop(self) -> None:
        await self.beside.stop(limit=5)
        await asyncio.to_thread(self.leases.release)


async def test_a_process_that_stops_is_followed_by_the_other(postgresql_store: Store) -> None:
    first, second = Replica(postgresql_store), Replica(postgresql_store)
    first.start()
    await until(lambda: first.is_working)
    second.start()
    await asyncio.to_thread(second.leases.renew, lambda _session: set())
    assert not second.is_working
    await first.stop()
    await until(lambda: second.is_working)
    assert not first.is_working
    await second.stop()


async def test_the_one_process_of_a_file_does_all_at_once(sqlite_store: Store) -> None:
    only = Replica(sqlite_store)
    only.start()
    await until(lambda: only.is_working)
    await only.stop()


def test_a_file_that_is_being_served_is_refused_to_a_second_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dondoc.sqlite"
    with alone_on(url), pytest.raises(ServedAlreadyError, match="PostgreSQL"), alone_on(url):
        pass
    with alone_on(url):
        pass
