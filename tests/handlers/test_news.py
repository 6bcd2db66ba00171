"""Officials send news; the office counts them by week, reminds who lacks some, and lists them."""

from datetime import datetime

from tests.talks import ZONE, Town, adopt, document, photo

LINK = "https://xathu.example.gov.vn/tin/ra-quan-don-kenh"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


async def test_a_link_a_photo_and_a_text_are_counted(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.files["p1"] = b"\xff\xd8\xff a canal"
    assert "tin thứ 1 của anh/chị tuần này: Ra quân dọn kênh" in await town.say(
        "Chị Lan", f"/tin Ra quân dọn kênh {LINK}"
    )
    assert "chú thích" in await town.say("Chị Lan", "/tin", files=(photo(),))
    assert "tin thứ 2" in await town.say("Chị Lan", "Kênh ấp 2 sạch bèo sau buổi sáng 20/11")
    assert "Xin gửi tin, bài" in await town.say("Chị Lan", "gửi tin")
    assert "toàn văn" in await town.say("Chị Lan", "xong rồi nhé")
    assert "tin thứ 3" in await town.say("Chị Lan", "Sáng 20/11, đoàn viên ấp 2 ra quân dọn kênh, trồng 50 cây xanh.")
    told = await town.say("Chị Lan", "ai chưa gửi tin?")
    assert f"1. Ra quân dọn kênh – {LINK}" in told
    assert "2. Kênh ấp 2 sạch bèo" in told


async def test_the_same_news_counts_once_a_week_whoever_sends_it(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    await town.say("Chị Lan", f"/tin {LINK}")
    told = await town.say("Anh Văn", f"/tin Tin hay: {LINK}?fbclid=abc#binh-luan")
    assert "Tin này Chị Lan đã gửi 09:00 thứ Sáu, 20/11/2026" in told
    await town.until(at(23, 9))
    assert "tin thứ 1" in await town.say("Anh Văn", f"/tin {LINK}")


async def test_one_takes_ones_own_back_on_the_same_day_only(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    await town.say("Chị Lan", f"/tin {LINK}")
    await town.say("Chị Lan", f"/tin {LINK}-2")
    assert "Không có tin nào của anh/chị" in await town.say("Anh Văn", "/thutin 1")
    assert "1. " + LINK in await town.say("Chị Lan", "/thutin 2")
    assert "tin thứ 2" in await town.say("Chị Lan", f"/tin {LINK}-2")  # it may be sent again
    await town.until(at(21, 9))
    assert "trong ngày gửi" in await town.say("Chị Lan", "/thutin 1")


async def test_who_lacks_some_is_reminded_once_before_the_last_day_and_named_to_clerk_and_lead(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng", "Ông Lãnh")
    assert "Từ nay mỗi cán bộ cần ít nhất <b>1 tin" in await town.say(
        "Bà Thư", "/dinhmuctin mỗi cán bộ ít nhất 1 tin, bài/tuần"
    )
    await town.until(at(24, 9))
    assert "(cần ít nhất 1)" in await town.say("Chị Lan", f"/tin Ra quân {LINK}")
    await town.say("Anh Văn", "/nghi 26/11")
    await town.tap("Anh Văn", "Chị Lan")
    await town.until(at(27, 17))
    reminded = {who: [text for text in town.heard(who) if "đã gửi 0, cần ít nhất 1" in text] for who in town.line.sent}
    assert len(reminded["Ông Trưởng"]) == 1
    assert not reminded["Chị Lan"]
    assert not reminded["Anh Văn"]  # away that day, and nobody writes news in another's place
    await town.until(at(30, 8, 1))
    clerk, lead = town.heard("Bà Thư")[-1], town.heard("Ông Lãnh")[-1]
    assert f"1. Ra quân – {LINK} (Chị Lan)" in clerk
    assert "• Anh Văn (Phòng Văn hóa – Xã hội): 0/1" in clerk
    assert "Chị Lan (" not in clerk.split("Còn thiếu")[1]
    assert "Tin, bài: 1; còn thiếu 3 người." in lead
    assert "Ra quân" in await town.tap("Ông Lãnh", "Tin, bài")


async def test_without_a_quota_nobody_is_reminded_and_none_is_missing(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await town.say("Chị Lan", f"/tin {LINK}")
    await town.until(at(23, 8, 1))
    assert "Còn thiếu" not in "".join(town.heard("Bà Thư"))
    assert "Tin, bài: 1." in town.heard("Ông Lãnh")[-1]
    assert "Hiện không giao" in await town.say("Bà Thư", "định mức tin")
    assert "ít nhất <b>1 tin" in await town.tap("Bà Thư", "Mỗi người 1 tin")
    assert "Chưa hiểu" in await town.say("Bà Thư", "/dinhmuctin nhiều vào")
    assert "Từ nay không" in await town.tap("Bà Thư", "Thôi giao")


async def test_a_reminder_is_a_line_in_the_letter_that_leaves_at_that_hour(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|26/11/2026")
    await town.say("Bà Thư", "/dinhmuctin 1")
    await town.until(at(26, 7, 31))
    await town.tap("Chị Lan", "Nhắc lại chiều nay")
    before = len(town.heard("Chị Lan"))
    await town.until(at(26, 14, 1))
    later = town.heard("Chị Lan")[before:]
    assert sum("Tin, bài tuần này" in text for text in later) == 1


async def test_an_address_that_is_just_pasted_is_offered_as_news(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("Chị Lan", f"Ra quân dọn kênh {LINK}")
    assert "tin thứ 1 của anh/chị tuần này: Ra quân dọn kênh" in await town.tap("Chị Lan", "Ghi là tin")


async def test_what_is_no_picture_is_not_taken(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.files["d1"] = b"some words"
    assert "chỉ nhận ảnh" in await town.say("Chị Lan", "/tin", files=(document("d1", "bai.docx"),))
    assert "Tin, bài của anh/chị" in await town.say("Chị Lan", "/dstin 2026-13-99")
