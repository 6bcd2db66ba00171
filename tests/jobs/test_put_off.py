"""Timed work that fails each time: everything else goes on, it is tried again, somebody hears of it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, update
from sqlmodel import Session, col, select

from bot.acts.digests import DIGEST
from bot.acts.troubles import tell_troubles
from bot.app import STEPS
from bot.rules.states import LetterState
from storage.case_clocks import CaseClock
from storage.due import Due
from storage.events import DateRound
from storage.letters import ROUND, Letter
from storage.nudges import Nudge
from storage.offices import Office
from storage.people import account_at
from storage.put_off import PutOff, put_off
from storage.store import Store
from tests.storage.rows import new_letter, put
from tests.talks import FRIDAY, LAMP, Town

MORNING = FRIDAY.replace(hour=8)
HOUR = timedelta(hours=1)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    town = Town(store, tmp_path, FRIDAY - timedelta(days=2))
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Quản Trị")
    return town


async def pass_time(town: Town, now: datetime) -> None:
    """As the scheduler does: each step on its own."""
    town.now = now
    for step in STEPS:
        await town.app.drain(step)
    await town.app.tick()


def put_off_rows(town: Town) -> list[PutOff]:
    with town.store.transaction() as session:
        return list(session.exec(select(PutOff)))


def look(town: Town) -> None:
    with town.store.transaction() as session:
        tell_troubles(town.shop.day(session, town.office_id, town.now), set())


async def with_an_odd_clock(town: Town) -> tuple[int, str]:
    """On Friday morning all clocks of two cases have a rung; one is of a step that nobody knows: it, its real step."""
    for who, place in (("bà Sáu", "chợ"), ("ông Ba", "trường")):
        await town.say(who, LAMP.replace("chợ", place))
    town.now = MORNING
    with town.store.transaction() as session:
        number, step = session.exec(select(CaseClock.id, CaseClock.step).order_by(col(CaseClock.id))).all()[0]
        session.execute(update(CaseClock).values(next_at=MORNING))
        session.execute(update(CaseClock).where(col(CaseClock.id) == number).values(step="nonsense"))
    return number, step


async def test_a_clock_that_fails_each_time_holds_up_no_other(town: Town) -> None:
    number, _ = await with_an_odd_clock(town)
    await pass_time(town, MORNING)
    with town.store.transaction() as session:
        waiting = session.exec(select(CaseClock.id).where(col(CaseClock.next_at) <= MORNING + HOUR)).all()
    assert waiting == [number]
    await pass_time(town, MORNING + timedelta(minutes=1))
    (row,) = put_off_rows(town)
    assert (row.kind, row.number, row.tries, row.since) == ("caseclock", number, 2, MORNING)
    assert "KeyError" in row.error


async def test_who_looks_after_the_bot_hears_that_work_fails_and_that_it_is_over(town: Town) -> None:
    number, step = await with_an_odd_clock(town)
    for minute in range(8):
        await pass_time(town, MORNING + timedelta(minutes=minute))
        look(town)
    await pass_time(town, town.now)
    assert "\n".join(town.heard("Quản Trị")).count("Có việc tự động") == 1
    with town.store.transaction() as session:
        session.execute(update(CaseClock).where(col(CaseClock.id) == number).values(step=step))
    for minute in range(10, 90, 5):
        await pass_time(town, MORNING + timedelta(minutes=minute))
        look(town)
    await pass_time(town, town.now)
    assert "\n".join(town.heard("Quản Trị")).count("nay đã chạy được") == 1


def person_of(session: Session, town: Town, who: str) -> int:
    account = account_at(session, town.office_id, "line", who)
    assert account
    return account.person_id


def odd_line(town: Town, person: int, letter: int | None) -> Nudge:
    """About something that nobody knows."""
    return Nudge(
        office_id=town.office_id,
        person_id=person,
        subject="nonsense",
        subject_id=1,
        day=town.now.date(),
        rung=0,
        audience="holder",
        made_at=town.now,
        letter_id=letter,
        open=False,
    )


async def test_a_letter_that_cannot_even_be_made_ready_holds_up_no_other(town: Town) -> None:
    with town.store.transaction() as session:
        for who, key in (("Chị Lan", f"{DIGEST}odd"), ("Ông Trưởng", "news:1")):
            person = person_of(session, town, who)
            letter = put(session, new_letter(town.office_id, person, key, next_at=MORNING, priority=ROUND))
            if key.startswith(DIGEST):
                put(session, odd_line(town, person, letter.id))
    await pass_time(town, MORNING)
    assert len(town.heard("Ông Trưởng")) == 1
    assert [row.kind for row in put_off_rows(town)] == ["letter"]
    with town.store.transaction() as session:
        waiting = session.exec(select(Letter.next_at).where(Letter.state == LetterState.WAITING)).all()
    assert waiting == [MORNING + timedelta(seconds=5)]


async def test_what_another_process_has_done_meanwhile_keeps_its_moment(town: Town) -> None:
    number, _ = await with_an_odd_clock(town)
    later = MORNING + timedelta(days=3)
    with town.store.transaction() as session:
        session.execute(update(CaseClock).where(col(CaseClock.id) == number).values(next_at=later))
    with town.store.transaction() as session:
        put_off(session, Due(CaseClock, "next_at", (number,)), MORNING, "KeyError")
    assert put_off_rows(town) == []
    with town.store.transaction() as session:
        assert session.get_one(CaseClock, number).next_at == later


@pytest.mark.parametrize(("round_", "column"), [(Office, "next_ask_at"), (DateRound, "next_at"), (Nudge, "next_at")])
async def test_each_kind_of_timed_work_can_be_put_off(town: Town, round_: type[Any], column: str) -> None:
    town.now = MORNING
    await pass_time(town, MORNING)
    with town.store.transaction() as session:
        put(session, odd_line(town, person_of(session, town, "Chị Lan"), None))
        key = inspect(round_).primary_key[0]
        session.execute(update(round_).values({column: MORNING}))
        found = tuple(session.scalars(select(key)))
        assert found
        put_off(session, Due(round_, column, found), MORNING, "KeyError")
        assert set(session.scalars(select(getattr(round_, column)))) == {MORNING + timedelta(seconds=5)}
