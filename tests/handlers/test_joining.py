"""Invitations: one-time, short-lived, with few tries."""

import re
from datetime import timedelta

from storage.people import Post, office_posts
from tests.talks import Town


def said(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found[1]


async def code_for(town: Town, holder: str) -> str:
    with town.store.transaction() as session:
        (post,) = [post for post in office_posts(session, town.office_id) if post.holder_name == holder]
    told = await town.say("Quản Trị", f"/moi {post.id}")
    return said(r"/lienket (\d{6})", told)


def post_of(town: Town, holder: str) -> Post:
    with town.store.transaction() as session:
        return next(post for post in office_posts(session, town.office_id) if post.holder_name == holder)


async def test_a_code_brings_an_official_to_the_post(town: Town) -> None:
    town.seat("Quản Trị")
    code = await code_for(town, "Chị Lan")
    assert "Chuyên viên Kinh tế" in await town.say("lan-0912", f"/lienket {code}")
    assert post_of(town, "Chị Lan").person_id
    assert "Chị Lan" in await town.say("lan-0912", "/start")


async def test_a_bare_code_is_enough(town: Town) -> None:
    town.seat("Quản Trị")
    assert "Đã liên kết" in await town.say("lan-0912", await code_for(town, "Chị Lan"))


async def test_a_link_does_the_same(town: Town) -> None:
    town.seat("Quản Trị")
    told = await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    word = said(r"start=(moi_\S+)", told)
    assert "Đã liên kết" in await town.say("lan-0912", f"/start {word}")


async def test_a_link_opened_in_a_group_links_nobody(town: Town) -> None:
    town.seat("Quản Trị")
    told = await town.say("Quản Trị", "/moi 4")
    (link,) = re.findall(r"start=(\S+)", told)
    await town.say("kẻ lạ", f"/start {link}", group="-100")
    assert not [text for text in town.heard("-100") if "Đã liên kết" in text]
    assert "Đã liên kết" in await town.say("Chị Lan", f"/start {link}")


async def test_a_code_works_once(town: Town) -> None:
    town.seat("Quản Trị")
    code = await code_for(town, "Chị Lan")
    await town.say("lan-0912", f"/lienket {code}")
    assert "không đúng" in await town.say("somebody", f"/lienket {code}")


async def test_a_code_expires(town: Town) -> None:
    town.seat("Quản Trị")
    code = await code_for(town, "Chị Lan")
    town.now += timedelta(hours=73)
    assert "hết hạn" in await town.say("lan-0912", f"/lienket {code}")


async def test_a_newer_invitation_ends_the_older(town: Town) -> None:
    town.seat("Quản Trị")
    old = await code_for(town, "Chị Lan")
    await code_for(town, "Chị Lan")
    assert "không đúng" in await town.say("lan-0912", f"/lienket {old}")


async def test_five_wrong_codes_lock_the_account_also_for_the_right_one(town: Town) -> None:
    town.seat("Quản Trị")
    code = await code_for(town, "Chị Lan")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        await town.say("lan-0912", f"/lienket {wrong}")
    assert "thử lại sau" in await town.say("lan-0912", f"/lienket {code}")
    town.now += timedelta(minutes=61)
    assert "Đã liên kết" in await town.say("lan-0912", f"/lienket {code}")


async def test_a_second_account_joins_the_same_person(town: Town) -> None:
    town.seat("Quản Trị", "Chị Lan")
    told = await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    assert "đang do Chị Lan giữ" in told
    told = await town.tap("Quản Trị", "Thêm kênh")
    code = said(r"/lienket (\d{6})", told)
    await town.say("lan-0912", f"/lienket {code}")
    assert "Chị Lan" in await town.say("lan-0912", "/start")


async def test_somebody_else_takes_over_a_post(town: Town) -> None:
    town.seat("Quản Trị", "Chị Lan")
    await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    told = await town.tap("Quản Trị", "Người khác")
    code = said(r"/lienket (\d{6})", told)
    assert "Đã liên kết" in await town.say("anh Nam", f"/lienket {code}")
    assert "dành cho cán bộ" in await town.say("Chị Lan", "/viec")


async def test_a_citizen_cannot_invite_and_a_clerk_not_the_lead(town: Town) -> None:
    town.seat("Bà Thư")
    assert "dành cho cán bộ" in await town.say("bà Sáu", "/moi")
    assert "do quản trị mời" in await town.say("Bà Thư", f"/moi {post_of(town, 'Ông Lãnh').id}")


async def test_what_the_new_official_had_reported_as_a_citizen_stays_theirs(town: Town) -> None:
    town.seat("Quản Trị", "Chị Lan")
    receipt = await town.say("lan-0912", "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om")
    await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    told = await town.tap("Quản Trị", "Thêm kênh")
    code = said(r"/lienket (\d{6})", told)
    await town.say("lan-0912", f"/lienket {code}")
    case = said(r"(XT-\w{6})", receipt)
    assert "Tình trạng" in await town.say("lan-0912", f"/tracuu {case}")


async def test_the_code_is_asked_for_when_it_is_missing(town: Town) -> None:
    town.seat("Quản Trị")
    code = await code_for(town, "Chị Lan")
    assert "6 chữ số" in await town.say("lan-0912", "/lienket")
    assert "Đã liên kết" in await town.say("lan-0912", code)


async def test_neither_code_nor_link_word_is_kept_in_the_store(town: Town) -> None:
    town.seat("Quản Trị")
    told = await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    word = said(r"start=moi_(\S+)", told)
    with town.store.transaction() as session:
        rows = session.connection().exec_driver_sql("SELECT link_digest, code_digest FROM invite").all()
    assert word not in str(rows)
    assert all(len(digest) == 64 for row in rows for digest in row)


async def test_many_accounts_guess_no_better_than_one_and_long_words_stay_good(town: Town) -> None:
    town.seat("Quản Trị")
    told = await town.say("Quản Trị", f"/moi {post_of(town, 'Chị Lan').id}")
    code, word = said(r"/lienket (\d{6})", told), said(r"start=(moi_\S+)", told)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for number in range(25):
        assert "không đúng" in await town.say(f"kẻ lạ {number}", f"/lienket {wrong}")
    assert "tạm ngừng nhận" in await town.say("kẻ lạ khác", f"/lienket {code}")
    assert "25 lượt nhập sai" in town.heard("Quản Trị")[-1]
    assert "Đã liên kết" in await town.say("lan-0912", f"/start {word}")
    code = await code_for(town, "Anh Văn")
    town.now += timedelta(minutes=61)
    assert "Đã liên kết" in await town.say("van-0912", f"/lienket {code}")
