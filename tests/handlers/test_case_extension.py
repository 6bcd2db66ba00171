"""A unit asks for more time for a case; head or lead grants it, the citizen reads why, and the first promise counts."""

from datetime import date, datetime

import pytest

from bot.handlers.case_extension import reason_in
from tests.talks import LAMP, ZONE, Town, answered, case_of, clocks_of, code_in


async def wanted(town: Town, *seated: str, words: str = "15/12, vì chờ điện lực cấp trụ mới") -> str:
    """Chị Lan asks for time until Tuesday 15/12 for what was promised for Monday 30/11."""
    town.seat("Chị Lan", *(seated or ("Ông Trưởng", "Ông Lãnh")))
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Chị Lan", f"/giahan pa {case_of(town, code).id}")
    await town.say("Chị Lan", words)
    return code


async def test_the_head_grants_it_and_the_citizen_reads_the_new_date_and_why(town: Town) -> None:
    code = await wanted(town)
    assert "tới <b>thứ Ba, 15/12/2026</b>" in town.heard("Ông Trưởng")[-1]
    assert not town.heard("Ông Lãnh")
    assert case_of(town, code).due == date(2026, 11, 30)
    await town.tap("Ông Trưởng", "Đồng ý")
    news = town.heard("bà Sáu")[-1]
    assert "từ thứ Hai, 30/11/2026 sang <b>thứ Ba, 15/12/2026</b>" in news
    assert "Lý do: vì chờ điện lực cấp trụ mới" in news
    assert "đồng ý gia hạn" in town.heard("Chị Lan")[-1]
    clocks = clocks_of(town, code)
    assert (clocks["answer"].due, clocks["answer"].original) == (date(2026, 12, 15), date(2026, 11, 30))
    assert (clocks["handle"].due, clocks["handle"].original) == (date(2026, 12, 15), date(2026, 11, 26))
    assert "Gia hạn tới thứ Ba, 15/12/2026: vì chờ điện lực" in await town.say("bà Sáu", f"/vi_sao {code}")


async def test_on_time_is_counted_against_the_first_promise(town: Town) -> None:
    await wanted(town)
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.until(datetime(2026, 12, 10, 9, tzinfo=ZONE))
    await answered(town)
    assert "(trễ hẹn)" in town.heard("Ông Lãnh")[-1]


async def test_until_then_nobody_is_reminded_of_the_old_date(town: Town) -> None:
    await wanted(town)
    await town.tap("Ông Trưởng", "Đồng ý")
    await town.until(datetime(2026, 12, 9, 9, tzinfo=ZONE))
    assert not [text for text in town.heard("Chị Lan") if text.startswith("<b>Nhắc việc")]
    await town.until(datetime(2026, 12, 14, 9, tzinfo=ZONE))
    assert [text for text in town.heard("Chị Lan") if text.startswith("<b>Nhắc việc")]


async def test_refused_it_stays_as_it_was_and_the_citizen_hears_nothing(town: Town) -> None:
    code = await wanted(town)
    before = len(town.heard("bà Sáu"))
    await town.tap("Ông Trưởng", "Không đồng ý")
    assert case_of(town, code).due == date(2026, 11, 30)
    assert "không đồng ý gia hạn" in town.heard("Chị Lan")[-1]
    assert len(town.heard("bà Sáu")) == before


async def test_it_is_decided_once(town: Town) -> None:
    code = await wanted(town)
    granted = town.choice("Ông Trưởng", "Đồng ý")
    await town.tap("Ông Trưởng", "Không đồng ý")
    assert "đã được trả lời" in await town.say("Ông Trưởng", granted)
    assert case_of(town, code).due == date(2026, 11, 30)


async def test_without_a_head_the_lead_decides_and_nobody_grants_their_own(town: Town) -> None:
    code = await wanted(town, "Ông Lãnh")
    granted = town.choice("Ông Lãnh", "Đồng ý")
    assert "không" in (await town.say("Chị Lan", granted)).lower()
    assert case_of(town, code).due == date(2026, 11, 30)
    await town.tap("Ông Lãnh", "Đồng ý")
    assert case_of(town, code).due == date(2026, 12, 15)


async def test_the_head_of_another_unit_may_not(town: Town) -> None:
    code = await wanted(town, "Ông Trưởng", "Anh Văn")
    await town.say("Anh Văn", town.choice("Ông Trưởng", "Đồng ý"))
    await town.say("bà Sáu", town.choice("Ông Trưởng", "Đồng ý"))
    assert case_of(town, code).due == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("15/12", "ghi cả lý do"),
        ("27/11 vì bận", "phải sau ngày đang hẹn"),
        ("khi nào xong thì xong, vì chờ", "chưa đọc được ngày"),
    ],
)
async def test_what_is_unclear_is_asked_again(town: Town, words: str, told: str) -> None:
    await wanted(town, words=words)
    assert told in town.heard("Chị Lan")[-1]
    assert not town.heard("Ông Trưởng")


async def test_what_was_answered_meanwhile_is_not_extended(town: Town) -> None:
    code = await wanted(town)
    granted = town.choice("Ông Trưởng", "Đồng ý")
    await town.say("Chị Lan", f"/pa {case_of(town, code).id}")
    await answered(town)
    assert "không còn chờ" in await town.say("Ông Trưởng", granted)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("15/12, vì chờ điện lực", "vì chờ điện lực"),
        ("15/12 do mưa bão.", "do mưa bão"),
        ("ngày 15/12/2026: chờ kinh phí", "chờ kinh phí"),
        ("15/12 - đợi nhà thầu", "đợi nhà thầu"),
        ("15/12", ""),
        ("15/12 vì", ""),
    ],
)
def test_the_reason_is_what_is_said_after_the_date(words: str, reason: str) -> None:
    assert reason_in(words) == reason
