"""The small mark-up: read, shown plainly, cut to size."""

import unicodedata
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.markup import (
    Run,
    escape,
    plain,
    read_runs,
    split_markup,
    split_text,
    units,
    write_runs,
)
from bot.fakes.telegram.markup import read_html

FAMILY = "👨‍👩‍👧"
NFD = unicodedata.normalize("NFD", "ệ")

# What a reader takes for one letter each.
whole = st.sampled_from(["a", "ệ", NFD, "đ", " ", "\n", "😀", FAMILY, "🇻🇳", "👍🏽", "1️⃣", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"])
signs = st.sampled_from(["  ", "\n\n", "&", "<", ">", '"', "<u>", "&nbsp;"])
words = st.lists(whole | signs, max_size=60).map("".join)
tags = st.lists(st.sampled_from(["b", "i", "code"]), unique=True, max_size=3).map(tuple)
runs = st.lists(st.builds(Run, words, tags), max_size=8)
markups = runs.map(write_runs)
# Also what a careless template could make: tags crossed, left open, closed twice.
careless = st.lists(
    st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<", "&amp;", "&#39;", "&", "chữ ", "😀"]),
    max_size=40,
).map("".join)


def dress(markup: str) -> list[tuple[str, frozenset[str]]]:
    """Each shown character with the tags around it."""
    return [(char, frozenset(run.tags)) for run in read_runs(markup) for char in run.text]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("Chào <b>anh An</b>", "Chào anh An"),
        ("1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"),
        ("&#34;Đơn&#34; c&#39;est &#x41;", '"Đơn" c\'est A'),
        ("hạn <u>gấp</u>", "hạn <u>gấp</u>"),
        ("5 < 7 & 8", "5 < 7 & 8"),
        ("&nbsp;", "&nbsp;"),
        ("<b></b>", ""),
        ("", ""),
    ],
)
def test_a_reader_sees_the_words_without_the_tags(markup: str, shown: str) -> None:
    assert plain(markup) == shown


@pytest.mark.parametrize(
    ("careless_text", "sound"),
    [
        ("<b>mở", "<b>mở</b>"),
        ("đóng</b>", "đóng"),
        ("<b>đậm <i>cả hai</b> nghiêng</i>", "<b>đậm <i>cả hai</i></b><i> nghiêng</i>"),
        ("<b>một <b>hai</b> ba</b>", "<b>một <b>hai</b> ba</b>"),
        ("a < b <script>", "a &lt; b &lt;script&gt;"),
        ("R&D", "R&amp;D"),
    ],
)
def test_careless_markup_is_put_right(careless_text: str, sound: str) -> None:
    assert write_runs(read_runs(careless_text)) == sound


@given(markups | careless)
@example("<b>một</b><b>hai</b>")
def test_a_text_that_fits_is_one_part_and_as_its_runs_are_written(markup: str) -> None:
    written = write_runs(read_runs(markup))
    assert split_markup(markup, 10_000) == ([written] if written else [])


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("Đôn Đốc", 7), (NFD, 3), ("😀", 2), (FAMILY, 8), ("🇻🇳", 4)],
)
def test_length_is_counted_in_utf_16_units(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 10, []),
        ("vừa khít", 8, ["vừa khít"]),
        ("dòng một\ndòng hai", 12, ["dòng một\n", "dòng hai"]),
        ("họp giao ban tuần", 10, ["họp giao ", "ban tuần"]),
        ("a\nhọp giao ban tuần", 12, ["a\nhọp giao ", "ban tuần"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        (NFD * 3, 7, [NFD * 2, NFD]),
        ("😀😀😀", 5, ["😀😀", "😀"]),
        (f"ab{FAMILY}", 9, ["ab", FAMILY]),
        ("🇻🇳🇻🇳🇻🇳", 9, ["🇻🇳🇻🇳", "🇻🇳"]),
        ("🇻🇳🇻🇳🇻🇳", 7, ["🇻🇳", "🇻🇳", "🇻🇳"]),
        ("👍🏽👍🏽", 6, ["👍🏽", "👍🏽"]),
        ("ab\r\ncd", 3, ["ab", "\r\n", "cd"]),
        ("a" + "\u0301" * 9, 4, ["a\u0301\u0301\u0301", "\u0301" * 4, "\u0301" * 2]),
    ],
)
def test_text_is_cut_between_lines_then_words_then_letters(text: str, limit: int, parts: list[str]) -> None:
    assert split_text(text, limit) == parts


def test_a_part_takes_its_tags_along() -> None:
    assert split_markup("<b>đậm <i>nghiêng</i></b> &amp; xong", 6) == [
        "<b>đậm </b>",
        "<b><i>nghiên</i></b>",
        "<b><i>g</i></b> &amp; ",
        "xong",
    ]


def test_an_escaped_sign_counts_as_the_one_letter_it_shows() -> None:
    assert split_markup("&lt;" * 10, 10) == ["&lt;" * 10]


@given(words)
def test_escaped_words_are_shown_as_they_were(text: str) -> None:
    assert plain(escape(text)) == text


@given(markups | careless, st.integers(40, 200))
def test_the_parts_joined_are_the_whole_text(markup: str, limit: int) -> None:
    parts = split_markup(markup, limit)
    assert [each for part in parts for each in dress(part)] == dress(markup)


@given(markups | careless, st.integers(40, 200))
def test_telegram_can_parse_each_part_and_shows_no_more_than_the_limit(markup: str, limit: int) -> None:
    for part in split_markup(markup, limit):
        shown, _ = read_html(part)
        assert shown == plain(part)
        assert 0 < units(shown) <= limit


@given(st.lists(whole, max_size=120), st.integers(15, 60))
def test_no_letter_and_no_emoji_is_ever_cut(letters_in_order: list[str], limit: int) -> None:
    borders = {0, *accumulate(len(letter) for letter in letters_in_order)}
    cuts = accumulate(len(part) for part in split_text("".join(letters_in_order), limit))
    assert set(cuts) <= borders


@given(st.text(max_size=300), st.integers(2, 20))
def test_any_text_at_all_can_be_cut(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert "".join(parts) == text
    assert all(units(part) <= limit for part in parts)


@given(markups | careless)
def test_reading_what_was_written_changes_nothing_more(markup: str) -> None:
    once = write_runs(read_runs(markup))
    assert write_runs(read_runs(once)) == once
