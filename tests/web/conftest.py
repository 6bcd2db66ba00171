"""A fake office behind one address, and somebody who has opened its page."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from storage.store import Store
from tests.web.chat_office import Door, FakeOffice, serving, visiting


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    door = Door()
    with serving(door) as door.url:
        yield door


@pytest.fixture
def office(sqlite_store: Store, tmp_path: Path) -> FakeOffice:
    return FakeOffice(sqlite_store, tmp_path)


@pytest.fixture
def url(door: Door, office: FakeOffice) -> Iterator[str]:
    with door.leading_to(office) as url:
        yield url


@pytest.fixture
def visitor(url: str) -> Iterator[httpx.Client]:
    with visiting(url) as client:
        yield client
