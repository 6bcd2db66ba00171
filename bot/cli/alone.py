"""What must not be done to a store while a server works with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect

from bot.cli.environment import StopError
from storage.alone import ServedAlreadyError, alone_on
from storage.leases import Lease, count_processes
from storage.store import Store


@contextmanager
def nobody_serving(store: Store, why: str) -> Iterator[None]:
    """StopError, with the reason, where a server is alive; on SQLite none can begin meanwhile."""
    refusal = StopError(f"Máy chủ đang chạy: {why}. Hãy dừng mọi dondoc serve rồi chạy lại.")
    try:
        with alone_on(store.url):
            if _is_any_alive(store):
                raise refusal
            yield
    except ServedAlreadyError:
        raise refusal from None


def _is_any_alive(store: Store) -> bool:
    if not inspect(store.engine).has_table(str(Lease.__tablename__)):  # an older form
        return False
    with store.transaction() as session:
        return count_processes(session) > 0
