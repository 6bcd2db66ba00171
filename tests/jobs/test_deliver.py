"""One way out: every letter leaves once, waits, goes elsewhere or is kept, never lost."""

from datetime import timedelta

from sqlmodel import select

from bot.rules.states import LetterState
from bot.talk import ChannelError
from storage.letters import Letter
from storage.people import Account, account_at
from tests.talks import Town

LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


def letters(town: Town, state: str) -> list[Letter]:
    with town.store.transaction() as session:
        return list(session.exec(select(Letter).where(Letter.state == state)))


def account(town: Town, address: str) -> Account:
    with town.store.transaction() as session:
        found = account_at(session, town.office_id, "line", address)
    assert found
    return found


async def test_the_answer_leaves_right_after_its_commit(town: Town) -> None:
    assert "XT-" in await town.say("bà Sáu", LAMP)
    assert not letters(town, LetterState.WAITING)


async def test_a_passing_fault_is_tried_again_and_delivered_once(town: Town) -> None:
    town.line.refuse["bà Sáu"] = ChannelError("server error 502")
    assert await town.say("bà Sáu", LAMP) == ""
    del town.line.refuse["bà Sáu"]
    await town.app.tick()
    assert not town.heard("bà Sáu")
    await town.until(town.now + timedelta(minutes=1))
    assert len(town.heard("bà Sáu")) == 1


async def test_the_platforms_wait_is_kept(town: Town) -> None:
    town.line.refuse["bà Sáu"] = ChannelError("too many requests", retry_after=120)
    await town.say("bà Sáu", LAMP)
    del town.line.refuse["bà Sáu"]
    await town.until(town.now + timedelta(seconds=110))
    assert not town.heard("bà Sáu")
    await town.until(town.now + timedelta(seconds=20))
    assert len(town.heard("bà Sáu")) == 1


async def test_letters_of_one_person_keep_their_order_through_trouble(town: Town) -> None:
    town.line.refuse["bà Sáu"] = ChannelError("timed out")
    await town.say("bà Sáu", LAMP)
    await town.say("bà Sáu", "/tiepdan")
    assert not town.heard("bà Sáu")
    del town.line.refuse["bà Sáu"]
    await town.until(town.now + timedelta(minutes=1))
    first, second = town.heard("bà Sáu")
    assert "Đã tiếp nhận" in first
    assert "Giờ làm việc" in second


async def test_a_blocked_person_is_not_tried_again_and_gets_it_when_they_write(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.refuse["Chị Lan"] = ChannelError("bot was blocked by the user", permanent=True, gone=True)
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert not account(town, "Chị Lan").live
    assert len(letters(town, LetterState.PARKED)) == 1
    del town.line.refuse["Chị Lan"]
    await town.until(town.now + timedelta(hours=2))
    assert not town.heard("Chị Lan")
    told = await town.say("Chị Lan", "/trogiup")
    assert LAMP in told
    assert not letters(town, LetterState.PARKED)


async def test_another_account_of_the_person_takes_over(town: Town) -> None:
    town.seat("Chị Lan")
    person_id = account(town, "Chị Lan").person_id
    with town.store.transaction() as session:
        older = Account(
            office_id=town.office_id,
            person_id=person_id,
            channel="line",
            address="Lan cơ quan",
            last_seen_at=town.now - timedelta(days=3),
        )
        session.add(older)
    town.line.refuse["Chị Lan"] = ChannelError("bot was blocked by the user", permanent=True, gone=True)
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert LAMP in town.heard("Lan cơ quan")[-1]


async def test_a_moved_chat_is_followed(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.refuse["Chị Lan"] = ChannelError("migrated", moved_to="Lan mới")
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert LAMP in town.heard("Lan mới")[-1]
    assert account(town, "Lan mới").live


async def test_what_never_can_be_delivered_is_set_aside_with_its_reason(town: Town) -> None:
    town.line.refuse["bà Sáu"] = ChannelError("message is too long", permanent=True)
    await town.say("bà Sáu", LAMP)
    (failed,) = letters(town, LetterState.FAILED)
    assert failed.problem == "message is too long"
    del town.line.refuse["bà Sáu"]
    assert "Giờ làm việc" in await town.say("bà Sáu", "/tiepdan")


async def test_a_letter_that_never_gets_through_is_given_up_in_the_end(town: Town) -> None:
    town.line.refuse["bà Sáu"] = ChannelError("server error 502")
    await town.say("bà Sáu", LAMP)
    with town.store.transaction() as session:
        letter = session.exec(select(Letter)).one()
        letter.attempts, letter.next_at = 100, town.now
        session.add(letter)
    await town.app.tick()
    (failed,) = letters(town, LetterState.FAILED)
    assert failed.problem == "server error 502"


async def test_what_a_crash_left_under_way_goes_out_after_its_lease(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    with town.store.transaction() as session:
        letter = session.exec(select(Letter)).one()
        letter.state, letter.claimed_until = LetterState.SENDING, town.now + timedelta(minutes=2)
        session.add(letter)
    await town.app.tick()
    assert len(town.heard("bà Sáu")) == 1
    await town.until(town.now + timedelta(minutes=3))
    assert len(town.heard("bà Sáu")) == 2
