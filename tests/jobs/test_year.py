"""A whole year of real plans: every rung is climbed, once, in office hours, one digest a morning."""

import asyncio
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlmodel import select

from bot.app import Kit
from bot.rehearsal.copying import opened_copy
from bot.rehearsal.running import Rehearsal, Sent
from bot.rules.ladders import kind_of_duty, kinds
from bot.rules.letter_sums import Told, collisions, out_of_hours
from bot.rules.workdays import Calendar, Hours
from storage.letters import Letter
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.plans import Task
from storage.store import Store
from tests.databases import opened
from tests.talks import OFFICE, SECRET, SORTER, ZONE, Town, document

PLANS = {"ba_to.txt": 2024, "hai_yen.txt": 2024, "luc_ngan.txt": 2024, "my_hoa_hung.docx": 2024, "xuan_loc.xlsx": 2022}
PACE = 6  # worked days late everything gets done, or the digests would only grow
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
    """What a rehearsal of a plan's year left behind; `closed`: when each duty was done; `digests`: number -> key."""

    start: datetime
    sent: list[Sent]
    items: list[Occurrence]
    nudges: list[Nudge]
    contents: dict[int, str]
    closed: dict[int, date]
    digests: dict[int, str]


async def rehearse(store: Store, folder: Path, name: str, data: bytes, year: int) -> Year:
    """The plan taken in on the year's first worked day, and all that is sent until its end."""
    start = datetime.combine(CALENDAR.next_workday(date(year, 1, 2)), time(9), ZONE)
    town = Town(store, folder, start)
    town.seat(*(post.holder for post in OFFICE.posts))
    await adopted(town, name, data)
    (folder / "copy").mkdir()
    with opened_copy(store.url, store.keys, folder / "copy") as copy:
        rehearsal = Rehearsal(copy, folder, Kit(SORTER, SECRET), town.office_id, start, PACE)
        await rehearsal.run(datetime(year, 12, 31, 23, tzinfo=ZONE))
        with copy.transaction() as session:
            items, nudges = list(session.exec(select(Occurrence))), list(session.exec(select(Nudge)))
            contents = {task.id: task.content for task in session.exec(select(Task))}
            closed = {item.id: item.done_at.astimezone(ZONE).date() for item in items if item.done_at}
            digests = {letter.id: letter.key for letter in session.exec(select(Letter))}
        return Year(start, rehearsal.sent(), items, nudges, contents, closed, digests)


@pytest.fixture(scope="module", params=PLANS)
def year(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, shared: Path
) -> Year:
    """One rehearsal of a plan serves all that is asked about it."""
    name, folder = str(request.param), tmp_path_factory.mktemp("year")
    shutil.copyfile(migrated_file, folder / "dondoc.db")
    with opened(f"sqlite:///{folder}/dondoc.db") as store:
        return asyncio.run(rehearse(store, folder, name, (shared / "plans" / name).read_bytes(), PLANS[name]))


def letters_of(year: Year) -> list[Told]:
    """What time brings about, without the answers to whoever took the plan in."""
    return [Told(one.at, one.person_id, one.key.startswith("digest:")) for one in year.sent if one.at > year.start]


def test_nobody_is_written_to_out_of_hours_or_on_a_day_off(year: Year) -> None:
    found = letters_of(year)
    assert found
    assert out_of_hours(found, CALENDAR, HOURS) == []


def test_nobody_gets_two_digests_in_a_slot(year: Year) -> None:
    found = letters_of(year)
    assert [heap for heap in collisions(found) if heap.digests > 1] == []
    mornings = Counter((one.person_id, one.at.astimezone(ZONE).date()) for one in found if one.digest)
    assert set(mornings.values()) == {1}


def test_every_dated_occurrence_has_all_its_rungs_and_no_other(year: Year) -> None:
    said: dict[int, set[date]] = {item.id: set() for item in year.items}
    for nudge in (one for one in year.nudges if one.subject == "occurrence"):
        said[nudge.subject_id].add(nudge.day)
    last = max(one.at for one in letters_of(year) if one.digest).astimezone(ZONE).date()
    assert year.items
    for item in year.items:
        end = year.closed.get(item.id, last)
        assert said[item.id] == rung_days(item, year.contents[item.task_id], year.start.date(), end), item


def test_nothing_is_said_twice_or_late_or_left_unsaid(year: Year) -> None:
    told = Counter((nudge.person_id, nudge.subject, nudge.subject_id, nudge.day) for nudge in year.nudges)
    assert set(told.values()) == {1}
    assert not any(nudge.missed or nudge.open for nudge in year.nudges)
    assert set(Counter(one.key for one in year.sent).values()) == {1}
    digests = {one.key for one in year.sent if one.key.startswith("digest:")}
    assert {year.digests.get(nudge.letter_id or 0) for nudge in year.nudges} == digests
