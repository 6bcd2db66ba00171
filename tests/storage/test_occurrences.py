"""Due dates: which comes first, whose they are, which reminder is due."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.occurrences import (
    Occurrence,
    count_done,
    done_duties,
    due_for_reminder,
    duty,
    occurrence_keys,
    open_duties,
    standing_tasks,
)
from storage.offices import add_unit
from storage.people import Post
from storage.plans import Task
from storage.store import Store
from tests.storage.rows import FRIDAY, MONDAY, NOW, put, put_occurrence, put_office, put_task

WEEK = timedelta(days=7)


@pytest.fixture
def task(store: Store, office: int) -> Task:
    with store.transaction() as session:
        return put_task(session, office)


def write(store: Store, task: Task, *keys: str, due: date = FRIDAY, **values: object) -> list[int]:
    with store.transaction() as session:
        return [put_occurrence(session, task, key, due, **values) for key in keys]


def remind(store: Store, now: datetime, again: datetime | None) -> str:
    """Take the due one and move it to its next rung, as the step does."""
    with store.transaction() as session:
        for item, _ in due_for_reminder(session, now, 1):
            item.next_at = again
            return item.key
        return ""


def keys(found: list[tuple[Occurrence, Task]]) -> list[str]:
    return [occurrence.key for occurrence, _ in found]


def test_a_due_date_of_a_task_is_written_once(store: Store, task: Task) -> None:
    write(store, task, "2026-03", "2026-04")
    with store.transaction() as session:
        assert occurrence_keys(session, task.id) == {"2026-03", "2026-04"}
        assert occurrence_keys(session, task.id + 1) == set()
    with pytest.raises(IntegrityError):
        write(store, task, "2026-03")


def test_the_number_of_one_that_was_taken_back_is_never_given_again(store: Store, task: Task) -> None:
    (number,) = write(store, task, "2026-03")
    with store.transaction() as session:
        session.delete(session.get_one(Occurrence, number))
    assert write(store, task, "2026-04") == [number + 1]


def test_the_reminder_that_has_waited_longest_comes_first(store: Store, task: Task) -> None:
    write(store, task, "now", next_at=NOW)
    write(store, task, "yesterday, written later", "yesterday", next_at=NOW - timedelta(days=1))
    write(store, task, "tomorrow", next_at=NOW + timedelta(days=1))
    write(store, task, "never")
    order = [remind(store, NOW, None) for _ in range(4)]
    assert order == ["yesterday, written later", "yesterday", "now", ""]


def test_one_that_moved_to_its_next_rung_waits_for_it(store: Store, task: Task) -> None:
    write(store, task, "one", next_at=NOW)
    assert [remind(store, NOW, NOW + WEEK) for _ in range(2)] == ["one", ""]
    assert remind(store, NOW + WEEK, None) == "one"


def test_open_duties_come_nearest_first_and_without_the_done_ones(store: Store, office: int, task: Task) -> None:
    write(store, task, "friday")
    write(store, task, "monday", "monday too", due=MONDAY)
    write(store, task, "done", due=MONDAY, state="done", done_at=NOW)
    write(store, task, "begun", due=FRIDAY, state="doing")
    with store.transaction() as session:
        assert keys(open_duties(session, office)) == ["monday", "monday too", "friday", "begun"]


def test_open_duties_of_units_and_of_posts(store: Store, office: int) -> None:
    with store.transaction() as session:
        culture, economy = (add_unit(session, office, name).id for name in ("Phòng Văn hóa", "Phòng Kinh tế"))
        post = put(session, Post(office_id=office, title="Chuyên viên")).id
        for key, values in {"culture": {"unit_id": culture}, "economy": {"unit_id": economy}, "nobody": {}}.items():
            put_occurrence(session, put_task(session, office, **values), key)
        put_occurrence(session, put_task(session, office, unit_id=economy, post_id=post), "given")

        assert keys(open_duties(session, office)) == ["culture", "economy", "nobody", "given"]
        assert keys(open_duties(session, office, [culture])) == ["culture"]
        assert keys(open_duties(session, office, [culture], [post])) == ["culture", "given"]
        assert keys(open_duties(session, office, [], [post])) == ["given"]
        assert keys(open_duties(session, office, [])) == []


def test_what_was_done_in_a_week_comes_in_its_order(store: Store, office: int, task: Task) -> None:
    write(store, task, "before", state="done", done_at=NOW - timedelta(microseconds=1))
    write(store, task, "later", state="done", done_at=NOW + timedelta(days=2))
    write(store, task, "at the start", "too", state="done", done_at=NOW)
    write(store, task, "after", state="done", done_at=NOW + WEEK)
    write(store, task, "open")
    with store.transaction() as session:
        assert keys(done_duties(session, office, NOW, NOW + WEEK)) == ["at the start", "too", "later"]
        assert count_done(session, office, None, NOW) == 4
        assert count_done(session, office, [], NOW) == 0


def test_one_office_sees_nothing_of_another(store: Store, task: Task) -> None:
    (number,) = write(store, task, "one", state="done", done_at=NOW)
    write(store, task, "two")
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert open_duties(session, other) == []
        assert done_duties(session, other, NOW, NOW + WEEK) == []
        assert count_done(session, other, None, NOW) == 0
        assert standing_tasks(session, other) == []
        assert duty(session, other, number) is None


def test_a_duty_is_found_with_its_task_or_not_at_all(store: Store, office: int, task: Task) -> None:
    (number,) = write(store, task, "one")
    with store.transaction() as session:
        found = duty(session, office, number)
        assert found is not None
        assert (found[0].key, found[1].content) == ("one", "Tổng hợp số liệu")
        assert duty(session, office, number + 1) is None


def test_tasks_without_a_due_date_stand_in_the_order_of_their_plan(store: Store, office: int, task: Task) -> None:
    write(store, task, "dated")
    with store.transaction() as session:
        first = put_task(session, office, position=9)
        put_task(session, office, plan_id=first.plan_id, position=2)
        put_task(session, office, position=1)
        assert [(found.plan_id, found.position) for found in standing_tasks(session, office)] == [
            (first.plan_id, 2),
            (first.plan_id, 9),
            (first.plan_id + 1, 1),
        ]


def test_of_one_day_the_earlier_hour_comes_first_and_a_whole_day_last(store: Store, task: Task, office: int) -> None:
    write(store, task, "day")
    write(store, task, "four", due_time=time(16), original_time=time(16, 30), covers_to=MONDAY)
    write(store, task, "nine", due_time=time(9))
    with store.transaction() as session:
        found = open_duties(session, office)
        assert keys(found) == ["nine", "four", "day"]
        four = found[1][0]
        assert (four.due_time, four.original_time, four.covers_to) == (time(16), time(16, 30), MONDAY)


@pytest.mark.parametrize(
    ("kind", "state", "hour", "here", "late"),
    [
        ("due", "open", None, datetime(2026, 3, 6, 23, 59), False),  # Friday, the day itself
        ("due", "open", time(16, 30), datetime(2026, 3, 6, 16, 30), False),
        ("due", "open", time(16, 30), datetime(2026, 3, 6, 16, 31), True),
        ("due", "doing", time(16, 30), datetime(2026, 3, 5, 17, 0), False),
        ("due", "done", time(16, 30), datetime(2026, 3, 6, 17, 0), False),
        ("due", "open", None, datetime(2026, 3, 7), True),
        ("due", "doing", None, datetime(2026, 3, 7), True),
        ("due", "done", None, datetime(2026, 3, 7), False),
        ("check_in", "open", None, datetime(2026, 3, 7), False),
    ],
)
def test_late_is_what_is_not_done_after_its_day_and_hour(
    kind: str, state: str, hour: time | None, here: datetime, late: bool
) -> None:
    dates = {"starts": MONDAY, "printed": FRIDAY, "due": FRIDAY, "original": FRIDAY, "due_time": hour}
    one = Occurrence.model_validate({"office_id": 1, "task_id": 1, "key": "k", "kind": kind, "state": state, **dates})
    assert one.is_late(here) == late
