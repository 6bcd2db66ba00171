"""A unit's chat group hears of the unit's work: linked by who may, without names, never of a citizen."""

from datetime import datetime

import pytest

from bot.talk import ChannelError, Incoming
from storage.people import account_at
from tests.talks import ZONE, Town, adopt

GROUP = "nhóm kinh tế"
MONDAY = "Nạo vét kênh|Phòng Kinh tế|23/11/2026"  # thứ Hai
EVERY = "nhiệm vụ: trước 1 ngày; đúng hạn báo nhóm; trễ 1 ngày báo nhóm và lãnh đạo đơn vị; sau đó mỗi ngày"
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


async def linked(town: Town, *rows: str, ladder: str = EVERY) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh", "Anh Văn")
    await adopt(town, *(rows or (MONDAY,)))
    await town.say("Bà Thư", f"/thangnhac {ladder}")
    await town.tap("Bà Thư", "Áp dụng")
    await town.say("Ông Trưởng", "/nhom", group=GROUP)
    await town.say("Ông Trưởng", town.choice(GROUP, "Phòng Kinh tế"), group=GROUP)


def digests(town: Town) -> list[str]:
    return [text for text in town.heard(GROUP) if "nhắc việc thứ" in text]


async def test_the_head_links_the_group_of_the_unit_by_two_taps(town: Town) -> None:
    town.seat("Ông Trưởng")
    assert "Liên kết nhóm này với đơn vị nào?" in await town.say("Ông Trưởng", "/nhom", group=GROUP)
    labels = [choice.label for row in town.line.sent[GROUP][-1].choices for choice in row]
    assert labels == ["Phòng Kinh tế"]
    command = town.choice(GROUP, "Phòng Kinh tế")
    assert "Đã liên kết nhóm này với <b>Phòng Kinh tế</b>" in await town.say("Ông Trưởng", command, group=GROUP)
    assert "chưa mốc nhắc nào báo nhóm" in town.heard(GROUP)[-1]
    assert "đang nhận bản nhắc việc của <b>Phòng Kinh tế</b>" in await town.say("Ông Trưởng", "/nhom", group=GROUP)


