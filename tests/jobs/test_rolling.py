"""What comes round again is made ahead over the end of its plan's year, each date once and with a life of its own."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.jobs.roll import roll_one_task
from bot.rules.states import Work
from storage.occurrences import Occurrence, open_duties
from storage.plans import Task, task_events
from tests.plan_talks import save_version
from tests.talks import ZONE, Town, adopt

WEEKLY = "Gửi lịch công tác|Phòng Kinh tế|Trước 16h00 thứ Sáu hàng tuần"
MONTHLY = "Đối chiếu công nợ|Phòng Kinh tế|Ngày 15 hàng tháng"
QUARTERLY = "Dọn rác liên xã|Phòng Kinh tế|Hằng quý"
HALVES = "Họp giao ban khối|Phòng Kinh tế|02 lần/năm"
YEARLY = "Kiểm kê tài sản|Phòng Kinh tế|Trước ngày 15 tháng 11 hàng năm"
MONTHS = "Tổng hợp số liệu|Phòng Kinh tế|Tháng 3, 6, 9, 12 hàng năm"
ALWAYS = "Trực một cửa|Phòng Kinh tế|Thường xuyên"
START = "Áp dụng phần mềm một cửa|Phòng Kinh tế|Từ tháng 7/2026 (liên tục)"
ONCE = "Nạo vét kênh|Phòng Kinh tế|25/12/2026"
FIXED_MONTHS = "Rà soát hộ nghèo|Phòng Kinh tế|Tháng 3, 6, 9, 12/2026"
UNTIL = "Phun thuốc muỗi|Phòng Kinh tế|Hàng tháng đến tháng 12/2026"


def on(day: int, month: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=ZONE)


async def at(town: Town, moment: datetime) -> None:
    """The process was down until this moment."""
    town.now = moment
    await town.app.tick()


def printed(town: Town, row: str, since: date) -> list[date]:
    """The printed days of a task that are open, from a day on."""
    with town.store.transaction() as session:
        found = open_duties(session, town.office_id)
    content = row.split("|")[0]
    return [item.printed for item, task in found if task.content == content and item.printed >= since]


NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("row", "day", "expected"),
    [
        (QUARTERLY, on(1, 12), []),  # more than 92 days ahead
        (QUARTERLY, on(4, 1, 2027), [date(2027, 3, 31)]),
        (MONTHLY, on(4, 1, 2027), [date(2027, month, 15) for month in (1, 2, 3)]),
        (HALVES, on(1, 6, 2027), [date(2027, 6, 30)]),
        (YEARLY, on(1, 9, 2027), [date(2027, 11, 14)]),
        (MONTHS, on(4, 1, 2027), [date(2027, 3, 31)]),
        (ALWAYS, on(4, 1, 2027), [date(2027, 3, 31)]),
        (START, on(4, 1, 2027), [date(2027, 3, 31)]),
        (ONCE, on(1, 6, 2027), []),
        (FIXED_MONTHS, on(1, 6, 2027), []),
        (UNTIL, on(1, 6, 2027), []),
    ],
)
async def test_the_next_years_dates_are_made_ahead(
    town: Town, row: str, day: datetime, expected: Sequence[date]
) -> None:
    town.seat("Bà Thư")
    await adopt(town, row)
    await at(town, day)
    assert printed(town, row, NEW_YEAR) == expected


async def test_a_day_in_the_year_before_or_after_is_made_for_each_year(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(
        town,
        "Lập dự toán|Phòng Kinh tế|Trước ngày 01/12 của năm trước",
        "Quyết toán|Phòng Kinh tế|Trước 15/01 năm sau",
    )
    while "Không còn" not in await town.say("Bà Thư", "/ra_soat"):
        await town.tap("Bà Thư", "Đúng")
    assert printed(town, "Lập dự toán", date.min) == [date(2026, 11, 30)]  # of the budget of 2027
    assert printed(town, "Quyết toán", date.min) == [date(2027, 1, 14)]  # of the year 2026
    await at(town, on(1, 11, 2027))
    assert printed(town, "Lập dự toán", NEW_YEAR) == [date(2027, 11, 30)]
    assert printed(town, "Quyết toán", date(2027, 2, 1)) == [date(2028, 1, 14)]


async def test_again_and_again_it_makes_nothing_twice(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, WEEKLY, MONTHLY, QUARTERLY, ALWAYS, START)
    with town.store.transaction() as session:
        before = len(open_duties(session, town.office_id))
        session.exec(update(Task).values(roll_at=town.now))
    for _ in range(5):
        assert roll_one_task(town.shop, town.now)
    assert not roll_one_task(town.shop, town.now)
    with town.store.transaction() as session:
        assert len(open_duties(session, town.office_id)) == before


async def test_each_date_has_its_own_state_product_and_history(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONTHLY)
    await at(town, on(4, 1, 2027))
    with town.store.transaction() as session:
        (december, january) = [item for item, _ in open_duties(session, town.office_id)][:2]
    await town.say("Chị Lan", f"/xong {january.id}")
    await town.say("Chị Lan", "Biên bản đối chiếu tháng 1")
    with town.store.transaction() as session:
        done, late = session.get_one(Occurrence, january.id), session.get_one(Occurrence, december.id)
        history = [event.what for event in task_events(session, 1) if event.occurrence_id == january.id]
    assert (done.state, done.product, history) == (Work.DONE, "Biên bản đối chiếu tháng 1", ["done"])
    assert (late.state, late.product) == (Work.OPEN, "")
    await at(town, on(1, 2, 2027))
    assert printed(town, MONTHLY, NEW_YEAR) == [date(2027, 2, 15), date(2027, 3, 15), date(2027, 4, 15)]


async def test_the_reminders_of_the_new_year_come(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONTHLY)
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(datetime(2027, 1, 15, 8, 0, tzinfo=ZONE))  # thứ Sáu
    assert "Nhắc việc thứ Sáu, 15/01/2027" in town.heard("Chị Lan")[-1]
    assert "Hạn hôm nay" in town.heard("Chị Lan")[-1]


async def test_a_plan_of_a_year_that_is_over_brings_nothing_back(town: Town) -> None:
    town.seat("Bà Thư")
    town.now = on(4, 1, 2028)
    await adopt(town, MONTHLY, ALWAYS)
    await at(town, on(4, 2, 2028))
    assert printed(town, MONTHLY, date.min) == []


async def test_a_task_that_left_the_plan_rolls_no_more(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, MONTHLY, QUARTERLY, ONCE)
    await save_version(town, QUARTERLY, ONCE)
    await at(town, on(4, 1, 2027))
    assert printed(town, MONTHLY, date.min) == []
    assert printed(town, QUARTERLY, NEW_YEAR) == [date(2027, 3, 31)]


async def test_a_corrected_rhythm_takes_its_next_year_along(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, MONTHLY, ONCE)
    assert printed(town, MONTHLY, NEW_YEAR) == [date(2027, 1, 15), date(2027, 2, 15)]
    await save_version(town, MONTHLY.replace("Ngày 15", "Ngày 20"), ONCE)
    assert printed(town, MONTHLY, NEW_YEAR) == [date(2027, 1, 20), date(2027, 2, 20)]
    await at(town, town.now + timedelta(days=60))
    assert printed(town, MONTHLY, NEW_YEAR) == [
        date(2027, 1, 20),
        date(2027, 2, 20),
        date(2027, 3, 20),
        date(2027, 4, 20),
    ]
