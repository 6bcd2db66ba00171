"""What other documents decide is asked for once a month, until somebody knows the date."""

from datetime import date, datetime, time

import pytest

from storage.occurrences import Duty, open_duties
from storage.plans import task_events
from tests.talks import ZONE, Town, adopt

PROVINCE = "Tập huấn phòng cháy|Phòng Kinh tế|Theo kế hoạch của tỉnh"
DEMAND = "Báo cáo số liệu đột xuất|Phòng Kinh tế|Khi có yêu cầu"
START = "Áp dụng phần mềm mới|Phòng Kinh tế|Từ khi có hướng dẫn"
CULTURE = "Hội thi văn nghệ|Phòng Văn hóa – Xã hội|Theo kế hoạch của tỉnh"
NOBODYS = "Việc chưa rõ nơi làm|Phòng Lạ|Theo kế hoạch của tỉnh"
DATED = "Nạo vét kênh|Phòng Kinh tế|25/12/2026"
MIXED = "Trực phòng chống bão|Phòng Kinh tế|Thường xuyên, đột xuất"
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 8, 0, tzinfo=ZONE)  # thứ Ba
FIRST_OF_JANUARY = datetime(2027, 1, 4, 8, 0, tzinfo=ZONE)  # thứ Hai: thứ Sáu 01/01 là ngày nghỉ


def found(town: Town) -> list[Duty]:
    with town.store.transaction() as session:
        return [one for one in open_duties(session, town.office_id) if one[0].kind == "due"]


def asked(town: Town, who: str) -> list[str]:
    return [told for told in town.heard(who) if "còn thiếu ngày" in told]


async def test_on_the_first_worked_day_of_the_month_each_person_gets_one_letter(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, PROVINCE, DEMAND, START, CULTURE, DATED)
    await town.until(FIRST_OF_DECEMBER)
    (letter,) = asked(town, "Chị Lan")
    assert "3 nhiệm vụ còn thiếu ngày" in letter
    assert "“Theo kế hoạch của tỉnh”" in letter
    assert "Nạo vét kênh" not in letter
    (other,) = asked(town, "Anh Văn")
    assert "Hội thi văn nghệ" in other
    assert asked(town, "Bà Thư") == []


@pytest.mark.parametrize(
    "words",
    [
        *("Theo kế hoạch của tỉnh", "Theo Kế hoạch của UBND huyện", "Theo tiến độ của tỉnh", "Theo lộ trình"),
        *("Theo quy định của Bộ Nội vụ", "Theo thời gian yêu cầu của Bộ Công an"),
        *("Theo thời hạn của từng Chương trình", "Đột xuất", "Khi có nhiệm vụ chậm", "Theo thời điểm có nhu cầu"),
        *("Theo CV yêu cầu", "Theo đề nghị của cơ quan cấp trên"),
    ],
)
async def test_what_others_decide_is_asked_each_month_until_it_is_known(town: Town, words: str) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, f"Tập huấn phòng cháy|Phòng Kinh tế|{words}")
    await town.until(FIRST_OF_DECEMBER)
    await town.until(FIRST_OF_JANUARY)
    assert [words in letter for letter in asked(town, "Chị Lan")] == [True, True]
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", "trước 10h ngày 15/3")
    ((item, _),) = found(town)
    assert (item.due, item.due_time) == (date(2027, 3, 15), time(10))  # thứ Hai
    await town.until(datetime(2027, 2, 2, 8, 0, tzinfo=ZONE))
    assert len(asked(town, "Chị Lan")) == 2


async def test_a_start_that_was_asked_for_begins_quarterly_looks_and_no_deadline(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, START)
    assert "Bắt đầu từ ngày nào?" in await town.say("Chị Lan", "/dathan 1 0")
    told = await town.say("Chị Lan", "15/10, Công văn 77")
    assert "thực hiện từ <b>thứ Năm, 15/10/2026</b>" in told
    assert "mỗi quý, lần tới trước thứ Năm, 31/12/2026" in told
    assert found(town) == []
    assert "Không có nhiệm vụ nào" in await town.say("Chị Lan", "/dathan")
    town.now = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    await town.app.tick()
    with town.store.transaction() as session:
        looks = [(item.kind, item.printed) for item, _ in open_duties(session, town.office_id)]
    assert looks == [("check_in", date(2026, 12, 31)), ("check_in", date(2027, 3, 31))]
    assert asked(town, "Chị Lan") == []


async def test_a_start_still_to_come_may_be_said_and_corrected(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, START)
    await town.say("Chị Lan", "/dathan 1 0")
    assert "chưa hiểu chắc" in await town.say("Chị Lan", "khi nào rảnh")
    assert "từ <b>thứ Ba, 15/12/2026" in await town.say("Chị Lan", "15/12")
    await town.tap("Chị Lan", "Sửa ngày")
    assert "lần tới trước thứ Tư, 31/03/2027" in await town.say("Chị Lan", "1/2/2027")


