"""An office's own lines of the calendar."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from storage.days import Holiday, own_days
from storage.store import Store
from tests.storage.rows import put, put_office

SATURDAY, TUESDAY = date(2026, 8, 22), date(2026, 9, 1)


def write(store: Store, office: int, *days: date) -> None:
    with store.transaction() as session:
        for day in days:
            put(session, Holiday(office_id=office, day=day, kind="off", name="Nghỉ bù"))


def test_own_days_come_in_the_order_of_the_calendar(store: Store, office: int) -> None:
    write(store, office, TUESDAY, SATURDAY)
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert [row.day for row in own_days(session, office)] == [SATURDAY, TUESDAY]
        assert own_days(session, other) == []


def test_a_day_has_one_line_in_an_office(store: Store, office: int) -> None:
    write(store, office, TUESDAY)
    with pytest.raises(IntegrityError):
        write(store, office, TUESDAY)
    with store.transaction() as session:
        other = put_office(session, "HG")
    write(store, other, TUESDAY)
