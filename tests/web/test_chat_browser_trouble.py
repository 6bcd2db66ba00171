"""The chat page in a real browser: when something is in the way."""

import socket
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.browsing import PHONE, looking, say
from tests.web.chat_office import FakeOffice

pytestmark = pytest.mark.browser


def assert_only_network(complaints: list[str]) -> None:
    """The browser's own lines on failed requests, and nothing of ours."""
    assert [line for line in complaints if not line.startswith("Failed to load resource")] == []
    complaints.clear()


def test_words_too_long_stay_in_the_box(page: Page, office: FakeOffice) -> None:
    long = "ế" * 20_001
    say(page, long)
    expect(page.get_by_role("alert")).to_contain_text("Tin dài quá 20.000 ký tự")
    expect(page.get_by_label("Tin nhắn")).to_have_value(long)
    assert office.heard == []


def test_a_file_too_big_is_named_and_the_others_go(page: Page, office: FakeOffice, tmp_path: Path) -> None:
    big, small = tmp_path / "phim.mp4", tmp_path / "nhỏ.txt"
    big.write_bytes(bytes(20 * 1024 * 1024 + 1))
    small.write_bytes(b"x")
    page.get_by_label("Gửi tệp").set_input_files([big, small])
    expect(page.get_by_role("alert")).to_contain_text("“phim.mp4” lớn quá 20 MB")
    say(page, "đây")
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert office.fetched == [b"x"]


def test_what_the_server_refuses_says_why_and_can_be_mended(
    page: Page, office: FakeOffice, complaints: list[str]
) -> None:
    page.evaluate("document.body.dataset.textLimit = '1000000'")
    say(page, "x" * 20_001)
    expect(page.locator(".status.failed")).to_contain_text("Tin dài quá 20.000 ký tự")
    page.get_by_role("button", name="Sửa lại").click()
    expect(page.locator(".bubble")).to_have_count(0)
    expect(page.get_by_label("Tin nhắn")).to_have_value("x" * 20_001)
    say(page, "ngắn thôi")
    expect(page.locator(".bubble")).to_have_count(2)
    assert [heard.text for heard in office.heard] == ["ngắn thôi"]
    assert_only_network(complaints)


def test_what_did_not_get_through_can_be_sent_again_under_the_same_name(
    page: Page, office: FakeOffice, complaints: list[str]
) -> None:
    page.clock.install()
    page.reload()
    page.clock.pause_at(datetime.now() + timedelta(hours=1))  # else the page tries again by itself
    office.failing = True
    say(page, "đèn hỏng")
    expect(page.locator(".status.failed")).to_contain_text("Chưa gửi được")
    office.failing = False
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator(".bubble")).to_have_count(2)
    expect(page.locator(".status")).to_have_count(0)
    assert [heard.text for heard in office.heard] == ["đèn hỏng"]
    assert_only_network(complaints)


def test_what_did_not_get_through_is_sent_again_without_anybody_s_doing(
    page: Page, office: FakeOffice, complaints: list[str]
) -> None:
    office.failing = True
    say(page, "đèn hỏng")
    expect(page.locator(".status.failed")).to_be_visible()
    office.failing = False
    expect(page.locator(".bubble")).to_have_count(2)
    expect(page.locator(".status")).to_have_count(0)
    assert [heard.text for heard in office.heard] == ["đèn hỏng"]
    assert_only_network(complaints)


def test_unsent_words_outlive_a_reload(page: Page, office: FakeOffice, complaints: list[str]) -> None:
    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route("**/messages*", refuse)
    say(page, "đèn hỏng")
    expect(page.locator(".status.failed")).to_contain_text("Chưa gửi được")
    page.unroute("**/messages*")
    page.reload()
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    expect(page.locator(".mine")).to_have_count(1)
    assert [heard.text for heard in office.heard] == ["đèn hỏng"]
    page.wait_for_function("localStorage.length === 0")  # the answer may be there before the receipt of the words
    assert_only_network(complaints)


def test_a_page_survives_a_restart_of_the_server(browser: Browser, office: FakeOffice) -> None:
    complaints: list[str] = []
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with looking(browser, complaints, viewport=PHONE) as page:
        with office.serving(port) as url:
            page.goto(f"{url}/chat")
            say(page, "trước khi nghỉ")
            expect(page.locator(".bubble")).to_have_count(2)
        expect(page.get_by_text("Đang kết nối lại…")).to_be_visible()
        office.say(office.heard[0].address, "letter:1", "Tin lúc máy nghỉ.")
        say(page, "viết lúc máy nghỉ")
        expect(page.locator(".status.failed")).to_contain_text("Chưa gửi được")
        with office.serving(port):
            expect(page.get_by_text("Tin lúc máy nghỉ.")).to_be_visible()
            expect(page.locator(".bubble")).to_have_count(5)
            expect(page.get_by_text("Đang kết nối lại…")).to_be_hidden()
            page.close()
    assert [heard.text for heard in office.heard] == ["trước khi nghỉ", "viết lúc máy nghỉ"]
    assert_only_network(complaints)


def test_without_cookies_the_page_says_what_is_wrong(page: Page, office: FakeOffice, complaints: list[str]) -> None:
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
    page.context.clear_cookies()
    say(page, "đèn hỏng")
    expect(page.locator(".status.failed")).to_contain_text("đang chặn cookie")
    assert office.heard == []
    assert_only_network(complaints)
