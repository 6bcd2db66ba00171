"""People with several accounts: which comes first, one more by a code, one less."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from storage.blocks import Block
from storage.people import account_at, live_accounts
from tests.talks import LAMP, Town, code_in


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Chị Lan", "Ông Lãnh", "Bà Thư", "Quản Trị")
    return town


def person_at(town: Town, who: str) -> int:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", who)
        assert account
        return account.person_id


def addresses(town: Town, person_id: int) -> list[str]:
    with town.store.transaction() as session:
        return [one.address for one in live_accounts(session, person_id)]


async def code_of(town: Town, who: str) -> str:
    await town.say(who, "/kenh")
    told = await town.tap(who, "Nối thêm tài khoản")
    found = re.search(r"\b\d{6}\b", told)
    assert found, told
    return found[0]


async def linked(town: Town, who: str, other: str) -> None:
    """`other` becomes a further account of `who`."""
    code = await code_of(town, who)
    town.now += timedelta(minutes=1)
    assert "chính ông/bà" in await town.say(other, f"/lienket {code}")
    assert "Đã nối" in await town.tap(other, "Đồng ý")


async def test_a_citizen_takes_her_cases_along_to_a_further_account(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    code = code_in(await town.say("Sáu máy mới", LAMP.replace("chợ", "trường")))
    await linked(town, "bà Sáu", "Sáu máy mới")
    shown = await town.say("bà Sáu", "/cuatoi")
    assert LAMP[:20] in shown
    assert code in shown
    assert person_at(town, "Sáu máy mới") == person_at(town, "bà Sáu")
    assert "vừa được nối" in "".join(town.heard("bà Sáu"))


async def test_nothing_happens_before_a_yes_and_a_no_ends_it(town: Town) -> None:
    code = await code_of(town, "bà Sáu")
    before = person_at(town, "bà Sáu")
    await town.say("kẻ lạ", code)
    await town.tap("kẻ lạ", "Không")
    assert person_at(town, "kẻ lạ") != before


async def test_a_code_is_good_once_for_a_quarter_of_an_hour_and_only_the_newest(town: Town) -> None:
    old, new = await code_of(town, "bà Sáu"), await code_of(town, "bà Sáu")
    assert "không đúng" in await town.say("máy hai", old)
    town.now += timedelta(minutes=16)
    assert "không đúng" in await town.say("máy hai", new)
    assert "không đúng" in await town.say("máy hai", f"/noitaikhoan {new}")
    await linked(town, "bà Sáu", "máy hai")
    assert "không đúng" in await town.say("máy ba", new)


async def test_an_officials_further_account_has_the_same_rights_and_is_preferred_when_asked(town: Town) -> None:
    await linked(town, "Chị Lan", "Lan zalo")
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert LAMP in town.heard("Lan zalo")[-1]  # used last
    await town.say("Lan zalo", "kênh của tôi")
    assert "1. Thử · ưu tiên" in await town.tap("Lan zalo", "Ưu tiên 2.")
    await town.say("ông Ba", LAMP.replace("chợ", "trường"))
    await town.app.tick()
    assert "trường" in town.heard("Chị Lan")[-1]
    assert not any("trường" in text for text in town.heard("Lan zalo"))
    await town.tap("Lan zalo", "Theo kênh nhắn gần nhất")
    assert addresses(town, person_at(town, "Chị Lan"))[0] == "Lan zalo"


async def test_an_officials_account_never_goes_to_somebody_else(town: Town) -> None:
    for maker in ("bà Sáu", "Ông Lãnh"):
        code = await code_of(town, maker)
        assert "đang giữ vị trí cán bộ" in await town.say("Chị Lan", code)
        assert "đang giữ vị trí cán bộ" in await town.say("Chị Lan", f"/noitaikhoan {code}")
        assert addresses(town, person_at(town, "Chị Lan")) == ["Chị Lan"]


async def test_who_made_the_code_lets_a_stranger_go_again(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    await linked(town, "bà Sáu", "kẻ lạ")
    assert code in await town.say("kẻ lạ", "/cuatoi")
    assert "có chắc không" in await town.tap("bà Sáu", "Gỡ tài khoản đó")
    assert "Đã gỡ" in await town.tap("bà Sáu", "Gỡ")
    assert "vừa được gỡ" in town.heard("kẻ lạ")[-1]
    assert code not in await town.say("kẻ lạ", "/cuatoi")
    assert code in await town.say("bà Sáu", "/cuatoi")


async def test_a_block_is_not_left_behind(town: Town) -> None:
    await town.say("kẻ phá", "/start")
    await town.say("bà Sáu", "/start")
    rude, clerk, day = person_at(town, "kẻ phá"), person_at(town, "Bà Thư"), timedelta(days=1)
    with town.store.transaction() as session:
        row = Block(
            office_id=town.office_id,
            person_id=rude,
            why="gửi tin rác",
            made_by=clerk,
            made_at=town.now,
            ends_at=town.now + day,
        )
        session.add(row)
    await linked(town, "bà Sáu", "kẻ phá")
    hers = person_at(town, "bà Sáu")
    with town.store.transaction() as session:
        assert session.exec(select(Block.person_id)).all() == [hers]


@pytest.mark.parametrize("words", ["", "x", "999999999", "1 go", "-1"])
async def test_nobody_touches_an_account_that_is_not_theirs(town: Town, words: str) -> None:
    await town.say("kẻ lạ", "/start")
    for command in ("uutienkenh", "gokenh"):
        assert "Kênh liên lạc" in await town.say("kẻ lạ", f"/{command} {words}")
    assert addresses(town, person_at(town, "Chị Lan")) == ["Chị Lan"]


async def test_groups_do_not_hear_of_accounts(town: Town) -> None:
    assert "riêng" in await town.say("Chị Lan", "/kenh", group="nhóm Kinh tế")
