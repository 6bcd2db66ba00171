"""Over the year's end work goes on until the next plan is saved, or somebody ends it."""

from datetime import date, datetime

from storage.occurrences import open_duties
from storage.plans import Plan
from tests.plan_talks import send_file, send_plan
from tests.talks import ZONE, Town, adopt, plan_of

CLERK = "Bà Thư"
MONTHLY = "Đối chiếu công nợ|Phòng Kinh tế|Ngày 15 hàng tháng"
ALWAYS = "Trực một cửa|Phòng Kinh tế|Thường xuyên"
ONCE = "Nạo vét kênh|Phòng Kinh tế|25/12/2026"
NEXT = "Tổ chức hội nghị|Phòng Kinh tế|25/03/2027"
NEW_YEAR = date(2027, 1, 1)


def on(day: int, month: int, year: int = 2026, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, 0, tzinfo=ZONE)


def printed(town: Town, since: date = NEW_YEAR) -> list[tuple[str, date]]:
    with town.store.transaction() as session:
        found = open_duties(session, town.office_id)
    return [(task.content, item.printed) for item, task in found if item.printed >= since]


async def at(town: Town, moment: datetime) -> None:
    town.now = moment
    await town.app.tick()


async def test_in_december_the_clerk_is_told_once_what_goes_on(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, MONTHLY, ALWAYS, ONCE)
    await town.until(on(31, 12))
    told = [text for text in town.heard(CLERK) if "sang năm 2027</b>" in text]
    assert len(told) == 1
    assert "2 việc được theo dõi tiếp" in told[0]
    assert [text for text in town.heard("Chị Lan") if "sang năm 2027</b>" in text] == []


async def test_an_office_without_such_work_is_not_told(town: Town) -> None:
    town.seat(CLERK)
    await adopt(town, ONCE)
    await town.until(on(2, 12))
    assert [text for text in town.heard(CLERK) if "sang năm 2027" in text] == []
    assert "Không có kế hoạch nào" in await town.say(CLERK, "/sangnam")


async def test_the_clerk_ends_it_and_takes_that_back(town: Town) -> None:
    town.seat(CLERK)
    await adopt(town, MONTHLY)
    before = printed(town)
    assert before == [("Đối chiếu công nợ", date(2027, 1, 15)), ("Đối chiếu công nợ", date(2027, 2, 15))]
    await town.say(CLERK, "/sangnam")
    told = await town.tap(CLERK, "Dừng cuối năm")
    assert "dừng ở <b>thứ Năm, 31/12/2026</b>" in told
    assert "Đã bỏ 2 hạn" in told
    assert printed(town) == []
    await at(town, on(10, 1, 2027))
    assert printed(town) == []
    assert "đã lập 3 hạn" in await town.tap(CLERK, "Theo dõi tiếp")
    assert [day for _, day in printed(town)] == [date(2027, month, 15) for month in (1, 2, 3)]


async def test_what_is_late_or_under_way_stays_when_the_plan_ends(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, MONTHLY)
    await at(town, on(18, 1, 2027))
    with town.store.transaction() as session:
        february = next(item for item, _ in open_duties(session, town.office_id) if item.printed.month == 2)
    await town.say("Chị Lan", f"/dang {february.id}")
    await town.say(CLERK, "/sangnam dung 1")
    assert [day for _, day in printed(town)] == [date(2027, 1, 15), date(2027, 2, 15)]


async def test_the_next_years_plan_takes_the_place_of_the_old_one(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await adopt(town, MONTHLY, ONCE)
    await at(town, on(10, 1, 2027))
    told = await send_plan(town, MONTHLY, NEXT, name="ke-hoach-2027.txt", year=2027)
    assert "nối tiếp “Công tác trọng tâm năm 2026" in told
    assert "dừng ở cuối năm 2026" in told
    assert "dừng ở thứ Năm, 31/12/2026" in await town.tap(CLERK, "Lưu, theo dõi")
    months = [day for content, day in printed(town) if content == "Đối chiếu công nợ"]
    assert months[:3] == [date(2027, month, 15) for month in (1, 2, 3)]  # each once
    assert len(months) == 12
    assert "theo dõi tiếp sang năm sau, đã lập 3 hạn" in await town.tap(CLERK, "Vẫn theo cả kế hoạch cũ")


async def test_a_plan_of_another_name_ends_nothing(town: Town) -> None:
    town.seat(CLERK)
    await adopt(town, MONTHLY)
    other = plan_of("Tập huấn kỹ năng số|Phòng Kinh tế|15/03/2027", year=2027)
    other = other.replace("Công tác trọng tâm".encode(), "Chuyển đổi số và cải cách hành chính".encode())
    assert "nối tiếp" not in await send_file(town, other, "chuyen-doi-so.txt")
    await town.tap(CLERK, "Lưu, theo dõi")
    assert len([day for content, day in printed(town) if content == "Đối chiếu công nợ"]) == 2


async def test_only_clerk_and_admin_decide(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Ông Lãnh", "Quản Trị")
    await adopt(town, MONTHLY)
    for who in ("Chị Lan", "Ông Lãnh", "bà Sáu"):
        await town.say(who, "/sangnam dung 1")
    assert len(printed(town)) == 2
    await town.say("Quản Trị", "/sangnam dung 1")
    assert printed(town) == []
    with town.store.transaction() as session:
        assert session.get_one(Plan, 1).ends_on == date(2026, 12, 31)
