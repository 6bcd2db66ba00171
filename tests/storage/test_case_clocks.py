"""The clocks of a case: those that run, that which counts now, and whose reminder comes first."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.rules.states import Case
from storage.case_clocks import case_clocks, clocks_due_for_reminder, last_clock, running_clocks
from storage.feedback import Feedback
from storage.store import Store
from tests.storage.rows import NOW, new_case, put, put_clock, put_office, put_person

DAY = timedelta(days=1)


def put_case(store: Store, office: int, an: int, code: str = "TB-1", **values: object) -> Feedback:
    with store.transaction() as session:
        return put(session, new_case(office, an, code, **values))


def test_a_step_has_one_clock_for_each_round(store: Store, office: int, an: int) -> None:
    case = put_case(store, office, an)
    with store.transaction() as session:
        put_clock(session, case)
        put_clock(session, case, round=2)
    with pytest.raises(IntegrityError), store.transaction() as session:
        put_clock(session, case, round=2)


def test_the_last_round_is_what_counts(store: Store, office: int, an: int) -> None:
    case = put_case(store, office, an)
    with store.transaction() as session:
        put_clock(session, case, round=2)
        put_clock(session, case, met_at=NOW)
        put_clock(session, case, "handle")
        last = last_clock(session, case.id, "answer")
        assert last
        assert last.round == 2
        assert last_clock(session, case.id, "publish") is None
        assert [(clock.step, clock.round) for clock in case_clocks(session, case.id)] == [
            ("answer", 1),
            ("handle", 1),
            ("answer", 2),
        ]


def test_what_runs_is_neither_done_nor_gone_nor_standing_still_nor_merged(store: Store, office: int, an: int) -> None:
    case = put_case(store, office, an)
    merged = put_case(store, office, an, "TB-2", state=Case.MERGED)
    with store.transaction() as session:
        running = put_clock(session, case)
        put_clock(session, case, "receive", met_at=NOW)
        put_clock(session, case, "transfer", ended_at=NOW)
        put_clock(session, case, "handle", paused_at=NOW)
        put_clock(session, merged)
        assert [(clock.id, one.code) for clock, one in running_clocks(session, office)] == [(running.id, "TB-1")]
        assert running_clocks(session, put_office(session, "HG")) == []


def test_the_clock_whose_reminder_has_waited_longest_comes_first(store: Store, office: int, an: int) -> None:
    case = put_case(store, office, an)
    with store.transaction() as session:
        for step, moment in (("answer", NOW), ("handle", NOW - DAY), ("receive", NOW + DAY), ("publish", None)):
            put_clock(session, case, step, next_at=moment)
    order = []
    with store.transaction() as session:
        while clocks := clocks_due_for_reminder(session, NOW, 1):
            order.append(clocks[0].step)
            clocks[0].next_at = None
    assert order == ["handle", "answer"]


def test_a_clock_that_another_process_is_reminding_of_is_left_to_it(postgresql_store: Store) -> None:
    other = Store(postgresql_store.url, postgresql_store.keys)
    with postgresql_store.transaction() as session:
        office = put_office(session)
    with postgresql_store.transaction() as session:
        an = put_person(session, office)
        put_clock(session, put(session, new_case(office, an, "TB-1")), next_at=NOW)
    with postgresql_store.transaction() as busy, other.transaction() as session:
        assert len(clocks_due_for_reminder(busy, NOW, 40)) == 1
        assert clocks_due_for_reminder(session, NOW, 40) == []
    other.close()
