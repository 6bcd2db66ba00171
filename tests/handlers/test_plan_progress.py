"""A long document: the sender hears that reading goes on, once."""

from sqlmodel import select

from bot.jobs.read_plan import read_one_plan
from storage.letters import Letter
from storage.plans import Plan
from tests.plan_talks import CLERK, DYKE, POOR, send_plan
from tests.talks import Town, document, plan_of

GOES_ON = "vẫn đang đọc tệp"


async def hand_in(town: Town, data: bytes) -> None:
    town.line.files["dai.txt"] = data
    await town.say(CLERK, files=(document("dai.txt", "dai.txt"),))


async def letters(town: Town) -> list[str]:
    await town.app.tick()
    await town.app.settle()
    return town.heard(CLERK)


async def test_who_waits_longer_is_told_that_reading_goes_on(town: Town) -> None:
    town.seat(CLERK)
    await hand_in(town, plan_of(DYKE))
    assert await read_one_plan(town.shop, town.now, patience=0)
    told = await letters(town)
    assert [GOES_ON in letter for letter in told] == [False, True, False]
    assert "dai.txt" in told[1]
    assert "1 nhiệm vụ" in told[2]


async def test_it_is_said_once_even_if_reading_has_to_begin_again(town: Town) -> None:
    town.seat(CLERK)
    await hand_in(town, plan_of(DYKE))
    await read_one_plan(town.shop, town.now, patience=0)
    with town.store.transaction() as session:
        plan = session.get_one(Plan, 1)
        plan.read_at = None  # as if the machine had stopped before the end
        session.add(plan)
    await read_one_plan(town.shop, town.now, patience=0)
    with town.store.transaction() as session:
        assert sum(GOES_ON in letter.text for letter in session.exec(select(Letter))) == 1


async def test_a_refusal_comes_after_it_all_the_same(town: Town) -> None:
    town.seat(CLERK)
    await hand_in(town, "Chỉ có một câu, không có bảng.".encode())
    await read_one_plan(town.shop, town.now, patience=0)
    assert "Không đọc được tệp" in (await letters(town))[-1]


async def test_a_short_document_needs_no_such_letter(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, DYKE)
    assert not any(GOES_ON in letter for letter in town.heard(CLERK))


async def test_a_document_whose_file_is_damaged_holds_up_no_other(town: Town) -> None:
    town.seat(CLERK)
    await hand_in(town, plan_of(DYKE))
    for path in town.shop.shelf.root.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    await hand_in(town, plan_of(POOR))
    told = "\n".join(await letters(town))
    assert "Tôi gặp lỗi kỹ thuật khi xử lý tệp này" in told
    assert "1 nhiệm vụ" in told
