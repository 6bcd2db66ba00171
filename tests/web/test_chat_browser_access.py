"""The chat page in a real browser: for every eye and hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import faults, overflowing, say, too_faint, too_small, too_wide
from tests.web.chat_office import FakeOffice

pytestmark = pytest.mark.browser


def fill(page: Page, office: FakeOffice) -> None:
    office.paper = office.keep("Báo cáo.docx", b"PK")
    say(page, "đèn hỏng " * 20)
    expect(page.locator(".choices")).to_have_count(1)
    say(page, "chữrấtdàikhôngcódấucách" * 20)
    expect(page.locator(".choices.old")).to_have_count(1)
    expect(page.locator(".choices")).to_have_count(2)


def test_it_fits_a_small_phone_and_its_fingers(page: Page, office: FakeOffice) -> None:
    assert not too_wide(page)
    assert too_small(page) == []
    fill(page, office)
    assert overflowing(page) == []
    assert too_small(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_by_weak_eyes(page: Page, office: FakeOffice, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert too_faint(page, ".welcome h2", ".welcome p", ".urgent a", ".start", ".top h1", ".machine") == []
    assert faults(page) == []
    fill(page, office)
    assert faults(page) == []
    assert too_faint(page, ".said", ".said time", ".paper b", ".paper small", ".choices button", ".day") == []


def test_the_keyboard_alone_is_enough(page: Page, office: FakeOffice) -> None:
    page.get_by_label("Tin nhắn").focus()
    page.keyboard.type("đèn hỏng")
    page.keyboard.press("Enter")
    expect(page.locator(".choices button").first).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.choices') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".bubble")).to_have_count(4)
    assert office.heard[1].pressed
