"""Events that start a clock, and when an office is asked for dates."""

from datetime import date, timedelta

import pytest

from bot.rules.states import Work
from storage.days import Holiday, own_days, put_own_day, remove_own_day
from storage.events import (
    Happening,
    date_round,
    followed_task,
    happening,
    happenings,
    is_touched,
    next_date_round,
    occurrences_keyed,
    occurrences_of_event,
    office_without_round,
    put_date_round,
    put_happening,
    settled_tasks,
)
from storage.moments import next_moment
from storage.occurrences import Occurrence
from storage.plans import TaskEvent
from storage.store import Store
from tests.storage.rows import FRIDAY, MONDAY, NOW, put, put_occurrence, put_office, put_person, put_task

HOUR = timedelta(hours=1)


@pytest.fixture
def office(store: Store) -> int:
    with store.transaction() as session:
        return put_office(session)


@pytest.fixture
def an(store: Store, office: int) -> int:
    with store.transaction() as session:
        return put_person(session, office)


def event(office: int, person: int, day: date = MONDAY, name: str = "", trigger: str = "tỉnh công bố") -> Happening:
    return Happening(
        office_id=office, trigger=trigger, words="tỉnh công bố", day=day, name=name, made_by=person, at=NOW
    )


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [("", "", 1), ("QĐ 12", "QĐ 12", 1), ("QĐ 12", "", 1), ("", "QĐ 12", 1), ("QĐ 12", "QĐ 13", 2)],
)
def test_an_event_of_a_day_is_there_once(
    store: Store, office: int, an: int, first: str, second: str, count: int
) -> None:
    with store.transaction() as session:
        put_happening(session, event(office, an, name=first))
        put_happening(session, event(office, an, name=second))
        assert len(happenings(session, office)) == count


def test_a_name_that_comes_later_is_kept(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put_happening(session, event(office, an))
        assert put_happening(session, event(office, an, name="QĐ 12")).name == "QĐ 12"
        assert put_happening(session, event(office, an)).name == "QĐ 12"


def test_another_day_or_another_trigger_is_another_event(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put_happening(session, event(office, an))
        put_happening(session, event(office, an, day=FRIDAY))
        put_happening(session, event(office, an, trigger="ngày ký"))
        assert [one.day for one in happenings(session, office)] == [FRIDAY, MONDAY, MONDAY]


def test_what_was_taken_back_stays_and_can_happen_again(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        first = put_happening(session, event(office, an, name="QĐ 12"))
        first.dropped_at = NOW
        session.add(first)
        assert happenings(session, office) == []
        assert happening(session, office, first.id) is first
        again = put_happening(session, event(office, an, name="QĐ 12"))
        assert (again.id, again.dropped_at) == (first.id, None)


def test_an_event_belongs_to_its_office(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HN")
        made = put_happening(session, event(office, an))
        assert happening(session, other, made.id) is None
        assert happenings(session, other) == []


def test_the_occurrences_of_an_event_are_found_by_its_whole_number(store: Store, office: int) -> None:
    with store.transaction() as session:
        task = put_task(session, office)
        wanted = put_occurrence(session, task, "event:1:0")
        for key in ("event:11:0", "said:1:0", "2026-Q1"):
            put_occurrence(session, task, key)
        assert [one.id for one in occurrences_of_event(session, office, 1)] == [wanted]
        assert [one.key for one in occurrences_keyed(session, task.id, "said:1:")] == ["said:1:0"]
        assert len(occurrences_keyed(session, task.id, "")) == 4


def test_a_key_is_no_pattern(store: Store, office: int) -> None:
    with store.transaction() as session:
        task = put_task(session, office)
        put_occurrence(session, task, "said:0:2026-03-06")
        assert occurrences_keyed(session, task.id, "said_0%") == []


@pytest.mark.parametrize(
    ("state", "said", "touched"),
    [(Work.OPEN, "", False), (Work.OPEN, "calendar_moved", False), (Work.OPEN, "note", True), (Work.DOING, "", True)],
)
def test_a_duty_is_touched_by_people_only(store: Store, office: int, state: Work, said: str, touched: bool) -> None:
    with store.transaction() as session:
        task = put_task(session, office)
        number = put_occurrence(session, task, "event:1:0", state=state)
        if said:
            put(session, TaskEvent(office_id=office, task_id=task.id, occurrence_id=number, at=NOW, what=said))
        assert is_touched(session, session.get_one(Occurrence, number)) == touched


def test_only_tasks_that_are_followed_and_not_in_doubt_wait(store: Store, office: int) -> None:
    with store.transaction() as session:
        followed = put_task(session, office)
        doubtful = put_task(session, office, needs_review=True)
        closed = put_task(session, office, closed_at=NOW)
        other = put_task(session, put_office(session, "HN"))
        assert [task.id for task, _ in settled_tasks(session, office)] == [followed.id]
        assert followed_task(session, office, followed.id) is followed
        for task in (doubtful, closed, other):
            assert followed_task(session, office, task.id) is None


def test_every_office_gets_its_round_once_and_it_is_due_at_its_moment(store: Store, office: int) -> None:
    with store.transaction() as session:
        assert office_without_round(session) == office
        put_date_round(session, office, NOW + HOUR)
        put_date_round(session, office, NOW + 2 * HOUR)
        assert office_without_round(session) is None
        assert next_date_round(session, NOW) is None
        assert next_moment(session, NOW) == NOW + HOUR
        row = next_date_round(session, NOW + HOUR)
        assert row is not None
        assert row is date_round(session, office)


def test_an_own_day_takes_the_place_of_the_one_before(store: Store, office: int) -> None:
    with store.transaction() as session:
        put_own_day(session, Holiday(office_id=office, day=MONDAY, kind="off", name="bão"))
        half = Holiday(office_id=office, day=MONDAY, kind="work", name="họp", hours=[["07:30", "11:30"]])
        put_own_day(session, half)
        ((kind, hours),) = [(row.kind, row.hours) for row in own_days(session, office)]
        assert (kind, hours) == ("work", [["07:30", "11:30"]])
        remove_own_day(session, office, MONDAY)
        assert own_days(session, office) == []
