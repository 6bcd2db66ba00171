"""Blocking a sender is a person's decision with a reason and an end, told to whom it concerns."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.blocks import running_blocks
from storage.store import Store
from tests.talks import LAMP, Town, case_of, code_in

RUDE = "lũ ăn hại, đồ khốn, súc vật"
FIRE = "Cháy nhà ở chợ, cứu với"


@pytest.fixture
async def town(town: Town) -> Town:
    """Somebody was rude twice, and the clerk looks at it."""
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await town.say("kẻ phá", RUDE)
    await town.say("kẻ phá", f"{RUDE} cả")
    await town.say("Bà Thư", "/tinrieng")
    return town


async def block(town: Town, reason: str = "Xúc phạm", days: str = "7 ngày") -> str:
    await town.tap("Bà Thư", "Chặn người gửi")
    await town.tap("Bà Thư", reason)
    return await town.tap("Bà Thư", days)


async def test_it_takes_a_reason_and_an_end(town: Town) -> None:
    assert "Vì sao" in await town.tap("Bà Thư", "Chặn người gửi")
    assert "mấy ngày" in await town.tap("Bà Thư", "Xúc phạm")
    begun = await town.tap("Bà Thư", "7 ngày")
    assert "09:00 thứ Sáu, 27/11/2026" in begun
    assert "2 tin để riêng" in begun
    assert "Không có tin nào" in await town.say("Bà Thư", "/tinrieng")


async def test_who_is_blocked_hears_why_until_when_and_where_to_complain(town: Town) -> None:
    await block(town)
    for told in (town.heard("kẻ phá")[-1], await town.say("kẻ phá", LAMP)):
        assert "Lời lẽ xúc phạm, đe dọa" in told
        assert "27/11/2026" in told
        assert "Số 2 đường Thử" in told
        assert "0200 000 0002" in told
    assert "chưa gửi phản ánh nào" in await town.say("kẻ phá", "/cuatoi")


async def test_the_lead_hears_of_it_and_may_end_it(town: Town) -> None:
    await block(town)
    assert "Bà Thư đã chặn" in town.heard("Ông Lãnh")[-1]
    await town.tap("Ông Lãnh", "Bỏ chặn")
    assert "nhận tin của ông/bà trở lại" in town.heard("kẻ phá")[-1]
    assert code_in(await town.say("kẻ phá", LAMP))


async def test_reason_and_days_may_be_written(town: Town) -> None:
    await town.tap("Bà Thư", "Chặn người gửi")
    await town.say("Bà Thư", "Dọa đánh cán bộ một cửa")
    assert "nhiều nhất 90" in await town.say("Bà Thư", "mãi mãi")
    assert "nhiều nhất 90" in await town.say("Bà Thư", "900")
    assert "05/12/2026" in await town.say("Bà Thư", "15 ngày")
    assert "Dọa đánh cán bộ một cửa" in town.heard("kẻ phá")[-1]


async def test_it_ends_by_itself(town: Town) -> None:
    await block(town, days="1 ngày")
    assert "tạm ngừng" in await town.say("kẻ phá", LAMP)
    town.now += timedelta(days=1)
    assert code_in(await town.say("kẻ phá", LAMP))
    assert "Không có người gửi nào" in await town.say("Bà Thư", "/chan")


async def test_in_an_emergency_the_blocked_are_answered(town: Town) -> None:
    await block(town)
    told = await town.say("kẻ phá", FIRE)
    assert told.startswith("<b>Nếu đang nguy cấp")
    assert "114" in told


async def test_their_open_cases_go_on(town: Town) -> None:
    code = code_in(await town.say("kẻ phá", LAMP))
    await block(town)
    await town.say("Chị Lan", f"/hoi {case_of(town, code).id}")
    await town.say("Chị Lan", "Trụ đèn số mấy vậy ông?")
    assert "Đã bổ sung" in await town.say("kẻ phá", "Trụ số 12") or "Trụ số 12" in town.heard("Chị Lan")[-1]
    assert "tạm ngừng" in await town.say("kẻ phá", f"/bosung {code}")


async def test_words_that_waited_before_the_block_are_not_sent_after_it(town: Town) -> None:
    await town.say("kẻ phá", "alo alo có ai không")
    await block(town)
    assert "tạm ngừng" in await town.say("kẻ phá", "/guiphananh")


async def test_who_is_blocked_now_is_listed(town: Town) -> None:
    await block(town)
    assert "Lời lẽ xúc phạm" in await town.say("Bà Thư", "/chan")
    assert "Đã bỏ chặn" in await town.tap("Bà Thư", "Bỏ chặn 1")
    assert "Không có người gửi nào" in await town.say("Bà Thư", "/bochan 1")


async def test_the_sender_of_a_case_may_be_blocked_by_its_code(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Bà Thư", f"/chan {code}")
    await town.tap("Bà Thư", "Gửi lặp lại")
    await town.tap("Bà Thư", "1 ngày")
    assert "đang bị chặn" in await town.say("Bà Thư", f"/chan {code}")
    assert "tạm ngừng" in await town.say("bà Sáu", "Nước máy đục ngầu mấy ngày nay")


async def test_an_official_is_not_blocked(town: Town) -> None:
    await town.say("Chị Lan", LAMP)
    code = code_in(await town.tap("Chị Lan", "Gửi như phản ánh"))
    assert "là cán bộ" in await town.say("Ông Lãnh", f"/chan {code}")


async def test_an_old_choice_blocks_nobody(town: Town) -> None:
    await town.tap("Bà Thư", "Chặn người gửi")
    await town.say("Bà Thư", "/huy")
    await town.say("Bà Thư", "/chanvi xuc_pham")
    await town.say("Bà Thư", "/channgay 7")
    with town.store.transaction() as session:
        assert running_blocks(session, town.office_id, town.now) == []


async def test_nobody_else_blocks(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    for who in ("Chị Lan", "ông Bảy"):
        assert "Vì sao" not in await town.say(who, f"/chan {code}")


async def test_blocks_on_both_databases(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Ông Lãnh")
    await town.say("kẻ phá", RUDE)
    await town.say("Bà Thư", "/tinrieng")
    await block(town)
    assert "tạm ngừng" in await town.say("kẻ phá", LAMP)
    await town.tap("Ông Lãnh", "Bỏ chặn")
    assert code_in(await town.say("kẻ phá", LAMP))
