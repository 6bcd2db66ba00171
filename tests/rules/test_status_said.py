"""Questions about the state of the office, as people say them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.status_said import Asked, Names, read_status
from bot.rules.status_views import View
from bot.rules.vietnamese import plain

NAMES = Names(
    units={
        1: ("Văn phòng HĐND và UBND", "văn phòng"),
        2: ("Phòng Kinh tế", "kt"),
        3: ("Phòng Văn hóa – Xã hội", "vh xh"),
        4: ("Công an xã",),
        5: ("Trung tâm Phục vụ hành chính công", "bộ phận một cửa"),
    },
    people={
        1: ("Lê Văn Nam", 2),
        2: ("Chị Lan", 2),
        3: ("Phạm Thị Lan", 3),
        4: ("Trần Mai", 3),
        5: ("Nguyễn Quý", 4),
        6: ("Chi", 1),
    },
)


@pytest.mark.parametrize(
    ("said", "code", "units", "people"),
    [
        ("tình hình", "", (), ()),
        ("TÌNH HÌNH?", "", (), ()),
        ("tre han", "tre", (), ()),
        ("trễ", "tre", (), ()),
        ("tuần này", "tuan", (), ()),
        ("tuan sau", "tuansau", (), ()),
        ("tháng này có gì trễ", "tre thang", (), ()),
        ("quý này", "quy", (), ()),
        ("việc hôm nay", "viec homnay", (), ()),
        ("sắp đến hạn", "tuan", (), ()),
        ("PAKN", "pa", (), ()),
        ("pakn tuần này", "pa tuan", (), ()),
        ("phản ánh trễ", "pa tre", (), ()),
        ("biểu đồ phản ánh", "bieudo pa", (), ()),
        ("việc trễ của phòng kinh tế", "viec tre", (2,), ()),
        ("của Phòng Kinh tế", "", (2,), ()),
        ("tình hình kinh tế", "", (2,), ()),
        ("phòng vhxh", "", (3,), ()),
        ("tình hình phòng VH-XH", "", (3,), ()),
        ("văn hoá xã hội tuần này", "tuan", (3,), ()),
        ("pkt trễ", "tre", (2,), ()),
        ("phòng KT", "", (2,), ()),
        ("kt trễ", "tre", (2,), ()),
        ("công an trễ hạn", "tre", (4,), ()),
        ("cho em xem tình hình một cửa với ạ", "", (5,), ()),
        ("văn phòng hđnd và ubnd", "", (1,), ()),
        ("anh Nam có gì trễ", "tre", (), (1,)),
        ("đồng chí Nam tuần sau", "tuansau", (), (1,)),
        ("lê văn nam", "", (), (1,)),
        ("tình hình Nam", "", (), (1,)),
        ("chị Lan", "", (), (2, 3)),
        ("chị Lan phòng Kinh tế", "", (), (2,)),
        ("tình hình chị Lan văn hóa xã hội thế nào rồi", "", (), (3,)),
        ("chị Mai", "", (), (4,)),
        ("ngày mai", "mai", (), ()),
        ("anh Quý quý này", "quy", (), (5,)),
        ("chị Chi", "", (), (6,)),
    ],
)
def test_a_question_is_understood(said: str, code: str, units: tuple[int, ...], people: tuple[int, ...]) -> None:
    asked = read_status(said, NAMES)
    assert asked is not None
    assert (asked.view.code, asked.units, asked.people, asked.unknown) == (code, units, people, "")


@pytest.mark.parametrize(
    ("said", "whose"),
    [("cả xã trễ", "office"), ("việc của tôi trễ", "mine"), ("đơn vị tôi tuần này", "ours"), ("phòng mình", None)],
)
def test_it_says_whose_work_is_meant(said: str, whose: str | None) -> None:
    asked = read_status(said, NAMES)
    assert (asked is None) if whose is None else (asked is not None and getattr(asked, whose))


@pytest.mark.parametrize(
    ("said", "name"),
    [("tình hình chị Hoa", "Hoa"), ("trễ hạn phòng nội vụ", "nội vụ"), ("PAKN của anh Trần Bình", "Trần Bình")],
)
def test_a_name_that_nobody_bears_is_told(said: str, name: str) -> None:
    asked = read_status(said, NAMES)
    assert asked is not None
    assert asked.unknown == name


@pytest.mark.parametrize(
    "said",
    [
        *("", "xong", "ok", "Lan", "kt", "nam", "phòng", "thế nào rồi", "chào chị", "chào chị Lan", "anh Nam ơi"),
        *(
            "giao chị Lan nộp báo cáo",
            "chị Lan nghỉ",
            "chị Lan tuần sau nghỉ",
            "báo cáo tháng này",
            "15/12 vì chờ tỉnh",
        ),
        *("tình hình an ninh thôn 3 phức tạp", "phản ánh trễ quá gọi không ai nghe", "đèn đường hỏng cả tuần nay"),
        *("việc này trễ vì chờ văn bản của tỉnh", "kiến nghị sửa đường thôn 2", "Đã trả lời người dân hôm nay"),
    ],
)
def test_other_words_are_no_question(said: str) -> None:
    assert read_status(said, NAMES) is None


def test_what_can_also_answer_something_else_is_not_firm() -> None:
    firm = {said: read_status(said, NAMES) for said in ("tuần sau", "chị Mai", "ngày mai", "trễ hạn tuần sau", "pakn")}
    assert {said: asked.firm for said, asked in firm.items() if asked} == {
        "tuần sau": False,
        "chị Mai": False,
        "ngày mai": False,
        "trễ hạn tuần sau": True,
        "pakn": True,
    }


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_words_are_read_without_harm(said: str) -> None:
    assert isinstance(read_status(said, NAMES), Asked | None)


@settings(max_examples=100)
@given(st.sampled_from(["", "việc ", "trễ ", "PAKN "]), st.sampled_from(list(NAMES.units)), st.booleans())
def test_every_name_of_a_unit_finds_it(topic: str, unit: int, accents: bool) -> None:
    for name in NAMES.units[unit]:
        said = f"{topic}{name if accents else plain(name)}"
        asked = read_status(said, NAMES)
        if asked is None:
            assert not topic
            assert len(name) < 3
        else:
            assert asked.units == (unit,)


def test_the_view_is_without_a_place() -> None:
    asked = read_status("trễ phòng kinh tế", NAMES)
    assert asked
    assert asked.view == View(late=True)
