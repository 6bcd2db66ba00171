"""A reminder comes once more when it is wanted, and the deadline stays."""

from datetime import date, datetime
from pathlib import Path

from storage.moments import next_moment
from storage.occurrences import duty
from storage.store import Store
from tests.talks import ZONE, Town, adopt

WEDNESDAY = "Nạo vét kênh|Phòng Kinh tế|25/11/2026"  # thứ Tư; Tuesday 24/11 is a holiday
AGAIN = "Nhắc lại chiều nay"


def at(day: int, hour: int = 7, minute: int = 30, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def digests(town: Town, who: str = "Chị Lan") -> list[str]:
    """When each digest left, on the office's clock."""
    texts = [text for text in town.heard(who) if "Nhắc việc" in text]
    times = [moment.astimezone(ZONE) for moment, address in town.line.log if address == who]
    left = [moment for moment, text in zip(times, town.heard(who), strict=True) if text in texts]
    return [f"{moment:%d/%m %H:%M}" for moment in left]


async def monday_digest(town: Town) -> None:
    """Monday 23/11: one worked day before Wednesday 25/11, as the 24th is a holiday."""
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    await town.until(at(23, 8))
    assert digests(town) == ["23/11 07:30"]


async def test_a_line_of_the_digest_comes_again_in_the_afternoon(town: Town) -> None:
    await monday_digest(town)
    assert "13:30 thứ Hai, 23/11/2026" in await town.tap("Chị Lan", AGAIN)
    await town.until(at(23, 18))
    assert digests(town) == ["23/11 07:30", "23/11 13:30"]


async def test_in_the_afternoon_it_comes_an_hour_later(town: Town) -> None:
    await monday_digest(town)
    town.now = at(23, 14, 10)
    assert "15:10 thứ Hai" in await town.tap("Chị Lan", AGAIN)


async def test_when_the_office_closes_soon_it_comes_on_the_next_worked_day(town: Town) -> None:
    await monday_digest(town)
    town.now = at(23, 16, 30)
    assert "07:30 thứ Tư, 25/11/2026" in await town.tap("Chị Lan", AGAIN)


async def test_tomorrow_skips_the_day_off_and_joins_that_mornings_digest(town: Town) -> None:
    await monday_digest(town)
    assert "07:30 thứ Tư, 25/11/2026" in await town.tap("Chị Lan", "Nhắc lại mai")
    await town.until(at(25, 18))
    assert digests(town) == ["23/11 07:30", "25/11 07:30"]
    assert town.heard("Chị Lan")[-1].count("Nạo vét kênh") == 1


async def test_the_deadline_does_not_move(town: Town) -> None:
    await monday_digest(town)
    assert "Hạn không đổi: thứ Tư, 25/11/2026" in await town.tap("Chị Lan", "Nhắc lại mai")
    with town.store.transaction() as session:
        found = duty(session, town.office_id, 1)
    assert found
    assert (found[0].due, found[0].original) == (date(2026, 11, 25), date(2026, 11, 25))


async def test_done_silences_it_at_once(town: Town) -> None:
    await monday_digest(town)
    await town.tap("Chị Lan", AGAIN)
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(at(26, 8))
    assert digests(town) == ["23/11 07:30"]


async def test_it_outlives_a_restart(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store, tmp_path)
    await monday_digest(town)
    await town.tap("Chị Lan", AGAIN)
    again = Store(sqlite_store.url, sqlite_store.keys)
    with again.transaction() as session:
        assert next_moment(session, at(23, 12)) == at(23, 13, 30)
    again.close()


async def test_it_comes_once_though_asked_for_twice(town: Town) -> None:
    await monday_digest(town)
    await town.tap("Chị Lan", AGAIN)
    await town.tap("Chị Lan", AGAIN)
    await town.until(at(23, 18))
    assert digests(town) == ["23/11 07:30", "23/11 13:30"]


async def test_a_duty_far_from_its_deadline_can_be_called_up_too(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Tổng kết năm|Phòng Kinh tế|18/12/2026")
    await town.say("Chị Lan", "/v 1")
    await town.tap("Chị Lan", "Nhắc lại mai")
    await town.until(at(23, 8))
    assert "Tổng kết năm" in town.heard("Chị Lan")[-1]


async def test_a_case_can_be_called_up(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà Sáu", "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om")
    await town.say("Chị Lan", "/nhaclai pa 1 chieu")
    await town.until(at(20, 18))
    assert digests(town) == ["20/11 13:30"]


async def test_nobody_calls_up_anothers_duty(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, WEDNESDAY)
    assert "Không tìm thấy" in await town.say("Anh Văn", "/nhaclai 1 mai")
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/nhaclai 1 mai")


async def test_every_line_of_several_leads_to_its_own_two_choices(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY, "Sửa đường|Phòng Kinh tế|23/11/2026")
    await town.until(at(23, 8))
    (digest,) = [parcel for parcel in town.line.sent["Chị Lan"] if "Nhắc việc" in parcel.text]
    lines = [choice for row in digest.choices for choice in row if choice.command.startswith("/v ")]
    assert len(lines) == 2
    for line in lines:
        await town.say("Chị Lan", line.command)
        number = line.command.removeprefix("/v ")
        assert town.choice("Chị Lan", "Nhắc lại chiều nay") == f"/nhaclai {number} chieu"
        assert town.choice("Chị Lan", "Nhắc lại mai") == f"/nhaclai {number} mai"


async def test_a_personal_time_moves_only_this_persons_digest(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, "Sửa đường|Phòng Kinh tế|23/11/2026")
    assert "08:15" in await town.say("Chị Lan", "/gio 8:15")
    await town.until(at(27, 18))
    assert digests(town) == ["23/11 08:15", "25/11 08:15", "26/11 08:15", "27/11 08:15"]
    assert digests(town, "Ông Trưởng") == ["27/11 07:30"]


async def test_a_personal_time_is_shown_and_given_back(town: Town) -> None:
    town.seat("Chị Lan")
    assert "07:30" in await town.say("Chị Lan", "/gio")
    await town.say("Chị Lan", "/gio 8h15")
    assert "08:15" in await town.say("Chị Lan", "/gio")
    assert "giờ chung" in await town.tap("Chị Lan", "Theo giờ chung")


async def test_a_personal_time_outside_office_hours_is_refused(town: Town) -> None:
    town.seat("Chị Lan")
    for words in ("6:00", "12:00", "17:00", "22h", "25:00", "sáng sớm"):
        assert "trong giờ làm việc" in await town.say("Chị Lan", f"/gio {words}"), words
    assert "07:30" in await town.say("Chị Lan", "/gio")


async def test_tomorrow_goes_by_the_personal_time(town: Town) -> None:
    await monday_digest(town)
    await town.say("Chị Lan", "/gio 9:00")
    await town.tap("Chị Lan", "Nhắc lại mai")
    await town.until(at(25, 18))
    assert digests(town) == ["23/11 07:30", "25/11 09:00"]
