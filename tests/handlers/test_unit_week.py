"""A head sees the unit's week and adds what its people did not say."""

from datetime import datetime

from sqlmodel import col, select

from storage.weeks import WeekNote
from tests.talks import ZONE, Town, adopt

PLAN = ("Nạo vét kênh|Phòng Kinh tế|02/12/2026", "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|26/11/2026")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


async def start(town: Town) -> None:
    """Friday afternoon: all were asked."""
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, *PLAN)
    await town.until(at(20, 14, 1))


def said_of_units(town: Town) -> list[WeekNote]:
    with town.store.transaction() as session:
        notes = list(session.exec(select(WeekNote).order_by(col(WeekNote.id))))
        session.expunge_all()
    return notes


async def test_the_head_sees_what_the_unit_answered_and_who_did_not(town: Town) -> None:
    await start(town)
    await town.tap("Chị Lan", "Có vướng mắc")
    await town.say("Chị Lan", "Thiếu máy đào")
    told = await town.say("Ông Trưởng", "tuần của đơn vị")
    assert "Phòng Kinh tế</b>: tuần thứ Hai 16/11" in told
    assert "Nạo vét kênh: <b>có vướng mắc</b> – Thiếu máy đào – Chị Lan" in told
    assert "Rà soát hộ nghèo" not in told
    assert "Anh Văn" not in told
    assert "Chưa báo cáo</b>: Anh Văn" in await town.say("Anh Văn", "/tuandonvi")


async def test_the_head_adds_a_remark_and_work_that_no_plan_has_and_the_lead_reads_both(town: Town) -> None:
    await start(town)
    await town.say("Ông Trưởng", "/tuandonvi")
    await town.tap("Ông Trưởng", "Ý kiến của đơn vị")
    await town.say("Ông Trưởng", "Xin thêm người trong tháng 12")
    await town.tap("Ông Trưởng", "Tuần của đơn vị")
    await town.tap("Ông Trưởng", "Việc phát sinh")
    told = await town.say("Ông Trưởng", "- Tiếp đoàn kiểm tra của tỉnh\n- Xử lý cây đổ ở ấp 3")
    assert "• Tiếp đoàn kiểm tra của tỉnh" in told
    await town.tap("Ông Trưởng", "Bỏ: Xử lý cây đổ")
    await town.until(at(23, 8, 1))
    report = next(text for text in town.heard("Ông Lãnh") if text.startswith("<b>Báo cáo tuần"))
    assert "Việc phát sinh: 1" in report
    assert "• Tiếp đoàn kiểm tra của tỉnh – Phòng Kinh tế" in report
    assert "Xử lý cây đổ" not in report
    assert "Phòng Kinh tế: Xin thêm người trong tháng 12" in report


async def test_a_new_remark_takes_the_place_of_the_old_and_none_is_added_to_a_week_that_was_sent(town: Town) -> None:
    await start(town)
    await town.say("Ông Trưởng", "/ykdonvi Xin thêm người")
    await town.say("Ông Trưởng", "/ykdonvi Xin thêm máy")
    told = await town.say("Ông Trưởng", "/tuandonvi")
    assert "Xin thêm máy" in told
    assert "Xin thêm người" not in told
    await town.until(at(23, 8, 1))
    assert "tuần thứ Hai 23/11 – Chủ nhật 29/11" in await town.say("Ông Trưởng", "/phatsinh Họp dân ấp 2")
    assert "Xin thêm máy" in await town.say("Ông Trưởng", "/tuandonvi 2026-11-16")
    assert "Họp dân ấp 2" in await town.say("Ông Trưởng", "/tuandonvi")


async def test_only_the_head_or_who_stands_in_speaks_for_a_unit(town: Town) -> None:
    await start(town)
    assert "Chỉ lãnh đạo đơn vị" in await town.say("Chị Lan", "/phatsinh Trực đêm")
    assert "Chỉ lãnh đạo đơn vị" in await town.say("Ông Lãnh", "/ykdonvi dv2 Tốt")
    await town.say("Ông Trưởng", "/phatsinh Trực đêm")
    assert "Chỉ lãnh đạo đơn vị" in await town.say("Chị Lan", "/bophatsinh 1")
    await town.say("Ông Trưởng", "/nghi 20/11, 23/11")
    await town.tap("Ông Trưởng", "Chị Lan")
    assert "Đã ghi việc phát sinh của Phòng Kinh tế" in await town.say("Chị Lan", "/phatsinh Trực bão")


async def test_who_does_not_speak_for_a_unit_changes_nothing_of_its_week(town: Town) -> None:
    await start(town)
    town.seat("Quản Trị")
    await town.say("Ông Trưởng", "/phatsinh Trực đêm")
    await town.say("Ông Trưởng", "/ykdonvi Xin thêm người")
    notes = said_of_units(town)
    unit = notes[0].unit_id
    assert [note.words for note in notes] == ["Trực đêm", "Xin thêm người"]
    for who in ("Chị Lan", "Anh Văn", "Bà Thư", "Ông Lãnh", "Quản Trị", "bà Sáu"):
        for words in (f"/phatsinh dv{unit} Tốt", f"/ykdonvi dv{unit} Tốt", *(f"/bophatsinh {one.id}" for one in notes)):
            await town.say(who, words)
            await town.say(who, "/huy")
    assert [one for one in said_of_units(town) if one.unit_id == unit] == notes


async def test_a_unit_without_a_head_speaks_through_its_people(town: Town) -> None:
    await start(town)
    told = await town.say("Anh Văn", "/phatsinh Văn nghệ chào mừng")
    assert "Phòng Văn hóa – Xã hội" in told


async def test_lead_and_clerk_go_from_all_units_to_one_and_back_a_week(town: Town) -> None:
    await start(town)
    await town.tap("Chị Lan", "Đúng tiến độ")
    await town.until(at(27, 14, 1))
    told = await town.say("Ông Lãnh", "ai chưa báo cáo")
    assert "chưa báo cáo 1 người" in told
    assert "trả lời 1 việc" in await town.tap("Ông Lãnh", "Tuần trước")
    assert "Nạo vét kênh: đúng tiến độ – Chị Lan" in await town.tap("Ông Lãnh", "Phòng Kinh tế")


async def test_strange_words_and_empty_weeks_get_a_sentence(town: Town) -> None:
    town.seat("Chị Lan", "Ông Trưởng")
    for words in ("", " 2026-11-16", " xyz", " 2026-11-16 abc"):
        assert await town.say("Ông Trưởng", f"/tuandonvi{words}")
    assert "Chỉ lãnh đạo đơn vị" in await town.say("Ông Trưởng", "/bophatsinh 999")
