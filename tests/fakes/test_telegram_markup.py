"""How the double reads parse_mode HTML."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fakes.telegram.markup import read_html, units
from bot.fakes.telegram.refusals import RefusalError


@pytest.mark.parametrize(
    ("source", "shown", "entities"),
    [
        ("Chào", "Chào", []),
        ("<b>Chào</b> An", "Chào An", [("bold", 0, 4)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<b>a <i>b</i></b>", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        ("😀<code>x</code>", "😀x", [("code", 2, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("&lt;b&gt; &amp; &quot; &#39; &#x41;", "<b> & \" ' A", []),
        ("&lt x", "< x", []),
        ("&nbsp;&copy;", "&nbsp;&copy;", []),
        ("3 > 2 & 1", "3 > 2 & 1", []),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ],
)
def test_tags_become_entities(source: str, shown: str, entities: list[tuple[str, int, int]]) -> None:
    text, found = read_html(source)
    assert text == shown
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


def test_a_link_keeps_its_address() -> None:
    assert read_html('<a href="https://example.vn">đây</a>') == (
        "đây",
        [{"type": "text_link", "offset": 0, "length": 3, "url": "https://example.vn"}],
    )


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("Đ <u1>x", 'Unsupported start tag "u1" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b class", 'Unclosed start tag "b" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x <i>y</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_faults_are_told_in_telegrams_words(source: str, problem: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read_html(source)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {problem}"


@given(st.text(alphabet="<>/&;abi code lt#3x=\"'😀\n", max_size=60))
def test_any_text_is_either_read_or_refused(source: str) -> None:
    shown = ""
    entities: list[dict[str, Any]] = []
    with suppress(RefusalError):
        shown, entities = read_html(source)
    assert all(entity["offset"] + entity["length"] <= units(shown) for entity in entities)
