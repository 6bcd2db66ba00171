"""Answers under a flood: none is claimed that could not leave before its claim runs out."""

import asyncio
from dataclasses import replace

from sqlmodel import col, select

from bot.app import App
from bot.jobs.mail import AT_ONCE
from bot.rules.states import LetterState
from bot.talk import Incoming, Parcel
from storage.letters import Letter
from tests.talks import Line, Town
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]
CROWD = AT_ONCE + 6


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
    for number in range(CROWD):
        await app.intake(town.office_id).on_message(
            Incoming("line", str(number), f"p{number}", f"p{number}", "/tiepdan", private=True)
        )
    assert count(town, LetterState.SENDING) <= AT_ONCE
    assert count(town, LetterState.WAITING) >= CROWD - AT_ONCE
    held.free.set()
    await app.settle()
    await app.tick()
    assert {len(parcels) for parcels in held.sent.values()} == {1}
    assert len(held.sent) == CROWD
