"""A town for each test: its office is founded once, every test gets a copy of the file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.acts.founding import found
from storage.store import Store
from tests.databases import Reused, opened
from tests.talks import FRIDAY, OFFICE, Town


@pytest.fixture(scope="session")
def founded_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "founded.db"
    shutil.copyfile(migrated_file, path)
    with opened(f"sqlite:///{path}") as store, store.transaction() as session:
        found(session, OFFICE, FRIDAY)
    return path


@pytest.fixture
def town_store(reused: Reused, founded_file: Path, tmp_path: Path) -> Iterator[Store]:
    with reused.lent(founded_file, tmp_path / "town.db") as store:
        yield store


@pytest.fixture
def town(town_store: Store, tmp_path: Path) -> Town:
    return Town(town_store, tmp_path)
