"""A sorter learns from a clerk's corrections without being built again."""

import pytest

from bot.rules.sorting import CATEGORIES, Category, Sorter
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


def test_one_correction_is_enough_for_a_similar_message() -> None:
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")])

    for text in ("lồ ồ ở Gò Mun chảy ra lối đi, nhờ xã coi giùm", "lo o go mun lai xi ra loi di"):
        assert (taught.sort(text).kind, taught.sort(text).category) == ("phan_anh", "rac-moi-truong"), text


def test_the_last_word_of_the_clerk_counts() -> None:
    lessons = [(LOCAL, "phan_anh", topic) for topic in ("rac-moi-truong", "khac", "rac-moi-truong", "cap-thoat-nuoc")]

    assert SORTER.learn(lessons).sort(LOCAL).category == "cap-thoat-nuoc"


def test_lessons_kept_by_the_office_can_be_given_at_the_start() -> None:
    key = b"of this office"
    lesson = SORTER.knowing((), key).lesson(LOCAL, "phan_anh", "rac-moi-truong")

    assert SORTER.knowing([lesson], key).sort(LOCAL).category == "rac-moi-truong"


def test_what_is_kept_of_a_message_says_nothing_without_the_key() -> None:
    one, other = (SORTER.knowing((), key).lesson(LOCAL, "phan_anh", "khac") for key in (b"one", b"other"))

    assert not set(one.marks) & set(other.marks)
    assert not any(word in mark for mark in one.marks for word in ("mun", "bãi", "lo_"))
    assert SORTER.knowing([one], b"other").sort(LOCAL) == SORTER.sort(LOCAL)


def test_a_taught_answer_says_that_it_was_taught() -> None:
    taught = SORTER.learn([(LOCAL, "phan_anh", "rac-moi-truong")])

    assert taught.sort(LOCAL).why[1] == "lĩnh vực Rác, môi trường như cán bộ đã sửa ở tin tương tự"


def test_a_topic_of_the_offices_own_is_learnt_too() -> None:
    tree = {**CATEGORIES, "rieng-lo-o": Category("Lồ ồ", "lồ ồ xì")}
    taught = SORTER.knowing((), b"", tree).learn([(LOCAL, "phan_anh", "rieng-lo-o")])

    assert taught.sort(LOCAL).category == "rieng-lo-o"
    assert taught.likeliest(LOCAL)[0] == "rieng-lo-o"
    assert "Lồ ồ" in taught.sort(LOCAL).why[1]


def test_the_likeliest_topics_come_first_and_none_is_missing() -> None:
    likeliest = SORTER.likeliest("karaoke nhà bên hát tới một giờ sáng")

    assert likeliest[0] == "tieng-on"
    assert sorted(likeliest) == sorted(CATEGORIES)


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
