"""A ladder of reminders in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ladder_said import LONGEST, read_steps, say_steps
from bot.rules.reminding import AUDIENCES, WORDINGS, Audience, Ladder, Rung, fitting_wording

HOLDER: frozenset[Audience] = frozenset({"holder"})
HEAD: frozenset[Audience] = frozenset({"holder", "unit_head"})
LEAD: frozenset[Audience] = frozenset({"holder", "lead"})


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    offsets = sorted(draw(st.sets(st.integers(-60, 60), min_size=1, max_size=8)))
    audience = st.frozensets(st.sampled_from(list(AUDIENCES.values())), min_size=1)
    rungs = []
    for offset in offsets:
        wording = st.sampled_from([word for word in WORDINGS if fitting_wording(word, offset) == word])
        rungs.append(Rung(offset, draw(audience), draw(wording)))
    return Ladder(tuple(rungs), *draw(st.just((None, 1)) | repeats(offsets)))


def repeats(offsets: list[int]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(max(0, offsets[0]), 70), st.integers(1, 9))


@given(ladder=ladders(), usual=st.sampled_from(["", "check_in"]))
def test_what_is_said_of_a_ladder_is_read_back_as_it(ladder: Ladder, usual: str) -> None:
    said = say_steps(ladder, usual)
    if len(said) <= LONGEST:
        assert read_steps(said, usual) == ladder


EXAMPLE = Ladder(
    (
        Rung(-10, HOLDER, "ahead"),
        Rung(-5, HOLDER, "ahead"),
        Rung(-1, HOLDER, "soon"),
        Rung(0, HOLDER, "today"),
        Rung(1, HOLDER, "late"),
        Rung(3, HEAD, "pressing"),
        Rung(5, LEAD, "pressing"),
    ),
    repeat_after=5,
    every=2,
)


@pytest.mark.parametrize(
    "said",
    [
        "trước 10, 5, 1 ngày; đúng hạn; trễ 1 ngày; trễ 3 ngày báo trưởng đơn vị; trễ 5 ngày báo lãnh đạo; "
        "sau đó mỗi 2 ngày",
        "truoc 10, 5 va 1 ngay, dung han, tre 1 ngay, tre 3 ngay bao truong phong, tre 5 ngay bao chu tich, "
        "sau do nhac lai moi 2 ngay",
        "Trước 10, 5, 1 ngày làm việc.\nNgày đến hạn.\nQuá hạn 1 ngày.\nQuá hạn 3 ngày: báo thêm cho lãnh đạo đơn vị.\n"
        "Quá hạn 5 ngày: gửi lãnh đạo cơ quan.\nTừ trễ 5 ngày: mỗi 2 ngày một lần.",
        "sau đó cứ 2 ngày; trễ 5 ngày báo lãnh đạo; trễ 3 ngày báo trưởng đơn vị; trễ 1 ngày; đúng hạn; "
        "trước 1, 5, 10 ngày",
    ],
)
def test_one_ladder_in_the_ways_people_write_it(said: str) -> None:
    assert read_steps(said) == EXAMPLE


def test_who_is_told_is_the_holder_and_whoever_is_named() -> None:
    ladder = read_steps("trễ 1 ngày báo trưởng đơn vị, văn thư và nhóm; trễ 2 ngày chỉ báo lãnh đạo")
    assert [rung.audience for rung in ladder.rungs] == [{"holder", "unit_head", "clerk", "group"}, {"lead"}]


def test_without_a_word_on_later_nothing_comes_again() -> None:
    assert read_steps("đúng hạn").repeat_after is None
    assert read_steps("đúng hạn; sau đó không nhắc nữa").repeat_after is None


def test_a_wording_can_be_chosen() -> None:
    assert read_steps("trễ 1 ngày báo lãnh đạo (lời cần làm ngay)").rungs == (Rung(1, LEAD, "pressing"),)
    assert read_steps("trước 2 ngày lời hỏi tình hình").rungs == (Rung(-2, HOLDER, "check_in"),)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("", "Chưa thấy mốc nhắc nào"),
        ("sau đó mỗi ngày", "Chưa thấy mốc nhắc nào"),
        ("hôm nào nhớ thì nhắc", "Chưa hiểu “hôm nào nhớ thì nhắc”"),
        ("trước 3 ngày; khi nào rảnh", "Chưa hiểu “khi nào rảnh”"),
        ("trước 3 ngày gọi điện", "Chưa hiểu “trước 3 ngày gọi điện”"),
        ("trước 0 ngày", "từ 1 đến 60"),
        ("trước 61 ngày", "từ 1 đến 60"),
        ("trễ 3 ngày báo thị trưởng", "Không rõ người nhận “thi truong”"),
        ("trễ 3 ngày lời quát", "Không có lời “quat”"),
        ("trễ 3 ngày (lời báo trước)", "không hợp với ngày"),
        ("trước 3, 3 ngày", "khác ngày nhau"),
        ("trước 3 ngày; sau đó mỗi ngày", "từ ngày đến hạn"),
        ("trễ 1 ngày; sau đó mỗi 0 ngày", "từ 1 ngày"),
        ("trễ 1 ngày; " * 40, "dài quá"),
    ],
)
def test_what_is_not_understood_is_named(said: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_steps(said)


@given(st.text(max_size=LONGEST))
def test_any_words_give_a_ladder_or_a_sentence(text: str) -> None:
    found = read_or_refusal(text)
    assert isinstance(found, Ladder) or found.endswith(".")


def read_or_refusal(text: str) -> Ladder | str:
    try:
        return read_steps(text)
    except ValueError as unclear:
        return str(unclear)
