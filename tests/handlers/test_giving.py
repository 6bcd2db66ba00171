"""Work is given in one sentence, understood, said back, and can be taken back."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.acts.founding import PostPlan
from bot.rules.states import Role
from storage.occurrences import Duty, open_duties
from storage.people import Post
from storage.plans import Plan
from storage.store import Store
from tests.talks import FRIDAY, ZONE, Town

THURSDAY = FRIDAY - timedelta(days=1)  # thứ Năm, 19/11/2026
REPORT = "giao chị Lan nộp báo cáo quý III trước 16h30 thứ Sáu"


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return Town(sqlite_store, tmp_path, THURSDAY)


def duties(town: Town) -> list[Duty]:
    with town.store.transaction() as session:
        return open_duties(session, town.office_id)


def labels(town: Town, who: str) -> list[str]:
    return [choice.label for row in town.line.sent[who][-1].choices for choice in row]


def seat_another_lan(town: Town) -> None:
    plan = PostPlan("Chị Hoàng Thị Lan", "Chuyên viên Văn hóa", Role.OFFICIAL)
    with town.store.transaction() as session:
        session.add(
            Post(office_id=town.office_id, unit_id=3, title=plan.title, role=plan.role, holder_name=plan.holder)
        )
    town.seat(plan.holder)


async def test_the_lead_gives_work_and_the_holder_is_told(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan", "Ông Trưởng")
    told = await town.say("Ông Lãnh", REPORT)
    assert "giao <b>Chị Lan (Phòng Kinh tế)</b>: Nộp báo cáo quý III" in told
    assert "thứ Sáu, 20/11/2026" in told
    assert "16h30" in told
    assert labels(town, "Ông Lãnh") == ["Hoàn tác", "Sửa"]
    assert "Ông Lãnh giao" in town.heard("Chị Lan")[-1]
    assert "trước 16h30 thứ Sáu" in town.heard("Chị Lan")[-1]
    assert not town.heard("Ông Trưởng")


async def test_a_unit_is_given_work_without_accents_too(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    assert "thứ Tư, 25/11/2026" in await town.say(
        "Ông Lãnh", "giao Phòng Kinh tế kiểm tra đèn chợ, thứ 4 tuần sau xong"
    )
    assert "Kiểm tra đèn chợ" in town.heard("Chị Lan")[-1]
    assert "thứ Tư, 25/11/2026" in await town.say("Ông Lãnh", "giao kt kiem tra den cho thu 4 tuan sau")
    assert "Kiem tra den cho" in town.heard("Chị Lan")[-1]


async def test_it_is_a_duty_like_any_other(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", "giao chị Lan dọn kho, 25/11 xong")
    assert "Dọn kho" in await town.say("Chị Lan", "/viec")
    await town.until(datetime(2026, 11, 25, 18, 0, tzinfo=ZONE))
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]
    await town.say("Chị Lan", "/xong 1 khong")
    assert not duties(town)


async def test_all_work_of_a_year_stands_in_one_plan(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", REPORT)
    await town.say("Ông Lãnh", "giao chị Lan dọn kho mai xong")
    ((first, one), (_, other)) = duties(town)
    assert one.plan_id == other.plan_id
    assert (one.position, other.position) == (0, 1)
    assert first.due == date(2026, 11, 20)
    with town.store.transaction() as session:
        plan = session.get_one(Plan, one.plan_id)
    assert (plan.title, plan.year) == ("Việc giao qua tin nhắn", 2026)


async def test_a_head_gives_work_within_the_unit_only(town: Town) -> None:
    town.seat("Ông Trưởng", "Chị Lan", "Anh Văn")
    assert "Chị Lan" in await town.say("Ông Trưởng", "giao Lan dọn kho mai xong")
    await town.say("Ông Trưởng", "giao anh Văn dọn kho mai xong")
    assert "Giao ai" in town.heard("Ông Trưởng")[-1]
    assert not town.heard("Anh Văn")
    assert not any("Văn" in label for label in labels(town, "Ông Trưởng"))


async def test_an_official_cannot_give_work(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    assert "chưa hiểu" in await town.say("Chị Lan", "giao anh Văn dọn kho mai xong")
    assert "không thuộc" in await town.say("Chị Lan", "/giao anh Văn dọn kho mai xong")
    assert not duties(town)


async def test_two_lans_are_asked_about_once_with_both_as_choices(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    seat_another_lan(town)
    told = await town.say("Ông Lãnh", "giao cô Lan dọn kho mai xong")
    assert "Giao ai việc này: Dọn kho" in told
    assert labels(town, "Ông Lãnh")[:2] == [
        "Chị Lan · Phòng Kinh tế",
        "Chị Hoàng Thị Lan · Phòng Văn hóa – Xã hội",
    ]
    assert "Hoàng Thị Lan" in await town.tap("Ông Lãnh", "Chị Hoàng")
    assert "Dọn kho" in town.heard("Chị Hoàng Thị Lan")[-1]
    assert not town.heard("Chị Lan")


async def test_the_unit_behind_the_name_says_which_lan(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    seat_another_lan(town)
    assert "Hoàng Thị Lan" in await town.say("Ông Lãnh", "giao chị Lan VH-XH dọn kho mai xong")


async def test_without_a_deadline_one_question_offers_likely_days(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    assert "Khi nào xong?" in await town.say("Ông Lãnh", "giao chị Lan dọn kho")
    assert labels(town, "Ông Lãnh")[:3] == ["thứ Sáu, 20/11/2026", "thứ Sáu, 27/11/2026", "thứ Hai, 30/11/2026"]
    assert "thứ Sáu, 27/11/2026" in await town.tap("Ông Lãnh", "thứ Sáu, 27/11")
    assert "Dọn kho" in town.heard("Chị Lan")[-1]


async def test_the_question_may_be_answered_in_words(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", "giao chị Lan dọn kho")
    told = await town.say("Ông Lãnh", "chiều thứ Hai")
    assert "thứ Hai, 23/11/2026" in told
    assert "Dọn kho" in told


async def test_friday_said_on_a_friday_may_be_today_or_in_a_week(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    town.now = FRIDAY
    assert "ngày nào" in await town.say("Ông Lãnh", REPORT)
    assert labels(town, "Ông Lãnh")[:2] == ["16:30 thứ Sáu, 20/11/2026", "16:30 thứ Sáu, 27/11/2026"]
    assert "thứ Sáu, 20/11/2026" in await town.tap("Ông Lãnh", "16:30 thứ Sáu, 20/11")


async def test_undo_takes_it_back_and_says_so(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", REPORT)
    assert "Đã rút lại" in await town.tap("Ông Lãnh", "Hoàn tác")
    assert "đã rút lại" in town.heard("Chị Lan")[-1]
    before = len(town.heard("Chị Lan"))
    await town.until(FRIDAY + timedelta(hours=2))
    assert not duties(town)
    assert len(town.heard("Chị Lan")) == before
    assert "không còn" in await town.tap("Ông Lãnh", "Hoàn tác")


@pytest.mark.parametrize(
    ("words", "content", "due"),
    [
        ("thứ Hai tuần sau", "Nộp báo cáo quý III", date(2026, 11, 23)),
        ("nộp báo cáo quý IV", "Nộp báo cáo quý IV", date(2026, 11, 20)),
        ("nộp báo cáo năm, hạn 30/11", "Nộp báo cáo năm", date(2026, 11, 30)),
        ("giao chị Lan dọn kho, 25/11 xong", "Dọn kho", date(2026, 11, 25)),
    ],
)
async def test_a_change_moves_or_rewords_it(town: Town, words: str, content: str, due: date) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    await town.say("Ông Lãnh", REPORT)
    await town.tap("Ông Lãnh", "Sửa")
    await town.say("Ông Lãnh", words)
    ((item, task),) = duties(town)
    assert (task.content, item.due) == (content, due)
    assert content in town.heard("Chị Lan")[-1]


async def test_nobody_else_takes_it_back(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan", "Ông Trưởng")
    await town.say("Ông Lãnh", REPORT)
    assert "không còn" in await town.say("Ông Trưởng", "/thugiao 1")
    assert len(duties(town)) == 1


async def test_a_deadline_on_a_day_off_becomes_the_worked_day_before(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    told = await town.say("Ông Lãnh", "giao chị Lan dọn kho, xong chủ nhật")
    assert "thứ Sáu, 20/11/2026" in told


async def test_who_has_not_joined_is_told_through_the_unit_or_the_clerk(town: Town) -> None:
    town.seat("Ông Lãnh", "Ông Trưởng")
    assert "Chị Lan" in await town.say("Ông Lãnh", REPORT)
    assert "Nộp báo cáo" in town.heard("Ông Trưởng")[-1]


async def test_a_sentence_without_work_is_not_guessed_at(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    for words in ("giao", "giao chị Lan", "giao chị Lan mai xong", "/giao"):
        assert "trong một câu" in await town.say("Ông Lãnh", words), words
    assert not duties(town)


async def test_of_several_names_one_is_asked_to_be_in_charge(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan", "Anh Văn")
    assert "phụ trách chính" in await town.say("Ông Lãnh", "giao Văn và Lan rà soát hộ nghèo trước 30/11")
    assert "(cùng Chị Lan)" in await town.tap("Ông Lãnh", "Anh Văn")
    assert "Rà soát hộ nghèo (cùng Chị Lan)" in town.heard("Anh Văn")[-1]


async def test_a_day_off_is_said_to_have_moved_the_deadline(town: Town) -> None:
    town.seat("Ông Lãnh", "Chị Lan")
    told = await town.say("Ông Lãnh", "giao chị Lan họp tổ dân phố chiều thứ Ba tuần sau")
    assert "Họp tổ dân phố\n" in told
    assert "thứ Hai, 23/11/2026" in told
    assert "thứ Ba, 24/11/2026 là ngày nghỉ" in told
