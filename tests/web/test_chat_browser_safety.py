"""The chat page in a real browser: words stay words, and nothing comes from elsewhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import looking, say
from tests.web.chat_office import FakeOffice

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"alert('bad')\"><script>alert('bad')</script>"


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

    @settings(max_examples=150)
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


def test_nothing_is_loaded_from_elsewhere(browser: Browser, url: str) -> None:
    with looking(browser, []) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{url}/chat")
        say(page, "đèn hỏng")
        expect(page.locator(".bubble")).to_have_count(2)
    assert len(asked) > 8
    assert [address for address in asked if not address.startswith(f"{url}/chat")] == []
