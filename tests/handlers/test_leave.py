"""While somebody is away, who stands in gets what is theirs."""

from datetime import datetime

from tests.talks import LAMP, MENDED, ZONE, Town, adopt, answered, approve, photo

THURSDAY = "Nạo vét kênh|Phòng Kinh tế|26/11/2026"  # thứ Năm; Tuesday 24/11 is a holiday
AWAY = "/nghi từ 25/11 đến 27/11 thay: Văn"


def at(month: int, day: int, hour: int = 18) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=ZONE)


def digests(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if text.startswith("<b>Nhắc việc")]


def days(town: Town, who: str) -> list[str]:
    return [text.split("</b>")[0].split(", ")[1] for text in digests(town, who)]


async def test_the_stand_in_gets_the_reminders_and_the_absent_one_none(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, THURSDAY)
    told = await town.say("Chị Lan", AWAY)
    assert "từ thứ Tư, 25/11/2026 đến hết thứ Sáu, 27/11/2026" in told
    assert "Anh Văn" in told
    assert "nhờ anh/chị thay" in town.heard("Anh Văn")[-1]
    await town.until(at(11, 30))
    # Three worked days before 26/11 is Friday 20/11, already past half past seven.
    assert days(town, "Chị Lan") == ["30/11/2026"]
    assert days(town, "Anh Văn") == ["25/11/2026", "26/11/2026", "27/11/2026"]
    assert all("(thay Chị Lan)" in text for text in digests(town, "Anh Văn"))


