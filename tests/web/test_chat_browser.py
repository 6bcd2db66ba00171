"""The chat page in a real browser: what people do there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.talk import Location
from tests.web.browsing import bubbles, say
from tests.web.chat_office import FakeOffice

pytestmark = pytest.mark.browser


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_what_is_written_gets_an_answer(page: Page, office: FakeOffice) -> None:
    say(page, "đèn hỏng")
    expect(page.locator(".bubble.mine .said")).to_contain_text("đèn hỏng")
    expect(page.locator(".bubble:not(.mine) b")).to_have_text("đèn hỏng")
    expect(page.get_by_text("thứ Sáu, 20/11/2026")).to_be_visible()
    expect(page.locator(".mine time")).to_have_text("12:05")
    expect(page.get_by_label("Tin nhắn")).to_have_value("")
    expect(page.locator(".status")).to_have_count(0)
    assert [heard.text for heard in office.heard] == ["đèn hỏng"]


def test_shift_and_enter_begins_a_line_and_the_button_sends(page: Page, office: FakeOffice) -> None:
    box = page.get_by_label("Tin nhắn")
    box.type("dòng một")
    box.press("Shift+Enter")
    box.type("dòng hai")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator(".mine .said")).to_contain_text("dòng một\ndòng hai")
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert office.heard[0].text == "dòng một\ndòng hai"


def test_nothing_is_sent_where_nothing_is_written(page: Page, office: FakeOffice) -> None:
    say(page, "   ")
    say(page, "có chữ")
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert [heard.text for heard in office.heard] == ["có chữ"]


def test_a_newcomer_is_greeted_and_can_begin_with_one_tap(page: Page, office: FakeOffice) -> None:
    expect(page.get_by_role("heading", name="Kính chào ông/bà")).to_be_visible()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.locator(".mine .said")).to_contain_text("Bắt đầu")
    expect(page.get_by_role("heading", name="Kính chào ông/bà")).to_be_hidden()
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert (office.heard[0].text, office.heard[0].pressed) == ("/start", True)


def test_a_choice_is_tapped_under_the_newest_bubble_and_older_ones_step_back(page: Page, office: FakeOffice) -> None:
    say(page, "đèn hỏng")
    page.get_by_role("button", name="Đúng rồi").click()
    expect(page.locator(".mine .said").last).to_contain_text("Đúng rồi")
    expect(page.locator(".choices")).to_have_count(2)
    expect(page.locator(".choices.old")).to_have_count(1)
    expect(page.locator(".choices").last).not_to_have_class("choices old")
    assert [(heard.text, heard.pressed) for heard in office.heard] == [("đèn hỏng", False), ("/dung 1", True)]


def test_a_photo_is_shown_before_and_after_it_is_sent(page: Page, office: FakeOffice) -> None:
    page.get_by_label("Gửi ảnh").set_input_files({"name": "đèn.png", "mimeType": "image/png", "buffer": PIXEL})
    expect(page.locator("#tray li")).to_contain_text("đèn.png")
    assert office.heard == []
    say(page, "ảnh đây")
    photo = page.locator(".mine .pictures img")
    expect(photo).to_have_attribute("alt", "Ảnh: đèn.png")
    expect(photo).to_have_attribute("src", re.compile("^/chat/files/[0-9a-f]{64}$"))
    expect(photo).to_have_js_property("naturalWidth", 1)
    expect(page.locator("#tray")).to_be_hidden()
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert (office.fetched, office.heard[0].text) == ([PIXEL], "ảnh đây")


def test_what_lies_in_the_tray_can_be_taken_out_again(page: Page, office: FakeOffice) -> None:
    files = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": name.encode()} for name in ("một", "hai")]
    page.get_by_label("Gửi tệp").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Bỏ một.txt").click()
    say(page, "")
    expect(page.locator(".mine .paper")).to_contain_text("hai.txt")
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    assert office.fetched == [b"hai"]


def test_a_place_is_sent_with_the_words(page: Page, office: FakeOffice) -> None:
    page.get_by_role("button", name="Vị trí", exact=True).click()
    expect(page.locator("#tray")).to_contain_text("Vị trí của ông/bà")
    say(page, "hỏng ở đây")
    expect(page.locator(".bubble:not(.mine)")).to_have_count(1)
    expect(page.locator(".mine .said")).to_contain_text("Vị trí: 10.776000, 106.700000")
    assert office.heard[0].location == Location(10.776, 106.7)


def test_a_paper_of_the_office_can_be_downloaded(page: Page, office: FakeOffice) -> None:
    office.paper = office.keep("Báo cáo tuần.docx", b"PK report")
    say(page, "báo cáo")
    with page.expect_download() as download:
        page.get_by_role("link", name="Báo cáo tuần.docx").click()
    assert download.value.suggested_filename == "Báo cáo tuần.docx"
    assert Path(download.value.path()).read_bytes() == b"PK report"


def test_a_reload_keeps_the_conversation(page: Page) -> None:
    say(page, "đèn hỏng")
    expect(page.locator(".bubble")).to_have_count(2)
    before = bubbles(page)
    page.reload()
    expect(page.locator(".bubble")).to_have_count(2)
    assert bubbles(page) == before


def test_news_arrives_without_a_reload(page: Page, office: FakeOffice) -> None:
    say(page, "đèn hỏng")
    expect(page.locator(".bubble")).to_have_count(2)
    office.say(office.heard[0].address, "letter:1", "Đèn đã <b>sửa xong</b>.")
    expect(page.locator(".bubble").last).to_contain_text("Đèn đã sửa xong.")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_a_second_page_of_the_same_person_shows_the_same(page: Page, url: str) -> None:
    other = page.context.new_page()
    other.goto(f"{url}/chat")
    say(page, "đèn hỏng")
    expect(other.locator(".bubble")).to_have_count(2)
    assert bubbles(other) == bubbles(page)


def test_an_invitation_is_taken_only_by_a_tap(page: Page, office: FakeOffice, url: str) -> None:
    page.goto(f"{url}/chat#moi_aB3-_xyz")
    page.get_by_role("button", name="Nhận lời mời").click()
    expect(page.locator(".mine .said")).to_contain_text("Nhận lời mời")
    expect(page.locator(".bubble")).to_have_count(3)
    assert (office.heard[0].text, office.heard[0].pressed) == ("/start moi_aB3-_xyz", True)
    assert "moi_" not in page.url


def test_a_slips_code_asks_before_it_shows_anything(page: Page, office: FakeOffice, url: str) -> None:
    page.goto("about:blank")
    page.goto(f"{url}/chat#tra_TB-7KM3QX_K3YK3YK3")
    expect(page.get_by_text("Phiếu của ông/bà")).to_be_visible()
    assert office.heard == []
    page.get_by_role("button", name="Xem tình trạng").click()
    expect(page.locator(".bubble").last).to_contain_text("/start tra_TB-7KM3QX_K3YK3YK3")
    assert "tra_" not in page.url
