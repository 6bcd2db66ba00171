"""A lost phone is cut off with one command, and who leaves the office loses access at once, wherever they are."""

from datetime import timedelta

import pytest

from storage.feeds import has_feed
from storage.people import Account, account_at, office_posts
from tests.talks import LAMP, Town, case_of, code_in


def post_of(town: Town, holder: str) -> int:
    with town.store.transaction() as session:
        return next(post.id for post in office_posts(session, town.office_id) if post.holder_name == holder)


def add_account(town: Town, holder: str, address: str) -> None:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", holder)
        assert account
        session.add(Account(**{**account.model_dump(exclude={"id"}), "address": address}))


async def test_whoever_has_the_phone_can_do_nothing_with_it_and_the_post_waits_for_a_new_one(town: Town) -> None:
    town.seat("Quản Trị", "Chị Lan", "Ông Lãnh")
    add_account(town, "Chị Lan", "lan-o-nha")
    code = code_in(await town.say("bà Sáu", LAMP))
    case = case_of(town, code)
    await town.say("Chị Lan", "/lich_ca_nhan")
    await town.say("Chị Lan", f"/traloi {case.id}")  # a conversation that waits
    asked = await town.say("Quản Trị", f"/matmay {post_of(town, 'Chị Lan')}")
    assert "Anh/chị có chắc không" in asked
    assert LAMP in await town.say("Chị Lan", f"/pa {case.id}")
    told = await town.tap("Quản Trị", "Ngắt ngay")
    assert "Đã ngắt 2 tài khoản" in told
    for thief in ("Chị Lan", "lan-o-nha"):
        for words in (f"/pa {case.id}", "/viec", "Trả lời thay", "/kenh"):
            assert LAMP not in await town.say(thief, words)
    code = told.split("/lienket ")[1][:6]
    await town.say("lan-may-moi", f"/lienket {code}")
    assert LAMP in await town.say("lan-may-moi", f"/pa {case.id}")
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "lan-may-moi")
        assert account
        assert not has_feed(session, account.person_id)


@pytest.mark.parametrize(("away", "sure"), [("/matmay {}", "Ngắt ngay"), ("/moi {}", "Người khác")])
async def test_invitations_end_with_whoever_gave_them_out(town: Town, away: str, sure: str) -> None:
    town.seat("Quản Trị", "Bà Thư")
    given = (await town.say("Bà Thư", f"/moi {post_of(town, 'Chị Lan')}")).split("/lienket ")[1][:6]
    await town.say("Quản Trị", away.format(post_of(town, "Bà Thư")))
    await town.tap("Quản Trị", sure)
    assert "không đúng" in await town.say("kẻ gian", f"/lienket {given}")
    assert "Lệnh này" in await town.say("kẻ gian", "/viec")


async def test_it_is_asked_whose_phone_and_nobody_cuts_themselves_off(town: Town) -> None:
    town.seat("Quản Trị", "Chị Lan")
    assert "Chọn một người" in await town.say("Quản Trị", "/matmay")
    assert "chính anh/chị" in await town.say("Quản Trị", f"/matmay {post_of(town, 'Quản Trị')} ngat")
    assert "Chọn một người" in await town.say("Quản Trị", f"/matmay {post_of(town, 'Anh Văn')} ngat")
    assert "Lệnh này" in await town.say("Chị Lan", f"/matmay {post_of(town, 'Quản Trị')} ngat")


async def test_who_leaves_a_post_sees_nothing_more_of_it_on_any_account_and_their_open_table_closes(town: Town) -> None:
    town.seat("Quản Trị", "Bà Thư")
    add_account(town, "Bà Thư", "thu-o-nha")
    await town.say("bà Sáu", LAMP)
    assert LAMP[:20] in await town.say("thu-o-nha", "/pakn") + await town.say("thu-o-nha", "/pa 1")
    await town.say("Quản Trị", f"/moi {post_of(town, 'Bà Thư')}")
    await town.tap("Quản Trị", "Người khác")
    for account in ("Bà Thư", "thu-o-nha"):
        for words in ("/pa 1", "/pakn", "/kehoach", "/nhatkyxoa"):
            assert LAMP[:20] not in await town.say(account, words)
    await town.until(town.now + timedelta(days=1))
    assert not [text for text in town.heard("thu-o-nha")[-3:] if LAMP[:20] in text]
