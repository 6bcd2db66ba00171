"""What a digest says, and that it says only what is true when it arrives."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.jobs.mail import Mail
from bot.rules.states import LetterState
from bot.talk import ChannelError, Parcel
from storage.letters import Letter
from storage.people import account_at
from tests.talks import ZONE, Town, adopt

BLOCKED = ChannelError("bot was blocked by the user", permanent=True, gone=True)
BROKEN = ChannelError("server error 502")
CANAL = "Nạo vét kênh|Phòng Kinh tế|23/11/2026"  # thứ Hai
LOST = "Tổ hợp tác Suối Lạ"
ROAD = "Sửa đường|Phòng Kinh tế|25/11/2026"  # thứ Tư


def at(day: int, hour: int = 8, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def parcels(town: Town, who: str) -> list[Parcel]:
    return [parcel for parcel in town.line.sent.get(who, []) if "Nhắc việc" in parcel.text]


def digests(town: Town, who: str) -> list[str]:
    return [parcel.text for parcel in parcels(town, who)]


def states(town: Town) -> list[str]:
    """Of all digests, in order."""
    with town.store.transaction() as session:
        found = session.exec(select(Letter).order_by(col(Letter.id)))
        return [letter.state for letter in found if letter.key.startswith("digest:")]


async def begin(town: Town, *rows: str) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, *rows)


async def test_the_holder_is_asked_ever_more_plainly_and_never_rudely(town: Town) -> None:
    await begin(town, "Nạo vét kênh|Phòng Kinh tế|02/12/2026")
    await town.until(at(7, month=12))
    headings = [text.splitlines()[2] for text in digests(town, "Chị Lan")]
    assert headings == [
        "<b>Sắp tới</b>",
        "<b>Sắp đến hạn</b>",
        "<b>Đến hạn trong ngày</b>",
        "<b>Đã quá hạn</b> – <i>xong rồi xin báo kết quả, cần thêm thời gian thì xin gia hạn</i>",
        "<b>Đã quá hạn</b> – <i>xong rồi xin báo kết quả, cần thêm thời gian thì xin gia hạn</i>",
        "<b>Quá hạn đã nhiều ngày</b> – <i>mong anh/chị ưu tiên; còn vướng thì xin gia hạn hoặc báo lãnh đạo đơn vị "
        "cùng gỡ</i>",
    ]


async def test_head_and_lead_get_to_know_how_the_unit_stands_without_blame(town: Town) -> None:
    await begin(town, CANAL)
    await town.until(at(1, month=12))
    head, lead = digests(town, "Ông Trưởng")[-1], digests(town, "Ông Lãnh")[-1]
    assert "<b>Tình hình đơn vị</b> – <i>để anh/chị nắm và hỗ trợ" in head
    assert "<b>Tình hình các đơn vị</b>" in lead
    for text in (head, lead):
        assert "Hạn thứ Hai 23/11, chậm 5 ngày làm việc · Phòng Kinh tế" in text
        assert "Chị Lan" not in text


async def test_ones_own_overdue_work_comes_before_that_of_the_unit_and_what_lies_ahead_last(town: Town) -> None:
    town.seat("Bà Thư", "Anh Văn", "Ông Lãnh")
    await adopt(
        town, "Rà soát|Phòng Văn hóa – Xã hội|23/11/2026", f"Tổng hợp|{LOST}|26/11/2026", f"Sơ kết|{LOST}|30/11/2026"
    )
    await town.until(at(27, 9))
    text = digests(town, "Bà Thư")[-1]
    assert text.index("Đã quá hạn") < text.index("Tổng hợp") < text.index("Tình hình đơn vị")
    assert text.index("Tình hình đơn vị") < text.index("Rà soát") < text.index("Sắp đến hạn") < text.index("Sơ kết")


async def test_a_wording_that_the_office_chose_is_used(town: Town) -> None:
    await begin(town, CANAL)
    await town.say("Bà Thư", "/thangnhac nhiệm vụ: đúng hạn; trễ 1 ngày (lời cần làm ngay)")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(at(25))
    assert "Quá hạn đã nhiều ngày" in digests(town, "Chị Lan")[-1]


async def test_what_is_done_all_the_time_is_asked_about_and_never_called_late(town: Town) -> None:
    await begin(town, "Giữ vệ sinh|Phòng Kinh tế|Thường xuyên")
    town.now = at(5, 9, month=1).replace(year=2027)  # the check-in of 31/12 was missed
    await town.app.tick()
    text = digests(town, "Chị Lan")[-1]
    assert "Việc thường xuyên" in text
    assert "Trễ" not in text


async def test_every_line_that_is_shown_has_its_choice_however_many_there_are(town: Town) -> None:
    await begin(town, *(f"Việc số {number}|Phòng Kinh tế|23/11/2026" for number in range(1, 41)))
    await town.until(at(23))
    (parcel,) = parcels(town, "Chị Lan")
    labels = [choice.label for row in parcel.choices for choice in row]
    assert [label.split(".")[0] for label in labels[:15]] == [str(number) for number in range(1, 16)]
    assert labels[15:] == ["Tất cả việc của tôi", "Trả lời báo cáo tuần"]
    assert "… và 25 việc nữa" in parcel.text
    assert "\n15. " in parcel.text
    assert "\n16. " not in parcel.text


async def test_a_digest_that_waited_says_nothing_of_what_was_done_meanwhile(town: Town) -> None:
    await begin(town, CANAL, "Sửa đường|Phòng Kinh tế|23/11/2026")
    town.line.refuse["Chị Lan"] = BROKEN
    await town.until(at(23, 7, 31))
    await town.say("Ông Lãnh", "/xong 1 khong")
    del town.line.refuse["Chị Lan"]
    await town.until(at(23, 9))
    (text,) = digests(town, "Chị Lan")
    assert "Nạo vét kênh" not in text
    assert "Sửa đường" in text


async def test_a_digest_of_which_all_is_done_never_arrives(town: Town) -> None:
    await begin(town, CANAL)
    town.line.refuse["Chị Lan"] = BROKEN
    await town.until(at(23, 7, 31))
    await town.say("Ông Lãnh", "/xong 1 khong")
    del town.line.refuse["Chị Lan"]
    await town.until(at(23, 12))
    assert digests(town, "Chị Lan") == []
    assert states(town) == [LetterState.SUPERSEDED]


async def test_whoever_was_away_for_days_gets_one_digest_of_how_things_stand(town: Town) -> None:
    await begin(town, CANAL, ROAD, "Phát cây|Phòng Kinh tế|27/11/2026")
    town.line.refuse["Chị Lan"] = BLOCKED
    await town.until(at(27))
    await town.say("Ông Lãnh", "/xong 2 khong")
    assert states(town).count(LetterState.PARKED) == 1
    del town.line.refuse["Chị Lan"]
    await town.say("Chị Lan", "/trogiup")
    (text,) = digests(town, "Chị Lan")
    assert "thứ Sáu, 27/11/2026" in text
    assert "Trễ 3 ngày làm việc" in text
    assert "Phát cây" in text
    assert "Sửa đường" not in text
    assert text.count("Nạo vét kênh") == 1


async def test_who_left_the_office_gets_no_digest_that_waited(town: Town) -> None:
    town.seat("Quản Trị")
    await begin(town, CANAL)
    town.line.refuse["Chị Lan"] = BLOCKED
    await town.until(at(23))
    await town.say("Quản Trị", "/moi 4")
    await town.tap("Quản Trị", "Người khác")
    del town.line.refuse["Chị Lan"]
    await town.say("Chị Lan", "/trogiup")
    assert digests(town, "Chị Lan") == []


async def test_a_digest_that_fails_at_closing_time_waits_for_the_next_morning(town: Town) -> None:
    await begin(town, CANAL)
    await town.say("Chị Lan", "/gio 16:59")
    town.line.refuse["Chị Lan"] = ChannelError("too many requests", retry_after=120)
    await town.until(at(23, 17))
    del town.line.refuse["Chị Lan"]
    await town.until(at(24, 23))
    assert digests(town, "Chị Lan") == []  # 24/11 is a holiday
    await town.until(at(25, 17))
    (text,) = digests(town, "Chị Lan")
    assert "thứ Tư, 25/11/2026" in text
    assert "Trễ 1 ngày làm việc" in text


async def test_meanwhile_the_person_is_answered_at_once(town: Town) -> None:
    await begin(town, CANAL)
    await town.say("Chị Lan", "/gio 16:59")
    town.line.refuse["Chị Lan"] = ChannelError("too many requests", retry_after=120)
    await town.until(at(23, 17))
    del town.line.refuse["Chị Lan"]
    town.now = at(23, 20)
    assert "Trợ giúp" in await town.say("Chị Lan", "/trogiup")


@pytest.mark.parametrize("night", [at(23, 23), at(24, 10)])
async def test_what_a_crash_left_of_the_round_does_not_leave_at_night_or_on_a_day_off(
    town: Town, night: datetime
) -> None:
    await begin(town, CANAL)
    await town.app.tick()
    with town.store.transaction() as session:
        lan = account_at(session, town.office_id, "line", "Chị Lan")
        assert lan
        day = town.shop.day(session, town.office_id, at(23, 16, 59))
        letter = day.letter(lan.person_id, "week:left behind", day.say("cancelled", is_staff=True), "x", 2)
        session.add(letter)
    before = len(town.heard("Chị Lan"))
    town.now = night
    await Mail(town.shop, lambda: night).deliver()
    assert len(town.heard("Chị Lan")) == before
    await town.until(at(25, 7, 31))
    assert any("Đã dừng" in text for text in town.heard("Chị Lan")[before:])


async def test_more_time_that_was_granted_before_the_digest_leaves_spares_its_line(town: Town) -> None:
    await begin(town, CANAL, "Sửa đường|Phòng Kinh tế|23/11/2026")
    await town.say("Chị Lan", "/gio 9:00")
    await town.until(at(23, 8))
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "11/12 vì chờ máy")
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.until(at(23, 10))
    (text,) = digests(town, "Chị Lan")
    assert "Nạo vét kênh" not in text
    assert "Sửa đường" in text


async def test_once_sent_a_digest_is_not_written_again(town: Town) -> None:
    await begin(town, CANAL)
    await town.until(at(23))
    assert len(digests(town, "Chị Lan")) == 1
    await town.until(at(23, 17) + timedelta(hours=1))
    assert len(digests(town, "Chị Lan")) == 1
    assert states(town) == [LetterState.SENT]


async def test_a_head_who_put_the_work_back_in_the_afternoon_moves_no_deadline_and_is_done_with_it(town: Town) -> None:
    await begin(town, CANAL)
    await town.until(at(23))
    await town.tap("Chị Lan", "Nhắc lại chiều nay")
    await town.say("Ông Lãnh", "/xong 1 khong")
    await town.until(at(25, 17))
    assert len(digests(town, "Chị Lan")) == 1
