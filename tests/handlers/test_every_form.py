"""Every form of a deadline, from a cell of an Excel plan to the dates that are followed."""

from datetime import date, datetime, time

import pytest

from storage.occurrences import open_duties, standing_tasks
from tests.plan_talks import CLERK, send_file
from tests.plans.documents import saved, workbook
from tests.talks import ZONE, Town

HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm")
TITLE = ("KẾ HOẠCH Công tác trọng tâm năm 2026 của UBND xã Thử",)
FRIDAYS = (date(2026, 3, 6), date(2026, 3, 13), date(2026, 3, 20))
QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
Cell = str | datetime
Due = date | tuple[date, time]

# The cell, the kind of what is followed, and the first worked days on which it is due from 2/3/2026 (a Monday) on.
FORMS: list[tuple[Cell, str, tuple[Due, ...]]] = [
    ("Trước ngày 30/3/2026", "due", (date(2026, 3, 27),)),  # the 29th is a Sunday
    (datetime(2026, 3, 31), "due", (date(2026, 3, 31),)),  # a date cell
    ("Chậm nhất ngày 31/3/2026", "due", (date(2026, 3, 31),)),
    ("Trước 16h30 ngày 20/3/2026", "due", ((date(2026, 3, 20), time(16, 30)),)),
    ("Tháng 4/2026", "due", (date(2026, 4, 29),)),  # 30/4 is off
    ("Quý II/2026", "due", (date(2026, 6, 30),)),
    ("Năm 2026", "due", (date(2026, 12, 31),)),
    ("Quý III/2026 - Quý IV/2026", "due", (date(2026, 12, 31),)),
    ("Từ 01/4/2026 đến 15/5/2026", "due", (date(2026, 5, 15),)),
    ("Hàng tuần", "due", FRIDAYS),
    ("Trước 16h00 thứ Sáu hàng tuần", "due", tuple((day, time(16)) for day in FRIDAYS)),
    ("17 giờ ngày 15 hàng tháng", "due", ((date(2026, 3, 13), time(17)), (date(2026, 4, 15), time(17)))),
    ("Hàng tháng", "due", (date(2026, 3, 31), date(2026, 4, 29))),
    ("Hàng quý", "due", QUARTERS),
    ("Trước ngày 20 của tháng cuối quý", "due", (date(2026, 3, 19), date(2026, 6, 19), date(2026, 9, 18))),
    ("Định kỳ 06 tháng/01 lần", "due", (date(2026, 6, 30), date(2026, 12, 31))),
    ("02 lần/năm", "due", (date(2026, 6, 30), date(2026, 12, 31))),
    ("Tháng 3, 6, 9, 12/2026", "due", QUARTERS),
    ("Trước ngày 15 tháng 11 hàng năm", "due", (date(2026, 11, 13),)),  # the 14th is a Saturday
    ("Hàng năm", "due", (date(2026, 12, 31),)),
    ("Thường xuyên", "check_in", QUARTERS),
    ("Từ tháng 7/2026 (liên tục)", "check_in", QUARTERS[2:]),
    ("Thường xuyên, định kỳ báo cáo theo Quý", "due", QUARTERS),
    ("Dự thảo trong Quý I/2026, trình trước 30/6/2026", "due", (date(2026, 3, 31), date(2026, 6, 29))),
]


async def taken_up(town: Town, cell: Cell) -> None:
    """The clerk sends a workbook with one row and answers what is asked about it."""
    town.now = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
    town.seat(CLERK, "Chị Lan")
    book = workbook([TITLE, HEADER, ("1", "Nạo vét kênh", "Phòng Kinh tế", "", cell, "")])
    for row in book.worksheets[0].iter_rows(min_row=3):
        row[4].number_format = "dd/mm/yyyy"
    await send_file(town, saved(book), "ke-hoach.xlsx")
    await town.tap(CLERK, "Lưu, theo dõi")
    while "Không còn" not in await town.say(CLERK, "/ra_soat"):
        await town.tap(CLERK, "Đúng")


@pytest.mark.parametrize(("cell", "kind", "days"), FORMS, ids=[str(form[0]) for form in FORMS])
async def test_a_cell_becomes_the_dates_that_it_means(town: Town, cell: Cell, kind: str, days: tuple[Due, ...]) -> None:
    await taken_up(town, cell)
    with town.store.transaction() as session:
        found = [item for item, _ in open_duties(session, town.office_id)]
    dues = [(item.due, item.due_time) if item.due_time else item.due for item in found]
    assert tuple(dues[: len(days)]) == days
    assert {item.kind for item in found} == {kind}
    assert all(item.state == "open" and item.next_at for item in found)


@pytest.mark.parametrize(
    ("cell", "said", "day"),
    [
        ("01 ngày sau khi tỉnh công bố", "27/2", date(2026, 3, 2)),  # Saturday, so Monday
        ("Ngay sau khi có quyết định", "hôm nay", date(2026, 3, 3)),
        ("10 ngày kể từ ngày tiếp nhận", "25/2", date(2026, 3, 9)),  # Saturday 7/3, so Monday
        ("05 ngày làm việc kể từ ngày tiếp nhận", "25/2", date(2026, 3, 4)),
        ("Trước 01 ngày của hồ sơ đến hạn", "10/3", date(2026, 3, 9)),
    ],
)
async def test_an_event_starts_the_clock_of_a_cell(town: Town, cell: str, said: str, day: date) -> None:
    await taken_up(town, cell)
    with town.store.transaction() as session:
        assert [task.deadline_text for task in standing_tasks(session, town.office_id)] == [cell]
    await town.say("Chị Lan", "/sukien")
    await town.tap("Chị Lan", "1.")
    await town.say("Chị Lan", said)
    with town.store.transaction() as session:
        assert [item.due for item, _ in open_duties(session, town.office_id)] == [day]
