"""The desk in a real browser, without a line of script: on a phone, by keyboard."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.store import Store
from tests.talks import LAMP, Town, adopt
from tests.web.browsing import DESK, PHONE, faults, looking, overflowing, too_small
from tests.web.chat_office import serving
from tests.web.desk_office import ask_link, site_of

pytestmark = pytest.mark.browser

T = TypeVar("T")
DUES = ("Nạo vét kênh nội đồng ấp 3|Phòng Kinh tế|ngày 19/11/2026|Biên bản", "Rà soát hộ nghèo|VH-XH|ngày 20/11/2026|")


def apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run in a thread with a loop of its own: Playwright keeps one in this thread."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(work())).result()


async def _open_town(store: Store, folder: Path) -> Town:
    town = Town(store, folder)
    town.seat("Ông Lãnh", "Bà Thư", "Chị Lan", "Anh Văn")
    town.now = town.now.replace(day=18)
    await adopt(town, *DUES)
    await town.say("Bà Sáu", LAMP)
    town.now = town.now.replace(day=20)
    return town


def _is_sound(page: Page) -> None:
    """Nothing against WCAG AA, nothing too small to tap or wider than the screen."""
    assert (faults(page), too_small(page), overflowing(page)) == ([], [], [])


def test_on_a_phone_a_task_is_noted_and_a_case_looked_at(
    browser: Browser, sqlite_store: Store, tmp_path: Path, complaints: list[str]
) -> None:
    town = apart(lambda: _open_town(sqlite_store, tmp_path))
    link = apart(lambda: ask_link(town, "Ông Lãnh"))
    with serving(site_of(town)) as url, looking(browser, complaints, viewport=PHONE) as page:
        page.goto(url + link)
        expect(page.get_by_role("button", name="Mở bàn làm việc")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Việc tuần này")).to_be_visible()
        _is_sound(page)
        page.get_by_role("link", name="Nạo vét kênh nội đồng ấp 3").click()
        page.get_by_text("Ghi chú", exact=True).first.click()
        page.get_by_label("Ghi chú").fill("Đã hẹn đơn vị thi công")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã lưu ghi chú")
        expect(page.get_by_role("status")).to_be_focused()
        _is_sound(page)
        page.get_by_role("link", name="Phản ánh", exact=True).click()
        _is_sound(page)
        page.get_by_role("link", name="Đèn đường").click()
        expect(page.get_by_role("heading", name="Việc có thể làm")).to_be_visible()
        _is_sound(page)
        page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        _is_sound(page)
        page.emulate_media(color_scheme="dark")
        _is_sound(page)
    assert complaints == []
    assert "Đã hẹn đơn vị thi công" in apart(lambda: town.say("Chị Lan", "/v 1"))
