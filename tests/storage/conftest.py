"""An office and two people in it, as most of these tests need."""

import pytest

from storage.store import Store
from tests.storage.rows import put_office, put_person


@pytest.fixture
def office(store: Store) -> int:
    with store.transaction() as session:
        return put_office(session)


@pytest.fixture
def an(store: Store, office: int) -> int:
    with store.transaction() as session:
        return put_person(session, office, "Nguyễn Văn An")


@pytest.fixture
def binh(store: Store, office: int) -> int:
    with store.transaction() as session:
        return put_person(session, office, "Trần Thị Bình")
