"""What platforms called us with: kept once, worked on in turn for each person, taken over from the dead."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from storage.hook_events import LEASE, HookEvent, claim_event, drop_event, keep_event, put_off
from storage.inbox import mark_seen
from storage.offices import Office
from storage.store import Store
from tests.talks import FRIDAY


@pytest.fixture
def office(store: Store) -> int:
    with store.transaction() as session:
        office = Office(code="XT", name="UBND xã Thử", created_at=FRIDAY)
        session.add(office)
        session.flush()
        return office.id


def keep(session: Session, office: int, key: str, lane: str = "An") -> bool:
    body = '{"text": "Đường hỏng"}'
    event = HookEvent(office_id=office, channel="x", key=key, lane=lane, body=body, at=FRIDAY, next_at=FRIDAY)
    return keep_event(session, event)


def claim(session: Session, office: int, after: timedelta = timedelta()) -> HookEvent | None:
    return claim_event(session, office, "x", FRIDAY + after)


def test_an_event_is_kept_once_and_never_again_after_its_work(store: Store, office: int) -> None:
    with store.transaction() as session:
        assert [keep(session, office, "1"), keep(session, office, "1")] == [True, False]
    with store.transaction() as session:
        event = claim(session, office)
        assert event
        mark_seen(session, office, "x", "1", FRIDAY)
        drop_event(session, event)
    with store.transaction() as session:
        assert not keep(session, office, "1")
        assert claim(session, office) is None


def test_those_of_one_person_are_worked_on_in_turn_and_others_beside(store: Store, office: int) -> None:
    with store.transaction() as session:
        for key, lane in (("1", "An"), ("2", "An"), ("3", "Bình")):
            keep(session, office, key, lane)
    with store.transaction() as session:
        claimed = [claim(session, office), claim(session, office)]
        assert [event.key for event in claimed if event] == ["1", "3"]
        assert claim(session, office) is None
        assert claimed[0]
        put_off(session, claimed[0], FRIDAY + timedelta(minutes=5))
    with store.transaction() as session:
        assert claim(session, office) is None  # her second waits for her first
        again = claim(session, office, timedelta(minutes=5))
        assert again
        assert (again.key, again.attempts, again.body) == ("1", 2, '{"text": "Đường hỏng"}')
        drop_event(session, again)
        second = claim(session, office, timedelta(minutes=5))
        assert second
        assert second.key in ("2", "3")


def test_what_somebody_died_over_is_taken_over_and_their_late_word_counts_no_more(store: Store, office: int) -> None:
    with store.transaction() as session:
        keep(session, office, "1")
        first = claim(session, office)
        assert first
    with store.transaction() as session:
        second = claim(session, office, LEASE)
        assert second
        assert second.attempts == 2
    with store.transaction() as session:
        put_off(session, first, FRIDAY)
        assert claim(session, office, LEASE) is None
