"""Reports draft themselves once their days are over and go to the lead on their day, seen by the clerk or not."""

from datetime import datetime

import pytest

from storage.reports import last_reports
from tests.talks import ZONE, Town, adopt


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
async def town(town: Town) -> Town:
    """Reports are cut on the 14th; that of the month goes out two worked days later, that of the year on the 20th."""
    town.seat("Bà Thư", "Ông Lãnh", "Chị Lan")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|02/12/2026")
    await town.say("Bà Thư", "/quy 14")
    await town.tap("Bà Thư", "Áp dụng")
    town.line.sent.clear()
    return town


def about(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if "áo cáo tháng 12/2026" in text or "áo cáo năm 2026" in text]


async def test_the_clerk_has_a_draft_when_the_days_are_over_and_the_lead_gets_it_unseen(town: Town) -> None:
    await town.until(at(15, 7, 29))
    assert not about(town, "Bà Thư")
    await town.until(at(15, 7, 31))
    month, year = about(town, "Bà Thư")
    assert "Đã soạn bản nháp" in month
    assert "14:00 thứ Tư, 16/12/2026" in month
    assert "14:00 thứ Sáu, 18/12/2026" in year  # the 20th is a Sunday; the fourth quarter is within the year's report
    await town.until(at(16, 7, 31))
    assert "Nhắc" in about(town, "Bà Thư")[-1]
    assert not about(town, "Ông Lãnh")
    await town.until(at(16, 14, 1))
    (told,) = about(town, "Ông Lãnh")
    assert "Bản nháp, văn thư chưa xem" in told
    assert "Nhiệm vụ phải thực hiện: 1" in told
    parcel = next(one for one in town.line.sent["Ông Lãnh"] if one.files)
    assert [file.name for file, _ in parcel.files] == [
        "Báo cáo tháng 12-2026.docx",
        "Phụ lục số liệu tháng 12-2026.xlsx",
    ]


async def test_what_the_clerk_has_looked_at_goes_out_without_that_mark_and_only_once(town: Town) -> None:
    await town.until(at(15, 8))
    (month, *_) = [parcel for parcel in town.line.sent["Bà Thư"] if "tháng 12" in parcel.text]
    await town.say("Bà Thư", month.choices[0][0].command)
    await town.until(at(16, 15))
    assert "chưa xem" not in about(town, "Ông Lãnh")[0]
    await town.until(at(17, 15))
    assert len(about(town, "Ông Lãnh")) == 1


async def test_the_clerk_holds_it_back_and_sends_it_later(town: Town) -> None:
    await town.until(at(15, 8))
    with town.store.transaction() as session:
        number = next(one.id for one in last_reports(session, town.office_id, 9) if one.kind == "month")
    assert "không tự gửi nữa" in await town.say("Bà Thư", f"/guibc {number} khoan")
    await town.until(at(17, 10))
    assert not about(town, "Ông Lãnh")
    await town.say("Bà Thư", f"/guibc {number}")
    assert len(about(town, "Ông Lãnh")) == 1


async def test_what_nobody_wants_is_not_drafted(town: Town) -> None:
    assert "Tháng: tự soạn" in await town.say("Bà Thư", "/tudongbc")
    assert "Tháng: không" in await town.tap("Bà Thư", "Không soạn tháng")
    await town.until(at(15, 8))
    assert len(about(town, "Bà Thư")) == 1


async def test_after_two_days_without_power_it_comes_once(town: Town) -> None:
    await town.until(at(14, 17))
    town.now = at(16, 16)
    await town.app.tick()
    await town.until(at(17, 17))
    assert len([text for text in about(town, "Bà Thư") if "tháng 12" in text]) == 1
    assert len(about(town, "Ông Lãnh")) == 1
