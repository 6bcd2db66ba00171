"""A deadline that hangs on an event: the clock starts when an official says that it happened."""

from datetime import UTC, date, datetime

import pytest

from storage.absences import Absence
from storage.events import Happening, happenings
from storage.occurrences import Duty, open_duties
from storage.people import office_posts
from storage.plans import task_events
from tests.talks import ZONE, Town, adopt

PRICES = "Niêm yết bảng giá đất|Phòng Kinh tế|01 ngày sau khi tỉnh công bố"
TEAM = "Lập tổ công tác|Phòng Kinh tế|Ngay sau khi có quyết định"
PETITION = "Trả lời đơn của dân|Phòng Kinh tế|10 ngày kể từ ngày tiếp nhận"
WORKED = "Thẩm định hồ sơ|Phòng Kinh tế|05 ngày làm việc kể từ ngày tiếp nhận"
FILE = "Trả kết quả hồ sơ|Phòng Kinh tế|Trước 01 ngày của hồ sơ đến hạn"
MIXED = "Trực một cửa|Phòng Kinh tế|Thường xuyên (Trước 02 ngày của hồ sơ đến hạn)."
RESOLUTION = "Niêm yết nghị quyết|Phòng Kinh tế|10 ngày làm việc sau khi Nghị quyết được ban hành"
LAW = "Đăng công báo|Phòng Kinh tế|Chậm nhất trước 05 ngày làm việc tính đến ngày VBQPPL có hiệu lực"
COPY = "Trả hồ sơ số hóa|Phòng Kinh tế|Triển khai ngay sau khi hoàn thành bản sao số"
OTHER = "Lễ phát động|Phòng Văn hóa – Xã hội|03 ngày sau khi tỉnh công bố"


def found(town: Town) -> list[Duty]:
    with town.store.transaction() as session:
        return [one for one in open_duties(session, town.office_id) if one[0].kind == "due"]


def dates(town: Town) -> dict[str, date]:
    return {task.content: item.due for item, task in found(town)}


def recorded(town: Town) -> list[Happening]:
    with town.store.transaction() as session:
        return happenings(session, town.office_id)


async def test_without_its_event_a_task_has_no_date_and_no_reminder(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    assert found(town) == []
    await town.until(datetime(2026, 11, 27, 18, 0, tzinfo=ZONE))
    assert [told for told in town.heard("Chị Lan") if "Nhắc việc" in told] == []


async def test_what_is_waited_for_is_listed_each_event_once(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES, PETITION, WORKED)
    told = await town.say("Chị Lan", "/sukien")
    assert "đang chờ: 2" in told
    assert "tỉnh công bố · 1 nhiệm vụ" in told
    assert "ngày tiếp nhận · 2 nhiệm vụ" in told


# Today is Friday 20/11/2026; Tuesday 24/11 is the day of Vietnamese culture, off.
@pytest.mark.parametrize(
    ("row", "said", "due"),
    [
        (TEAM, "20/11", date(2026, 11, 23)),  # at once: Monday
        (TEAM, "hôm qua", date(2026, 11, 20)),  # Thursday, so Friday
        (PRICES, "20/11", date(2026, 11, 23)),  # a day after is Saturday 21/11, so Monday
        (PRICES, "18/11", date(2026, 11, 19)),  # Wednesday, so Thursday
        (PETITION, "18/11/2026", date(2026, 11, 30)),  # ten days later is Saturday 28/11, so Monday
        (PETITION, "ngày 14 tháng 11", date(2026, 11, 25)),  # Tuesday 24/11 is off, so Wednesday
        (WORKED, "18/11", date(2026, 11, 26)),  # Thu 19, Fri 20, Mon 23, Wed 25, Thu 26
        (FILE, "27/11", date(2026, 11, 26)),  # Friday, so Thursday
        (FILE, "25/11", date(2026, 11, 23)),  # Wednesday: the day before is off, so Monday
        (RESOLUTION, "18/11", date(2026, 12, 3)),  # ten worked days, over the holiday of 24/11: Thursday
        (LAW, "15/12", date(2026, 12, 8)),  # five worked days back from a Tuesday
        (COPY, "18/11", date(2026, 11, 19)),  # at once: Thursday
        (MIXED, "15/12", date(2026, 12, 11)),  # Tuesday: two days before is Sunday 13/12, so Friday
    ],
)
async def test_the_clock_counts_as_the_plan_says(town: Town, row: str, said: str, due: date) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, row)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", said)
    ((item, _),) = found(town)
    assert (item.due, item.original) == (due, due)


