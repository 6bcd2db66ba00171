"""A citizen is asked: the clocks stand still; and one who never replies does not hold a case for ever."""

from datetime import date, datetime

from bot.rules.states import Case
from tests.talks import LAMP, ZONE, Town, case_of, clocks_of, code_in

QUESTION = "Trụ đèn số mấy ạ?"


def at(month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def digests(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if text.startswith("<b>Nhắc việc")]


async def asked(town: Town) -> str:
    """On Friday 20/11 at nine bà Sáu reports, and is asked at once."""
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Chị Lan", f"/hoi {case_of(town, code).id}")
    await town.say("Chị Lan", QUESTION)
    return code


async def test_the_time_that_the_citizen_takes_is_given_back(town: Town) -> None:
    code = await asked(town)
    clocks = clocks_of(town, code)
    assert {step for step, clock in clocks.items() if clock.runs and clock.paused_at is None} == {"supplement"}
    await town.until(at(11, 25, 10))  # Wednesday; two worked days later, as the 24th is off, and five calendar days
    await town.say("bà Sáu", "Trụ số 12")
    after = clocks_of(town, code)
    assert (after["answer"].original, after["answer"].due) == (date(2026, 11, 30), date(2026, 12, 7))  # the 5th is off
    assert after["answer"].paused_days == 2
    assert after["handle"].due > clocks["handle"].due
    assert after["supplement"].met_at is not None
    assert case_of(town, code).original_due == date(2026, 11, 30)
    why = await town.say("Chị Lan", f"/vi_sao {code}")
    assert "Tạm dừng 2 ngày làm việc" in why
    assert "ban đầu thứ Hai 30/11; 10 ngày, dừng 2 ngày làm việc" in why


async def test_nobody_is_reminded_while_the_citizen_is_waited_for(town: Town) -> None:
    await asked(town)
    await town.until(at(11, 26, 9))
    assert not digests(town, "Chị Lan")
    assert not digests(town, "Bà Thư")


async def test_the_citizen_is_reminded_once_and_politely(town: Town) -> None:
    await asked(town)
    before = len(town.heard("bà Sáu"))
    await town.until(at(12, 31, 9))
    (told,) = town.heard("bà Sáu")[before:]
    assert QUESTION in told
    assert "vẫn chờ ông/bà trả lời" in told
    moment = next(at for at, who in reversed(town.line.log) if who == "bà Sáu")
    assert moment.astimezone(ZONE) == at(11, 26, 7, 30)  # two worked days before Monday 30/11


async def test_when_nothing_came_the_unit_chooses_and_goes_on_without_it(town: Town) -> None:
    code = await asked(town)
    assert "còn thời gian" in await town.say("Chị Lan", f"/ketthuc {case_of(town, code).id}")
    await town.until(at(11, 30, 9))  # five worked days after Friday
    assert "(chờ người dân bổ sung)" in digests(town, "Chị Lan")[-1]
    shown = await town.say("Chị Lan", f"/pa {case_of(town, code).id}")
    assert "Người dân chưa trả lời câu hỏi" in shown
    await town.tap("Chị Lan", "Xử lý tiếp")
    assert case_of(town, code).state == Case.HANDLING
    assert "giải quyết tiếp với thông tin đã có" in town.heard("bà Sáu")[-1]
    assert clocks_of(town, code)["answer"].due > date(2026, 11, 30)


async def test_when_nothing_came_the_case_is_ended_with_a_reason_that_the_citizen_reads(town: Town) -> None:
    code = await asked(town)
    await town.until(at(12, 1, 9))
    await town.say("Chị Lan", f"/pa {case_of(town, code).id}")
    await town.tap("Chị Lan", "Kết thúc, nêu lý do")
    await town.tap("Chị Lan", "Chưa đủ thông tin để xác định địa điểm")
    assert case_of(town, code).state == Case.REFUSED
    assert "Chưa đủ thông tin để xác định địa điểm" in town.heard("bà Sáu")[-1]
    assert not [clock for clock in clocks_of(town, code).values() if clock.runs]


async def test_a_reason_of_ones_own_is_asked_for_until_it_says_something(town: Town) -> None:
    code = await asked(town)
    await town.until(at(12, 1, 9))
    await town.say("Chị Lan", f"/ketthuc {case_of(town, code).id}")
    assert "nhắn lý do để báo người dân" in await town.say("Chị Lan", "ờ")
    await town.say("Chị Lan", "Trụ đèn đã sáng lại, không rõ trụ nào")
    assert "Trụ đèn đã sáng lại" in town.heard("bà Sáu")[-1]


async def test_a_late_reply_still_counts_as_long_as_the_case_waits(town: Town) -> None:
    code = await asked(town)
    await town.until(at(12, 2, 9))
    await town.tap("bà Sáu", "Trả lời câu hỏi")
    await town.say("bà Sáu", "Trụ số 12")
    assert case_of(town, code).state == Case.HANDLING
    assert "Trụ số 12" in town.heard("Chị Lan")[-1]


async def test_another_question_gives_the_citizen_the_whole_time_again(town: Town) -> None:
    code = await asked(town)
    await town.until(at(11, 25, 9))
    await town.say("Chị Lan", f"/hoi {case_of(town, code).id}")
    await town.say("Chị Lan", "Hay là trụ cạnh quán nước?")
    assert clocks_of(town, code)["supplement"].due == date(2026, 12, 2)
    assert clocks_of(town, code)["answer"].paused_at is not None


async def test_a_case_that_waits_is_not_called_late(town: Town) -> None:
    code = await asked(town)
    await town.until(at(12, 4, 9))
    assert "Trễ hẹn" not in await town.say("Bà Thư", "/pakn")
    assert "đã quá hẹn" not in await town.say("bà Sáu", f"/tracuu {code}")


async def test_only_those_who_handle_it_end_or_go_on(town: Town) -> None:
    code = await asked(town)
    town.seat("Anh Văn")
    await town.until(at(12, 1, 9))
    for word in ("khongcho", "ketthuc"):
        await town.say("Anh Văn", f"/{word} {case_of(town, code).id} 1")
    assert case_of(town, code).state == Case.WAITING_CITIZEN


async def test_one_whose_case_was_not_yet_sorted_when_the_clerk_asked_is_heard(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Ông Lãnh")
    code = code_in(await town.say("bà Sáu", "cái đó bữa trước hư rồi mà không thấy ai coi hết trơn"))
    assert case_of(town, code).state == Case.NEW
    await town.say("Bà Thư", f"/hoi {case_of(town, code).id}")
    await town.say("Bà Thư", QUESTION)
    assert case_of(town, code).state == Case.WAITING_CITIZEN
    assert "bổ sung" in await town.say("bà Sáu", "Ở cổng chợ, thưa cô")
    assert case_of(town, code).state == Case.RECEIVED
