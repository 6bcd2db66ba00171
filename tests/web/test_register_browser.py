"""The public pages in a real browser: every eye, hand and width."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.acts.listings import list_now, release
from bot.rules.figures import Table
from bot.rules.listings import PublicList
from bot.rules.states import Case
from storage.people import office_posts
from storage.store import Store
from tests.talks import FRIDAY
from tests.web.browsing import DESK, PHONE, faults, looking, overflowing, too_faint, too_small
from tests.web.chat_office import serving
from tests.web.register_office import Register, open_register

pytestmark = pytest.mark.browser
PATHS = ("/congkhai", "/congkhai/XT-A00013", "/congkhai/so-lieu", "/dia-chi-tiep-nhan", "/congkhai/XT-NOPE22")
LISTS = ("/congkhai/can-bo", "/congkhai/tre-han")
LONG = "Đã sửa đoạn đường dài, " * 30


@pytest.fixture
def register(sqlite_store: Store, tmp_path: Path) -> Register:
    register = open_register(sqlite_store, tmp_path)
    for months in range(3):
        for rating in (5, 4, 4, 1):
            register.publish(received_at=FRIDAY - timedelta(days=8 + 30 * months), rating=rating)
    case = register.publish(
        category="tieng-on",
        unit_id=register.units["Công an xã"],
        public_text=LONG,
        public_area="khu phố Nguyễn Thị Minh Khai, tổ dân phố số 12",
        public_words="Loa mở suốt đêm, rấtdàikhôngcódấucách" * 4,
        public_latitude=10.776,
        public_longitude=106.7,
        answered_at=FRIDAY,
    )
    register.change(case, state=Case.REOPENED)
    release_lists(register)
    return register


def release_lists(register: Register) -> None:
    with register.store.transaction() as session:
        for post in office_posts(session, register.office_id):
            post.phone, post.published = "0200 000 0001", True
            session.add(post)
        day = register.shop.day(session, register.office_id, register.now)
        row = ("Phòng Văn hóa – Xã hội", "Rà soát, cập nhật hộ nghèo, hộ cận nghèo " * 4, "20/11/2026", 12)
        late = Table("Nhiệm vụ trễ hạn", ("Đơn vị", "Nhiệm vụ", "Hạn", "Trễ (ngày làm việc)"), (row,))
        for found in (list_now(day, "canbo"), PublicList("trehan", day.today, (late,))):
            release(day, found, register.person_id)


@pytest.fixture
def site(register: Register) -> Iterator[str]:
    with serving(register.site()) as url:
        yield url


@pytest.fixture
def complaints() -> list[str]:
    return []


def looked_at(browser: Browser, complaints: list[str], **options: Any) -> Iterator[Page]:
    """A page that is closed before its site is: what still loads then finds nobody there, which is no fault."""
    with looking(browser, complaints, **options) as page:
        yield page
    assert complaints == []


@pytest.fixture
def phone(browser: Browser, complaints: list[str], site: str) -> Iterator[Page]:
    yield from looked_at(browser, complaints, base_url=site, viewport=PHONE)


@pytest.fixture
def desk(browser: Browser, complaints: list[str], site: str) -> Iterator[Page]:
    yield from looked_at(browser, complaints, base_url=site, viewport=DESK)


def test_cases_are_found_by_filter_with_the_keyboard_alone(desk: Page, site: str) -> None:
    desk.goto(f"{site}/congkhai")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Tới nội dung")).to_be_focused()
    desk.get_by_label("Lĩnh vực").focus()
    desk.keyboard.type("Tiếng")
    for _ in range(3):
        desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Lọc")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_have_text("1 kết quả")
    expect(desk.get_by_label("Lĩnh vực")).to_have_value("tieng-on")
    desk.get_by_role("link", name="Tiếng ồn, khu phố").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Tiếng ồn")
    expect(desk.get_by_text("đang được xem xét lại")).to_be_visible()


@pytest.mark.parametrize("path", [*PATHS, *LISTS])
def test_every_page_fits_a_small_phone_and_its_fingers(
    phone: Page, site: str, path: str, complaints: list[str]
) -> None:
    phone.goto(site + path)
    expect(phone.locator("html")).to_have_attribute("lang", "vi")
    expect(phone.get_by_role("heading", level=1)).to_have_count(1)
    assert overflowing(phone) == []
    assert too_small(phone) == []
    assert faults(phone) == []
    if "NOPE" in path:
        complaints.clear()  # the browser's own word about a page that is not there


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_by_weak_eyes(phone: Page, site: str, scheme: str) -> None:
    phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    phone.goto(f"{site}/congkhai")
    shown = (
        ".home b",
        ".home small",
        ".top nav a",
        ".send",
        "h1",
        "h2 a",
        ".meta",
        ".tag",
        ".result",
        ".count",
        "label",
    )
    assert too_faint(phone, *shown, "button", ".foot p", ".foot a") == []
    phone.goto(f"{site}/congkhai/XT-A00013")
    assert too_faint(phone, ".note", "blockquote", ".answer", "dt", "dd", "dd a", ".code", ".back a") == []
    phone.goto(f"{site}/congkhai/can-bo")
    assert too_faint(phone, "tbody th", "td", "td a", ".count") == []
    phone.goto(f"{site}/congkhai/so-lieu")
    assert too_faint(phone, "th", "td", "td small", ".few", ".small", "figcaption", "th a") == []


def test_a_table_of_sums_is_a_table_to_those_who_hear_it(desk: Page, site: str) -> None:
    desk.goto(f"{site}/congkhai/so-lieu")
    table = desk.get_by_role("table", name="theo đơn vị")
    expect(table.get_by_role("rowheader", name="Phòng Kinh tế")).to_be_visible()
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Đơn vị", "Tiếp nhận", "Đã trả lời", "Đúng hạn", "Hài lòng"]
    )
    expect(desk.get_by_role("img", name="Tiếp nhận và trả lời từng tháng")).to_be_visible()
    desk.get_by_role("combobox").select_option("2026-10")
    desk.get_by_role("button", name="Xem").click()
    expect(desk.get_by_role("heading", name="Tháng 10/2026")).to_be_visible()
