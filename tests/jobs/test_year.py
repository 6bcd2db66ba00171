"""A whole year of real plans: every rung is climbed, once, in office hours, one digest a morning."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.app import Kit
from bot.cli.rehearsal import Rehearsal, Sent, opened_copy
from bot.rules.ladders import kind_of_duty, kinds
from bot.rules.letter_sums import Told, collisions, out_of_hours
from bot.rules.states import Work
from bot.rules.workdays import Calendar, Hours
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.plans import Task
from storage.store import Store
from tests.talks import OFFICE, SECRET, SORTER, ZONE, Town, document

PLANS = {"ba_to.txt": 2024, "hai_yen.txt": 2024, "luc_ngan.txt": 2024, "my_hoa_hung.docx": 2024, "xuan_loc.xlsx": 2022}
CALENDAR, HOURS = Calendar.vietnam(), Hours()


def rung_days(item: Occurrence, content: str, after: date, until: date) -> set[date]:
    """The worked days after one and up to another on which this one is spoken of, by the ladder's own words."""
    kind = kind_of_duty(item.kind, item.key, (item.printed - item.starts).days, content)
    steps = kinds()[kind].ladder
    base = CALENDAR.previous_workday(item.due)
    days = {CALENDAR.add_workdays(base, rung.offset) for rung in steps.rungs}
    if steps.repeat_after is not None:
        day = CALENDAR.add_workdays(base, steps.repeat_after)
        while day <= until:
            days.add(day)
            day = CALENDAR.add_workdays(day, steps.every)
    return {day for day in days if after < day <= until}


async def adopted(town: Town, name: str, data: bytes) -> None:
    town.line.files["plan"] = data
    await town.say("Bà Thư", files=(document("plan", name),))
    await town.app.tick()
    await town.tap("Bà Thư", "Lưu, theo dõi")


@dataclass
class Year:
    """What a rehearsal of a plan's year left behind; `closed`: when each duty was done."""

    start: datetime
    sent: list[Sent]
    items: list[Occurrence]
    nudges: list[Nudge]
    contents: dict[int, str]
    closed: dict[int, date]


def finish_what_is_long_overdue(store: Store, today: date, closed: dict[int, date]) -> None:
    """Every week what is a week late gets done at last, or the digests would only grow."""
    with store.transaction() as session:
        for item in session.exec(select(Occurrence).where(Occurrence.state == Work.OPEN)):
            if CALENDAR.workdays_between(item.due, today) > 5:
                item.state, item.next_at = Work.DONE, None
                session.add(item)
                closed[item.id] = today


async def rehearse(store: Store, folder: Path, name: str, data: bytes, year: int) -> Year:
    """The plan taken in on the year's first worked day, and all that is sent until its end."""
    start = datetime.combine(CALENDAR.next_workday(date(year, 1, 2)), time(9), ZONE)
    town = Town(store, folder, start)
    town.seat(*(post.holder for post in OFFICE.posts))
    await adopted(town, name, data)
    (folder / "copy").mkdir()
    closed: dict[int, date] = {}
    with opened_copy(folder / "dondoc.db", folder / "copy") as copy:
        rehearsal = Rehearsal(copy, folder, Kit(SORTER, SECRET), town.office_id, start)
        end = start.replace(hour=23)
        while end.year == year:
            await rehearsal.run(end)
            finish_what_is_long_overdue(copy, end.date(), closed)
            end += timedelta(days=7)
        with copy.transaction() as session:
            items, nudges = list(session.exec(select(Occurrence))), list(session.exec(select(Nudge)))
            contents = {task.id: task.content for task in session.exec(select(Task))}
        return Year(start, rehearsal.sent(), items, nudges, contents, closed)


@pytest.mark.parametrize(("name", "year"), PLANS.items())
async def test_a_year_of_a_real_plan(sqlite_store: Store, tmp_path: Path, shared: Path, name: str, year: int) -> None:
    data = await asyncio.to_thread((shared / "plans" / name).read_bytes)
    found = await rehearse(sqlite_store, tmp_path, name, data, year)
    letters = [Told(one.at, one.person_id, one.key.startswith("digest:")) for one in found.sent if one.at > found.start]
    assert letters
    assert out_of_hours(letters, CALENDAR, HOURS) == []
    assert collisions(letters) == []
    mornings = Counter((one.person_id, one.at.astimezone(ZONE).date()) for one in letters if one.digest)
    assert set(mornings.values()) == {1}
    said: dict[int, set[date]] = {item.id: set() for item in found.items}
    for nudge in found.nudges:
        said[nudge.subject_id].add(nudge.day)
    last = max(mornings, key=lambda one: one[1])[1]
    assert found.items
    for item in found.items:
        content, end = found.contents[item.task_id], found.closed.get(item.id, last)
        assert said[item.id] == rung_days(item, content, found.start.date(), end), item
    assert not any(nudge.missed or nudge.open for nudge in found.nudges)
