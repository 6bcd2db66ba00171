"""The demo's page: its small API, and three chats in a real browser."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from starlette.applications import Starlette

from bot.demo.page import MOVES, SeatInfo, Step, Suggestion, demo_routes, spoken
from bot.web.chat import chat_routes
from tests.web.browsing import DESK, PHONE, faults, looking, overflowing, too_faint, too_small
from tests.web.chat_office import NOON, FakeOffice, serving

LAMP = "đèn đường trước cổng chợ hỏng ba hôm nay, tối om"
INFOS = {
    "dan": SeatInfo(
        "Người dân",
        "Bà Nguyễn Thị Sáu",
        "citizen",
        (Suggestion("Đèn đường hỏng", LAMP), Suggestion("Soạn tin về rác", "rác ùn ở cổng trường", send=False)),
    ),
    "canbo": SeatInfo("Cán bộ", "Chị <Lan> & đồng nghiệp", "official", (Suggestion("Việc của tôi", "/viec"),)),
    "lanhdao": SeatInfo("Lãnh đạo", "Ông Bình", "lead", (Suggestion("Tình hình", "tình hình"),), "Chủ tịch UBND xã"),
}
STEPS = (
    Step("Bà Sáu báo đèn đường hỏng.", seat="dan", text=LAMP),
    Step("Cán bộ đọc tin."),
    Step("Tới sáng mai, ai có việc đến hạn sẽ được nhắc.", to="morning"),
)


class Clock:
    """Jumps nineteen hours, as soon as it is let."""

    def __init__(self) -> None:
        self.at = NOON
        self.moves: list[str] = []
        self.may_go = threading.Event()
        self.may_go.set()

    def now(self) -> datetime:
        return self.at

    async def move(self, to: str) -> None:
        self.moves.append(to)
        await asyncio.to_thread(self.may_go.wait)
        self.at += timedelta(hours=19)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def demo(office: FakeOffice, clock: Clock) -> Iterator[str]:
    chat = chat_routes(
        office.channel,
        office.store,
        office.shelf,
        office.office_id,
        lambda: office.name,
        office.on_message,
        clock.now,
        office.seats,
    )
    with serving(Starlette(routes=[*demo_routes(INFOS, clock, STEPS), *chat]), office.channel.close) as url:
        yield url


# ---- the small API


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 20, 7, 5, tzinfo=UTC), "thứ Sáu, 20/11/2026 · 14:05"),
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), "Chủ nhật, 22/11/2026 · 23:59"),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), "thứ Hai, 23/11/2026 · 00:00"),
    ],
)
def test_the_clock_is_read_in_vietnamese_and_in_viet_nam(moment: datetime, words: str) -> None:
    assert spoken(moment) == words


def test_the_clock_tells_its_moment(demo: str) -> None:
    told = httpx.get(f"{demo}/demo/clock").json()
    assert told == {"now": "2026-11-20T05:05:00+00:00", "words": "thứ Sáu, 20/11/2026 · 12:05"}


@pytest.mark.parametrize("to", MOVES)
def test_the_clock_goes_where_a_button_says(demo: str, clock: Clock, to: str) -> None:
    told = httpx.post(f"{demo}/demo/clock", json={"to": to}).json()
    assert told["words"] == "thứ Bảy, 21/11/2026 · 07:05"
    assert clock.moves == [to]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[]", 400),
        (b'"morning"', 400),
        (b'{"to": null}', 400),
        (b'{"to": ["morning"]}', 400),
        (b'{"to": "yesterday"}', 400),
        (b"[" * 199, 400),
        (b"[" * 20_000, 413),
    ],
)
def test_no_other_wish_moves_the_clock(demo: str, clock: Clock, body: bytes, status: int) -> None:
    answer = httpx.post(f"{demo}/demo/clock", content=body)
    assert (answer.status_code, answer.json()["problem"]) == (status, "Không có nút này.")
    assert clock.moves == []


def test_no_other_site_moves_the_clock(demo: str, clock: Clock) -> None:
    answer = httpx.post(f"{demo}/demo/clock", json={"to": "hour"}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert clock.moves == []


def test_nobody_frames_the_demo_and_it_frames_only_its_own_chats(demo: str) -> None:
    policy = httpx.get(f"{demo}/demo").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "frame-src 'self'" in policy


def test_names_are_words_and_not_markup(demo: str) -> None:
    page = httpx.get(f"{demo}/demo").text
    assert "Chị &lt;Lan&gt; &amp; đồng nghiệp" in page
    assert "<Lan>" not in page


# ---- the page


def opened(browser: Browser, url: str, viewport: dict[str, int]) -> Iterator[Page]:
    complaints: list[str] = []
    with looking(browser, complaints, viewport=viewport) as page:
        page.goto(f"{url}/demo")
        for seat in INFOS:
            expect(chat(page, seat).get_by_role("log")).to_have_attribute("aria-busy", "false")
        yield page
    assert complaints == []


@pytest.fixture
def desk(browser: Browser, demo: str) -> Iterator[Page]:
    yield from opened(browser, demo, DESK)


@pytest.fixture
def phone(browser: Browser, demo: str) -> Iterator[Page]:
    yield from opened(browser, demo, PHONE)


def chat(page: Page, seat: str) -> FrameLocator:
    return page.frame_locator(f"#seat-{seat} iframe")


def heard(office: FakeOffice) -> list[tuple[str, str]]:
    return [(incoming.address, incoming.text) for incoming in office.heard]


@pytest.mark.browser
def test_three_people_sit_side_by_side(desk: Page) -> None:
    for name in ("Bà Nguyễn Thị Sáu", "Chị <Lan> & đồng nghiệp", "Ông Bình"):
        expect(desk.get_by_role("heading", name=name)).to_be_visible()
    boxes: list[Any] = [desk.locator(f"#seat-{seat} iframe").bounding_box() for seat in INFOS]
    assert len({box["y"] for box in boxes}) == 1
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]


@pytest.mark.browser
def test_a_suggestion_is_sent_from_its_seat(desk: Page, office: FakeOffice) -> None:
    desk.get_by_role("button", name="Đèn đường hỏng").click()
    expect(chat(desk, "dan").locator(".bubble")).to_have_count(2)
    desk.get_by_role("button", name="Việc của tôi").click()
    expect(chat(desk, "canbo").locator(".bubble")).to_have_count(2)
    expect(chat(desk, "lanhdao").locator(".bubble")).to_have_count(0)
    assert heard(office) == [("seat-citizen", LAMP), ("seat-official", "/viec")]


@pytest.mark.browser
def test_a_suggestion_may_only_be_put_into_the_box(desk: Page, office: FakeOffice) -> None:
    desk.get_by_role("button", name="Soạn tin về rác").click()
    expect(chat(desk, "dan").get_by_label("Tin nhắn")).to_have_value("rác ùn ở cổng trường")
    assert heard(office) == []


@pytest.mark.browser
def test_a_page_that_is_not_the_demo_cannot_speak_for_a_seat(desk: Page, office: FakeOffice) -> None:
    frame = desk.frames[1]
    frame.evaluate("window.postMessage({ to: 'dondoc', text: 'giả', send: true }, location.origin)")
    desk.get_by_role("button", name="Đèn đường hỏng").click()
    expect(chat(desk, "dan").locator(".bubble")).to_have_count(2)
    assert heard(office) == [("seat-citizen", LAMP)]


@pytest.mark.browser
def test_time_passes_visibly_and_then_shows_the_new_moment(desk: Page, clock: Clock) -> None:
    expect(desk.locator("#moment")).to_have_text("thứ Sáu, 20/11/2026 · 12:05")
    clock.may_go.clear()
    morning, friday = (desk.locator(f".moves [data-to={to}]") for to in ("morning", "friday"))
    morning.click()
    expect(desk.locator("#moment")).to_have_text("Thời gian đang trôi…")
    expect(friday).to_have_attribute("aria-disabled", "true")
    friday.click(force=True)
    clock.may_go.set()
    expect(desk.locator("#moment")).to_have_text("thứ Bảy, 21/11/2026 · 07:05")
    expect(friday).to_have_attribute("aria-disabled", "false")
    assert clock.moves == ["morning"]


@pytest.mark.browser
def test_the_steps_can_be_followed_ticked_and_put_away(desk: Page, office: FakeOffice, clock: Clock) -> None:
    steps = desk.get_by_role("complementary")
    steps.get_by_role("button", name="Gửi giúp tôi").click()
    expect(chat(desk, "dan").locator(".bubble")).to_have_count(2)
    steps.get_by_role("button", name="Tới sáng mai").click()
    expect(steps.locator("li.done")).to_have_count(2)
    assert clock.moves == ["morning"]
    steps.get_by_role("button", name="Ẩn hướng dẫn").click()
    expect(steps).to_be_hidden()
    desk.get_by_role("button", name="Hướng dẫn").click()
    expect(steps).to_be_visible()


@pytest.mark.browser
def test_a_phone_shows_one_seat_at_a_time_and_marks_where_news_waits(phone: Page, office: FakeOffice) -> None:
    citizen, official = phone.get_by_role("tab", name="Người dân"), phone.get_by_role("tab", name="Cán bộ")
    expect(phone.locator("#seat-dan")).to_be_visible()
    expect(phone.locator("#seat-canbo")).to_be_hidden()
    office.say("seat-official", "letter:1", "Có phản ánh mới.")
    expect(official.locator(".dot")).to_be_visible()
    expect(citizen.locator(".dot")).to_be_hidden()
    official.click()
    expect(chat(phone, "canbo").get_by_text("Có phản ánh mới.")).to_be_visible()
    expect(official.locator(".dot")).to_be_hidden()
    expect(phone.locator("#seat-dan")).to_be_hidden()


@pytest.mark.browser
def test_a_phone_opens_the_steps_when_asked(phone: Page, office: FakeOffice) -> None:
    expect(phone.get_by_role("complementary")).to_be_hidden()
    phone.get_by_role("button", name="Hướng dẫn").click()
    phone.get_by_role("button", name="Gửi giúp tôi").click()
    expect(phone.get_by_role("complementary")).to_be_hidden()
    expect(chat(phone, "dan").locator(".bubble")).to_have_count(2)


@pytest.mark.browser
def test_it_fits_every_hand_and_eye(desk: Page, phone: Page) -> None:
    for page in (desk, phone):
        assert overflowing(page) == []
        assert too_small(page) == []
        assert faults(page) == []
        assert too_faint(page, "#moment", ".moves button", ".chips button", "h1", "h2", ".role", ".steps p") == []
    assert too_faint(desk, ".brand p", ".about", ".try") == []
    assert too_faint(phone, "[role=tab]") == []
