"""A fake office behind one address, and somebody who has opened its page, over HTTP or in a browser."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from bot.fakes.zalo_oa import FakeZaloOa
from storage.store import Store
from tests.web import oa_town
from tests.web.browsing import PHONE, chromium, looking
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for the whole session: Playwright keeps a loop in this thread, where other tests run theirs.
    with chromium() as browser:
        yield browser


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, url: str, complaints: list[str]) -> Iterator[Page]:
    """A visitor's phone, with the page open. The browser must have had nothing to complain of."""
    place = {"latitude": 10.776, "longitude": 106.7}
    with looking(browser, complaints, viewport=PHONE, geolocation=place, permissions=["geolocation"]) as page:
        page.goto(f"{url}/chat")
        yield page
    assert complaints == []


@pytest.fixture
async def town(sqlite_store: Store, zalo_oa_double: FakeZaloOa, tmp_path: Path) -> AsyncIterator[oa_town.Town]:
    async with oa_town.opened(sqlite_store, zalo_oa_double, tmp_path) as town:
        yield town
