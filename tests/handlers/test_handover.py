"""A post changes hands with everything that was in them."""

import re
from datetime import datetime

from storage.feedback import Feedback
from storage.people import office_posts
from tests.talks import ZONE, Town, adopt

ROW = "Nạo vét kênh|Phòng Kinh tế|02/12/2026"  # thứ Tư
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


def at(month: int, day: int, hour: int = 18) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=ZONE)


def post_id(town: Town, title: str) -> int:
    with town.store.transaction() as session:
        return next(post.id for post in office_posts(session, town.office_id) if post.title == title)


def handler(town: Town) -> int | None:
    with town.store.transaction() as session:
        return session.get_one(Feedback, 1).handler_id


async def leave(town: Town, title: str = "Chuyên viên Kinh tế") -> str:
    """The clerk gives the post to somebody else; the code of the invitation."""
    await town.say("Bà Thư", f"/moi {post_id(town, title)}")
    told = await town.tap("Bà Thư", "Người khác")
    found = re.search(r"/lienket (\d{6})", told)
    assert found
    return found[1]


async def test_open_work_and_cases_in_hand_go_to_whoever_takes_the_post(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, ROW)
    await town.say("bà Sáu", LAMP)
    await town.tap("Chị Lan", "Nhận")
    code = await leave(town)
    assert handler(town) is None
    await town.say("cô Mới", f"/lienket {code}")
    assert handler(town) is not None
    told = "\n".join(town.heard("cô Mới"))
    assert "Bàn giao: Chuyên viên Kinh tế" in told
    assert "Nạo vét kênh" in told
    assert "Đèn đường" in told
    await town.until(at(12, 1))
    assert "Nạo vét kênh" in town.heard("cô Mới")[-1]


async def test_who_left_hears_nothing_more_and_sees_nothing_more(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, ROW)
    await town.say("bà Sáu", LAMP)
    await town.tap("Chị Lan", "Nhận")
    await town.say("Chị Lan", "/nhaclai 1 mai")
    await leave(town)
    before = len(town.heard("Chị Lan"))
    await town.until(at(12, 3))
    assert len(town.heard("Chị Lan")) == before
    assert "dành cho cán bộ" in await town.say("Chị Lan", "/viec")


async def test_in_between_the_unit_or_the_clerk_is_reminded(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, ROW)
    await town.say("bà Sáu", LAMP)
    await town.tap("Chị Lan", "Nhận")
    await leave(town)
    await town.until(at(11, 27))
    told = "\n".join(town.heard("Bà Thư"))
    assert "Nạo vét kênh" in told
    assert "Phản ánh XT-" in told


async def test_a_case_taken_up_by_a_colleague_meanwhile_stays_theirs(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await town.say("bà Sáu", LAMP)
    await town.tap("Chị Lan", "Nhận")
    code = await leave(town)
    await town.say("Ông Trưởng", "/nhan 1")
    mine = handler(town)
    await town.say("cô Mới", f"/lienket {code}")
    assert handler(town) == mine


async def test_a_clerk_does_not_empty_the_post_of_the_lead(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    await town.say("Bà Thư", f"/moi {post_id(town, 'Chủ tịch')}")
    await town.tap("Bà Thư", "Người khác")
    assert "Tình hình" in await town.say("Ông Lãnh", "/tinhhinh")


async def test_a_second_account_is_no_hand_over(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, ROW)
    told = await town.say("Bà Thư", f"/moi {post_id(town, 'Chuyên viên Kinh tế')} kenh")
    code = re.search(r"/lienket (\d{6})", told)
    assert code
    await town.say("Lan ở nhà", f"/lienket {code[1]}")
    assert "Nạo vét kênh" in await town.say("Lan ở nhà", "/viec")
    assert not any("Bàn giao" in text for text in town.heard("Lan ở nhà") + town.heard("Chị Lan"))


async def test_the_list_for_handing_over_names_duties_and_cases(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, ROW, "Ngày hội|Phòng Văn hóa – Xã hội|27/11/2026")
    await town.say("bà Sáu", LAMP)
    told = await town.say("Chị Lan", "/bangiao")
    assert "Việc đang mở: 1" in told
    assert "thứ Tư, 02/12/2026" in told
    assert "Phản ánh đang xử lý: 1" in told
    assert "Ngày hội" not in told


async def test_who_invites_sees_the_list_before_the_post_changes_hands(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, ROW)
    number = post_id(town, "Chuyên viên Kinh tế")
    await town.say("Bà Thư", f"/moi {number}")
    assert "Nạo vét kênh" in await town.tap("Bà Thư", "Danh sách bàn giao")
    assert "Nạo vét kênh" not in await town.say("Anh Văn", f"/bangiao {number}")
