"""Several matters in one message, told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.sorting import Sorter, matters, split_matters
from bot.rules.vietnamese import plain

SORTER = Sorter()
LAMP = "Trụ đèn đầu hẻm tắt cả tuần nay"
DOG = "chó nhà bên thả rông cắn người hoài"
SEVERAL = (
    (f"{LAMP}. Với lại {DOG}.", ("chieu-sang-dien", "nong-nghiep-thu-y")),
    (f"{LAMP}, nhân tiện báo luôn {DOG}", ("chieu-sang-dien", "nong-nghiep-thu-y")),
    (
        "Tôi có hai việc: 1. cống trước nhà nghẹt, mưa là ngập 2. karaoke nhà bên hát tới khuya",
        ("cap-thoat-nuoc", "tieng-on"),
    ),
    (
        "Rác ứ đầy ngõ hôi thối mấy ngày.\nMất điện từ trưa, gọi điện lực không ai nghe.",
        ("rac-moi-truong", "vien-thong-dien-luc"),
    ),
    (
        "xã ơi rác ứ đầy ngõ hôi thối mấy ngày rồi còn karaoke nhà bên hát tới một giờ sáng không ai ngủ được",
        ("rac-moi-truong", "tieng-on"),
    ),
)
SINGLE = (
    LAMP,
    "Cống trước nhà nghẹt, mưa là ngập. Nước tràn vô nhà, hư hết đồ đạc. Nhờ xã cho người thông cống.",
    "Đèn đường hẻm 5 tắt. Tối qua mẹ tôi vấp té. Báo hoài mà chẳng ai quan tâm.",
    "Cháy lớn ở dãy phòng trọ. Còn người mắc kẹt bên trong. Điện giật nữa, cứu với",
    "",
    "alo",
)


@pytest.mark.parametrize(("text", "topics"), SEVERAL)
def test_each_matter_gets_its_own_topic(text: str, topics: tuple[str, ...]) -> None:
    assert tuple(matter.category for matter in matters(text, SORTER)) == topics


@pytest.mark.parametrize(("text", "topics"), SEVERAL)
def test_matters_are_told_apart_without_accents_too(text: str, topics: tuple[str, ...]) -> None:
    bare = "\n".join(map(plain, text.split("\n")))

    assert tuple(matter.category for matter in matters(bare, SORTER)) == topics


@pytest.mark.parametrize("text", SINGLE)
def test_consequences_and_laments_are_no_second_matter(text: str) -> None:
    assert len(split_matters(text)) <= 1


@given(st.lists(st.sampled_from([*SINGLE, *(text for text, _ in SEVERAL), "1. ", "với lại ", "\n"]), max_size=5))
def test_no_word_is_lost_or_doubled(texts: list[str]) -> None:
    text = " ".join(texts)

    assert "".join("".join(split_matters(text)).split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_any_text_can_be_asked_for_its_matters(text: str) -> None:
    assert all(part.strip() for part in split_matters(text))
