"""Nothing that is due vanishes: what nobody has, or nobody can be told of, climbs to who can act."""

from datetime import datetime

from bot.talk import ChannelError
from tests.talks import ZONE, Town, adopt

OURS = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"  # thứ Tư
NOBODYS = "Nạo vét kênh|Tổ hợp tác Suối Lạ|02/12/2026"
EMPTY = "Diễn tập phòng cháy|Công an xã|02/12/2026"  # a unit without any post


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def last_digest(town: Town, who: str) -> str:
    found = [text for text in town.heard(who) if "Nhắc việc" in text]
    return found[-1] if found else ""


async def test_work_that_nobody_was_given_goes_to_the_clerk_who_is_asked_to_give_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, NOBODYS)
    await town.until(at(11, 27))
    assert "Chưa giao cho đơn vị nào" in last_digest(town, "Bà Thư")
    assert town.choice("Bà Thư", "Kế hoạch") == "/kehoach"
    assert last_digest(town, "Chị Lan") == ""


async def test_overdue_it_climbs_to_the_lead(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    await adopt(town, NOBODYS)
    await town.until(at(12, 8))
    assert last_digest(town, "Ông Lãnh") == ""
    await town.until(at(12, 9))
    assert "Chưa giao cho đơn vị nào" in last_digest(town, "Ông Lãnh")


async def test_a_unit_whose_official_has_not_joined_is_its_heads_who_is_told_who_heard_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng")
    await adopt(town, OURS)
    await town.until(at(11, 27))
    told = last_digest(town, "Ông Trưởng")
    assert "Chị Lan chưa nhận được lời nhắc vì chưa liên kết tài khoản" in told
    assert "Phòng Kinh tế" in told
    assert "Nhắc việc" not in "".join(town.heard("Bà Thư"))


async def test_a_unit_in_which_nobody_has_joined_is_the_clerks_who_may_invite(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, OURS)
    await town.until(at(11, 27))
    assert "Chị Lan chưa nhận được lời nhắc" in last_digest(town, "Bà Thư")
    assert town.choice("Bà Thư", "Mời cán bộ liên kết") == "/moi"


async def test_a_unit_without_any_post_is_the_clerks(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, EMPTY)
    await town.until(at(11, 27))
    assert "Đơn vị chưa nhận được lời nhắc" in last_digest(town, "Bà Thư")


async def test_a_unit_that_is_the_clerk_alone_lacks_nobody(town: Town) -> None:
    town.seat("Bà Thư")
    await adopt(town, "Giao ban tuyến ấp|Văn phòng|02/12/2026")
    await town.until(at(11, 27))
    assert "Giao ban" in last_digest(town, "Bà Thư")
    assert "chưa nhận được lời nhắc" not in last_digest(town, "Bà Thư")


async def test_where_even_the_clerk_has_left_the_lead_is_told(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh", "Quản Trị")
    await adopt(town, OURS)
    await town.say("Quản Trị", "/moi 2")
    await town.tap("Quản Trị", "Người khác")
    await town.until(at(11, 27))
    assert "Nạo vét kênh" in last_digest(town, "Ông Lãnh")


async def test_an_official_who_blocked_the_bot_is_acted_for_by_the_next_one_up(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, OURS)
    town.line.refuse["Chị Lan"] = ChannelError("bot was blocked by the user", permanent=True, gone=True)
    await town.until(at(11, 27))  # the first digest finds it out
    await town.until(at(12, 1))
    told = last_digest(town, "Ông Trưởng")
    assert "Chị Lan chưa nhận được lời nhắc" in told
    assert "Còn 1 ngày làm việc" in told


async def test_a_unit_without_a_head_is_no_step_left_out(town: Town) -> None:
    town.seat("Bà Thư", "Anh Văn")
    await adopt(town, "Rà soát|Phòng Văn hóa – Xã hội|02/12/2026")
    await town.until(at(12, 7))
    assert "Rà soát" in last_digest(town, "Bà Thư")
    assert "Tình hình đơn vị" in last_digest(town, "Bà Thư")
    assert "chưa có lãnh đạo đơn vị nên báo người kế tiếp" in await town.say("Bà Thư", "/vi_sao 1")


async def test_a_case_of_a_unit_in_which_nobody_has_joined_is_the_clerks(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("bà Sáu", "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om")
    await town.until(at(11, 30))
    assert "Phản ánh XT-" in last_digest(town, "Bà Thư")
    assert "chưa liên kết tài khoản" in last_digest(town, "Bà Thư")


async def test_why_tells_the_last_reminders_when_to_whom_and_by_which_rung(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, OURS)
    await town.until(at(12, 9))
    told = await town.say("Ông Trưởng", "/vi_sao 1")
    assert "Đã nhắc:" in told
    first = "07:30 thứ Sáu, 27/11/2026: Ông Trưởng – Nhiệm vụ có thời hạn: mốc trước 3 ngày"
    assert first in told
    assert "Chị Lan chưa có tài khoản liên lạc được" in told
    assert "07:30 thứ Tư, 09/12/2026: Ông Lãnh – Nhiệm vụ có thời hạn: mốc trễ 5 ngày" in told
    assert "Lần nhắc tới: 07:30 thứ Năm, 10/12/2026" in told
    assert told.index("09/12/2026: Ông") < told.index("27/11/2026: Ông")


async def test_why_tells_what_could_not_be_delivered_and_what_was_asked_for_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, OURS)
    town.line.refuse["Chị Lan"] = ChannelError("bot was blocked by the user", permanent=True, gone=True)
    await town.until(at(11, 27))
    assert "chưa gửi được: Chị Lan" in await town.say("Ông Trưởng", "/vi_sao 1")
    await town.say("Ông Trưởng", "/nhaclai 1 chieu")
    await town.until(at(11, 27, 14))
    assert "13:30 thứ Sáu, 27/11/2026: Ông Trưởng – Ông Trưởng xin nhắc lại" in await town.say("Bà Thư", "/vi_sao 1")