async def test_clerk_and_lead_may_choose_any_unit_of_the_office(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    for who in ("Bà Thư", "Ông Lãnh"):
        await town.say(who, "/nhom", group=GROUP)
        assert sum(map(len, town.line.sent[GROUP][-1].choices)) == 4


async def test_nobody_else_links_or_lets_go(town: Town) -> None:
    await linked(town)
    assert "không thuộc nhiệm vụ" in await town.say("Chị Lan", "/nhom bo", group=GROUP)
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/nhom bo", group=GROUP)
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/nhom 2", group="nhóm khác")
    await town.until(at(23))
    assert len(digests(town)) == 1


async def test_a_head_links_no_other_unit(town: Town) -> None:
    town.seat("Ông Trưởng")
    assert "đơn vị nào" in await town.say("Ông Trưởng", "/nhom 3", group=GROUP)


async def test_on_its_rungs_the_group_gets_one_digest_without_any_name(town: Town) -> None:
    await linked(town, MONDAY, "Sửa đường, ông Nguyễn Văn Tám theo dõi|Phòng Kinh tế|23/11/2026")
    await town.until(at(25))
    monday, wednesday = digests(town)
    assert "Hạn hôm nay" in monday
    assert "chậm 1 ngày làm việc" in wednesday
    for text in (monday, wednesday):
        assert "Nạo vét kênh" in text
        assert "Sửa đường" in text
        assert not [name for name in ("Lan", "Trưởng", "Tám", "Nguyễn") if name in text]


async def test_a_group_gets_no_choices(town: Town) -> None:
    await linked(town)
    await town.until(at(23))
    assert [parcel.choices for parcel in town.line.sent[GROUP] if "nhắc việc thứ" in parcel.text] == [()]


async def test_other_units_work_stays_out(town: Town) -> None:
    await linked(town, "Rà soát|Phòng Văn hóa – Xã hội|23/11/2026")
    await town.until(at(27))
    assert digests(town) == []


async def test_names_are_said_once_the_clerk_chose_so_and_no_longer_when_taken_back(town: Town) -> None:
    await linked(town)
    await town.say("Bà Thư", "/nhom")
    assert "có nêu tên" in await town.tap("Bà Thư", "Cho nêu tên")
    await town.until(at(23))
    assert "Chị Lan" in digests(town)[-1]
    await town.tap("Bà Thư", "Không nêu tên nữa")
    await town.until(at(25))
    assert "Chị Lan" not in digests(town)[-1]


async def test_a_head_does_not_choose_that_names_are_said(town: Town) -> None:
    await linked(town)
    assert "không nêu tên" in await town.say("Ông Trưởng", "/nhom ten co")


async def test_of_citizens_cases_and_of_work_given_to_one_only_the_number_is_told(town: Town) -> None:
    await linked(town, ladder="phản ánh: đúng hạn báo nhóm; trễ 1 ngày báo nhóm; sau đó mỗi ngày")
    await town.say("Bà Thư", "/thangnhac việc giao: đúng hạn báo nhóm")
    await town.tap("Bà Thư", "Áp dụng")
    await town.say("bà Sáu", LAMP)  # promised for Monday 30/11
    await town.say("Ông Trưởng", "giao chị Lan gặp riêng hộ ông Tám trước ngày 01/12")
    await town.until(at(30))
    (text,) = digests(town)
    assert "1 phản ánh của người dân đang chờ trả lời" in text
    assert "1 việc giao riêng" in text
    assert not [word for word in ("Đèn", "chợ", "XT-", "Sáu", "Tám", "riêng hộ") if word in text]


async def test_where_no_group_is_linked_the_holder_is_told_instead(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, MONDAY)
    await town.say("Bà Thư", "/thangnhac nhiệm vụ: đúng hạn chỉ báo nhóm")
    await town.tap("Bà Thư", "Áp dụng")
    await town.until(at(23))
    assert "Nạo vét kênh" in town.heard("Chị Lan")[-1]


async def test_unlinked_in_the_group_it_hears_nothing_more(town: Town) -> None:
    await linked(town)
    assert "Đã bỏ liên kết" in await town.say("Bà Thư", town.choice(GROUP, "Bỏ liên kết"), group=GROUP)
    await town.until(at(25))
    assert digests(town) == []


async def test_unlinked_from_a_private_chat_too(town: Town) -> None:
    await linked(town)
    await town.say("Ông Trưởng", "/nhom")
    assert "Chưa có nhóm nào" in await town.tap("Ông Trưởng", "Bỏ liên kết")
    await town.until(at(25))
    assert digests(town) == []


async def test_a_group_that_the_bot_was_removed_from_is_unlinked_and_who_did_it_is_still_reached(town: Town) -> None:
    await linked(town)
    await town.hear(Incoming("line", "gone-1", GROUP, "Chị Lan", sender_name="Chị Lan", private=False, presence="left"))
    assert "Chưa có nhóm nào" in await town.say("Ông Trưởng", "/nhom")
    await town.until(at(23))
    assert digests(town) == []
    assert "Nạo vét kênh" in town.heard("Chị Lan")[-1]


async def test_a_group_that_cannot_be_reached_is_unlinked_and_nobody_gets_its_digest(town: Town) -> None:
    await linked(town)
    town.line.refuse[GROUP] = ChannelError("bot was kicked from the group chat", permanent=True, gone=True)
    await town.until(at(23))
    assert "Chưa có nhóm nào" in await town.say("Ông Trưởng", "/nhom")
    assert not [text for text in town.heard("Ông Trưởng") if "Phòng Kinh tế: nhắc việc" in text]


async def test_a_group_that_moved_is_followed(town: Town) -> None:
    await linked(town)
    town.line.refuse[GROUP] = ChannelError("migrated", moved_to="nhóm lớn")
    await town.until(at(23))
    assert "Nạo vét kênh" in town.heard("nhóm lớn")[-1]


async def test_linked_again_it_goes_on(town: Town) -> None:
    await linked(town)
    await town.say("Ông Trưởng", "/nhom bo", group=GROUP)
    await town.say("Ông Trưởng", "/nhom 2", group=GROUP)
    await town.until(at(23))
    assert len(digests(town)) == 1


async def test_done_before_it_leaves_nothing_is_said_in_the_group(town: Town) -> None:
    await linked(town)
    town.line.refuse[GROUP] = ChannelError("server error 502")
    await town.until(at(23, 8))
    del town.line.refuse[GROUP]
    await town.say("Chị Lan", "/xong 1 khong")
    await town.until(at(23, 12))
    assert digests(town) == []


@pytest.mark.parametrize("words", ["/viec", "/tinhhinh", "/thangnhac", "/pakn"])
async def test_nothing_else_is_said_in_a_group(town: Town, words: str) -> None:
    await linked(town)
    assert "nhắn riêng" in await town.say("Bà Thư", words, group=GROUP)


async def test_the_groups_address_is_no_officials(town: Town) -> None:
    await linked(town)
    with town.store.transaction() as session:
        group = account_at(session, town.office_id, "line", GROUP)
        head = account_at(session, town.office_id, "line", "Ông Trưởng")
    assert group
    assert head
    assert group.person_id != head.person_id
