"""The lead asks in a word and sees; from the sums down to the single duty or case, and back."""

import pytest

from bot.rules.computed import FEEDBACK_ON_TIME
from storage.feedback import open_feedback
from storage.indicators import Indicator
from storage.occurrences import open_duties
from storage.people import Post
from tests.talks import LAMP, Town, adopt, answered, code_in

LATE = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|19/11/2026"
WEEK = "Nạo vét kênh|Phòng Kinh tế|20/11/2026"
NEXT = "Kiểm tra bếp ăn|Phòng Văn hóa – Xã hội|27/11/2026"
EVERYBODY = ("Bà Thư", "Ông Lãnh", "Chị Lan", "Anh Văn", "Ông Trưởng", "Quản Trị")


async def with_plan(town: Town, *more: str) -> None:
    town.seat(*EVERYBODY)
    town.now = town.now.replace(day=18)
    await adopt(town, LATE, WEEK, NEXT, *more)
    town.now = town.now.replace(day=20)


def labels(town: Town, who: str) -> list[str]:
    return [choice.label for row in town.line.sent[who][-1].choices for choice in row]


@pytest.mark.parametrize("words", ["/tinhhinh", "tình hình", "Tinh hinh?", "cho em xem tình hình toàn xã ạ"])
async def test_the_summary_answers_to_command_and_words(town: Town, words: str) -> None:
    await with_plan(town)
    told = await town.say("Ông Lãnh", words)
    assert "Nhiệm vụ đang theo dõi: 3" in told
    assert "trễ hạn 1" in told
    assert "đến hạn tuần này: 1" in told
    assert "Rà soát hộ nghèo" in told
    assert "Phòng Văn hóa – Xã hội: 1 / 2" in told
    assert "Phòng Kinh tế: 0 / 1" in told
    assert len(labels(town, "Ông Lãnh")) <= 8


# What the lead says -> a part of the answer, and one that must not stand in it.
ASKED = {
    "trễ hạn": ("Việc trễ hạn: 1", "Nạo vét"),
    "viec tre cua phong van hoa xa hoi": ("Việc trễ hạn: 1</b> · Phòng Văn hóa", "Nạo vét"),
    "việc trễ của phòng kinh tế": ("Việc trễ hạn: 0</b> · Phòng Kinh tế", "hộ nghèo"),
    "tuần này": ("Tuần này (thứ Hai 16/11 – Chủ nhật 22/11) · UBND xã Thử", "hộ nghèo"),
    "tuần sau": ("Kiểm tra bếp ăn", "Nạo vét"),
    "thang nay": ("còn đến hạn 2", "hộ nghèo"),
    "quý này": ("Quý này", "hộ nghèo"),
    "của Phòng Kinh tế": ("Tình hình: Phòng Kinh tế", "hộ nghèo"),
    "phòng vhxh": ("Tình hình: Phòng Văn hóa – Xã hội", "Nạo vét"),
    "PAKN tuần này": ("nhận 1, đã trả lời 0", "Nạo vét"),
    "phản ánh trễ": ("Phản ánh trễ hẹn: 0", LAMP),
    "chị Lan": ("Tình hình: Chị Lan", "hộ nghèo"),
    "anh Văn có gì trễ": ("Việc trễ hạn: 1</b> · Anh Văn", "Nạo vét"),
    "tình hình chi lan": ("Nhiệm vụ đang theo dõi: 1", "hộ nghèo"),
    "trễ hạn chị Hoa": ("chưa biết “Hoa”", "hộ nghèo"),
    "tình hình phòng nội vụ": ("chưa biết “nội vụ”", "hộ nghèo"),
    "/tinhhinh an ninh thôn 3": ("chưa biết “an ninh thôn 3”", "hộ nghèo"),
}


