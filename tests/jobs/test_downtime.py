"""After days without power everything comes once, marked late; a thousand due rows come oldest first."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.rules.ladders import kinds
from bot.rules.reminding import rung_at
from bot.rules.workdays import Calendar
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.plans import Plan
from storage.store import Store
from tests.databases import hurry
from tests.storage.rows import put, put_occurrence, put_task
from tests.talks import ZONE, Town, adopt

CALENDAR = Calendar.vietnam()
STEPS = kinds()["deadline"].ladder
ROWS = 1000


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


DOWN = {
    # from the evening of a Tuesday to that of Thursday; nobody is written to before Friday morning
    "48 hours": (at(6, 9, 18), at(6, 11, 18), at(6, 12, 7, 30)),
    # from the evening before the last worked day to the first one after Tết, when the office has long been open
    "Tết": (at(2, 12, 18), at(2, 23, 9), at(2, 23, 9)),
}


def dues(around: date) -> list[date]:
    """A worked day each, from well before to well after."""
    return [CALENDAR.add_workdays(around, offset) for offset in range(-12, 13)]


def rung_days(due: date, first: date, last: date) -> list[date]:
    """The days after one and up to another on which this duty has a rung."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    rungs = ((day, rung_at(STEPS, due, CALENDAR, day)) for day in days)
    return [day for day, rung in rungs if rung and not rung.missed]


@pytest.mark.parametrize(("down", "up", "told"), DOWN.values(), ids=DOWN)
async def test_after_days_without_power_everything_fires_once_and_says_that_it_is_late(
    town: Town, down: datetime, up: datetime, told: datetime
) -> None:
    town.now = down - timedelta(days=30)
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    days = dues(down.date())
    await adopt(town, *(f"Việc số {number:02}|Phòng Kinh tế|{due:%d/%m/%Y}" for number, due in enumerate(days)))
    await town.until(down)
    before = {who: len(town.heard(who)) for who in ("Chị Lan", "Ông Trưởng", "Ông Lãnh")}
    town.now = up
    await town.until(told + timedelta(minutes=10))
    with town.store.transaction() as session:
        found = list(session.exec(select(Nudge).where(col(Nudge.made_at) > down).order_by(col(Nudge.id))))
        due_of = {item.id: item.due for item in session.exec(select(Occurrence))}
    lans = {nudge.subject_id: nudge for nudge in found if nudge.audience == "holder"}
    assert Counter((nudge.person_id, nudge.subject_id) for nudge in found).most_common(1)[0][1] == 1
    passed = {number: rung_days(due, down.date(), told.date()) for number, due in due_of.items()}
    assert set(lans) == {number for number, rungs in passed.items() if rungs}
    for number, nudge in lans.items():
        assert nudge.missed == (passed[number][0] < told.date()), due_of[number]
    for who, count in before.items():
        new = [text for text in town.heard(who)[count:] if "Nhắc việc" in text]
        assert len(new) == 1, who
        assert "muộn" in new[0], who


async def test_a_thousand_due_rows_fire_oldest_first(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(hurry(sqlite_store), tmp_path, at(6, 11, 9))
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    moments = [town.now - timedelta(seconds=number) for number in range(ROWS)]
    random.Random(7).shuffle(moments)
    with town.store.transaction() as session:
        read = Plan(office_id=town.office_id, source_name="a.docx", digest="d", sent_at=town.now, read_at=town.now)
        plan = put(session, read)
        for number, moment in enumerate(moments):
            task = put_task(session, town.office_id, plan_id=plan.id, content=f"Việc {number}")
            put_occurrence(session, task, f"{number}", town.now.date(), next_at=moment)
    await town.app.tick()
    with town.store.transaction() as session:
        fired = list(session.exec(select(Nudge.subject_id).order_by(col(Nudge.id))))
        keyed = dict(session.exec(select(Occurrence.id, Occurrence.key)).all())
    assert len(fired) == ROWS
    assert [moments[int(keyed[number])] for number in fired] == sorted(moments)
    assert [len(town.heard(who)) for who in ("Bà Thư", "Chị Lan", "Anh Văn")] == [1, 0, 0]
