"""Answers under a flood: none is claimed that could not leave before its claim runs out."""

import asyncio
import math
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlmodel import col, select

from bench.citizens import put_citizens
from bot.app import App
from bot.jobs.mail import AHEAD, AT_ONCE
from bot.rules.states import LetterState
from bot.talk import Channel, ChannelError, Incoming, Parcel
from storage.letters import Letter
from storage.store import Store
from tests.doubles import until
from tests.storage.rows import new_letter
from tests.talks import Line, Town
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]
MOST = AT_ONCE * AHEAD
CROWD = 9


class Held(Line):
    """A platform that takes nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    async def send(self, address: str, parcel: Parcel) -> str:
        await self.free.wait()
        return await super().send(address, parcel)


def count(town: Town, state: LetterState) -> int:
    with town.store.transaction() as session:
        return len(session.exec(select(Letter.id).where(col(Letter.state) == state)).all())


async def test_what_finds_no_room_waits_and_leaves_once_there_is_some(town: Town) -> None:
    held = Held()
    branch = town.shop.office(town.office_id)
    slow = replace(branch, channels={"line": held})
    app = App(replace(town.shop, office=lambda _office_id: slow), lambda: town.now)
    with town.store.transaction() as session:
        for one in put_citizens(session, town.office_id, MOST - CROWD // 2, town.now, "line"):
            session.add(new_letter(town.office_id, one, f"news:{one}", next_at=town.now))
    round_ = asyncio.create_task(app.tick())
    await until(lambda: count(town, LetterState.SENDING) == MOST - CROWD // 2)
    for number in range(CROWD):
        await app.intake(town.office_id).on_message(
            Incoming("line", str(number), f"p{number}", f"p{number}", "/tiepdan", private=True)
        )
    assert count(town, LetterState.SENDING) == MOST
    assert count(town, LetterState.WAITING) >= CROWD - CROWD // 2
    held.free.set()
    await app.settle()
    await round_
    await app.tick()
    assert {len(parcels) for parcels in held.sent.values()} == {1}
    assert len(held.sent) == MOST - CROWD // 2 + CROWD


async def test_who_is_waited_for_leaves_before_a_round_that_was_claimed_earlier(town: Town) -> None:
    held = Held()
    branch = town.shop.office(town.office_id)
    slow = replace(branch, channels={"line": held})
    app = App(replace(town.shop, office=lambda _office_id: slow), lambda: town.now)
    with town.store.transaction() as session:
        people = put_citizens(session, town.office_id, 2 * AT_ONCE, town.now, "line")
        for one in people:
            session.add(new_letter(town.office_id, one, f"news:{one}", next_at=town.now))
    round_ = asyncio.create_task(app.tick())
    await until(lambda: count(town, LetterState.SENDING) == len(people))
    await app.intake(town.office_id).on_message(Incoming("line", "1", "an", "an", "/tiepdan", private=True))
    held.free.set()
    await round_
    assert list(held.sent).index("an") == AT_ONCE


async def test_each_answer_of_a_fast_talk_follows_the_one_before_without_waiting_for_a_tick(town: Town) -> None:
    held = Held()
    branch = town.shop.office(town.office_id)
    app = App(replace(town.shop, office=lambda _office_id: replace(branch, channels={"line": held})), lambda: town.now)
    said = ("/tiepdan", "/trogiup", "/riengtu", "/tiepdan")
    for number, words in enumerate(said):
        heard = Incoming("line", str(number), "an", "an", words, private=True)
        await app.intake(town.office_id).on_message(heard)
    held.free.set()
    await app.settle()
    with town.store.transaction() as session:
        answers = session.exec(select(Letter.text).order_by(col(Letter.id))).all()
    assert [parcel.text for parcel in held.sent["an"]] == list(answers)
    assert len(answers) == len(said)


async def test_answers_of_a_fast_talk_arrive_in_their_order(town: Town) -> None:
    held = Held()
    branch = town.shop.office(town.office_id)
    app = App(replace(town.shop, office=lambda _office_id: replace(branch, channels={"line": held})), lambda: town.now)
    for number, words in enumerate(("/tiepdan", "/trogiup")):
        heard = Incoming("line", str(number), "an", "an", words, private=True)
        await app.intake(town.office_id).on_message(heard)
    held.free.set()
    await until(lambda: bool(held.sent.get("an")))
    await app.intake(town.office_id).on_message(Incoming("line", "3", "an", "an", "/riengtu", private=True))
    await app.settle()
    await app.tick()
    with town.store.transaction() as session:
        answers = session.exec(select(Letter.text).order_by(col(Letter.id))).all()
    assert [parcel.text for parcel in held.sent["an"]] == list(answers)
    assert len(answers) == 3


class Unreadable(Line):
    """A platform whose refusals have half a sign in their words, and which asks for more patience than there is."""

    async def send(self, address: str, parcel: Parcel) -> str:
        if address == "an":
            raise ChannelError("cannot be sent \ud83d\x00", retry_after=math.inf)
        return await super().send(address, parcel) + "\udc00"


async def test_what_a_platform_says_of_a_letter_is_written_down_whatever_it_is(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    line = Unreadable()
    branch = town.shop.office(town.office_id)
    app = App(replace(town.shop, office=lambda _office_id: replace(branch, channels={"line": line})), lambda: town.now)
    for who in ("an", "ba"):
        await app.intake(town.office_id).on_message(Incoming("line", who, who, who, "/tiepdan", private=True))
    await app.settle()
    with town.store.transaction() as session:
        found = session.exec(select(Letter.state, Letter.problem, Letter.next_at).order_by(col(Letter.id))).all()
    assert [(state, problem) for state, problem, _ in found] == [("waiting", "cannot be sent "), ("sent", "")]
    assert found[0][2] == town.now + timedelta(days=1)


class Vanishing(Line):
    """A channel that is taken away while a letter is on its way by it."""

    def __init__(self, branch: dict[str, Channel]) -> None:
        super().__init__("vanishing")
        self.branch = branch

    async def send(self, address: str, parcel: Parcel) -> str:
        self.branch.pop("vanishing", None)
        return await super().send(address, parcel)


async def test_a_letter_whose_end_cannot_be_written_down_holds_up_no_other(town: Town) -> None:
    channels: dict[str, Channel] = {"line": town.line}
    channels["vanishing"] = Vanishing(channels)
    branch = town.shop.office(town.office_id)
    app = App(replace(town.shop, office=lambda _office_id: replace(branch, channels=channels)), lambda: town.now)
    both = [Incoming(by, who, who, who, "/tiepdan", private=True) for by, who in (("vanishing", "an"), ("line", "ba"))]
    await asyncio.gather(*(app.intake(town.office_id).on_message(one) for one in both))
    await app.settle()
    await app.tick()
    assert len(town.heard("ba")) == 1
    assert count(town, LetterState.SENT) == 1
