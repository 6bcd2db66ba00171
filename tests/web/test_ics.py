"""An official's calendar at a private address, over HTTP."""

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.app import App, Kit, open_shop
from bot.serve import site
from bot.web.ics import ics_route
from storage.feeds import Feed
from storage.store import Store
from tests.reading_ics import Calendar, read_ics
from tests.talks import SECRET, SORTER, Town, adopt
from tests.towns import founded_file, town_store
from tests.web.houses import house_of

__all__ = ["founded_file", "town_store"]

ROWS = ("Nạo vét kênh; gửi biên bản|Phòng Kinh tế|25/11/2026|Biên bản", "Ngày hội|Phòng Văn hóa – Xã hội|27/11/2026")


@pytest.fixture
def town(town_store: Store, tmp_path: Path) -> Town:
    """A town whose bot has a site of its own."""
    town = Town(town_store, tmp_path)
    kit = Kit(SORTER, SECRET, {"Web": "https://bot.example/chat#"})
    town.shop = open_shop(town.store, tmp_path, {"line": town.line}, kit)
    town.app = App(town.shop, lambda: town.now)
    return town


@pytest.fixture
async def browser(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    site = Starlette(routes=[ics_route(town.shop, town.office_id, lambda: town.now)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="https://bot.example") as client:
        yield client


async def subscribe(town: Town, words: str = "") -> str:
    told = await town.say("Chị Lan", f"/lich_ca_nhan {words}".strip())
    found = re.search(r"https://bot\.example/ics/[\w-]{20,}\.ics", told)
    assert found, told
    return found[0]


async def calendar_at(browser: httpx.AsyncClient, address: str) -> Calendar:
    answer = await browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["cache-control"]
    return read_ics(answer.content)


async def test_the_calendar_has_ones_own_open_duties_on_their_days(town: Town, browser: httpx.AsyncClient) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, *ROWS)
    calendar = await calendar_at(browser, await subscribe(town))
    assert calendar.name == "Việc của Chị Lan – UBND xã Thử"
    ((event),) = calendar.events
    assert (event.title, event.start) == ("Nạo vét kênh; gửi biên bản", date(2026, 11, 25))
    assert "Sản phẩm: Biên bản" in event.words


async def test_it_changes_with_the_duties(town: Town, browser: httpx.AsyncClient) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, *ROWS)
    address = await subscribe(town)
    before = (await calendar_at(browser, address)).events[0]
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "4/12 vì chờ máy")
    await town.tap("Ông Trưởng", "Đồng ý")
    after = (await calendar_at(browser, address)).events[0]
    assert (after.uid, after.start) == (before.uid, date(2026, 12, 4))
    await town.say("Chị Lan", "/xong 1 khong")
    assert (await calendar_at(browser, address)).events == ()


async def test_a_new_address_ends_the_old_one(town: Town, browser: httpx.AsyncClient) -> None:
    town.seat("Chị Lan")
    old = await subscribe(town)
    assert "không hiện lại được" in await town.say("Chị Lan", "/lich_ca_nhan")
    new = await subscribe(town, "moi")
    assert (await browser.get(old)).status_code == 404
    await calendar_at(browser, new)


async def test_a_revoked_address_shows_nothing(town: Town, browser: httpx.AsyncClient) -> None:
    town.seat("Chị Lan")
    address = await subscribe(town)
    assert "Đã ngừng" in await town.tap("Chị Lan", "Ngừng")
    assert (await browser.get(address)).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 5000, "%00", "..%2f..%2fetc", "é"])
async def test_a_guessed_address_shows_nothing(town: Town, browser: httpx.AsyncClient, token: str) -> None:
    town.seat("Chị Lan")
    await subscribe(town)
    assert (await browser.get(f"/ics/{token}.ics")).status_code == 404


async def test_the_real_site_has_it(town: Town, tmp_path: Path) -> None:
    built = site(house_of(town))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(built), base_url="https://bot.example") as client:
        town.seat("Chị Lan")
        assert (await calendar_at(client, await subscribe(town))).events == ()


async def test_the_word_of_the_address_is_not_kept(town: Town) -> None:
    town.seat("Chị Lan")
    address = await subscribe(town)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    with town.store.transaction() as session:
        feed = session.get_one(Feed, 1)
    assert token not in str(feed.model_dump())
    assert len(feed.digest) == 64


async def test_a_citizen_has_no_calendar(town: Town) -> None:
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/lich_ca_nhan")


async def test_who_leaves_the_office_loses_the_address(town: Town, browser: httpx.AsyncClient) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, *ROWS)
    address = await subscribe(town)
    await town.say("Bà Thư", "/moi 4")
    await town.tap("Bà Thư", "Người khác")
    assert (await browser.get(address)).status_code == 404
