"""A town for each test."""

from pathlib import Path

import pytest

from storage.store import Store
from tests.talks import Town


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return Town(sqlite_store, tmp_path)
