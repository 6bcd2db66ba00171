"""A sorter learns from a clerk's corrections without being built again."""

import pytest

from bot.rules.sorting import Correction, Sorter
from bot.rules.vietnamese import plain

SORTER = Sorter()
# A local word the packaged weights cannot know.
LOCAL = "Cái lồ ồ ngoài bãi Gò Mun lại xì ra đầy lối đi"


def test_a_corrected_message_is_sorted_as_the_clerk_said() -> None:
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")])

    told = taught.sort(LOCAL)
    assert (told.kind, told.category) == ("phan_anh", "rac-moi-truong")


def test_the_lesson_holds_without_accents() -> None:
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")])

    assert taught.sort(plain(LOCAL)).category == "rac-moi-truong"


def test_a_similar_message_gains_from_the_lesson() -> None:
    lessons = [
        (f"Lồ ồ xì ra {place}, nhờ coi giùm", "phan_anh", "rac-moi-truong")
        for place in ("đầu hẻm", "cuối xóm", "trước chùa", "bên hông chợ")
    ]

    assert SORTER.learn(lessons).sort("lồ ồ lại xì sau nhà văn hóa").category == "rac-moi-truong"


def test_the_old_sorter_stays_as_it_was() -> None:
    before = SORTER.sort(LOCAL)
    SORTER.learn([(LOCAL, "khong_phai", None)])

    assert SORTER.sort(LOCAL) == before


def test_lessons_add_up() -> None:
    other = "Gò Mun bữa nay phát hội vui ghê"
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")]).learn([(other, "khong_phai", None)])

    assert taught.sort(LOCAL).category == "rac-moi-truong"
    assert taught.sort(other).kind == "khong_phai"


def test_one_correction_leaves_unrelated_messages_alone() -> None:
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")])

    assert taught.sort("karaoke nhà bên hát tới một giờ sáng").category == "tieng-on"
    assert taught.sort("mất điện từ trưa, gọi điện lực không ai nghe").category == "vien-thong-dien-luc"


def test_corrections_kept_by_the_office_can_be_given_at_the_start() -> None:
    built = Sorter([Correction(LOCAL, "phan_anh", "rac-moi-truong")])

    assert built.sort(LOCAL) == SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")]).sort(LOCAL)


def test_learning_twice_the_same_way_gives_the_same_sorter() -> None:
    lessons = [(LOCAL, "phan_anh", "khac"), ("đèn đường hư", "phan_anh", "chieu-sang-dien")]

    assert SORTER.learn(lessons).sort(LOCAL) == SORTER.learn(lessons).sort(LOCAL)


def test_no_lesson_changes_nothing() -> None:
    assert SORTER.learn([]).sort(LOCAL) == SORTER.sort(LOCAL)


def test_what_a_clerk_taught_never_lets_an_accusation_through_alone() -> None:
    accusation = "Ông trưởng thôn nhận tiền của dân rồi bỏ túi riêng, tôi tố cáo"
    taught = SORTER.learn([(accusation, "phan_anh", "khac")] * 5)

    assert not taught.sort(accusation).auto


@pytest.mark.parametrize(
    ("kind", "category"), [("gop_y", None), ("phan_anh", "thoi-tiet")], ids=["unknown kind", "unknown topic"]
)
def test_a_label_that_does_not_exist_is_refused(kind: str, category: str | None) -> None:
    with pytest.raises(ValueError, match="not in"):
        SORTER.learn([(LOCAL, kind, category)])
