"""The same phrase as different offices type it."""

import unicodedata

import pytest

from bot.rules.deadlines import read
from bot.rules.vietnamese import plain

SAME = [
    ("Trước ngày 05/9/2024", "TRƯỚC NGÀY 05/9/2024"),
    ("Trước ngày 05/9/2024", "trước  ngày  5/9/2024"),
    ("Trước ngày 05/9/2024", "Trướcngày 05/9/2024"),
    ("Trước ngày 05/9/2024", "Trước ngày05/9/2024"),
    ("Trước ngày 05/9/2024", "Trước ngày 05.9.2024"),
    ("Trước ngày 05/9/2024", "Trước ngày 05-09-2024"),
    ("Trước ngày 05/9/2024", "Trước ngày 05/9/24"),
    ("Trước ngày 05/9/2024", "Trước ngày 5 tháng 9 năm 2024"),
    ("Trước ngày 05/9/2024", "truoc ngay 5/9/2024"),
    ("Trước ngày 05/9/2024", "Trứơc ngay 05/9/2024"),
    ("Hàng quý", "Hằng quý"),
    ("Hàng quý", "HẰNG QUÝ"),
    ("Hàng quý", "Hàng quí"),
    ("Hàng quý", "Hàng qúy"),
    ("Hàng quý", "Hàngquý"),
    ("Hàng quý", "hang quy"),
    ("Quý III/2024", "Quý III năm 2024"),
    ("Quý III/2024", "Quý 3/2024"),
    ("Quý III/2024", "Quý 03/2024"),
    ("Quý III/2024", "QuýIII/2024"),
    ("Quý III/2024", "Quý III-2024"),
    ("Quý III/2024", "quý iii / 2024"),
    ("Quý III/2024", "Quy III/2024"),
    ("Quý III/2024", "Q3/2024"),
    ("Tháng 3/2024", "tháng 03 năm 2024"),
    ("Tháng 3/2024", "Tháng3/2024"),
    ("Tháng 3/2024", "T3/2024"),
    ("Tháng 3/2024", "Thang 3/2024"),
    ("Tháng 3/2024", "THÁNG 3, NĂM 2024"),
    ("Định kỳ 6 tháng/lần", "Định kì 06 tháng/01 lần"),
    ("Định kỳ 6 tháng/lần", "dinh ky sau thang mot lan"),
    ("Định kỳ 6 tháng/lần", "định kỳ sáu (06) tháng một lần"),
    ("Thường xuyên", "THƯỜNG XUYÊN"),
    ("Thường xuyên", "Thường xuyên."),
    ("Thường xuyên", "Thườngxuyên"),
    ("Thường xuyên", "- Thường xuyên"),
    ("Thường xuyên", "thuong xuyen"),
    ("Thường xuyên", "Thưòng xuyên"),
    ("Tùy tình hình", "Tuỳ tình hình"),
    ("Thứ sáu hàng tuần", "Thứ 6 hằng tuần"),
    ("Thứ tư hàng tuần", "thu tu hang tuan"),
    ("02 lần/năm", "hai lần một năm"),
    ("02 lần/năm", "02 LẦN/NĂM"),
    ("02 lần/năm", "2 lan/nam"),
    ("6 tháng đầu năm 2024", "sau thang dau nam 2024"),
]


@pytest.mark.parametrize(("usual", "other"), SAME)
def test_spellings_of_one_phrase_mean_the_same(usual: str, other: str) -> None:
    first, second = read(usual, year=2024), read(other, year=2024)
    assert not second.needs_review, second.why
    assert str(first.schedule).casefold().replace("tuỳ", "tùy") == str(second.schedule).casefold().replace("tuỳ", "tùy")


PHRASES = sorted(
    {usual for usual, _ in SAME} | {"Ngay sau khi có kết quả", "Trong 10 ngày kể từ ngày nhận", "Cuối năm"}
)


@pytest.mark.parametrize("text", PHRASES)
def test_decomposed_letters_mean_the_same(text: str) -> None:
    assert read(unicodedata.normalize("NFD", text), year=2024) == read(text, year=2024)


@pytest.mark.parametrize("text", PHRASES)
def test_a_phrase_without_accents_keeps_its_form(text: str) -> None:
    bare, accented = read(plain(text), year=2024), read(text, year=2024)
    assert type(bare.schedule) is type(accented.schedule)
    assert bare.needs_review == accented.needs_review


def test_at_once_is_not_taken_for_a_day() -> None:
    assert read("ngay sau khi co ket qua", year=2024).schedule == read("Ngay sau khi co ket qua", year=2024).schedule
    assert not read("ngay 5/9", year=2024).needs_review


@pytest.mark.parametrize("text", ["Miền Nam", "Việt Nam 2024", "Quỹ đất", "Quy định", "Hạng 3", "Tuân thủ", "Tướng Ba"])
def test_words_that_only_look_alike_are_no_time(text: str) -> None:
    assert read(text, year=2024).needs_review
