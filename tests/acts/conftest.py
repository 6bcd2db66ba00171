"""The commune these tests begin with."""

import pytest

from bot.acts.founding import found
from storage.store import Store
from tests.acts.suoi_mo import NOW, PLAN


@pytest.fixture
def founded(sqlite_store: Store) -> Store:
    with sqlite_store.transaction() as session:
        found(session, PLAN, NOW)
    return sqlite_store
