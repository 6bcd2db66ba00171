"""What the database counts is what its lists hold, for whomever it is asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.acts.summing import current
from bot.rules.scopes import WHOLE, Scope
from bot.rules.states import QUESTION, Case, Role, Work
from storage.feedback import open_feedback
from storage.listed import Wanted, asked_cases, asked_duties, listed_cases, listed_duties
from storage.occurrences import Duty, open_duties
from storage.offices import Unit
from storage.people import Post
from storage.plans import TaskEvent
from storage.store import Store
from storage.sums import Span, answered, answers, case_sums, count_finished, duty_sums, received
from tests.storage.rows import NOW, new_case, put, put_occurrence, put_office, put_person, put_task

HERE = datetime(2026, 3, 2, 8, 0)
TODAY = HERE.date()
PLACE = st.none() | st.integers(0, 1)
DAY = st.integers(-3, 4)
OCCURRENCE = st.tuples(DAY, st.sampled_from([None, time(7), time(8), time(16)]), st.sampled_from([*Work]))
TASK = st.tuples(PLACE, PLACE, st.sampled_from(["due", "due", "check_in"]), st.lists(OCCURRENCE, max_size=4))
CASE = st.tuples(PLACE, PLACE, DAY, st.sampled_from([Case.NEW, Case.HANDLING, Case.WAITING_CITIZEN, Case.ANSWERED]))
SPAN = st.tuples(DAY, DAY).map(lambda days: (TODAY + timedelta(min(days)), TODAY + timedelta(max(days))))


class Town:
    """Two units, two people on a post each, and the rows that were drawn."""

    def __init__(self, session: Session, tasks: Sequence[Any], cases: Sequence[Any]) -> None:
        self.office = put_office(session)
        self.units = [put(session, Unit(office_id=self.office, name=name)).id for name in ("A", "B")]
        self.people = [put_person(session, self.office, name) for name in ("Lan", "Nam")]
        self.posts = [
            put(session, Post(office_id=self.office, unit_id=unit, title="CV", role=Role.OFFICIAL, person_id=person)).id
            for unit, person in zip(self.units, self.people, strict=True)
        ]
        for unit, post, kind, occurrences in tasks:
            task = put_task(session, self.office, unit_id=at(self.units, unit), post_id=at(self.posts, post))
            for number, (day, hour, state) in enumerate(occurrences):
                done = NOW + timedelta(days=day) if state == Work.DONE else None
                values = {"kind": kind, "due_time": hour, "state": state, "done_at": done}
                put_occurrence(session, task, str(number), TODAY + timedelta(days=day), **values)
        for number, (unit, person, day, state) in enumerate(cases):
            told = NOW + timedelta(days=day) if state == Case.ANSWERED else None
            values = {"unit_id": at(self.units, unit), "handler_id": at(self.people, person), "state": state}
            values |= {"due": TODAY + timedelta(days=day), "answered_at": told}
            values |= {"kind": QUESTION if number % 5 == 4 else "phan_anh", "received_at": NOW + timedelta(days=day)}
            put(session, new_case(self.office, self.people[0], f"TB-{number}", **values))

    def scopes(self) -> Iterator[Scope]:
        yield WHOLE
        for unit, post, person in zip(self.units, self.posts, self.people, strict=True):
            yield Scope(units=frozenset({unit}))
            yield Scope(posts=frozenset({post}), shared=frozenset({unit}), person=person)
        yield Scope(units=frozenset({None, self.units[0]}), posts=frozenset(self.posts))
        yield Scope()


def at(numbers: list[int], which: int | None) -> int | None:
    return None if which is None else numbers[which]


@contextmanager
def drawn(store: Store, tasks: Sequence[Any], cases: Sequence[Any]) -> Iterator[tuple[Session, Town]]:
    """In a transaction that leaves nothing behind."""
    with store.transaction() as session:
        yield session, Town(session, tasks, cases)
        session.rollback()


MANY = settings(max_examples=7, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@MANY
@given(st.lists(TASK, max_size=7), SPAN)
@example([(None, None, "due", [(0, None, Work.OPEN), (0, None, Work.OPEN)])], (TODAY, TODAY))
def test_the_sums_of_duties_equal_a_count_over_the_listed_rows(store: Store, tasks: list[Any], span: Span) -> None:
    with drawn(store, tasks, ()) as (session, town):
        for scope in town.scopes():
            rows = duty_sums(session, town.office, scope, HERE, span)
            own = [
                duty for duty in open_duties(session, town.office) if scope.has_duty(duty[1].unit_id, duty[1].post_id)
            ]
            found = current(own, HERE)
            dated = [duty for duty in found if duty[0].kind == "due"]
            late = [duty for duty in dated if duty[0].is_late(HERE)]
            due = [duty for duty in dated if span[0] <= duty[0].due <= span[1]]
            assert sum(row.open for row in rows) == len(dated)
            assert sum(row.doing for row in rows) == sum(item.state == Work.DOING for item, _ in dated)
            assert sum(row.standing for row in rows) == len(found) - len(dated)
            assert all(scope.has_duty(row.unit_id, row.post_id) for row in rows)
            for wanted, expected, said in (
                (Wanted(scope), dated, sum(row.open for row in rows)),
                (Wanted(scope, late=True), late, sum(row.late for row in rows)),
                (Wanted(scope, span=span), due, sum(row.due for row in rows)),
            ):
                assert said == len(expected)
                assert paged(session, town.office, wanted) == [item.id for item, _ in expected]


def paged(session: Session, office: int, wanted: Wanted) -> list[int]:
    """The numbers of all pages, one after the other."""
    seen: list[int] = []
    while True:
        page = Wanted(wanted.scope, wanted.late, wanted.span, len(seen), 2)
        found: list[Duty] = []
        found, total = listed_duties(session, office, HERE, page)
        seen += [item.id for item, _ in found]
        if not found:
            assert total == len(seen)
            return seen


@MANY
@given(st.lists(CASE, max_size=8), SPAN)
def test_the_sums_of_cases_equal_a_count_over_the_listed_rows(store: Store, cases: list[Any], span: Span) -> None:
    with drawn(store, (), cases) as (session, town):
        for scope in town.scopes():
            rows = case_sums(session, town.office, scope, TODAY, span)
            own = [one for one in open_feedback(session, town.office) if scope.has_case(one.unit_id, one.handler_id)]
            late = [case for case in own if case.is_late(TODAY)]
            due = [case for case in own if span[0] <= case.due <= span[1] and not case.is_late(TODAY)]
            for wanted, expected, said in (
                (Wanted(scope, most=99), own, sum(row.open for row in rows)),
                (Wanted(scope, late=True, most=99), late, sum(row.late for row in rows)),
                (Wanted(scope, span=span, most=99), due, sum(row.due for row in rows)),
            ):
                found, total = listed_cases(session, town.office, HERE, wanted)
                assert said == total == len(expected)
                assert [case.id for case in found] == [case.id for case in expected]


@MANY
@given(st.lists(TASK, max_size=5), st.lists(CASE, max_size=6))
def test_what_was_finished_is_counted_for_whose_it_is(store: Store, tasks: list[Any], cases: list[Any]) -> None:
    when = (NOW - timedelta(days=2), NOW + timedelta(days=2))
    with drawn(store, tasks, cases) as (session, town):
        for scope in town.scopes():
            done = sum(
                state == Work.DONE and -2 <= day < 2 and scope.has_duty(at(town.units, unit), at(town.posts, post))
                for unit, post, _, occurrences in tasks
                for day, _, state in occurrences
            )
            own = [
                (day, state)
                for number, (unit, person, day, state) in enumerate(cases)
                if number % 5 != 4 and scope.has_case(at(town.units, unit), at(town.people, person)) and -2 <= day < 2
            ]
            told = sum(state == Case.ANSWERED for _, state in own)
            assert count_finished(session, town.office, scope, when) == done
            assert received(session, town.office, scope, [when]) == [len(own)]
            assert answers(session, town.office, scope, [when]) == [told]
            assert len(answered(session, town.office, scope, when)) == told


def test_more_time_waits_for_a_word_until_it_is_answered_or_given_anyway(store: Store) -> None:
    with store.transaction() as session:
        town = Town(session, [(0, None, "due", [(1, None, Work.OPEN)])], [])
        ((item, task),) = open_duties(session, town.office)
        fields: dict[str, Any] = {"office_id": town.office, "task_id": task.id, "occurrence_id": item.id, "at": NOW}
        asked = put(session, TaskEvent(what="extension_asked", day=item.due + timedelta(days=5), **fields))
        assert [event.id for event, _ in asked_duties(session, town.office, WHOLE)] == [asked.id]
        assert asked_duties(session, town.office, Scope(units=frozenset({town.units[1]}))) == []
        assert asked_cases(session, town.office, WHOLE) == []
        put(session, TaskEvent(what="extension_granted", about_id=asked.id, **fields))
        assert asked_duties(session, town.office, WHOLE) == []