async def test_today_and_yesterday_are_one_tap(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, TEAM)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    told = await town.tap("Chị Lan", "Hôm qua")
    assert "thứ Năm, 19/11/2026" in told
    assert "thứ Sáu, 20/11/2026" in told


async def test_a_name_said_with_the_day_is_kept_and_shown_on_the_duty(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, TEAM)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", "19/11, Quyết định 12/QĐ-UBND")
    assert [event.name for event in recorded(town)] == ["Quyết định 12/QĐ-UBND"]
    assert "Quyết định 12/QĐ-UBND" in await town.say("Chị Lan", "/viec")


async def test_a_name_may_be_given_afterwards(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, TEAM)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.tap("Chị Lan", "Hôm nay")
    await town.tap("Chị Lan", "Ghi tên văn bản")
    assert "Quyết định 12" in await town.say("Chị Lan", "Quyết định 12/QĐ-UBND")
    ((item, _),) = found(town)
    assert item.label == "Quyết định 12/QĐ-UBND"


async def test_the_same_event_recorded_twice_adds_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, PETITION, WORKED)
    for who, words in (("Chị Lan", "18/11, Đơn số 7"), ("Ông Trưởng", "18/11"), ("Chị Lan", "18/11, Đơn số 7")):
        await town.say(who, "/sukien")
        await town.tap(who, "1.")
        last = await town.say(who, words)
    assert "không thêm hạn nào" in last
    assert len(found(town)) == 2
    assert len(recorded(town)) == 1


async def test_another_event_of_the_same_kind_starts_a_clock_of_its_own(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PETITION)
    for words in ("18/11, Đơn số 7", "18/11, Đơn số 8", "19/11"):
        await town.say("Chị Lan", "/sukien")
        await town.tap("Chị Lan", "1.")
        await town.say("Chị Lan", words)
    assert len(found(town)) == 3


async def test_the_reminders_follow_from_the_event(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Bà Thư", "/sukien")
    await town.tap("Bà Thư", "1.")
    await town.tap("Bà Thư", "Hôm nay")
    assert "thứ Hai, 23/11/2026" in town.heard("Chị Lan")[-1]
    await town.until(datetime(2026, 11, 23, 8, 0, tzinfo=ZONE))  # thứ Hai
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]


async def test_a_day_that_has_not_come_or_cannot_be_read_is_asked_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    assert "chưa tới" in await town.say("Chị Lan", "5/12/2026")
    assert "chưa đọc được ngày" in await town.say("Chị Lan", "mới đây thôi")
    assert "Đã ghi" in await town.say("Chị Lan", "hôm qua")


async def test_what_counts_back_needs_a_day_to_come(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, FILE)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    assert "đã qua" in await town.say("Chị Lan", "18/11/2026")
    assert found(town) == []


async def test_a_wrong_event_is_taken_back_on_the_same_day_and_may_be_recorded_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    assert "cùng 1 thời hạn" in await town.tap("Chị Lan", "Ghi nhầm, bỏ")
    assert found(town) == []
    await town.until(datetime(2026, 11, 23, 8, 0, tzinfo=ZONE))
    assert [told for told in town.heard("Chị Lan") if "Nhắc việc" in told] == []
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    assert dates(town) == {"Niêm yết bảng giá đất": date(2026, 11, 23)}
    with town.store.transaction() as session:
        kept = [(event.what, event.day) for event in task_events(session, 1) if "event" in event.what]
    assert kept == [("event", date(2026, 11, 20)), ("event_dropped", date(2026, 11, 20)), ("event", date(2026, 11, 20))]


async def test_the_next_day_or_after_work_on_it_nothing_is_taken_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    await town.say("Chị Lan", "/dang 1")
    assert "Không đổi được" in await town.tap("Chị Lan", "Ghi nhầm, bỏ")
    await town.say("Chị Lan", "/sukien 1 0 2026-11-19")
    await town.until(datetime(2026, 11, 21, 9, 0, tzinfo=ZONE))  # thứ Bảy
    assert "Không đổi được" in await town.tap("Chị Lan", "Ghi nhầm, bỏ")
    assert len(found(town)) == 2


