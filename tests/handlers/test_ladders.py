"""The clerk changes when reminders come, in a sentence, and sees before what it moves."""

from datetime import date, datetime

from storage.occurrences import duty
from tests.talks import ZONE, Town, adopt, document, plan_of

FAR = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"  # thứ Tư; the holiday of 24/11 lies between
NEW = "nhiệm vụ: trước 4, 1 ngày; đúng hạn; trễ 1 ngày; trễ 2 ngày báo lãnh đạo; sau đó mỗi 2 ngày"


def at(month: int, day: int, hour: int = 7, minute: int = 30) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def next_at(town: Town, number: int = 1) -> datetime | None:
    with town.store.transaction() as session:
        found = duty(session, town.office_id, number)
    assert found
    return found[0].next_at


def days_told(town: Town, who: str) -> list[date]:
    """The days of this person's digests."""
    moments = [moment for moment, address in town.line.log if address == who]
    told = zip(moments, town.heard(who), strict=True)
    return [moment.astimezone(ZONE).date() for moment, text in told if text.startswith("<b>Nhắc việc")]


async def begin(town: Town, *rows: str) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, *(rows or (FAR,)))


async def test_every_kind_is_listed_and_shown_in_words(town: Town) -> None:
    town.seat("Bà Thư")
    shown = await town.say("Bà Thư", "mốc nhắc việc")
    assert "Phản ánh của người dân" in shown
    assert "riêng của cơ quan" not in shown
    told = await town.tap("Bà Thư", "Nhiệm vụ có thời hạn")
    assert "trước 7, 3, 1 ngày; đúng hạn; trễ 1 ngày; trễ 3 ngày báo lãnh đạo đơn vị" in told


async def test_a_change_is_shown_with_what_it_moves_before_it_counts(town: Town) -> None:
    await begin(town, FAR, "Tổng kết năm|Phòng Kinh tế|25/12/2026")
    before = next_at(town)
    assert before == at(11, 27)
    await town.say("Bà Thư", "/thangnhac")
    preview = await town.say("Bà Thư", NEW)
    assert "2 trong 2 việc đang mở" in preview
    assert "Nạo vét kênh: 07:30 thứ Sáu, 27/11/2026 → 07:30 thứ Năm, 26/11/2026" in preview
    assert next_at(town) == before


async def test_applied_it_moves_the_next_reminder_and_the_duty_is_spoken_of_by_it(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", f"/thangnhac {NEW}")
    assert "1 việc đang mở có lời nhắc kế tiếp mới" in await town.tap("Bà Thư", "Áp dụng")
    assert next_at(town) == at(11, 26)
    assert "riêng của cơ quan" in await town.say("Bà Thư", "/thangnhac")
    await town.until(at(12, 9, 18))
    assert days_told(town, "Chị Lan") == [date(2026, 11, 26), *(date(2026, 12, day) for day in (1, 2, 3, 4, 8))]
    assert days_told(town, "Ông Lãnh") == [date(2026, 12, 4), date(2026, 12, 8)]
    assert days_told(town, "Ông Trưởng") == []


async def test_the_deadline_itself_stays(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", f"/thangnhac {NEW}")
    await town.tap("Bà Thư", "Áp dụng")
    with town.store.transaction() as session:
        found = duty(session, town.office_id, 1)
    assert found
    assert (found[0].due, found[0].original) == (date(2026, 12, 2), date(2026, 12, 2))


async def test_back_to_the_usual_ladder_is_shown_and_confirmed_too(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", f"/thangnhac {NEW}")
    await town.tap("Bà Thư", "Áp dụng")
    assert "Sẽ là: <b>trước 7, 3, 1 ngày" in await town.tap("Bà Thư", "Trở lại mặc định")
    await town.tap("Bà Thư", "Áp dụng")
    assert next_at(town) == at(11, 27)
    assert "riêng của cơ quan" not in await town.say("Bà Thư", "/thangnhac")


async def test_dropped_nothing_changes(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", f"/thangnhac {NEW}")
    assert "giữ nguyên" in await town.tap("Bà Thư", "Không đổi gì")
    assert "Không còn thay đổi" in await town.say("Bà Thư", "/thangnhac luu deadline")
    assert next_at(town) == at(11, 27)


async def test_only_the_kind_that_was_shown_can_be_applied(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", f"/thangnhac {NEW}")
    assert "Không còn thay đổi" in await town.say("Bà Thư", "/thangnhac luu report")


async def test_what_is_not_understood_is_named_and_asked_again(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", "/thangnhac deadline")
    answer = await town.say("Bà Thư", "trước 3 ngày; hôm nào nhớ thì nhắc")
    assert "Chưa hiểu “hôm nào nhớ thì nhắc”" in answer
    assert "Tôi chưa đổi gì" in answer
    assert "chưa áp dụng" in await town.say("Bà Thư", "trước 3 ngày; đúng hạn")


async def test_a_sentence_without_a_kind_is_asked_for_it(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", "/thangnhac")
    assert "loại việc nào" in await town.say("Bà Thư", "trước 3 ngày; đúng hạn")


async def test_the_same_ladder_changes_nothing(town: Town) -> None:
    await begin(town)
    said = "thường xuyên: đúng hạn; sau đó không nhắc lại"
    assert "đã nhắc đúng như vậy" in await town.say("Bà Thư", f"/thangnhac {said}")


async def test_a_plan_sent_meanwhile_is_a_plan(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", "/thangnhac")
    town.line.files["other"] = plan_of("Sửa đường|Phòng Kinh tế|18/12/2026")
    assert "chưa rõ" not in await town.say("Bà Thư", files=(document("other", "ke-hoach-2.txt"),))


async def test_a_ladder_that_had_ended_may_go_on(town: Town) -> None:
    await begin(town)
    await town.say("Bà Thư", "/thangnhac nhiệm vụ: trước 3 ngày; sau đó không nhắc lại")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(at(12, 3, 9))
    assert next_at(town) is None
    await town.say("Bà Thư", "/thangnhac macdinh deadline")
    await town.tap("Bà Thư", "Áp dụng")
    assert next_at(town) == at(12, 4)


async def test_cases_have_a_ladder_of_their_own(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("Bà Thư", "/dongho preset none")
    await town.tap("Bà Thư", "Áp dụng")
    await town.say("bà Sáu", "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om")  # promised for Monday 30/11
    await town.say("Bà Thư", "/thangnhac phản ánh: trước 2 ngày; đúng hạn")
    assert "1 trong 1 việc" in town.heard("Bà Thư")[-1]
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(at(12, 10, 9))
    assert days_told(town, "Chị Lan") == [date(2026, 11, 26), date(2026, 11, 30)]


async def test_only_clerk_and_administrator_change_it(town: Town) -> None:
    town.seat("Chị Lan", "Ông Lãnh", "Quản Trị")
    for who in ("Chị Lan", "Ông Lãnh"):
        assert "không thuộc nhiệm vụ" in await town.say(who, f"/thangnhac {NEW}")
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/thangnhac")
    assert "chưa áp dụng" in await town.say("Quản Trị", f"/thangnhac {NEW}")
