"""What several tests stand on."""

import gc
import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.store import Store
from tests.databases import PostgreSQL, Reused, migrate, opened, remove_rows, running_postgresql
from tests.overheard import EAR

pytest_plugins = ["tests.doubles"]
settings.register_profile("house", deadline=None)  # how fast a machine is proves nothing
settings.load_profile("house")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests wait for disks, browsers and other processes a quarter of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_runtest_setup() -> None:
    EAR.begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    yield
    assert EAR.repeated == [], "the log tells what somebody said or who it was"


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: looking through them again for garbage finds none."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Logging as pytest had set it up, whatever a test makes of it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real plans and samples that lie beside the checkout."""
    if not SHARED.is_dir():
        reason = "the folder with the real plans is not beside this checkout"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return SHARED


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def reused() -> Reused:
    return Reused()


@pytest.fixture
def sqlite_store(reused: Reused, migrated_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty office's file, for tests that need no second database."""
    with reused.lent(migrated_file, tmp_path / "dondoc.db") as store:
        yield store


@pytest.fixture(scope="session")
def reused_postgresql(postgresql: PostgreSQL) -> Iterator[Store]:
    with opened(postgresql.migrated) as store:
        yield store


@pytest.fixture
def postgresql_store(reused_postgresql: Store) -> Store:
    remove_rows(reused_postgresql)
    return reused_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """Tables without a row, on each of the two databases."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found
