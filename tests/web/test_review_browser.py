"""The table in a real browser: by keyboard, on a phone, without scripts of ours."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.store import Store
from tests.plan_talks import dates_of, rows_of
from tests.talks import Town
from tests.web.browsing import DESK, PHONE, faults, looking, overflowing, too_faint, too_small
from tests.web.chat_office import serving
from tests.web.review_office import ask_link, site_of, town_with_plan

pytestmark = pytest.mark.browser

T = TypeVar("T")


def apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run in a thread with a loop of its own: Playwright keeps one in this thread."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(work())).result()


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return apart(lambda: town_with_plan(sqlite_store, tmp_path))


@pytest.fixture
def door(town: Town) -> Iterator[str]:
    """The whole address of a fresh link."""
    link = apart(lambda: ask_link(town))
    with serving(site_of(town)) as url:
        yield url + link


@pytest.fixture
def desk(browser: Browser, door: str, complaints: list[str]) -> Iterator[Page]:
    """The table on a wide screen. The browser must have had nothing to complain of."""
    with looking(browser, complaints, viewport=DESK) as page:
        open_table(page, door)
        yield page
    assert complaints == []


@pytest.fixture
def phone(browser: Browser, door: str, complaints: list[str]) -> Iterator[Page]:
    with looking(browser, complaints, viewport=PHONE) as page:
        open_table(page, door)
        yield page
    assert complaints == []


def open_table(page: Page, door: str) -> None:
    page.goto(door)
    page.get_by_role("button", name="Mở bảng kế hoạch").click()
    expect(page.get_by_role("table")).to_be_visible()


def show_all(page: Page) -> None:
    every = page.get_by_role("link", name="Tất cả")
    every.click()
    expect(every).to_have_attribute("aria-current", "page")
    page.wait_for_load_state("load")


def test_a_row_is_corrected_with_the_keyboard_alone(desk: Page, town: Town) -> None:
    desk.get_by_role("link", name="Sửa dòng 2").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("textbox", name="Nội dung")).to_be_focused()
    for _ in range(3):
        desk.keyboard.press("Tab")
    expect(desk.get_by_role("textbox", name="Thời hạn")).to_be_focused()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("trước ngày 15/12")
    for _ in range(3):
        desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Ghi", exact=True)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_have_text("Đã ghi nhận.")
    assert rows_of(town)[1]["deadline_text"] == "trước ngày 15/12"


def test_a_deadline_that_is_not_understood_is_where_the_cursor_waits(desk: Page, complaints: list[str]) -> None:
    desk.get_by_role("link", name="Sửa dòng 2").click()
    desk.get_by_role("textbox", name="Thời hạn").fill("bao giờ cũng được")
    desk.get_by_role("button", name="Ghi", exact=True).click()
    expect(desk.get_by_role("alert")).to_contain_text("không nêu thời gian")
    expect(desk.get_by_role("textbox", name="Thời hạn")).to_be_focused()
    expect(desk.get_by_role("textbox", name="Thời hạn")).to_have_value("bao giờ cũng được")
    complaints[:] = [line for line in complaints if "422" not in line]  # a browser reports every refusal


def test_a_name_is_chosen_from_likely_units(desk: Page) -> None:
    box = desk.get_by_label("“Ban Tài chính xã” là đơn vị nào?")
    expect(box).to_have_value("")
    box.select_option(value="2")
    desk.get_by_role("button", name="Ghi nhớ").click()
    expect(desk.get_by_text("là đơn vị nào?")).to_have_count(0)


def test_the_plan_is_confirmed_on_the_page(desk: Page, town: Town) -> None:
    desk.get_by_role("button", name="Lưu, theo dõi từ hôm nay").click()
    expect(desk.get_by_role("status")).to_contain_text("Đã lưu")
    expect(desk.get_by_role("button", name="Lưu, theo dõi từ hôm nay")).to_have_count(0)
    assert dates_of(town, "Kiểm tra") == [("2026-12-18", "open")]


def test_on_a_phone_nothing_is_cut_off_or_too_small(phone: Page) -> None:
    show_all(phone)
    assert overflowing(phone) == []
    assert too_small(phone) == []
    phone.get_by_role("link", name="Sửa dòng 4").click()
    expect(phone.get_by_role("textbox", name="Sản phẩm")).to_be_visible()
    assert overflowing(phone) == []
    assert too_small(phone) == []
    assert faults(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_dark(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    show_all(phone)
    assert too_faint(phone, "td", ".why", ".small", ".tag", ".filters a", ".facts", "button", ".button", "label") == []
    assert faults(phone) == []
