"""Who handles a dossier is nudged a worked day before at the latest, with the other duties, and the ladder goes up."""

from datetime import datetime

from tests.handlers.dossier_talks import bring, dossier_of
from tests.plans.dossier_files import code, line
from tests.talks import ZONE, Town, adopt

ONE, TWO = code("261116"), code("261117", 2)
WEDNESDAY = line(ONE, "17:00 25/11/2026", received="16/11/2026")


def at(day: int, hour: int = 18, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def digests(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if "Nhắc việc" in text]


async def test_it_stands_in_the_mornings_digest_beside_the_other_duties(town: Town) -> None:
    """Monday 23/11 is one worked day before Wednesday 25/11: the 24th is a holiday."""
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|25/11/2026")
    await bring(town, [WEDNESDAY])
    await town.until(at(25))
    before, on_the_day = digests(town, "Chị Lan")
    for told in (before, on_the_day):
        assert "Nạo vét kênh" in told
        assert f"Hồ sơ {ONE}: Đăng ký hộ kinh doanh" in told
        assert "Trần Thị Bông" not in told
    assert "Còn 1 ngày làm việc" in before
    assert "xin báo trước hạn" in before
    assert digests(town, "Ông Trưởng") == []
    await town.until(at(27))
    assert "Xin cho biết lý do chậm" in digests(town, "Chị Lan")[-1]
    assert "Tình hình đơn vị" in digests(town, "Ông Trưởng")[0]  # Thursday, a day late
    assert "chậm 2 ngày" in digests(town, "Ông Lãnh")[-1]


async def test_without_a_known_official_the_head_is_told_and_without_a_unit_the_clerk(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    rows = [
        line(ONE, "25/11/2026", received="16/11/2026", handler=""),
        line(TWO, "25/11/2026", received="17/11/2026", handler="Ai đó", unit=""),
    ]
    await bring(town, rows)
    await town.until(at(23))
    assert ONE in digests(town, "Ông Trưởng")[0]
    assert "Chưa giao cho đơn vị nào" in digests(town, "Bà Thư")[0]
    assert digests(town, "Chị Lan") == []


async def test_what_is_finished_waits_or_was_moved_is_not_reminded_of(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [WEDNESDAY, line(TWO, "25/11/2026", received="17/11/2026", state="Chờ bổ sung")])
    await town.say("Chị Lan", f"/hsxong {dossier_of(town, ONE).id} cho")
    await town.until(at(30))
    assert digests(town, "Chị Lan") == []


async def test_a_reminder_comes_again_when_it_is_wanted(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [WEDNESDAY])
    await town.until(at(23, 8))
    assert "13:30 thứ Hai, 23/11/2026" in await town.tap("Chị Lan", "Nhắc lại chiều nay")
    await town.until(at(23))
    assert len(digests(town, "Chị Lan")) == 2


async def test_the_ladder_may_be_changed_but_not_so_that_nobody_hears_before_the_day(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [WEDNESDAY])
    assert "trước 1 ngày làm việc và vào ngày" in await town.say("Bà Thư", "/thangnhac hồ sơ: đúng hạn; trễ 1 ngày")
    told = await town.say("Bà Thư", "/thangnhac hồ sơ: trước 3, 1 ngày; đúng hạn; trễ 1 ngày")
    assert "Hồ sơ một cửa" in told