async def test_it_comes_in_the_morning_of_that_day_and_never_outside_hours(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.until(FIRST_OF_JANUARY)
    moments = [moment.astimezone(ZONE) for moment, who in town.line.log if who == "Chị Lan"]
    assert datetime(2026, 12, 1, 7, 30, tzinfo=ZONE) in moments
    assert datetime(2027, 1, 4, 7, 30, tzinfo=ZONE) in moments
    assert [moment for moment in moments if moment.weekday() > 4 or not 7 <= moment.hour < 17] == []


async def test_after_days_without_power_it_is_asked_once_when_the_office_opens(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.app.tick()
    town.now = datetime(2026, 12, 5, 20, 0, tzinfo=ZONE)  # thứ Bảy
    await town.app.tick()
    assert asked(town, "Chị Lan") == []
    await town.until(datetime(2026, 12, 9, 8, 0, tzinfo=ZONE))  # thứ Tư
    assert len(asked(town, "Chị Lan")) == 1


async def test_a_task_without_a_unit_is_asked_of_the_clerk_who_may_answer(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NOBODYS)
    await town.until(FIRST_OF_DECEMBER)
    await town.tap("Bà Thư", "1.")
    assert "Đã đặt hạn" in await town.say("Bà Thư", "15/12")


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("15/12", date(2026, 12, 15)),  # thứ Ba
        ("trước ngày 14/12", date(2026, 12, 11)),  # Sunday 13/12, so Friday
        ("20/12/2026", date(2026, 12, 18)),  # Sunday, so Friday
        ("15/1", date(2027, 1, 15)),  # the next 15 January: thứ Sáu
        ("tháng 1/2027", date(2027, 1, 29)),  # 31/01/2027 is a Sunday, so Friday
        ("15/12 theo Công văn 5 của tỉnh", date(2026, 12, 15)),
        ("ngày mai", date(2026, 11, 20)),  # tomorrow is Saturday 21/11, so Friday
    ],
)
async def test_the_date_is_given_in_words(town: Town, said: str, due: date) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.say("Chị Lan", "/dathan 1")
    assert "Đã đặt hạn" in await town.say("Chị Lan", said)
    ((item, _),) = found(town)
    assert (item.due, item.original) == (due, due)


async def test_once_it_is_known_it_is_followed_and_not_asked_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.say("Chị Lan", "/dathan")
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", "4/12")
    await town.until(datetime(2026, 12, 4, 8, 0, tzinfo=ZONE))  # thứ Sáu
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(FIRST_OF_JANUARY)
    assert len(asked(town, "Chị Lan")) == 1  # her own list before


async def test_what_did_not_come_up_is_asked_again_next_month(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, DEMAND)
    await town.until(FIRST_OF_DECEMBER)
    await town.tap("Chị Lan", "1.")
    assert "Đầu tháng sau tôi hỏi lại" in await town.tap("Chị Lan", "Chưa phát sinh")
    await town.until(datetime(2026, 12, 31, 18, 0, tzinfo=ZONE))
    assert len(asked(town, "Chị Lan")) == 1
    await town.until(FIRST_OF_JANUARY)
    assert len(asked(town, "Chị Lan")) == 2


async def test_what_does_not_apply_this_year_is_not_asked_again_but_may_still_be_dated(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, DEMAND)
    await town.until(FIRST_OF_DECEMBER)
    await town.tap("Chị Lan", "1.")
    assert "không hỏi lại" in await town.tap("Chị Lan", "Không áp dụng năm nay")
    await town.until(FIRST_OF_JANUARY)
    assert len(asked(town, "Chị Lan")) == 1
    await town.tap("Chị Lan", "Đặt hạn")
    assert "thứ Tư, 20/01/2027" in await town.say("Chị Lan", "20/1/2027")


async def test_work_on_demand_that_came_up_and_is_done_is_asked_about_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, DEMAND)
    await town.say("Chị Lan", "/dathan 1")
    await town.say("Chị Lan", "27/11")
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(FIRST_OF_DECEMBER)
    assert len(asked(town, "Chị Lan")) == 1


async def test_a_date_said_again_takes_the_place_of_the_first(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.say("Chị Lan", "/dathan 1")
    await town.say("Chị Lan", "15/12")
    await town.tap("Chị Lan", "Sửa ngày")
    await town.say("Chị Lan", "16/12")
    assert [item.due for item, _ in found(town)] == [date(2026, 12, 16)]
    with town.store.transaction() as session:
        said = [event.words for event in task_events(session, 1) if event.what == "date_set"]
    assert said == ["15/12", "16/12"]


@pytest.mark.parametrize("words", ["khi nào xong thì báo", "30/02/2026", "15/10/2026", "15/12 hoặc 20/12 gì đó"])
async def test_what_is_not_surely_a_date_to_come_is_asked_again(town: Town, words: str) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, PROVINCE)
    await town.say("Chị Lan", "/dathan 1")
    assert "chưa hiểu chắc" in await town.say("Chị Lan", words)
    assert found(town) == []


async def test_on_demand_beside_a_rhythm_is_never_asked_for(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MIXED)
    await town.until(FIRST_OF_DECEMBER)
    assert asked(town, "Chị Lan") == []


async def test_nobody_dates_the_work_of_another_unit(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh")
    await adopt(town, PROVINCE)
    for words in ("/dathan 1", "/dathan 1 0 khong", "/dathan 1 0 chua"):
        assert "Không tìm thấy" in await town.say("Anh Văn", words)
        assert "dành cho cán bộ" in await town.say("bà Sáu", words)
    assert "Không có nhiệm vụ nào" in await town.say("Anh Văn", "/dathan")
    assert "Tập huấn phòng cháy" in await town.say("Ông Lãnh", "/dathan")
    await town.say("Ông Lãnh", "/dathan 1")
    assert "Đã đặt hạn" in await town.say("Ông Lãnh", "15/12")
