"""What an answer to a citizen must say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.answers import Lack, lacks
from bot.rules.vietnamese import plain

NOISE, LAMP = "tieng-on", "chieu-sang-dien"


@pytest.mark.parametrize(
    "answer",
    [
        "Tổ điện đã thay bóng lúc 16 giờ chiều nay",
        "to dien da thay bong sang nay",
        "Ngày 20/11 Phòng Kinh tế đã kiểm tra, không phát hiện vi phạm",
        "Tối 12-11 Công an xã đã nhắc nhở chủ quán, quán ký cam kết nghỉ trước 22 giờ.",
        "Tuần trước đội vệ sinh đã thu gom hết bãi rác, dựng biển cấm đổ.",
        "TRẠM Y TẾ ĐÃ PHUN THUỐC HÔM QUA",
        "Cán bộ một cửa đã xin lỗi và trả kết quả cho ông lúc 9h30 thứ Hai.",
    ],
)
def test_who_did_what_and_when_is_an_answer(answer: str) -> None:
    assert lacks(answer, LAMP, photos=1) == ()


@pytest.mark.parametrize(
    "answer",
    [
        "Chưa sửa được vì tuyến đường chờ kinh phí của tỉnh, dự kiến quý I/2027",
        "Việc này không thuộc thẩm quyền của xã, xin liên hệ Điện lực khu vực.",
        "chua lam duoc do mua lu, se lam sau",
    ],
)
def test_why_not_is_an_answer_too(answer: str) -> None:
    assert lacks(answer, LAMP, photos=0) == ()


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("Sẽ xem xét trong thời gian tới", (Lack.DEED,)),
        ("Đã tiếp nhận, cảm ơn ông", (Lack.DEED,)),
        ("Đã ghi nhận và chuyển đơn vị chuyên môn", (Lack.DEED,)),
        ("ok", (Lack.DEED,)),
        ("", (Lack.DEED,)),
        ("Chưa sửa được", (Lack.REASON,)),
        ("Đã xử lý", (Lack.WHEN, Lack.WHO)),
        ("Đã nhắc nhở chủ quán tối qua", ()),
        ("Công an xã đã nhắc nhở", (Lack.WHEN,)),
        ("Đã khắc phục xong sáng nay", (Lack.WHO,)),
    ],
)
def test_what_is_missing_is_named(answer: str, missing: tuple[Lack, ...]) -> None:
    assert lacks(answer, NOISE, photos=0) == missing


def test_what_can_be_seen_is_shown() -> None:
    answer = "Tổ điện đã thay bóng lúc 16 giờ chiều nay"
    assert lacks(answer, LAMP, photos=0) == (Lack.PHOTO,)
    assert lacks(answer, LAMP, photos=1) == ()
    assert lacks(answer, NOISE, photos=0) == ()


def test_the_offices_own_units_are_known_as_who() -> None:
    answer = "Kinh tế – Hạ tầng đã vá đường ngày 3/12"
    assert lacks(answer, NOISE, 0) == (Lack.WHO,)
    assert lacks(answer, NOISE, 0, ["Kinh tế – Hạ tầng"]) == ()


@given(st.text())
def test_any_words_are_read_and_a_photo_never_makes_an_answer_worse(words: str) -> None:
    assert set(lacks(words, LAMP, 1)) <= set(lacks(words, LAMP, 0))


@given(st.sampled_from(["Công an xã đã nhắc nhở", "Đã xử lý", "Sẽ xem xét", "Tổ điện đã thay bóng hôm qua"]))
def test_accents_do_not_decide(words: str) -> None:
    assert lacks(plain(words), NOISE, 0) == lacks(words, NOISE, 0)
