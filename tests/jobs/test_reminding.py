"""The right official is nudged before each deadline, once, in office hours."""

from datetime import datetime

from tests.talks import LAMP, ZONE, Town, adopt, answered

WEDNESDAY = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"  # thứ Tư


def at(month: int, day: int, hour: int = 7, minute: int = 30) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def digests(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if "Nhắc việc" in text]


async def test_reminders_come_seven_three_and_one_worked_days_before_and_on_the_day(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    await town.until(at(12, 2, 18))
    told = digests(town, "Chị Lan")
    # 24/11/2026 is a holiday: seven worked days before Wednesday 2/12 is Friday 20/11, already past 7:30.
    assert [text.split("</b>")[0].removeprefix("<b>Nhắc việc ") for text in told] == [
        "thứ Sáu, 27/11/2026",
        "thứ Ba, 01/12/2026",
        "thứ Tư, 02/12/2026",
    ]
    assert "Còn 3 ngày làm việc" in told[0]
    assert "Hạn hôm nay" in told[2]


async def test_late_ones_come_each_worked_day_and_climb_to_head_and_lead(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|23/11/2026")  # thứ Hai
    await town.until(at(12, 2, 18))
    assert "Trễ 1 ngày làm việc" in digests(town, "Chị Lan")[1]  # Wednesday 25/11: the 24th is a holiday
    assert digests(town, "Ông Trưởng")[0].startswith("<b>Nhắc việc thứ Sáu, 27/11")
    assert digests(town, "Ông Lãnh")[0].startswith("<b>Nhắc việc thứ Ba, 01/12")
    assert "Phòng Kinh tế" in digests(town, "Ông Lãnh")[0]


async def test_one_digest_holds_all_of_a_morning_the_latest_first(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|25/11/2026", "Sửa đường|Phòng Kinh tế|23/11/2026")
    await town.until(at(11, 25, 18))
    (last,) = [text for text in digests(town, "Chị Lan") if "25/11/2026</b>" in text]
    assert last.index("Sửa đường") < last.index("Nạo vét kênh")


async def test_nothing_goes_out_on_a_day_off_or_outside_office_hours(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh", "Ông Trưởng")
    await adopt(town, WEDNESDAY, "Rà soát|Phòng Văn hóa – Xã hội|24/11/2026", "Báo cáo|Phòng Kinh tế|Hàng tuần")
    start = len(town.line.log)
    await town.until(at(12, 14))
    sent = [moment.astimezone(ZONE) for moment, _ in town.line.log[start:]]
    assert sent
    assert all(moment.weekday() < 5 and moment.date() != at(11, 24).date() for moment in sent)
    assert all(7 <= moment.hour < 17 for moment in sent)


async def test_done_silences_every_rung(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, WEDNESDAY)
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(at(12, 15))
    assert not digests(town, "Chị Lan") + digests(town, "Ông Trưởng") + digests(town, "Ông Lãnh")


async def test_after_downtime_each_thing_comes_once_marked_late(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    town.now = at(11, 30, 9)  # the rung of Friday 27/11 was missed, Monday has none of its own
    await town.app.tick()
    await town.app.tick()
    (told,) = digests(town, "Chị Lan")
    assert "nhắc muộn" in told


async def test_downtime_that_ends_at_night_waits_for_the_morning(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, WEDNESDAY)
    town.now = at(11, 28, 23)  # thứ Bảy
    await town.app.tick()
    assert not digests(town, "Chị Lan")
    await town.until(at(11, 30, 8))
    assert len(digests(town, "Chị Lan")) == 1


async def test_a_unit_without_anybody_falls_to_the_clerk(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, WEDNESDAY)
    await town.until(at(11, 27, 8))
    assert "Nạo vét kênh" in digests(town, "Bà Thư")[-1]


async def test_a_case_is_reminded_of_like_a_duty(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà Sáu", "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om")  # promised for Monday 30/11
    await town.until(at(12, 1, 8))
    told = digests(town, "Chị Lan")
    assert "Phản ánh XT-" in told[0]
    assert "Trễ 1 ngày làm việc" in told[-1]


async def test_an_answered_case_is_not_reminded_of(town: Town) -> None:
    town.seat("Chị Lan", "Ông Lãnh")
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.until(at(12, 3, 8))
    assert not digests(town, "Chị Lan")


async def test_a_moved_deadline_moves_its_reminders(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|23/11/2026")
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "11/12 vì chờ máy")
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.until(at(11, 30, 18))
    assert not digests(town, "Chị Lan")
    await town.until(at(12, 2, 8))
    assert len(digests(town, "Chị Lan")) == 1
