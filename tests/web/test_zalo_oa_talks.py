"""What people say and do on the official account, what the office does by hand, what becomes of letters."""

from datetime import timedelta

from sqlmodel import select

from bot.rules.states import Hindrance, LetterState
from bot.talk import Reply
from storage.feedback import Feedback, feedback_events
from tests.talks import LAMP, MENDED
from tests.web.oa_town import CITIZEN, LAN, Town, account, kept, letters, tell


async def test_somebody_of_the_office_answers_by_hand_and_the_bot_keeps_out_of_it_for_some_hours(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")  # the bot's own words come back as echoes, and change nothing
    assert await town.say(CITIZEN, "cảm ơn") != []
    town.fake.write_by_hand(CITIZEN, "Chào bà, tôi là Lan ở Uỷ ban")
    await town.settle()
    assert await town.say(CITIZEN, "Bà ở tổ 3, gọi bà nhé") == []
    await tell(town)
    assert kept(town, "news").hindrance == Hindrance.TAKEN
    assert await town.say(CITIZEN, "/trogiup") != []  # who asks the bot itself is answered
    town.now += timedelta(hours=5)
    await town.app.tick()
    assert kept(town, "news").state == LetterState.SENT
    assert await town.say(CITIZEN, "xin chào") != []


async def test_what_zalo_calls_too_late_waits_for_their_next_word(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    town.fake.person(CITIZEN).heard_at = town.now - timedelta(days=8)
    await tell(town)
    assert (kept(town, "news").state, kept(town, "news").hindrance) == (LetterState.PARKED, Hindrance.CLOSED)
    assert "Có tin mới" in await town.say(CITIZEN, "cảm ơn")


async def test_what_became_of_a_letter_is_written_on_it(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    (letter,) = letters(town)
    assert (letter.received_at, letter.seen_at) == (town.now, None)
    town.now += timedelta(minutes=3)
    town.fake.read(CITIZEN)
    await town.settle()
    (letter,) = letters(town)
    assert (letter.received_at, letter.seen_at) == (town.now - timedelta(minutes=3), town.now)


async def test_who_leaves_is_reached_no_more_until_they_come_back(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    town.fake.unfollow(CITIZEN)
    await town.settle()
    assert not account(town).live
    town.fake.follow(CITIZEN)
    await town.settle()
    assert account(town).live
    assert len(town.fake.sent(CITIZEN)) == 2  # greeted again


async def test_a_typed_payload_is_asked_for_its_rights_like_any_command(town: Town) -> None:
    (answer,) = await town.say(CITIZEN, "#dondoc /viec")
    assert "dành cho cán bộ" in answer


async def test_the_unit_sees_what_became_of_its_answer(town: Town) -> None:
    await town.say(LAN, "xin chào")
    town.seat(LAN, "Chị Lan")
    await town.say(CITIZEN, LAMP)
    town.fake.tap(CITIZEN, "Đồng ý")
    await town.settle()
    with town.store.transaction() as session:
        case = session.exec(select(Feedback)).one()
        case.state, case.answer = "da_tra_loi", MENDED
        session.add(case)
        event = feedback_events(session, case.id)[-1]
        day = town.app.shop.day(session, town.office_id, town.now)
        day.tell(case.person_id, f"case:{case.id}:answer:{event.id}", Reply(MENDED), "trả lời")
        number = case.id
    assert "chưa nhận được câu trả lời" in "".join(await town.say(LAN, f"/pa {number}"))
    await town.app.tick()
    await town.settle()
    assert "Đã tới máy người gửi: 09:00" in "".join(await town.say(LAN, f"/pa {number}"))
    town.fake.read(CITIZEN)
    await town.settle()
    assert "Người gửi đã xem: 09:00" in "".join(await town.say(LAN, f"/pa {number}"))
