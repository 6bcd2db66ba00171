"""When a tick has something to do next."""

from datetime import timedelta

from sqlmodel import Session, select

from storage.letters import add_letter
from storage.moments import is_reminder_due, next_moment
from storage.occurrences import Occurrence, due_for_reminder
from storage.offices import Office
from storage.outbox import LEASE, mark_failed
from storage.store import Store
from tests.storage.rows import (
    NOW,
    claim_letter,
    new_case,
    new_letter,
    put,
    put_clock,
    put_occurrence,
    put_office,
    put_task,
)

HOUR = timedelta(hours=1)


def next_hour(session: Session, after: int) -> int | None:
    """Both in hours from now."""
    found = next_moment(session, NOW + after * HOUR)
    return (found - NOW) // HOUR if found else None


def test_an_office_without_work_waits_for_nothing(store: Store, office: int) -> None:
    with store.transaction() as session:
        assert next_moment(session, NOW) is None


def test_the_next_moment_is_the_earliest_of_all_that_is_awaited(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        kept = session.exec(select(Office)).one()
        kept.next_ask_at, kept.next_news_at = NOW + 4 * HOUR, NOW + 3 * HOUR
        put_clock(session, put(session, new_case(office, an, "TB-1")), next_at=NOW + 2 * HOUR)
        add_letter(session, new_letter(office, an, "one", next_at=NOW + HOUR))
        put_occurrence(session, put_task(session, office), "1", next_at=NOW)
        assert [next_hour(session, after) for after in (-1, 0, 1, 2, 3, 4)] == [0, 1, 2, 3, 4, None]


def test_a_letter_under_way_is_awaited_at_the_end_of_its_lease_and_a_settled_one_no_more(
    store: Store, office: int, an: int
) -> None:
    with store.transaction() as session:
        add_letter(session, new_letter(office, an, "one"))
        letter = claim_letter(session, NOW)
        assert letter is not None
        assert next_moment(session, NOW) == NOW + LEASE
        mark_failed(session, letter, "no such chat")
        assert next_moment(session, NOW - HOUR) is None


def test_a_reminder_is_due_when_a_duty_or_a_case_has_reached_its_moment(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put_occurrence(session, put_task(session, office), "1", next_at=NOW + HOUR)
        put_clock(session, put(session, new_case(office, an, "TB-1")), next_at=NOW + 2 * HOUR)
        put_clock(session, put(session, new_case(office, an, "TB-2")))
        assert not is_reminder_due(session, NOW)
        assert is_reminder_due(session, NOW + HOUR)
        assert due_for_reminder(session, NOW + HOUR, 1) != []
    with store.transaction() as session:
        session.exec(select(Occurrence)).one().next_at = None
        assert not is_reminder_due(session, NOW + HOUR)
        assert is_reminder_due(session, NOW + 2 * HOUR)


def test_a_reminder_that_another_process_is_about_to_write_is_still_due(postgresql_store: Store) -> None:
    """Or a digest would leave without its line, and a second one after it."""
    other = Store(postgresql_store.url, postgresql_store.keys)
    with postgresql_store.transaction() as session:
        put_occurrence(session, put_task(session, put_office(session)), "1", next_at=NOW)
    with postgresql_store.transaction() as busy, other.transaction() as session:
        assert due_for_reminder(busy, NOW, 40) != []
        assert due_for_reminder(session, NOW, 40) == []
        assert is_reminder_due(session, NOW)
    other.close()
