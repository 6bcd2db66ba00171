"""Moments go in from any zone and come out as UTC, on both databases alike."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError
from sqlmodel import col, select

from storage.inbox import Seen
from storage.offices import Office
from storage.store import Store
from tests.storage.rows import NOW, put_office

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

MOMENTS = [
    (datetime(2026, 3, 2, 8, 0, tzinfo=HANOI), datetime(2026, 3, 2, 1, 0, tzinfo=UTC)),
    (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), datetime(2026, 3, 2, 1, 0, tzinfo=UTC)),
    (datetime(2026, 1, 1, 0, 30, tzinfo=HANOI), datetime(2025, 12, 31, 17, 30, tzinfo=UTC)),
    (
        datetime(2026, 3, 1, 20, 0, 0, 5, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2026, 3, 2, 1, 0, 0, 5, tzinfo=UTC),
    ),
]


def kept(store: Store, moments: list[datetime]) -> list[datetime]:
    """Write the moments, read them back in the order of time, and leave nothing behind."""
    with store.transaction() as session:
        office = put_office(session)
        for number, moment in enumerate(moments):
            session.add(Seen(office_id=office, channel="web", update_id=str(number), at=moment))
        session.flush()
        session.expire_all()
        found = list(session.exec(select(Seen.at).order_by(col(Seen.at))))
        session.rollback()
    return found


@pytest.mark.parametrize(("written", "read"), MOMENTS)
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(
    store: Store, written: datetime, read: datetime
) -> None:
    (found,) = kept(store, [written])
    assert found == read
    assert found.tzinfo is UTC


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moments=st.lists(
        st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.timezones()),
        max_size=8,
    )
)
def test_moments_keep_their_order_whatever_zone_they_were_written_in(store: Store, moments: list[datetime]) -> None:
    assert kept(store, moments) == sorted(moment.astimezone(UTC) for moment in moments)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        kept(store, [datetime(2026, 3, 2, 8, 0)])


def test_a_moment_without_a_zone_is_refused_in_a_question_too(store: Store) -> None:
    with store.transaction() as session, pytest.raises(StatementError, match="without a zone"):
        session.exec(select(Seen).where(col(Seen.at) <= datetime(2026, 3, 2, 8, 0)))


def test_an_empty_moment_stays_empty(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
    with store.transaction() as session:
        row = session.get_one(Office, office)
        assert row.next_ask_at is None
        assert row.created_at == NOW
