"""A unit sends back what is not its own, with a reason; after twice between units the clerk decides."""

from datetime import date

from bot.rules.states import Case
from storage.feedback import feedback_events
from tests.talks import LAMP, Town, case_of, clocks_of, code_in


async def reported(town: Town) -> str:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng", "Ông Lãnh")
    return code_in(await town.say("bà Sáu", LAMP))


def unit_of(town: Town, code: str) -> int | None:
    return case_of(town, code).unit_id


async def test_what_the_bot_directed_goes_back_to_the_clerk_with_the_reason(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Không phải việc")
    await town.tap("Chị Lan", "Không thuộc lĩnh vực")
    case = case_of(town, code)
    assert (case.state, case.unit_id, case.returns) == (Case.SORTED, None, 1)
    told = town.heard("Bà Thư")[-1]
    assert "Phản ánh bị trả lại" in told
    assert "Phòng Kinh tế cho biết: Không thuộc lĩnh vực đơn vị phụ trách" in told
    assert LAMP in told


async def test_a_unit_that_the_reason_names_is_one_tap_away(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Không phải việc")
    await town.say("Chị Lan", "Cổng chợ đang sửa, việc này của Phòng Văn hóa – Xã hội")
    await town.tap("Bà Thư", "Chuyển Phòng Văn hóa")
    assert unit_of(town, code) == 3
    assert code in town.heard("Anh Văn")[-1]
    assert "Phòng Văn hóa – Xã hội" in town.heard("bà Sáu")[-1]


async def test_what_another_unit_passed_on_goes_back_to_that_unit(town: Town) -> None:
    code = await reported(town)
    await town.say("Chị Lan", f"/chuyen {case_of(town, code).id} 3")
    clerk_heard = len(town.heard("Bà Thư"))
    await town.say("Anh Văn", f"/khongphai {case_of(town, code).id}")
    assert "về Phòng Kinh tế" in await town.say("Anh Văn", "Đèn đường là của kinh tế")
    assert unit_of(town, code) == 2
    assert "Đèn đường là của kinh tế" in town.heard("Chị Lan")[-1]
    assert len(town.heard("Bà Thư")) == clerk_heard


async def test_after_twice_between_units_it_is_the_clerks(town: Town) -> None:
    code = await reported(town)
    number = case_of(town, code).id
    await town.say("Chị Lan", f"/chuyen {number} 3")
    await town.say("Anh Văn", f"/khongphai {number} 1")
    assert "nhiều lần" in await town.say("Chị Lan", f"/chuyen {number} 3")
    assert unit_of(town, code) == 2
    await town.say("Chị Lan", f"/khongphai {number} 1")
    assert unit_of(town, code) is None
    assert "xin anh/chị quyết định" in town.heard("Bà Thư")[-1]
    await town.say("Bà Thư", f"/chuyen {number} 3")
    assert unit_of(town, code) == 3
    await town.say("Anh Văn", f"/khongphai {number} 1")  # what the clerk directed goes back to the clerk
    assert unit_of(town, code) is None


async def test_each_return_is_on_record_and_no_clock_begins_anew(town: Town) -> None:
    code = await reported(town)
    before = clocks_of(town, code)
    await town.say("Chị Lan", f"/khongphai {case_of(town, code).id} 2")
    number = case_of(town, code).id
    with town.store.transaction() as session:
        last = feedback_events(session, number)[-1]
    assert (last.what, last.words) == ("sent_to_desk", "Phòng Kinh tế: Không thuộc địa bàn của xã, phường")
    after = clocks_of(town, code)
    assert {step: (one.round, one.due) for step, one in after.items()} == {
        step: (one.round, one.due) for step, one in before.items()
    }
    assert case_of(town, code).due == date(2026, 11, 30)
    assert "Không thuộc địa bàn" in await town.say("Bà Thư", f"/pa {case_of(town, code).id}")


async def test_the_clerk_is_reminded_of_what_came_back(town: Town) -> None:
    code = await reported(town)
    await town.say("Chị Lan", f"/khongphai {case_of(town, code).id} 1")
    await town.until(town.now.replace(day=26))
    assert code in [text for text in town.heard("Bà Thư") if text.startswith("<b>Nhắc việc")][-1]
    assert not [text for text in town.heard("Chị Lan") if text.startswith("<b>Nhắc việc")]


async def test_nobody_sends_back_what_they_do_not_have(town: Town) -> None:
    code = await reported(town)
    await town.say("Anh Văn", f"/khongphai {case_of(town, code).id} 1")
    await town.say("bà Sáu", f"/khongphai {case_of(town, code).id} 1")
    assert unit_of(town, code) == 2


async def test_a_reason_that_says_nothing_is_asked_for_again(town: Town) -> None:
    code = await reported(town)
    await town.tap("Chị Lan", "Không phải việc")
    assert "Vì sao" in await town.say("Chị Lan", "ừ")
    assert unit_of(town, code) == 2
