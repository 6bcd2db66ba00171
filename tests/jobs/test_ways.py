"""Several accounts, windows that close, quotas that end, sendings nobody is sure of: each letter arrives once."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, Kit, branch_of
from bot.rules.states import Hindrance, LetterState
from bot.talk import ChannelError, Incoming
from storage.letters import Letter
from storage.people import Account, account_at
from storage.store import Store
from storage.unsure_letters import unsure_letters
from tests.jobs.test_deliver import letters
from tests.talks import FRIDAY, LAMP, Line, Town, answered, code_in

TWO_DAYS, WEEK = timedelta(hours=48), timedelta(days=7)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """An office that people also reach on another channel, `oa`, which closes two days after they wrote."""
    town = Town(store, tmp_path)
    town.seat("Chị Lan", "Ông Lãnh", "Bà Thư", "Quản Trị")
    other = Line("oa", clock=lambda: town.now)
    other.traits = replace(other.traits, title="Zalo OA", free=TWO_DAYS, paid=WEEK, longest=2000)
    connect(town, other)
    return town


def connect(town: Town, line: Line) -> None:
    branch = town.shop.office(town.office_id)
    assert isinstance(branch.tools, Kit)
    made = branch_of(branch.tools, town.shop.shelf, {**branch.channels, line.name: line})
    town.shop = replace(town.shop, office=lambda _office_id: made)
    town.app = App(town.shop, lambda: town.now)


def oa(town: Town) -> Line:
    line = town.shop.office(town.office_id).channels["oa"]
    assert isinstance(line, Line)
    return line


async def on_oa(town: Town, who: str, text: str, number: str) -> None:
    """`who` writes there; they had agreed to the handling of their data."""
    town.agree(who)
    town.now += timedelta(minutes=1)  # the account used last comes first
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", who)
        assert account
        known = account_at(session, town.office_id, "oa", who)
        account_here = known or Account(
            office_id=town.office_id, person_id=account.person_id, channel="oa", address=who, last_seen_at=town.now
        )
        session.add(account_here)
    await town.hear(Incoming("oa", number, who, who, text))


def only_oa(town: Town, who: str) -> None:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", who)
        assert account
        account.live, account.hindrance = False, Hindrance.GONE
        session.add(account)


def texts(line: Line, who: str) -> list[str]:
    return [parcel.text for parcel in line.sent.get(who, [])]


async def report_on_oa(town: Town) -> str:
    """Bà Sáu reports on Zalo alone; the code."""
    await on_oa(town, "bà Sáu", LAMP, "1")
    only_oa(town, "bà Sáu")
    await town.app.tick()
    return code_in(texts(oa(town), "bà Sáu")[0])


async def test_who_writes_where_a_window_closes_hears_how_to_get_what_comes_later(town: Town) -> None:
    await report_on_oa(town)
    assert "Quá 48 giờ" in texts(oa(town), "bà Sáu")[0]
    await town.say("ông Tư", LAMP)
    assert "Quá 48 giờ" not in town.heard("ông Tư")[-1]


async def test_within_two_days_the_answer_goes_free_of_charge(town: Town) -> None:
    town.now -= timedelta(days=1)
    await report_on_oa(town)
    town.now += timedelta(hours=30)
    await answered(town)
    await town.app.tick()
    assert "thay bóng" in texts(oa(town), "bà Sáu")[-1]
    assert sum(letter.cost for letter in letters(town, LetterState.SENT)) == 0


async def test_after_two_days_it_waits_and_leaves_with_her_next_word(town: Town) -> None:
    code = await report_on_oa(town)
    town.now += timedelta(hours=72)
    await answered(town)
    await town.app.tick()
    (parked,) = letters(town, LetterState.PARKED)
    assert parked.hindrance == Hindrance.UNPAID
    before = len(texts(oa(town), "bà Sáu"))
    await on_oa(town, "bà Sáu", code, "2")
    assert [LAMP in text or "thay bóng" in text for text in texts(oa(town), "bà Sáu")[before:]] == [True, True]
    assert not letters(town, LetterState.PARKED)


async def test_with_a_budget_what_waited_is_paid_for_and_counted(town: Town) -> None:
    await report_on_oa(town)
    town.now += timedelta(hours=72)
    await answered(town)
    await town.app.tick()
    assert "Đang chờ vì không gửi miễn phí được: 1 tin" in await town.say("Quản Trị", "/chiphi")
    assert "1 tin đang chờ được gửi ngay" in await town.say("Quản Trị", "/chiphi 1.000")
    await town.app.tick()
    assert "thay bóng" in texts(oa(town), "bà Sáu")[-1]
    shown = await town.say("Quản Trị", "chi phí")
    assert "trong đó 1 tin có phí, khoảng 110 đồng" in shown  # words and a photo
    assert "1.000 đồng, còn 890 đồng" in shown


async def test_a_budget_that_is_used_up_holds_until_next_month(town: Town) -> None:
    await town.say("Quản Trị", "/chiphi 100")
    await report_on_oa(town)
    town.now += timedelta(hours=72)
    await answered(town)
    await town.app.tick()
    held = [one for one in letters(town, LetterState.WAITING) if one.hindrance]
    assert [(one.hindrance, one.next_at.astimezone(town.now.tzinfo).day) for one in held] == [(Hindrance.UNPAID, 1)]


async def test_an_odd_amount_changes_nothing(town: Town) -> None:
    for words in ("nhiều", "-5", "100000001", "gia 0", "gia x", "9" * 30):
        assert "Tôi chưa hiểu số tiền" in await town.say("Quản Trị", f"/chiphi {words}")
    assert "không gửi tin có phí" in await town.say("Quản Trị", "/chiphi")


async def test_before_it_closes_on_an_open_case_the_sender_is_asked_once(town: Town) -> None:
    code = await report_on_oa(town)
    await town.until(town.now + timedelta(hours=47))
    asked = [text for text in texts(oa(town), "bà Sáu") if "muốn nhận bằng cách nào" in text]
    assert [code in text for text in asked] == [True]


async def test_a_window_that_the_platform_has_shut_sends_it_by_the_other_account(town: Town) -> None:
    await on_oa(town, "Chị Lan", "/viec", "1")
    oa(town).refuse["Chị Lan"] = ChannelError("-230", permanent=True, closed=True)
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert LAMP in town.heard("Chị Lan")[-1]
    with town.store.transaction() as session:
        shut = account_at(session, town.office_id, "oa", "Chị Lan")
    assert shut
    assert (shut.live, shut.hindrance) == (False, "closed")


async def test_what_one_platform_refuses_another_takes_once(town: Town) -> None:
    await on_oa(town, "Chị Lan", "/viec", "1")
    oa(town).refuse["Chị Lan"] = ChannelError("unsupported", permanent=True)
    town.line.refuse["Chị Lan"] = ChannelError("server error 502")
    await town.say("bà Sáu", LAMP)
    del town.line.refuse["Chị Lan"]
    await town.until(town.now + timedelta(minutes=5))
    assert [LAMP in text for text in town.heard("Chị Lan")].count(True) == 1
    assert not letters(town, LetterState.FAILED)


async def test_where_a_platform_is_cut_off_the_other_account_takes_over_after_a_while(town: Town) -> None:
    await on_oa(town, "Chị Lan", "/viec", "1")
    oa(town).refuse["Chị Lan"] = ChannelError("no network")
    await town.say("bà Sáu", LAMP)
    await town.until(town.now + timedelta(minutes=5))
    assert not any(LAMP in text for text in town.heard("Chị Lan"))
    await town.until(town.now + timedelta(minutes=25))
    assert [LAMP in text for text in town.heard("Chị Lan")].count(True) == 1
    oa(town).refuse.clear()
    await town.until(town.now + timedelta(hours=2))
    assert not any(LAMP in text for text in texts(oa(town), "Chị Lan"))


async def test_where_nothing_gets_out_letters_wait_for_what_comes_back_first(town: Town) -> None:
    await on_oa(town, "Chị Lan", "/viec", "1")
    oa(town).refuse["Chị Lan"] = town.line.refuse["Chị Lan"] = ChannelError("no network")
    await town.say("bà Sáu", LAMP)
    await town.until(town.now + timedelta(hours=2))
    town.line.refuse.clear()
    await town.until(town.now + timedelta(hours=2))
    assert [LAMP in text for text in town.heard("Chị Lan")].count(True) == 1


async def test_a_spent_channel_is_left_out_for_everybody_until_it_takes_letters_again(town: Town) -> None:
    bot = Line("bot", clock=lambda: town.now)
    connect(town, bot)
    with town.store.transaction() as session:
        lan = account_at(session, town.office_id, "line", "Chị Lan")
        assert lan
        lan.channel = "bot"
        session.add(lan)
    tomorrow = town.now + timedelta(days=1)
    bot.refuse["Chị Lan"] = ChannelError("quota exceeded", spent_until=tomorrow)
    await town.say("bà Sáu", LAMP)
    await town.app.tick()
    assert "đã hết lượt gửi" in town.heard("Quản Trị")[-1]
    assert "Hết lượt" in await town.say("Quản Trị", "/chiphi")
    del bot.refuse["Chị Lan"]
    await town.until(tomorrow - timedelta(minutes=1))
    assert not texts(bot, "Chị Lan")
    await town.until(tomorrow + timedelta(minutes=1))
    assert LAMP in texts(bot, "Chị Lan")[0]


async def test_what_may_have_arrived_is_not_repeated_until_somebody_says_so(town: Town) -> None:
    await on_oa(town, "Chị Lan", "/viec", "1")
    oa(town).refuse["Chị Lan"] = ChannelError("no answer", unsure=True)
    await town.say("bà Sáu", LAMP)
    await town.say("ông Ba", LAMP.replace("chợ", "trường"))
    del oa(town).refuse["Chị Lan"]
    await town.until(town.now + timedelta(hours=2))
    assert len(letters(town, LetterState.UNSURE)) == 2
    assert not any(LAMP in text for text in (*texts(oa(town), "Chị Lan"), *town.heard("Chị Lan")))
    told = [text for text in town.heard("Quản Trị") if "không rõ đã đến" in text]
    assert len(told) == 1
    await town.tap("Quản Trị", "Xem các tin")
    shown = town.heard("Quản Trị")[-1]
    assert "Cho Chị Lan qua Zalo OA" in shown
    assert LAMP not in shown
    await town.tap("Quản Trị", "Gửi lại tin 1")
    assert LAMP in texts(oa(town), "Chị Lan")[-1]
    await town.tap("Quản Trị", "Tin 1 đã đến")
    assert "Không có tin nào" in town.heard("Quản Trị")[-1]
    with town.store.transaction() as session:
        assert unsure_letters(session, town.office_id) == []


async def test_nobody_decides_of_a_letter_that_is_sure(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    (first, *_) = letters(town, LetterState.SENT)
    assert isinstance(first, Letter)
    for number in (str(first.id), "999999999", "x", ""):
        assert "Không có tin nào" in await town.say("Quản Trị", f"/guilaitin {number}")
    assert len([text for text in town.heard("bà Sáu") if "Đã tiếp nhận" in text]) == 1


def limited(town: Town, monthly: int, **further: Any) -> Line:
    """Chị Lan is on a channel that takes so many letters a month, and on no other."""
    bot = Line("bot", clock=lambda: town.now)
    bot.traits = replace(bot.traits, title="Zalo Bot", monthly=monthly, **further)
    connect(town, bot)
    with town.store.transaction() as session:
        lan = account_at(session, town.office_id, "line", "Chị Lan")
        assert lan
        lan.channel = "bot"
        session.add(lan)
    return bot


async def test_the_last_letters_of_a_month_are_for_what_is_due(town: Town) -> None:
    await town.until(at_hour(23, 9))
    bot = limited(town, 21)
    await town.say("Ông Lãnh", "giao chị Lan dọn kho, 25/11 xong")
    for number in range(19):
        await town.hear(Incoming("bot", f"q{number}", "Chị Lan", "Chị Lan", "/trogiup"))
    await town.app.tick()
    told = [text for text in town.heard("Quản Trị") if "Zalo Bot" in text]
    assert ["80 %" in text for text in told] == [True, False]
    assert "95 %" in told[1]
    await town.until(at_hour(24, 17))
    assert texts(bot, "Chị Lan")[20:] == []
    await town.until(at_hour(25, 17))
    assert "Hạn hôm nay" in texts(bot, "Chị Lan")[-1]
    assert "đã gửi hết 21 tin" in town.heard("Quản Trị")[-1]
    await town.hear(Incoming("bot", "late", "Chị Lan", "Chị Lan", "/viec"))
    await town.until(at_hour(30, 17))
    assert len(texts(bot, "Chị Lan")) == 21
    await town.until(at_hour(30, 17) + timedelta(days=1))
    assert len(texts(bot, "Chị Lan")) > 21


async def test_what_people_write_may_count_and_how_many_they_are_is_told(town: Town) -> None:
    limited(town, 10, counts_heard=True, people=5)
    for number in range(4):
        await town.hear(Incoming("bot", f"q{number}", "Chị Lan", f"người {number}", "/trogiup", private=False))
        await town.hear(Incoming("bot", f"r{number}", "Chị Lan", "Chị Lan", "/trogiup"))
    await town.app.tick()
    told = town.heard("Quản Trị")
    assert any("đã có 4 người nhắn tới, trong khi chỉ được phục vụ 5 người" in text for text in told)
    quotas = [text for text in told if "Zalo Bot" in text and "%" in text]
    assert any("80 %" in text for text in quotas)
    assert not any("gửi hết" in text for text in quotas)
    shown = await town.say("Quản Trị", "/chiphi")
    assert "gửi 8 và nhận 8 trong 10 lượt; 5/5 người" in shown


def at_hour(day: int, hour: int) -> datetime:
    return FRIDAY + timedelta(days=day - FRIDAY.day, hours=hour - FRIDAY.hour)


async def test_a_channel_that_lets_the_office_in_no_more_is_told_of_and_gone_round(town: Town) -> None:
    await on_oa(town, "Chị Lan", "việc của tôi", "9")
    oa(town).refuse["Chị Lan"] = shut = ChannelError("no consent", shut_out=True)
    await report_on_oa(town)
    oa(town).refuse["bà Sáu"] = shut
    await answered(town)
    await town.app.tick()
    assert "cần cấp quyền lại" in town.heard("Quản Trị")[-1]
    assert any(LAMP in text for text in town.heard("Chị Lan"))  # by her other account
    (waits,) = letters(town, LetterState.WAITING)
    oa(town).refuse.clear()
    town.now += timedelta(hours=1)
    await town.app.tick()
    assert waits.text == texts(oa(town), "bà Sáu")[-1]
    assert sum("cấp quyền" in text for text in town.heard("Quản Trị")) == 1
