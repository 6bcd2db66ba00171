"""The chat page in a real browser."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect

from bot.talk import Location
from tests.web.browsing import PHONE, chromium, looking, too_faint, too_small, too_wide
from tests.web.chat_office import FakeOffice

pytestmark = pytest.mark.browser

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
HOSTILE = "<img src=x onerror=\"alert('bad')\"><script>alert('bad')</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
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


def say(page: Page, text: str) -> None:
    page.get_by_label("Tin nhắn").fill(text)
    page.get_by_label("Tin nhắn").press("Enter")


def bubbles(page: Page) -> list[str]:
    return page.locator(".said").all_inner_texts()


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
    expect(photo).to_have_attribute("src", page.locator(".mine .pictures a").get_attribute("href") or "")
    page.wait_for_function("document.querySelector('.mine .pictures img').naturalWidth === 1")
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


def test_hostile_words_stay_words(page: Page, office: FakeOffice) -> None:
    office.answers = [f"<b onclick=alert(1)>đậm</b> {HOSTILE} &lt;i&gt; <a href='javascript:alert(1)'>x</a>"]
    file = {"name": "<img src=x onerror=alert(1)>.txt", "mimeType": "text/plain", "buffer": b"x"}
    page.get_by_label("Gửi tệp").set_input_files(file)  # type: ignore[arg-type]
    say(page, HOSTILE)
    expect(page.locator(".mine .said")).to_contain_text(HOSTILE)
    expect(page.locator(".bubble:not(.mine) .said")).to_contain_text("<b onclick=alert(1)>đậm")
    expect(page.locator(".bubble:not(.mine) .said")).to_contain_text("<i> <a href='javascript:alert(1)'>x</a>")
    assert page.locator(".said img, .said script, .said a[href^=javascript]").count() == 0
    page.reload()
    expect(page.locator(".mine .said")).to_contain_text(HOSTILE)
    assert page.locator(".said img, .said script").count() == 0


def test_an_address_of_the_web_can_be_tapped_and_learns_nothing_of_us(page: Page, office: FakeOffice) -> None:
    office.answers = ["Xem <i>https://tanbinh.example/a?b=1&amp;c=2</i>, nhé."]
    say(page, "đâu?")
    link = page.get_by_role("link", name="https://tanbinh.example/a?b=1&c=2")
    expect(link).to_have_attribute("href", "https://tanbinh.example/a?b=1&c=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


MARKUP = [
    ("chữ thường", "chữ thường"),
    ("<b>đậm</b> <i>nghiêng</i> <code>/viec</code>", "<b>đậm</b> <i>nghiêng</i> <code>/viec</code>"),
    ("<b>đậm <i>cả hai</i></b>", "<b>đậm <i>cả hai</i></b>"),
    ("a &lt; b &amp;&amp; c &gt; d", "a &lt; b &amp;&amp; c &gt; d"),
    ("&quot;&#34;&#39;&#x27;", "\"\"''"),
    ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
    ("&nbsp;&unknown;", "&amp;nbsp;&amp;unknown;"),
    ("&#0;&#9999999;", "&amp;#0;&amp;#9999999;"),
    ("<u>không</u>", "&lt;u&gt;không&lt;/u&gt;"),
    ("</b>lạc", "lạc"),
    ("<b>chưa đóng", "<b>chưa đóng</b>"),
    ("<b><i>chéo</b></i>", "<b><i>chéo</i></b>"),
    ("<b class=x>", "&lt;b class=x&gt;"),
    ("a\nb", "a\nb"),
]


def nodes(page: Page, text: str) -> str:
    html: str = page.evaluate(
        """async text => {
            const { botNodes } = await import("/chat/static/markup.js");
            const box = document.createElement("div");
            box.append(botNodes(text));
            return box.innerHTML;
        }""",
        text,
    )
    return html


def test_our_small_markup_is_read_and_nothing_more(page: Page) -> None:
    assert [nodes(page, text) for text, _ in MARKUP] == [html for _, html in MARKUP]


def test_no_text_whatsoever_becomes_another_element(page: Page) -> None:
    pieces = st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<code>", "<img src=x onerror=alert(1)>", "&lt;", "&#60;"])
    texts = st.lists(st.one_of(pieces, st.sampled_from(["https://a.vn/", "<", ">", "\"'", "script>", "ế", " "])))

    @settings(deadline=None, max_examples=150)
    @given(parts=texts)
    def every_text(parts: list[str]) -> None:
        found: list[str] = page.evaluate(
            """async text => {
                const { botNodes } = await import("/chat/static/markup.js");
                const names = [...botNodes(text).querySelectorAll("*")].map(e => e.localName + (e.protocol ?? ""));
                return [...new Set(names)];
            }""",
            "".join(parts),
        )
        assert set(found) <= {"b", "i", "code", "ahttps:"}

    every_text()


# ---- when something is in the way


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


def assert_only_network(complaints: list[str]) -> None:
    """The browser's own lines on failed requests, and nothing of ours."""
    assert [line for line in complaints if not line.startswith("Failed to load resource")] == []
    complaints.clear()


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
    assert page.evaluate("localStorage.length") == 0
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


def test_an_invitation_is_taken_only_by_a_tap(page: Page, office: FakeOffice, url: str) -> None:
    page.goto(f"{url}/chat#moi_aB3-_xyz")
    page.get_by_role("button", name="Nhận lời mời").click()
    expect(page.locator(".mine .said")).to_contain_text("Nhận lời mời")
    expect(page.locator(".bubble")).to_have_count(3)
    assert (office.heard[0].text, office.heard[0].pressed) == ("/start moi_aB3-_xyz", True)
    assert "moi_" not in page.url


def test_without_cookies_the_page_says_what_is_wrong(page: Page, office: FakeOffice, complaints: list[str]) -> None:
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
    page.context.clear_cookies()
    say(page, "đèn hỏng")
    expect(page.locator(".status.failed")).to_contain_text("đang chặn cookie")
    assert office.heard == []
    assert_only_network(complaints)


# ---- for every eye and hand


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
    assert not too_wide(page)
    assert too_small(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_by_weak_eyes(page: Page, office: FakeOffice, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert too_faint(page, ".welcome h2", ".welcome p", ".urgent a", ".start", ".top h1", ".machine") == []
    fill(page, office)
    assert too_faint(page, ".said", ".said time", ".paper b", ".paper small", ".choices button", ".day") == []


def test_nothing_is_loaded_from_elsewhere(browser: Browser, url: str) -> None:
    with looking(browser, []) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{url}/chat")
        say(page, "đèn hỏng")
        expect(page.locator(".bubble")).to_have_count(2)
    assert len(asked) > 8
    assert [address for address in asked if not address.startswith(f"{url}/chat")] == []


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
