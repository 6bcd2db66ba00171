"""Indicators and the 766 index as a report tells them: of its days, with the codes behind each figure."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.acts.reports import built
from bot.acts.reports.opening import opened
from bot.rules.figures import Section, Window, known_in
from storage.indicators import values_of
from storage.store import Store
from tests.talks import LAMP, ZONE, Town, answered

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30), "Tháng 11/2026")
OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31), "Tháng 10/2026")


@pytest.fixture
async def town(store: Store, tmp_path: Path) -> Town:
    """Of two indicators of Phòng Kinh tế one was answered and corrected, one not; feedback on time is computed."""
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    for sentence in (
        "Tỷ lệ hồ sơ đúng hạn ≥ 98 %, KT, hằng tháng",
        "Số buổi đối thoại ít nhất 4 buổi, KT, hằng tháng",
        "Tỷ lệ phản ánh, kiến nghị đúng hạn ≥ 90 %, hằng tháng",
    ):
        await town.say("Bà Thư", f"/chitieu thêm: {sentence}")
    await town.say("Bà Thư", "/suachitieu 3 nguon pakn")
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.until(datetime(2026, 12, 1, 9, tzinfo=ZONE))
    await town.say("Chị Lan", "CT-1: 99")
    await town.say("Chị Lan", "CT-1: 97 (thiếu người)")
    await town.until(datetime(2026, 12, 4, 9, tzinfo=ZONE))
    return town


def parts(town: Town, window: Window) -> dict[str, Section]:
    with town.store.transaction() as session:
        return {part.key: part for part in built(town.shop.day(session, town.office_id, town.now), window)}


async def test_a_report_tells_what_was_known_of_its_days(town: Town) -> None:
    part = parts(town, NOVEMBER)["chi_tieu"]
    rows = {row[0]: row for row in part.tables[0].rows}
    assert rows["CT-1"][2:8] == ("≥ 98 %", "Tháng 11/2026", 97.0, "", "97", "Có nguy cơ không đạt")
    assert rows["CT-2"][3:8] == ("……", "……", "", "", "Chưa có số liệu")
    assert {known.key: known.codes for known in part.figures} == {
        "chi_tieu.tong": ("CT-1", "CT-2", "CT-3"),
        "chi_tieu.met": ("CT-3",),
        "chi_tieu.risk": ("CT-1",),
        "chi_tieu.none": ("CT-2",),
    }
    assert any("chưa báo số liệu CT-2" in line for line in part.lines)
    assert "CT-1 Tỷ lệ hồ sơ đúng hạn: thiếu người." in part.lines
    before = {row[0]: row for row in parts(town, OCTOBER)["chi_tieu"].tables[0].rows}
    assert before["CT-1"][3] == "……"
    assert parts(town, OCTOBER)["chi_tieu"].lines == ()
    with town.store.transaction() as session:
        behind = opened(town.shop.day(session, town.office_id, town.now), part.figures[0], 0, 1)
    assert (behind[0].about, behind[0].command) == ("Tỷ lệ hồ sơ đúng hạn", "/chitieu 1")
    (known,) = [one for one in known_in(part) if one.key == "chi_tieu.3"]
    assert [code[:3] for code in known.codes] == ["XT-"]
    with town.store.transaction() as session:
        found = values_of(session, [1, 3])
        assert [(row.value, row.note) for row in found[1]] == [(99, ""), (97, "thiếu người")]
        assert [(row.value, row.words, row.person_id) for row in found[3]] == [(known.value, "1/1", None)]


async def test_the_index_is_told_week_by_week(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store, tmp_path)
    town.seat("Bà Thư")
    await town.say("Bà Thư", "/chiso766 bat")
    await town.say("Bà Thư", "18; 19,5; 10; 8; 17; 20")
    part = parts(town, NOVEMBER)["chi_so_766"]
    (row,) = part.tables[0].rows
    assert (row[0], row[-2], row[-1]) == ("766-2026-W47", 92.5, "chưa")
    assert part.figures[0].value == 92.5
    with town.store.transaction() as session:
        (one,) = opened(town.shop.day(session, town.office_id, town.now), part.figures[0], 0, 5)
    assert (one.about, one.command, one.mark) == ("Tuần 47/2026", "/chiso766 xem 1", "92,5")
    assert "xếp loại Xuất sắc" in part.lines[0]
    assert "……" in parts(town, OCTOBER)["chi_so_766"].lines[0]
