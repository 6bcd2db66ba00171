"""A tick that has nothing to do only looks into indexes, whatever the store holds."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import STEPS, Step
from bot.jobs.mail import Mail
from bot.jobs.read_plan import read_one_plan
from storage.store import Store
from tests.explaining import explained, statements, whole_reads
from tests.talks import LAMP, Town

FEW = {
    "office",
    "pk_office",
    "dateround",
    "pk_dateround",
    "dossierround",
    "pk_dossierround",
    "reportround",
    "pk_reportround",
}  # one row for each office, a few hundred in a province however long they work


@pytest.fixture
async def town(store: Store, tmp_path: Path) -> Town:
    """One that has ticked before, so that everything has its next moment."""
    town = Town(store, tmp_path)
    await town.app.tick()
    return town


def whole(town: Town, heard: list[tuple[str, object]]) -> list[str]:
    with town.store.transaction() as session:
        found = explained(session.connection(), heard)
    assert found
    return [line for line in whole_reads(found) if not FEW & set(line.split())]


@pytest.mark.parametrize("step", STEPS)
async def test_an_idle_step_searches_indexes(town: Town, step: Step) -> None:
    with statements(town.store) as heard:
        assert step(town.shop, town.now) is False
    assert whole(town, heard) == []


async def test_letters_and_plans_that_wait_are_found_by_indexes(town: Town) -> None:
    with statements(town.store) as heard:
        await Mail(town.shop, lambda: town.now).deliver()
        assert not await read_one_plan(town.shop, town.now)
    assert whole(town, heard) == []


async def test_a_letter_that_leaves_is_found_by_indexes_and_by_its_number(town: Town) -> None:
    town.agree("bà Sáu")
    await town.app.tick()
    with statements(town.store) as heard:
        await town.say("bà Sáu", "/trogiup")
    assert whole(town, heard) == []


async def test_a_morning_of_reminders_reads_no_years_of_reminders(town: Town) -> None:
    town.seat("Chị Lan")
    for number in range(8):
        town.agree(f"người {number}")
        await town.say(f"người {number}", f"{LAMP}, tổ {number}")
    with statements(town.store) as heard:
        await town.until(town.now + timedelta(days=14))
    assert any("INSERT INTO nudge" in words for words, _ in heard)
    assert [line for line in whole(town, heard) if {"nudge", "letter"} & set(line.split())] == []
