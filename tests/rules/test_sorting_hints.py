"""Place, repetition and second matters read from a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.sorting import is_many, is_repeat, place_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Đèn ở chợ Bàu Sen hư rồi", "chợ Bàu Sen"),
        ("rác đầy trước cổng trường tiểu học Gò Dưa", "trước cổng trường tiểu học Gò Dưa"),
        ("den o cho Bau Sen hu roi", "cho Bau Sen"),
        ("hẻm 45/7 ngập nữa rồi", "hẻm 45/7"),
        ("TỔ 12 MẤT NƯỚC", "TỔ 12"),
        ("cây ngã trước số nhà 8 đường Lê Lai", "trước số nhà 8 đường Lê Lai"),
        ("ổ gà đoạn ngã ba chùa Ông", "đoạn ngã ba chùa Ông"),
        ("xe tải chạy quốc lộ 80 giờ cấm", "quốc lộ 80"),
        ("Mưa ngập sân trường", None),
        ("Con tôi học lớp 4, cô thu thêm tiền", None),
        ("đề nghị cầu. Tôi xin cảm ơn", None),
        ("", None),
    ],
)
def test_a_place_is_given_back_as_it_was_written(text: str, place: str | None) -> None:
    assert place_of(text) == place


@given(st.text(max_size=200))
def test_a_place_is_always_part_of_the_text(text: str) -> None:
    place = place_of(text)

    assert place is None or place.strip() == place != ""


@pytest.mark.parametrize(
    "text",
    [
        "Lần 3 tôi báo cái cống này rồi đó",
        "lan thu hai em phan anh ma chua ai xuong",
        "Tôi đã phản ánh tháng trước mà chưa thấy sửa",
        "gọi hoài không ai nghe, đèn vẫn tắt",
        "báo nhiều lần rồi mà đâu vẫn vào đấy",
        "lần trước xã hứa tuần sau sửa",
    ],
)
def test_a_writer_who_comes_again_is_noticed(text: str) -> None:
    assert is_repeat(text)


@pytest.mark.parametrize(
    "text", ["Cống trước nhà nghẹt", "mỗi tuần mất điện hai lần", "Lần đầu tôi thấy nước đục vậy", ""]
)
def test_a_first_report_is_no_repetition(text: str) -> None:
    assert not is_repeat(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đèn hư, với lại cống cũng nghẹt",
        "Tôi có hai việc: rác và ồn",
        "(1) thêm ghế chờ; (2) thêm quạt",
        "duong hu, ngoai ra con mat nuoc",
    ],
)
def test_an_announced_second_matter_is_noticed(text: str) -> None:
    assert is_many(text)


@pytest.mark.parametrize("text", ["Đèn đường hẻm 5 tắt", "Nhà tôi ở tầng 2", ""])
def test_one_matter_is_one(text: str) -> None:
    assert not is_many(text)


@given(st.text(max_size=300))
def test_hints_never_fail(text: str) -> None:
    assert is_repeat(text) in (True, False)
    assert is_many(text) in (True, False)
