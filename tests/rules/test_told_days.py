"""The day an official names."""

from datetime import date as on

import pytest

from bot.rules.told_days import day_and_words, read_coming, read_past

FRIDAY = on(2026, 11, 20)

PAST = [
    ("hôm nay", on(2026, 11, 20)),
    ("Hom qua", on(2026, 11, 19)),
    ("hôm kia.", on(2026, 11, 18)),
    ("18/11", on(2026, 11, 18)),
    ("ngày 18 tháng 11", on(2026, 11, 18)),
    ("18/11/2026", on(2026, 11, 18)),
    ("2/1", on(2026, 1, 2)),
    ("18/11/2024", on(2024, 11, 18)),
    ("21/11", None),  # tomorrow, and a year ago is too far
    ("5/12", None),
    ("ngày mai", None),
    ("tháng 11", None),
    ("trước 18/11", None),
    ("mới đây", None),
    ("", None),
]
COMING = [
    ("hôm nay", on(2026, 11, 20)),
    ("ngày mai", on(2026, 11, 21)),
    ("15/12", on(2026, 12, 15)),
    ("15/1", on(2027, 1, 15)),
    ("15/1/2028", on(2028, 1, 15)),
    ("hôm qua", None),
    ("18/11/2026", None),
    ("18/11", None),  # two days ago; a year on is too far to guess
    ("trước 15/12", None),
    ("từ 15/12 đến 20/12", None),
]


@pytest.mark.parametrize(("words", "day"), PAST)
def test_what_happened_is_not_in_the_future(words: str, day: on | None) -> None:
    assert read_past(words, FRIDAY) == day


@pytest.mark.parametrize(("words", "day"), COMING)
def test_what_is_to_come_is_not_over(words: str, day: on | None) -> None:
    assert read_coming(words, FRIDAY) == day


def test_in_january_a_day_of_december_is_last_years() -> None:
    assert read_past("28/12", on(2027, 1, 5)) == on(2026, 12, 28)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("18/11, Quyết định 12/QĐ-UBND", "18/11", "Quyết định 12/QĐ-UBND"),
        ("18/11 theo Quyết định 12/QĐ-UBND", "18/11", "theo Quyết định 12/QĐ-UBND"),
        ("hôm qua; Thông báo số 5, bản 2", "hôm qua", "Thông báo số 5, bản 2"),
        ("18/11", "18/11", ""),
    ],
)
def test_the_paper_is_told_from_the_day(text: str, day: str, rest: str) -> None:
    assert day_and_words(text) == (day, rest)