async def test_questions_are_understood_as_people_say_them(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    for words, (there, absent) in ASKED.items():
        told = await town.say("Ông Lãnh", words)
        assert there in told, words
        assert absent not in told, words


async def test_of_two_people_of_one_name_one_is_chosen_by_a_tap(town: Town) -> None:
    await with_plan(town)
    with town.store.transaction() as session:
        session.add(Post(office_id=town.office_id, unit_id=3, title="Chuyên viên", holder_name="Cô Lan"))
    assert "xem của ai" in await town.say("Ông Lãnh", "chị Lan trễ hạn")
    assert "Việc trễ hạn: 1</b> · Cô Lan" in await town.tap("Ông Lãnh", "Cô Lan · Phòng Văn hóa")
    assert "Việc trễ hạn: 0</b> · Chị Lan" in await town.say("Ông Lãnh", "chị Lan phòng kinh tế trễ hạn")


@pytest.mark.parametrize("words", ["Lan", "chào chị Lan", "kt", "tình hình đèn đường tổ 3 rất tệ", "giao"])
async def test_other_words_of_staff_are_not_taken_for_a_question(town: Town, words: str) -> None:
    await with_plan(town)
    assert "Tình hình" not in await town.say("Anh Văn", words)


async def test_a_question_is_answered_in_between_but_a_day_alone_belongs_to_the_talk(town: Town) -> None:
    await with_plan(town)
    await town.say("Bà Thư", "/lich")
    assert "Tuần này (" not in await town.say("Bà Thư", "tuần này")
    assert "Việc trễ hạn: 1" in await town.say("Bà Thư", "việc trễ hạn")


async def test_a_citizens_words_are_never_a_question_about_the_office(town: Town) -> None:
    await with_plan(town)
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/tinhhinh")
    for words in ("tình hình", "việc trễ của phòng kinh tế", "chị Lan"):
        assert "Tình hình:" not in await town.say("bà Sáu", words)


async def test_a_head_sees_the_unit_and_each_of_its_people(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Ông Trưởng", "tình hình")
    assert "Tình hình: Phòng Kinh tế" in told
    assert "Nhiệm vụ đang theo dõi: 1" in told
    assert "hộ nghèo" not in told
    assert "Tình hình: Chị Lan" in await town.say("Ông Trưởng", "chị Lan")
    for words in ("phòng vhxh", "anh Văn", "tình hình toàn xã", "/tinhhinh dv3", "/tinhhinh tre cb5", "/tinhhinh dv99"):
        told = await town.say("Ông Trưởng", words)
        assert "đơn vị mình" in told, words
        assert "hộ nghèo" not in told, words


async def test_an_official_sees_what_is_theirs(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Chị Lan", "/tinhhinh")
    assert "Nhiệm vụ đang theo dõi: 1" in told
    assert "hộ nghèo" not in told
    assert "Nạo vét" in await town.tap("Chị Lan", "Tuần này")
    assert "Tình hình: Chị Lan" in await town.tap("Chị Lan", "◀")
    for words in ("của phòng kinh tế", "anh Văn", "ông Trưởng", "/tinhhinh dv2", "/tinhhinh dv0"):
        assert "của chính mình" in await town.say("Chị Lan", words), words


@pytest.mark.parametrize("who", ["Bà Thư", "Quản Trị"])
async def test_the_clerk_and_the_administrator_see_all(town: Town, who: str) -> None:
    await with_plan(town)
    assert "Nhiệm vụ đang theo dõi: 3" in await town.say(who, "tình hình")
    assert "Tình hình: Anh Văn" in await town.say(who, "anh Văn")


async def test_who_may_not_work_on_a_case_reads_its_code_and_topic_only(town: Town) -> None:
    await with_plan(town)
    code = code_in(await town.say("bà Sáu", LAMP))
    told = await town.say("Quản Trị", "pakn tuần này")
    told += await town.say("Quản Trị", "/tinhhinh pa")
    assert code in told
    assert LAMP not in told
    assert LAMP not in await town.say("Quản Trị", code)


async def test_feedback_is_counted_open_late_and_answered_on_time(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    assert "Phản ánh đang chờ: 1</b>, không phản ánh nào trễ hẹn" in await town.say("Ông Lãnh", "/tinhhinh")
    await answered(town)
    assert "trả lời 1, đúng hạn 1 (100 %)" in await town.say("Ông Lãnh", "/tinhhinh")


async def test_down_from_the_sums_to_the_single_duty_and_back_the_same_way(town: Town) -> None:
    await with_plan(town)
    await town.say("Ông Lãnh", "tình hình")
    assert "từng đơn vị" in await town.tap("Ông Lãnh", "Từng đơn vị")
    assert "Tình hình: Phòng Văn hóa – Xã hội" in await town.tap("Ông Lãnh", "Phòng Văn hóa")
    assert "Việc đang theo dõi: 2" in await town.tap("Ông Lãnh", "Tất cả")
    assert "Trễ hạn</b>, hạn là thứ Năm, 19/11/2026" in await town.tap("Ông Lãnh", "1. Rà soát")
    assert "Việc đang theo dõi: 2" in await town.tap("Ông Lãnh", "◀")
    assert "Tình hình: Phòng Văn hóa – Xã hội" in await town.tap("Ông Lãnh", "◀")
    assert "từng đơn vị" in await town.tap("Ông Lãnh", "◀")
    assert "Tình hình: UBND xã Thử" in await town.tap("Ông Lãnh", "◀")
    await town.say("Ông Lãnh", "anh Văn")
    assert "Việc trễ hạn: 1</b> · Anh Văn" in await town.tap("Ông Lãnh", "Trễ hạn")
    assert "Tình hình: Anh Văn" in await town.tap("Ông Lãnh", "◀")
    assert "Tình hình: Phòng Văn hóa – Xã hội" in await town.tap("Ông Lãnh", "◀")


async def test_down_to_the_single_case_and_back(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    await town.say("Ông Lãnh", "tình hình")
    await town.tap("Ông Lãnh", "Phản ánh (1)")
    assert "Hạn trả lời" in await town.tap("Ông Lãnh", "1. Đèn")
    assert "đang chờ: 1" in await town.tap("Ông Lãnh", "◀")


async def test_a_long_list_comes_in_pages_of_at_most_eight_choices(town: Town) -> None:
    await with_plan(town, *(f"Việc thứ {number}|Phòng Kinh tế|{number}/12/2026" for number in range(10, 17)))
    await town.say("Ông Lãnh", "công việc của phòng kinh tế")
    seen: list[str] = []
    for _ in range(2):
        seen += [parcel for parcel in labels(town, "Ông Lãnh") if ". " in parcel]
        assert len(labels(town, "Ông Lãnh")) <= 8
        if "Xem tiếp" in labels(town, "Ông Lãnh"):
            await town.tap("Ông Lãnh", "Xem tiếp")
    assert [label.split(".")[0] for label in seen] == [str(number) for number in range(1, 9)]
    assert "1. Nạo vét" in await town.tap("Ông Lãnh", "◀")


async def test_a_typed_code_opens_the_duty_or_the_case_for_who_may_see_it(town: Town) -> None:
    await with_plan(town)
    code = code_in(await town.say("bà Sáu", LAMP))
    with town.store.transaction() as session:
        number = open_duties(session, town.office_id)[0][0].id
    for words in (f"NV-{number}", f"nv {number}", f"nv{number}", f"việc {number}"):
        assert "Rà soát hộ nghèo" in await town.say("Ông Lãnh", words)
    assert "Rà soát hộ nghèo" not in await town.say("Chị Lan", f"NV-{number}")
    assert LAMP in await town.say("Chị Lan", code.lower())
    assert LAMP not in await town.say("Anh Văn", code)


async def test_what_needs_a_decision_stands_on_top_and_is_decided_from_there(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", "Đã xong, đèn sáng lại từ chiều nay rồi ạ", files=())
    await town.say("Anh Văn", "/viec")
    await town.tap("Anh Văn", "1. Rà soát")
    await town.tap("Anh Văn", "Xin gia hạn")
    await town.say("Anh Văn", "27/11, vì chờ thôn gửi danh sách")
    told = await town.say("Ông Lãnh", "tình hình")
    assert told.index("Xin gia hạn: 1") < told.index("Nhiệm vụ đang theo dõi")
    assert "chờ thôn gửi danh sách" in await town.tap("Ông Lãnh", "Cần quyết định")
    assert "Đã đồng ý" in await town.tap("Ông Lãnh", "Đồng ý 1")
    assert "Xin gia hạn" not in await town.say("Ông Lãnh", "tình hình")
    assert "quyết định" not in await town.say("Chị Lan", "tình hình")


async def test_a_group_gets_nothing_of_the_office(town: Town) -> None:
    await with_plan(town)
    told = await town.say("Ông Lãnh", "/tinhhinh", group="nhóm xã")
    assert "nhắn riêng" in told
    assert "hộ nghèo" not in told
    assert await town.say("Ông Lãnh", "tình hình", group="nhóm xã") == ""


async def test_the_rows_behind_the_first_figures_are_those_of_the_store(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    told = await town.say("Ông Lãnh", "tình hình")
    with town.store.transaction() as session:
        duties, cases = len(open_duties(session, town.office_id)), len(open_feedback(session, town.office_id))
    assert f"đang theo dõi: {duties}" in told
    assert f"đang chờ: {cases}" in told


def picture(town: Town, who: str) -> bytes:
    """The one that came with the last letter."""
    ((kept, path),) = town.line.sent[who][-1].files
    assert kept.kind == "photo"
    return path.read_bytes()


async def test_a_chart_comes_as_a_picture_that_says_the_same_in_words(town: Town) -> None:
    await with_plan(town)
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.say("bà Sáu", "Rác chất đống đầu ngõ xóm 2 đã ba hôm, bốc mùi")
    assert "biểu đồ nào" in await town.say("Ông Lãnh", "biểu đồ")
    told = await town.tap("Ông Lãnh", "Việc đang mở")
    assert "Phòng Văn hóa – Xã hội: 2 việc, <b>trễ 1</b>" in told
    assert picture(town, "Ông Lãnh").startswith(b"\x89PNG")
    await town.tap("Ông Lãnh", "◀")
    told = await town.tap("Ông Lãnh", "Phản ánh từng tuần")
    assert "12 tuần qua nhận 2, trả lời 1. Tuần này nhận 2, trả lời 1" in told
    assert picture(town, "Ông Lãnh").startswith(b"\x89PNG")
    told = await town.say("Ông Lãnh", "biểu đồ đúng hạn")
    assert "Tháng này: 100 % (1 trên 1)" in told
    assert "Chưa có chỉ tiêu tính tự động" in told
    assert picture(town, "Ông Lãnh").startswith(b"\x89PNG")


async def test_on_time_answers_are_held_against_the_offices_own_indicator(town: Town) -> None:
    await with_plan(town)
    with town.store.transaction() as session:
        goal = {"op": ">=", "value": 97.5}
        session.add(Indicator(office_id=town.office_id, name="PAKN đúng hạn", goal=goal, source=FEEDBACK_ON_TIME))
    told = await town.say("Ông Lãnh", "/tinhhinh bdhen")
    assert "Mục tiêu 97,5 % (CT-1)" in told
    assert "PAKN đúng hạn" in await town.tap("Ông Lãnh", "Chỉ tiêu CT-1")


async def test_help_is_in_parts_for_officials_and_short_for_citizens(town: Town) -> None:
    town.seat("Bà Thư")
    clerk, citizen = await town.say("Bà Thư", "trợ giúp"), await town.say("bà Sáu", "trợ giúp")

    assert clerk.index("<b>Công việc</b>") < clerk.index("/viec – ") < clerk.index("<b>Hồ sơ một cửa</b>")
    assert "<b>Công việc</b>" not in citizen
    assert "/tracuu – " in citizen
