"""Ladders that come with the office's workbook move the reminders of what is open."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.rules.workdays import Calendar
from storage.occurrences import open_duties
from storage.offices import the_office
from storage.store import Store
from tests.cli.test_commands import desk, office, write
from tests.plans.office_cells import Cells, packed
from tests.talks import OFFICE, ZONE, plan_of

__all__ = ["desk", "office"]  # fixtures

ROW = "Báo cáo rà soát hộ nghèo|Phòng Văn hóa – Xã hội|11/12/2099"
ROLES = {
    "official": "Cán bộ",
    "unit_head": "Lãnh đạo đơn vị",
    "clerk": "Văn thư",
    "lead": "Lãnh đạo",
    "admin": "Quản trị",
}


def office_cells() -> Cells:
    """The office as it is."""
    units: list[list[object]] = [[unit.name, "; ".join(unit.aliases)] for unit in OFFICE.units]
    posts: list[list[object]] = [[post.holder, post.title, post.unit, ROLES[post.role]] for post in OFFICE.posts]
    return {
        "Cơ quan": [["Mục", "Điền vào đây"], ["Tên cơ quan", OFFICE.name], ["Mã cơ quan", OFFICE.code]],
        "Đơn vị": [["Tên đơn vị", "Tên gọi khác"], *units],
        "Cán bộ": [["Họ và tên", "Chức danh", "Đơn vị", "Vai trò"], *posts],
    }


def workbook(steps: str) -> bytes:
    """With a ladder for reports."""
    return packed({**office_cells(), "Mốc nhắc việc": [["Loại việc", "Các mốc nhắc"], ["Báo cáo", steps]]})


def next_at(store: Store) -> datetime | None:
    with store.transaction() as session:
        found = the_office(session)
        assert found
        ((item, _),) = open_duties(session, found.id)
    return item.next_at


def test_what_is_open_is_reminded_of_by_the_new_ladder(
    desk: Path,
    office: Store,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "import", write(desk, plan_of(ROW)), "--year", "2099", "--yes"]) == 0
    assert main(["office", "import", "--yes", write(desk, workbook("trước 9 ngày; đúng hạn"), "mau.xlsx")]) == 0
    assert "mốc nhắc việc 1" in capsys.readouterr().out
    due = datetime(2099, 12, 11, tzinfo=ZONE).date()  # thứ Sáu
    day = Calendar.vietnam().add_workdays(due, -9)
    assert next_at(office) == datetime(day.year, day.month, day.day, 7, 30, tzinfo=ZONE)
    assert main(["office", "import", "--yes", write(desk, workbook("mặc định"), "mau.xlsx")]) == 0
    day = Calendar.vietnam().add_workdays(due, -5)
    assert next_at(office) == datetime(day.year, day.month, day.day, 7, 30, tzinfo=ZONE)
