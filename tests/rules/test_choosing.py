"""Choices that are typed: by number, by letter, by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.choosing import chosen, lettered, marked

labels = st.text("aệ 1.b", min_size=1, max_size=12)
rows = st.lists(st.lists(labels, min_size=1, max_size=4), max_size=6)


def shown(rows: list[list[str]]) -> list[str]:
    return [f"{one.mark}. {one.label}" for one in marked(rows)]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Đồng ý", "Không"], ["Thôi"]], ["1. Đồng ý", "2. Không", "3. Thôi"]),
        ([["11. Dọn kho"], ["12. Nộp báo cáo"], ["Trang sau"]], ["11. Dọn kho", "12. Nộp báo cáo", "13. Trang sau"]),
        ([["Về đầu"], ["2. Dọn kho"]], ["3. Về đầu", "2. Dọn kho"]),
        ([["1. Đèn hỏng", "Xử lý lại"], ["2. Cống tắc", "Xử lý lại"]], None),
        ([["1. Xong"], ["1. Chưa"]], ["2. 1. Xong", "3. 1. Chưa"]),
        ([["7 ngày"], ["1022"]], ["1. 7 ngày", "2. 1022"]),
    ],
)
def test_a_number_that_a_label_begins_with_is_its_own(rows: list[list[str]], lines: list[str] | None) -> None:
    lines = lines or ["1. Đèn hỏng", "3. Xử lý lại (1)", "2. Cống tắc", "4. Xử lý lại (2)"]
    assert shown(rows) == lines


@pytest.mark.parametrize(
    ("said", "meant"),
    [("11", 0), (" 11. ", 0), ("011", 0), ("13", 2), ("13)", 2), ("1", None), ("0", None), ("", None), ("mười", None)],
)
def test_a_bare_number_means_its_line(said: str, meant: int | None) -> None:
    assert chosen([["11. Dọn kho"], ["12. Nộp báo cáo", "Trang sau"]], said) == meant


def test_the_words_of_a_choice_mean_it_where_nothing_can_be_tapped() -> None:
    rows = [["✓ Đồng ý"], ["Không có sản phẩm"]]
    assert chosen(rows, "khong co san pham", by_words=True) == 1
    assert chosen(rows, "đồng ý", by_words=True) == 0
    assert chosen(rows, "đồng ý") is None
    assert chosen(rows, "đồng ý xóa", by_words=True) is None


def test_letters_leave_numbers_to_answers() -> None:
    rows = lettered([["1. Xem CT-7", "Thôi"]])
    assert rows == [["a. Xem CT-7", "b. Thôi"]]
    assert (chosen(rows, "b"), chosen(rows, "B."), chosen(rows, "2")) == (1, 1, None)


@given(rows)
def test_every_choice_has_a_mark_of_its_own_and_is_found_by_it(rows: list[list[str]]) -> None:
    found = marked(rows)
    assert len({one.mark for one in found}) == len(found) == sum(map(len, rows))
    assert [chosen(rows, one.mark) for one in found] == list(range(len(found)))
