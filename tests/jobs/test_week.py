"""Friday afternoon the bot asks, who is silent is reminded, Monday morning the lead has the week."""

from datetime import datetime

import pytest

from tests.talks import ZONE, Town, adopt

NEAR = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"
ALSO = "Sửa đường ấp 2|Phòng Kinh tế|04/12/2026"
OTHER = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|26/11/2026"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


async def start(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh")
    await adopt(town, NEAR, ALSO, OTHER)
    await town.app.tick()


def asked(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if text.startswith(("<b>Báo cáo tuần</b>: tôi", "<b>Báo cáo tuần thứ"))]


def nudged(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if "chưa trả lời" in text]


async def test_each_official_with_open_duties_is_asked_on_the_last_worked_afternoon(town: Town) -> None:
    await start(town)
    await town.until(at(20, 13, 59))
    assert not asked(town, "Chị Lan")
    await town.until(at(20, 14, 1))
    assert len(asked(town, "Chị Lan")) == 1
    assert len(asked(town, "Anh Văn")) == 1
    assert not asked(town, "Ông Lãnh")


async def test_the_answers_are_taps_then_words_and_reach_the_lead_on_monday(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    assert "cần ai giúp việc gì" in await town.tap("Chị Lan", "Có vướng mắc")
    assert "Sửa đường ấp 2" in await town.say("Chị Lan", "Thiếu máy đào, đề nghị xã thuê thêm")
    await town.tap("Chị Lan", "Đúng tiến độ")
    await town.say("Chị Lan", "Mưa nhiều, đường đi khó")
    await town.until(at(23, 8, 1))
    (report,) = asked(town, "Ông Lãnh")
    assert "Có vướng mắc: 1" in report
    assert "Nạo vét kênh – Phòng Kinh tế, Chị Lan: Thiếu máy đào, đề nghị xã thuê thêm" in report
    assert "Chị Lan: Mưa nhiều, đường đi khó" in report
    assert "Chưa báo cáo</b>: Anh Văn (Phòng Văn hóa – Xã hội)." in report
    assert "Đến hạn tuần này: 1" in report
    assert "Vướng mắc: Thiếu máy đào" in await town.tap("Ông Lãnh", "Xem việc vướng 1")


async def test_a_reason_may_be_skipped_and_later_words_are_not_taken_for_one(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    await town.tap("Chị Lan", "Có vướng mắc")
    assert "Sửa đường ấp 2" in await town.tap("Chị Lan", "Bỏ qua")
    await town.say("Chị Lan", "Chiều nay họp lúc mấy giờ")
    await town.until(at(23, 8, 1))
    (report,) = asked(town, "Ông Lãnh")
    assert "(chưa nêu lý do)" in report
    assert "Chiều nay họp" not in report
    assert "Chị Lan (Phòng Kinh tế, còn 1 việc chưa trả lời)" in report


async def test_who_is_silent_is_reminded_that_afternoon_and_next_morning_and_then_left_alone(town: Town) -> None:
    await start(town)
    await adopt(town, "Họp giao ban|Phòng Văn hóa – Xã hội|24/11/2026")
    await town.until(at(20, 14, 1))
    assert "muốn báo lãnh đạo" in await town.tap("Chị Lan", "Tất cả 2 việc")
    assert "đã đủ" in await town.tap("Chị Lan", "Không có gì thêm")
    await town.until(at(20, 16, 1))
    assert len(nudged(town, "Anh Văn")) == 1
    assert "trước 08:00 thứ Hai, 23/11/2026" in nudged(town, "Anh Văn")[0]
    await town.until(at(23, 7, 31))
    (_, digest) = nudged(town, "Anh Văn")
    assert digest.startswith("<b>Nhắc việc thứ Hai")  # one letter with the morning's other lines
    assert "Họp giao ban" in digest
    assert "Gửi lãnh đạo lúc 08:00" in digest
    assert not nudged(town, "Chị Lan")
    await town.until(at(24, 17))
    assert len(nudged(town, "Anh Văn")) == 2
    assert len(asked(town, "Chị Lan")) == len(asked(town, "Ông Lãnh")) == 1
    assert "Chị Lan" not in asked(town, "Ông Lãnh")[0].split("Chưa báo cáo")[1]


async def test_who_has_finished_all_is_neither_reminded_nor_named(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    await town.tap("Anh Văn", "Đã xong")
    await town.say("Anh Văn", "Báo cáo số 12 ngày 20/11")
    await town.until(at(23, 8, 1))
    assert not nudged(town, "Anh Văn")
    assert "Anh Văn" not in asked(town, "Ông Lãnh")[0].split("Chưa báo cáo")[1]


async def test_the_digest_comes_first_and_the_week_after_it(town: Town) -> None:
    await start(town)
    await adopt(town, "Báo cáo sơ kết|Phòng Kinh tế|20/11/2026")
    await town.say("Ông Lãnh", "/gio 8:15")
    await town.until(at(30, 8, 20))
    heard = town.heard("Ông Lãnh")
    digest = next(number for number, text in enumerate(heard) if text.startswith("<b>Nhắc việc thứ Hai, 30/11"))
    week = next(number for number, text in enumerate(heard) if "23/11 – " in text)
    assert digest < week


async def test_while_somebody_is_away_who_stands_in_is_asked_and_reminded_and_answers(town: Town) -> None:
    town.seat("Ông Trưởng")
    await start(town)
    await town.say("Chị Lan", "/nghi 20/11, 23/11")
    await town.tap("Chị Lan", "Ông Trưởng")
    await town.until(at(20, 14, 1))
    assert not asked(town, "Chị Lan")
    (question,) = asked(town, "Ông Trưởng")
    assert "việc của Chị Lan đang nghỉ" in question
    await town.tap("Ông Trưởng", "Tất cả 2 việc")
    await town.until(at(23, 8, 1))
    assert not nudged(town, "Ông Trưởng")
    assert "Chị Lan" not in asked(town, "Ông Lãnh")[0]


async def test_who_goes_away_after_being_asked_is_answered_for(town: Town) -> None:
    town.seat("Ông Trưởng")
    await start(town)
    await town.until(at(20, 14, 1))
    await town.say("Chị Lan", "/nghi 23/11")
    await town.tap("Chị Lan", "Ông Trưởng")
    await town.until(at(23, 7, 31))
    (line,) = [text for text in nudged(town, "Ông Trưởng") if "thay Chị Lan" in text]
    assert "còn 2 việc" in line
    assert "Nạo vét kênh" in await town.say("Ông Trưởng", "/tuan")
    await town.tap("Ông Trưởng", "Tất cả 2 việc")
    await town.until(at(23, 8, 1))
    assert "Chị Lan" not in asked(town, "Ông Lãnh")[0].split("Chưa báo cáo")[1]


async def test_an_answer_after_the_week_was_sent_counts_as_late(town: Town) -> None:
    await start(town)
    await town.until(at(23, 8, 1))
    await town.say("Anh Văn", "/tuan")
    await town.tap("Anh Văn", "Đúng tiến độ")
    assert "ghi là muộn" in await town.tap("Anh Văn", "Không có gì thêm")
    told = await town.say("Ông Lãnh", "tuần của đơn vị")
    assert "Phòng Văn hóa – Xã hội: trả lời 1 việc, báo muộn 1 người" in told
    assert "báo muộn" in await town.tap("Ông Lãnh", "Phòng Văn hóa")


async def test_done_and_late_are_in_the_compiled_week(town: Town) -> None:
    await start(town)
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(at(30, 8, 1))
    last = asked(town, "Ông Lãnh")
    assert "Đã xong: 1" in last[0]
    assert "Nạo vét kênh" in last[0]
    assert "Trễ hạn: 1" in last[1]
    assert "Rà soát hộ nghèo" in last[1]


async def test_a_week_that_passed_while_the_system_was_down_is_not_asked_about(town: Town) -> None:
    await start(town)
    town.now = at(23, 9)
    await town.app.tick()
    assert not asked(town, "Chị Lan")
    await town.until(at(27, 14, 1))
    assert len(asked(town, "Chị Lan")) == 1


async def test_the_office_chooses_its_own_week(town: Town) -> None:
    await start(town)
    told = await town.say("Bà Thư", "/nhiptuan tuần từ thứ Năm đến thứ Tư, hỏi 8h thứ Tư, gửi 16h thứ Tư")
    assert "Đã đổi lịch báo cáo tuần</b>: tuần từ thứ Năm đến thứ Tư, hỏi 08:00 thứ Tư, gửi 16:00 thứ Tư" in told
    assert "Lần hỏi tới: 08:00 thứ Tư, 25/11/2026, về tuần thứ Năm 19/11 – thứ Tư 25/11" in told
    await town.until(at(25, 15, 1))
    assert len(asked(town, "Chị Lan")) == 1
    assert len(nudged(town, "Chị Lan")) == 1
    await town.until(at(25, 16, 1))
    (report,) = asked(town, "Ông Lãnh")
    assert "Báo cáo tuần thứ Năm 19/11 – thứ Tư, 25/11/2026" in report


async def test_a_week_under_way_goes_on_as_it_began(town: Town) -> None:
    await start(town)
    await town.until(at(20, 14, 1))
    told = await town.say("Bà Thư", "/nhiptuan hỏi 8h thứ Tư, gửi 16h thứ Tư")
    assert "vẫn gửi 08:00 thứ Hai, 23/11/2026" in told
    await town.until(at(23, 8, 1))
    assert len(asked(town, "Ông Lãnh")) == 1
    assert "gửi 16:00 thứ Tư" in await town.say("Bà Thư", "nhịp tuần")
    assert "14:00 ngày làm việc cuối tuần" in await town.tap("Bà Thư", "Về mặc định")


@pytest.mark.parametrize("words", ["hỏi 20h thứ Sáu", "hỏi lúc nào cũng được"])
async def test_an_unclear_rhythm_changes_nothing(town: Town, words: str) -> None:
    town.seat("Bà Thư")
    told = await town.say("Bà Thư", f"/nhiptuan {words}")
    assert "hỏi 14:00 ngày làm việc cuối tuần, gửi 08:00 ngày làm việc đầu tuần sau" in told
    assert "Đã đổi" not in told
