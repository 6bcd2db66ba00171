"""An office told as its workbook: read again it is the same, and what an import changes can be shown."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.acts.describing import workbook_of
from bot.acts.founding import OfficePlan, UnitPlan, found, refound
from bot.app import Kit
from bot.desk import OfficeDay
from bot.papers.workbook import write_template
from bot.plans.workbook import read_workbook
from bot.rules.ladders import kinds
from bot.rules.report_said import kinds as period_kinds
from bot.rules.report_said import read_rule
from bot.rules.sheet_changes import Listing, changes
from storage.store import Store
from tests.acts.suoi_mo import ECONOMY, FOUR, LATER, NOW, OFFICE, PLAN, POWER, TWO, join, only_office

DEADLINE = kinds()["deadline"]
FULL = replace(
    PLAN,
    units=(replace(OFFICE, aliases=("VP", "Bộ phận một cửa")), ECONOMY, replace(POWER, phone="1900 0000")),
    posts=(
        *PLAN.posts[:3],
        replace(FOUR, published=True, phone="0200 1"),
        replace(FOUR, holder=""),
        replace(FOUR, holder=""),
    ),
    email="vp@suoimo.example.vn",
    website="https://suoimo.example.vn",
    reception="thứ Năm hằng tuần",
    rhythm="tuần từ thứ Năm đến thứ Tư, hỏi 15:00 thứ Ba, gửi 08:00 thứ Năm",
    topics={"y-te": "Khám chữa bệnh", "rieng-cho-ca": "Chợ cá"},
    ladders={"deadline": DEADLINE.read("trước 2 ngày; đúng hạn")},
    periods=(
        next(kind for kind in period_kinds().values() if kind.base),
        read_rule("quý về đất đai: như kế hoạch ghi"),
    ),
    procedures={"Khai sinh; giấy khai sinh": "Mang giấy chứng sinh.\nNộp ở quầy 2"},
)


def told(store: Store) -> Mapping[str, Listing]:
    with store.transaction() as session:
        return workbook_of(OfficeDay(session, LATER, only_office(session), Kit.packaged(b"", {})))


def written(store: Store, folder: Path) -> OfficePlan:
    """The office as its own workbook brings it back."""
    path = folder / "co-quan.xlsx"
    write_template(path, {title: [line.cells for line in sheet.lines] for title, sheet in told(store).items()})
    assert "ví dụ" not in str([cell.value for cell in load_workbook(path)["Đơn vị"]["A"]])
    return read_workbook(path.read_bytes())


@pytest.fixture
def office(store: Store) -> Store:
    with store.transaction() as session:
        found(session, FULL, NOW)
    join(store, "Ngô Văn Bốn", "Ngô Văn Bốn")
    return store


def test_what_is_written_down_brings_about_the_same_office(office: Store, tmp_path: Path) -> None:
    before, plan = told(office), written(office, tmp_path)
    assert plan.units[0].aliases == ("VP", "Bộ phận một cửa")
    with office.transaction() as session:
        done = refound(session, only_office(session), plan, LATER)
    assert str(done) == "Không có gì thay đổi."
    assert list(changes(before, told(office))) == []


def test_what_an_import_changes_is_told_cell_by_cell(office: Store) -> None:
    before = told(office)
    plan = replace(
        FULL,
        phone="0200 9",
        units=(FULL.units[0], UnitPlan("Phòng Hạ tầng", ("Phòng Kinh tế",)), POWER, UnitPlan("Trạm Y tế")),
        posts=(*FULL.posts[:1], replace(TWO, title="Trưởng văn thư"), *FULL.posts[3:]),
        ladders={"deadline": DEADLINE.ladder},
    )
    with office.transaction() as session:
        refound(session, only_office(session), plan, LATER)
    assert list(changes(before, told(office))) == [
        "Cơ quan: Điện thoại: trống → “0200 9”",
        "Đơn vị: Phòng Kinh tế: Tên đơn vị “Phòng Kinh tế” → “Phòng Hạ tầng”; "
        "Tên gọi khác “KT; Tài chính” → “Phòng Kinh tế; KT; Tài chính”",
        "Đơn vị: thêm Trạm Y tế",
        "Cán bộ: Ngô Văn Hai, Văn thư: Chức danh “Văn thư” → “Trưởng văn thư”",
        "Cán bộ: Ngô Văn Bốn, Chuyên viên: Đơn vị “Phòng Kinh tế” → “Phòng Hạ tầng”",
        "Cán bộ: (chưa có người), Chuyên viên: Đơn vị “Phòng Kinh tế” → “Phòng Hạ tầng”",
        "Cán bộ: (chưa có người), Chuyên viên: Đơn vị “Phòng Kinh tế” → “Phòng Hạ tầng”",
        "Cán bộ: bỏ Ngô Thị Ba, Trưởng phòng",
        "Mốc nhắc việc: Nhiệm vụ có thời hạn: “trước 2 ngày; đúng hạn; sau đó không nhắc lại” → trống",
    ]
