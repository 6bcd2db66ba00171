"""The head says "đạt" or returns what was reported done."""

from datetime import datetime

from bot.rules.states import Work
from storage.occurrences import Occurrence, done_duties, duty
from storage.offices import Office
from storage.plans import task_events
from tests.talks import ZONE, Town, adopt, document

MONDAY = "Sửa đường|Phòng Kinh tế|23/11/2026|Biên bản"  # thứ Hai


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=ZONE)


def item(town: Town) -> Occurrence:
    with town.store.transaction() as session:
        found = duty(session, town.office_id, 1)
    assert found
    return found[0]


def history(town: Town) -> list[tuple[str, str]]:
    with town.store.transaction() as session:
        return [(event.what, event.words) for event in task_events(session, 1) if event.occurrence_id]


async def reported(town: Town, *others: str) -> None:
    town.seat("Bà Thư", "Chị Lan", *others)
    await adopt(town, MONDAY)
    await town.say("Chị Lan", "/xong 1")
    await town.say("Chị Lan", "Biên bản số 12")


async def test_the_head_gets_the_product_and_accepts_it(town: Town) -> None:
    await reported(town, "Ông Trưởng", "Ông Lãnh")
    asked = town.heard("Ông Trưởng")[-1]
    assert "Chị Lan (Phòng Kinh tế): Sửa đường" in asked
    assert "Biên bản số 12" in asked
    assert "đạt" in await town.tap("Ông Trưởng", "Đạt")
    assert history(town) == [("done", "Biên bản số 12"), ("accepted", "")]
    assert not town.heard("Ông Lãnh")


async def test_a_file_that_was_sent_comes_with_the_question(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, MONDAY)
    town.line.files["f1"] = b"minutes"
    await town.say("Chị Lan", "/xong 1")
    await town.say("Chị Lan", files=(document("f1", "bien-ban.pdf"),))
    ((kept, path),) = town.line.sent["Ông Trưởng"][-1].files
    assert (kept.name, path.read_bytes()) == ("bien-ban.pdf", b"minutes")


async def test_where_there_is_no_head_the_lead_is_asked(town: Town) -> None:
    await reported(town, "Ông Lãnh")
    assert "chờ anh/chị xem" in town.heard("Ông Lãnh")[-1]


async def test_the_heads_own_work_goes_to_the_lead(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, MONDAY)
    await town.say("Ông Trưởng", "/xong 1 khong")
    assert "Ông Trưởng (Phòng Kinh tế)" in town.heard("Ông Lãnh")[-1]
    assert "Không tìm thấy" in await town.say("Ông Trưởng", town.choice("Ông Lãnh", "Đạt"))


async def test_returned_with_words_it_is_open_again_and_reminded_of(town: Town) -> None:
    await reported(town, "Ông Trưởng")
    assert "vì sao" in await town.tap("Ông Trưởng", "Trả lại")
    assert "Đã trả lại" in await town.say("Ông Trưởng", "Thiếu chữ ký của ấp")
    assert "Thiếu chữ ký của ấp" in town.heard("Chị Lan")[-1]
    assert item(town).state == Work.DOING
    await town.until(at(11, 23))
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]


async def test_on_time_counts_the_day_it_was_first_reported(town: Town) -> None:
    await reported(town, "Ông Trưởng")
    await town.tap("Ông Trưởng", "Trả lại")
    await town.say("Ông Trưởng", "Thiếu chữ ký")
    town.now = at(11, 26)
    assert "Đúng hạn" in await town.say("Chị Lan", "/xong 1 khong")
    assert item(town).done_at == datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
    with town.store.transaction() as session:
        assert len(done_duties(session, town.office_id, at(11, 20), at(11, 21))) == 1


async def test_a_report_taken_back_by_its_maker_does_not_count(town: Town) -> None:
    await reported(town, "Ông Trưởng")
    await town.say("Chị Lan", "/chuaxong 1")
    assert "đã thay đổi" in await town.tap("Ông Trưởng", "Đạt")
    town.now = at(11, 26)
    assert "Trễ 2 ngày làm việc" in await town.say("Chị Lan", "/xong 1 khong")


async def test_a_result_is_judged_once(town: Town) -> None:
    await reported(town, "Ông Trưởng")
    await town.tap("Ông Trưởng", "Đạt")
    assert "đã được xem xong" in await town.tap("Ông Trưởng", "Trả lại")
    assert item(town).state == Work.DONE


async def test_nobody_judges_for_another_unit(town: Town) -> None:
    await reported(town, "Ông Trưởng", "Anh Văn")
    command = town.choice("Ông Trưởng", "Đạt")
    for who in ("Anh Văn", "Chị Lan", "bà Sáu"):
        told = await town.say(who, command)
        assert "không thuộc" in told or "dành cho cán bộ" in told
    assert history(town) == [("done", "Biên bản số 12")]


async def test_an_office_may_do_without(town: Town) -> None:
    with town.store.transaction() as session:
        session.get_one(Office, town.office_id).profile = {"sign_off": False}
    await reported(town, "Ông Trưởng", "Ông Lãnh")
    assert not town.heard("Ông Trưởng") + town.heard("Ông Lãnh")
    assert item(town).state == Work.DONE
