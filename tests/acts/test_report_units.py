"""What the units told of their weeks, and the news of their people, as a report tells it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.acts.reports import built
from bot.rules.figures import Cell, Figure, Section, Window, known_in
from storage.store import Store
from tests.talks import ZONE, Town, adopt

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30), "Tháng 11/2026")
PLAN = ("Nạo vét kênh|Phòng Kinh tế|02/12/2026", "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|26/11/2026")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
async def town(sqlite_store: Store, tmp_path: Path) -> Town:
    """Two weeks: Chị Lan is stuck and then on schedule again, Anh Văn answers late and then not at all."""
    town = Town(sqlite_store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, *PLAN)
    await town.say("Bà Thư", "/dinhmuctin 1")
    await town.say("Chị Lan", "/tin Ra quân https://vidu.example.vn/1")
    await town.until(at(20, 14, 1))
    await town.tap("Chị Lan", "Có vướng mắc")
    await town.say("Chị Lan", "Thiếu máy đào")
    await town.say("Ông Trưởng", "/phatsinh Tiếp đoàn của tỉnh")
    await town.say("Ông Trưởng", "/ykdonvi Xin thêm người")
    await town.until(at(23, 9))
    await town.tap("Anh Văn", "Có vướng mắc")
    await town.tap("Anh Văn", "Bỏ qua")
    return town


def parts(town: Town, window: Window = NOVEMBER) -> dict[str, Section]:
    with town.store.transaction() as session:
        return {part.key: part for part in built(town.shop.day(session, town.office_id, town.now), window)}


def codes(part: Section) -> dict[str, tuple[str, ...]]:
    return {known.key: known.codes for known in known_in(part)}


def rows(part: Section, title: str) -> list[tuple[Cell, ...]]:
    return [row for table in part.tables if table.title.startswith(title) for row in table.rows]


async def test_who_reported_in_time_late_or_never_and_what_is_stuck(town: Town) -> None:
    part = parts(town)["don_vi"]
    found = codes(part)
    assert (found["don_vi.duoc_hoi"], found["don_vi.dung_hen"]) == (("BT-1", "BT-2"), ("BT-1",))
    assert (found["don_vi.muon"], found["don_vi.thieu"]) == (("BT-2",), ())
    assert found["don_vi.vuong"] == ("NV-1", "NV-2")
    stuck = {row[0]: row for row in rows(part, "Nhiệm vụ đang vướng")}
    assert stuck["NV-1"][2:5] == ("Phòng Kinh tế", "Thiếu máy đào", "Chị Lan")
    assert stuck["NV-2"][3] == "……"  # no reason was given
    assert [row[1:3] for row in rows(part, "Việc phát sinh")] == [("Tiếp đoàn của tỉnh", "Phòng Kinh tế")]
    assert part.lines == ("Ý kiến của Phòng Kinh tế (tuần từ 16/11/2026): Xin thêm người",)
    assert "Vướng mắc: Thiếu máy đào" not in str(parts(town).get("tre_han"))  # it is not late
    news_are_counted_and_who_lacks_some_is_named(parts(town)["tin_bai"])


async def test_what_was_said_last_counts_and_what_never_came_is_counted(town: Town) -> None:
    await town.until(at(27, 14, 1))
    await town.tap("Chị Lan", "Đúng tiến độ")
    await town.until(at(30, 9))
    found = codes(parts(town)["don_vi"])
    assert found["don_vi.vuong"] == ("NV-2",)
    assert found["don_vi.thieu"] == ("BT-4",)
    week = Window(date(2026, 11, 23), date(2026, 11, 29), "Tuần")
    assert codes(parts(town, week)["don_vi"])["don_vi.duoc_hoi"] == ("BT-3", "BT-4")
    assert "don_vi" not in parts(town, Window(date(2026, 10, 1), date(2026, 10, 31), "Tháng 10"))


def news_are_counted_and_who_lacks_some_is_named(part: Section) -> None:
    assert codes(part)["tin_bai.tat_ca"] == ("TT-1",)
    assert rows(part, "Tin, bài đã gửi")[0][1:5] == ("Ra quân", "https://vidu.example.vn/1", "đường dẫn", "Chị Lan")
    lacking = rows(part, "Cán bộ chưa đủ")
    assert {row[2] for row in lacking} == {"Bà Thư", "Ông Trưởng", "Anh Văn"}
    assert {row[1] for row in lacking} == {date(2026, 11, 16)}  # not before it was wanted, nor the week that runs
    shares = [cell for row in rows(part, "Tin, bài theo cán bộ") for cell in row if isinstance(cell, Figure)]
    assert [figure.value for figure in shares] == [1]
