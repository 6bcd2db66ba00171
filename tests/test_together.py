"""Updates that wait at the same moment are taken in together, and each as if it were alone."""

import asyncio

import pytest
from sqlmodel import col, select

from bot.commands import WORDS, Command
from bot.desk import Desk
from bot.rules.access import EVERYONE
from bot.taking import Taken, Taking
from bot.talk import Incoming, Reply
from storage.aside import Aside
from storage.audit import last_acts
from storage.feedback import Feedback
from storage.inbox import updates_aside
from storage.letters import Letter
from storage.people import Account, account_at, names_of
from tests.explaining import statements
from tests.talks import LAMP, Town, code_in
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]


def said(who: str, text: str, number: int) -> Incoming:
    return Incoming("line", str(number), who, who, text, who)


async def say_at_once(town: Town, *updates: Incoming) -> None:
    for one in updates:
        town.agree(one.sender)
    intake = town.app.intake(town.office_id)
    await asyncio.gather(*(intake.on_message(one) for one in updates))
    await town.app.settle()


async def test_updates_of_many_that_wait_share_a_transaction_and_each_is_answered(town: Town) -> None:
    people = [f"bà {number}" for number in range(7)]
    with statements(town.store) as heard:
        await say_at_once(town, *(said(who, f"{LAMP}, tổ {who}", n) for n, who in enumerate(people)))
    assert sum(words.startswith("INSERT INTO seen") for words, _ in heard) <= 2
    assert all("XT-" in town.heard(who)[-1] for who in people[:4])


async def test_an_update_that_always_fails_takes_none_of_the_others_down(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(desk: Desk, _words: str) -> Reply:
        desk.session.add(desk.person)
        raise KeyError("fault")

    monkeypatch.setitem(WORDS, "trogiup", Command("trogiup", breaks, EVERYONE))
    await say_at_once(town, *(said(f"ông {n}", "/trogiup" if n == 2 else f"{LAMP}, ngõ {n}", n) for n in range(5)))
    assert "Xin lỗi" in town.heard("ông 2")[-1]
    assert all("XT-" in town.heard(f"ông {n}")[-1] for n in (0, 1, 3, 4))
    with town.store.transaction() as session:
        assert [one.update_id for one in updates_aside(session, town.office_id)] == ["2"]


async def test_what_one_chat_says_at_once_is_taken_in_in_its_order(town: Town) -> None:
    texts = ["/trogiup", LAMP, "/cuatoi"]
    await say_at_once(town, *(said("bà Sáu", text, n) for n, text in enumerate(texts)), said("ông Bảy", LAMP, 9))
    with town.store.transaction() as session:
        person = account_at(session, town.office_id, "line", "bà Sáu")
        assert person
        mine = select(Letter).where(Letter.person_id == person.person_id).order_by(col(Letter.id))
        letters = list(session.exec(mine))
    assert [one.key for one in letters] == [f"answer:line:{n}" for n in range(3)]
    code = code_in(letters[1].text)
    assert code in letters[2].text


async def test_the_same_update_twice_at_once_is_answered_once(town: Town) -> None:
    await say_at_once(town, said("bà Sáu", LAMP, 1), said("bà Sáu", LAMP, 1), said("ông Bảy", LAMP, 2))
    assert len(town.heard("bà Sáu")) == 1
    twins = [said("bà Tám", LAMP, 3), said("bà Tám", LAMP, 3)]
    town.agree("bà Tám")
    first, second = Taking(town.shop, town.office_id, lambda: town.now, lambda: True).take(twins)
    assert isinstance(first, Taken)
    assert len(first.claimed) == 1
    assert second == Taken()


async def test_the_log_says_of_each_act_whose_it_was(town: Town) -> None:
    town.seat("Bà Thư", "Quản Trị")
    first = said("Bà Thư", "/trogiup", 1)  # taken in alone, while the others gather
    await say_at_once(town, first, said("Bà Thư", "/gioihan tin 31", 2), said("Quản Trị", "/gioihan giờ 77", 3))
    with town.store.transaction() as session:
        acts = [act for act in last_acts(session, town.office_id, 9) if act.what == "settings_changed"]
        names = names_of(session, [act.person_id for act in acts if act.person_id])
    changes = {names[act.person_id]: act.detail for act in acts if act.person_id}
    assert "31" in changes["Bà Thư"]
    assert "77" in changes["Quản Trị"]


async def test_a_report_asks_the_database_little_and_less_where_others_come_with_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    people = [f"bà {number}" for number in range(10)]
    for who in people:
        town.agree(who)
    take = Taking(town.shop, town.office_id, lambda: town.now, lambda: True).take
    early, first, *others = [said(who, f"{LAMP}, ngõ {number}", number) for number, who in enumerate(people)]
    take([early])  # before a question is known, all that waits is written for it
    with statements(town.store) as alone:
        take([first])
    with statements(town.store) as together:
        take(others)
    assert len(alone) <= 37
    assert len(together) <= 8 * 7


async def test_reports_that_come_together_know_of_each_other(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    people = ["bà Sáu", "bà Bảy", "bà Tám"]
    for who in people:
        town.agree(who)
    take = Taking(town.shop, town.office_id, lambda: town.now, lambda: False).take
    with statements(town.store) as heard:
        take([said(who, f"{LAMP}, trước chợ Bàu Sen", number) for number, who in enumerate(people)])
    with town.store.transaction() as session:
        answers = {one.key: one.text for one in session.exec(select(Letter))}
    assert [answers[f"answer:line:{number}"].count("trước chợ Bàu Sen") for number in range(3)] == [0, 1, 2]
    assert sum(words.startswith("INSERT INTO feedback (") for words, _ in heard) == 1


async def test_the_same_words_from_two_accounts_of_one_person_at_once_make_one_case(town: Town) -> None:
    town.agree("bà Sáu")
    with town.store.transaction() as session:
        known = account_at(session, town.office_id, "line", "bà Sáu")
        assert known
        session.add(Account(**{**known.model_dump(exclude={"id"}), "address": "máy ở nhà"}))
    take = Taking(town.shop, town.office_id, lambda: town.now, lambda: False).take
    take([said("bà Sáu", LAMP, 1), said("máy ở nhà", LAMP, 2)])
    with town.store.transaction() as session:
        assert len(session.exec(select(Feedback)).all()) == 1
        assert [one.reason for one in session.exec(select(Aside))] == ["repeat"]