async def test_a_unit_starts_only_its_own_clocks_and_the_clerk_those_of_all(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, PRICES, OTHER)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.tap("Chị Lan", "Hôm nay")
    assert list(dates(town)) == ["Niêm yết bảng giá đất"]
    await town.say("Bà Thư", "/sukien")
    await town.tap("Bà Thư", "1.")
    await town.tap("Bà Thư", "Hôm nay")
    assert set(dates(town)) == {"Niêm yết bảng giá đất", "Lễ phát động"}
    assert len(found(town)) == 2
    assert "Lễ phát động" in town.heard("Anh Văn")[-1]


async def test_nobody_starts_or_takes_back_what_is_not_theirs(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, PRICES)
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/sukien 1 0 2026-11-20")
    assert "Không có nhiệm vụ nào" in await town.say("Anh Văn", "/sukien 1 0 2026-11-20")
    assert found(town) == []
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    for command in ("/bosukien 1", "/tensukien 1"):
        assert "Không tìm thấy" in await town.say("Anh Văn", command)
        assert "dành cho cán bộ" in await town.say("bà Sáu", command)
    assert len(found(town)) == 1


async def test_who_recorded_it_and_when_stays(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien 1 0 2026-11-20")
    (event,) = recorded(town)
    assert (event.words, event.day) == ("tỉnh công bố", date(2026, 11, 20))
    assert event.at == town.now.astimezone(UTC)


async def test_a_step_of_several_waits_for_its_own_event_and_bears_its_name(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Làm đường|Phòng Kinh tế|25/12/2026")
    with town.store.transaction() as session:
        ((item, task),) = open_duties(session, town.office_id)
        late = {
            "type": "relative",
            "trigger": "bàn giao",
            "offset_days": 5,
            "direction": "after",
            "calendar": "working",
        }
        first = {"text": "Khởi công", "schedule": {"type": "by", "date": "2026-12-25", "edge": "on"}}
        task.schedule = {"type": "milestones", "parts": [first, {"text": "Nghiệm thu", "schedule": late}]}
        session.add(task)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1. bàn giao")
    await town.tap("Chị Lan", "Hôm nay")
    made = [(one.label, one.due) for one, _ in found(town) if one.id != item.id]
    assert made == [("Nghiệm thu", date(2026, 11, 30))]  # Mon 23, Wed 25, Thu 26, Fri 27, Mon 30


async def test_a_day_typed_with_a_wrong_year_is_not_believed(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    assert "chưa đọc được" in await town.say("Chị Lan", "18/11/1926")
    for odd in ("1900-01-01", "9999-12-31", "hôm nay", "²"):
        await town.say("Chị Lan", f"/sukien 1 0 {odd}")
    assert found(town) == []


async def test_a_known_phrase_is_still_a_command_while_a_day_is_asked_for(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PRICES)
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    assert "Anh/chị không có việc nào" in await town.say("Chị Lan", "việc của tôi")


async def test_many_events_come_in_pages(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, *(f"Việc số {n}|Phòng Kinh tế|05 ngày sau khi ấp {n} bàn giao" for n in range(1, 11)))
    assert "10. " not in await town.say("Chị Lan", "/sukien")
    assert "ấp 10 bàn giao" in await town.tap("Chị Lan", "Xem tiếp")
    await town.tap("Chị Lan", "10.")
    await town.tap("Chị Lan", "Hôm qua")
    assert list(dates(town)) == ["Việc số 10"]


async def test_who_is_away_hears_of_it_through_who_stands_in(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, PRICES)
    with town.store.transaction() as session:
        ids = {post.holder_name: post.person_id for post in office_posts(session, town.office_id)}
        away = Absence(
            office_id=town.office_id,
            person_id=ids["Chị Lan"] or 0,
            stand_in_id=ids["Anh Văn"] or 0,
            first=date(2026, 11, 19),
            last=date(2026, 11, 27),
            made_at=town.now,
        )
        session.add(away)
    await town.say("Bà Thư", "/sukien")
    await town.tap("Bà Thư", "1.")
    before = len(town.heard("Chị Lan"))
    await town.tap("Bà Thư", "Hôm nay")
    assert "thay Chị Lan" in town.heard("Anh Văn")[-1]
    assert "Niêm yết bảng giá đất" in town.heard("Anh Văn")[-1]
    assert len(town.heard("Chị Lan")) == before