async def test_a_case_goes_to_the_stand_in_who_may_answer_it(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn", "Ông Lãnh")
    await town.say("Chị Lan", "/nghi hôm nay thay Văn")
    before = len(town.heard("Chị Lan"))
    await town.say("bà Sáu", LAMP)
    assert town.heard("Anh Văn")[-1].startswith("<i>(thay Chị Lan)</i>")
    assert len(town.heard("Chị Lan")) == before
    assert "Đã trình lãnh đạo" in await answered(town, "Anh Văn")
    assert MENDED in town.heard("bà Sáu")[-1]


async def test_the_stand_in_works_on_the_absent_ones_duties_only_meanwhile(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, THURSDAY)
    await town.say("Chị Lan", AWAY)
    assert "Không tìm thấy" in await town.say("Anh Văn", "/dang 1")
    town.now = at(11, 25, 9)
    assert "Nạo vét kênh" in await town.say("Anh Văn", "/viec")
    assert "đang làm" in await town.say("Anh Văn", "/dang 1")
    town.now = at(11, 30, 9)
    assert "Không tìm thấy" in await town.say("Anh Văn", "/dang 1")


async def test_it_is_asked_step_by_step(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn", "Ông Trưởng")
    assert "từ ngày nào" in await town.say("Chị Lan", "/nghi")
    assert "Ai thay" in await town.say("Chị Lan", "từ 25/11 đến 27/11")
    labels = [choice.label for row in town.line.sent["Chị Lan"][-1].choices for choice in row]
    assert labels == ["Ông Trưởng · Phòng Kinh tế", "Anh Văn · Phòng Văn hóa – Xã hội", "Thôi"]
    assert "<b>Ông Trưởng</b>" in await town.tap("Chị Lan", "Ông Trưởng")


async def test_a_name_nobody_has_is_asked_again_with_everybody(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    assert "Ai thay" in await town.say("Chị Lan", "/nghi từ 25/11 đến 27/11 thay: Tèo")
    assert "<b>Anh Văn</b>" in await town.tap("Chị Lan", "Anh Văn")


async def test_days_that_have_passed_or_run_backwards_are_asked_again(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    for words in ("từ 27/11 đến 25/11 thay Văn", "1/11/2026 thay Văn", "vài hôm thay Văn"):
        assert "từ ngày nào" in await town.say("Chị Lan", f"/nghi {words}"), words


async def test_it_is_shown_and_ended(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, THURSDAY)
    await town.say("Chị Lan", AWAY)
    assert "Anh Văn thay" in await town.say("Chị Lan", "/nghi")
    assert "kết thúc" in await town.tap("Chị Lan", "Kết thúc")
    assert "thôi thay" in town.heard("Anh Văn")[-1]
    await town.until(at(11, 25))
    assert days(town, "Chị Lan") == ["25/11/2026"]
    assert "từ ngày nào" in await town.say("Chị Lan", "/nghi")


async def test_nobody_ends_anothers_absence(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    await town.say("Chị Lan", AWAY)
    await town.say("Anh Văn", "/nghi het 1")
    assert "Anh Văn thay" in await town.say("Chị Lan", "/nghi")


async def test_a_citizen_cannot_be_the_stand_in(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    await town.say("bà Sáu", "/start")
    assert "từ ngày nào" in await town.say("Chị Lan", "/nghi 2026-11-25 2026-11-27 3")


async def test_a_stand_in_who_is_away_too_hands_on(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng")
    await adopt(town, THURSDAY)
    await town.say("Chị Lan", AWAY)
    await town.say("Anh Văn", "/nghi 25/11 thay Trưởng")
    await town.until(at(11, 25))
    assert days(town, "Ông Trưởng") == ["25/11/2026"]
    assert not digests(town, "Anh Văn") + digests(town, "Chị Lan")


async def test_two_who_stand_in_for_each_other_still_hear(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, THURSDAY)
    await town.say("Chị Lan", AWAY)
    await town.say("Anh Văn", "/nghi từ 25/11 đến 27/11 thay: Lan")
    await town.until(at(11, 25))
    assert days(town, "Chị Lan") == ["25/11/2026"]


async def test_a_reminder_put_off_to_a_day_away_goes_to_the_stand_in(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, "Tổng kết năm|Phòng Kinh tế|18/12/2026")
    await town.say("Chị Lan", "/nghi 23/11 thay Văn")
    await town.say("Chị Lan", "/nhaclai 1 mai")  # Monday 23/11
    await town.until(at(11, 23))
    assert days(town, "Anh Văn") == ["23/11/2026"]
    assert not digests(town, "Chị Lan")


async def test_one_digest_holds_the_own_lines_and_the_absent_ones(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, THURSDAY, "Ngày hội văn hóa|Phòng Văn hóa – Xã hội|26/11/2026")
    await town.say("Chị Lan", AWAY)
    await town.until(at(11, 25))
    (told,) = [text for text in digests(town, "Anh Văn") if "25/11/2026</b>" in text]
    assert "Ngày hội văn hóa\n" in told
    assert "Nạo vét kênh <i>(thay Chị Lan)</i>" in told


async def test_what_an_official_asked_for_as_a_citizen_stays_their_own(town: Town) -> None:
    """The stand-in sees the office's matters, not the answer to somebody's own feedback."""
    town.seat("Chị Lan", "Anh Văn", "Bà Thư", "Ông Lãnh")
    await town.say("Anh Văn", LAMP)
    await town.tap("Anh Văn", "Gửi như phản ánh")
    await town.say("Anh Văn", "/nghi hôm nay thay Thư")
    await town.say("Bà Thư", "/traloi 1")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    await town.say("Bà Thư", "Tổ điện đã thay bóng lúc 16 giờ", files=(photo(),))
    await approve(town)
    assert "Tổ điện đã thay bóng" in town.heard("Anh Văn")[-1]
    assert not [text for text in town.heard("Bà Thư") if "Tổ điện đã thay bóng" in text]


async def test_standing_in_for_the_head_nobody_grants_or_signs_off_their_own(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, THURSDAY)
    await town.say("Ông Trưởng", "/nghi hôm nay thay Lan")
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "4/12 vì chờ máy")
    request = town.choice("Ông Lãnh", "Đồng ý")
    assert "Không tìm thấy" in await town.say("Chị Lan", request)
    await town.tap("Ông Lãnh", "Không đồng ý")
    await town.say("Chị Lan", "/xong 1 khong")
    assert "Không tìm thấy" in await town.say("Chị Lan", town.choice("Ông Lãnh", "Đạt"))
    assert "đạt" in await town.tap("Ông Lãnh", "Đạt")


async def test_standing_in_for_the_head_one_decides_for_others(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Anh Văn")
    await adopt(town, THURSDAY)
    await town.say("Ông Trưởng", "/nghi hôm nay thay Văn")
    await town.say("Chị Lan", "/xong 1 khong")
    assert town.heard("Anh Văn")[-1].startswith("<i>(thay Ông Trưởng)</i>")
    assert "đạt" in await town.tap("Anh Văn", "Đạt")
