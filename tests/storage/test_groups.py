"""Chat groups of units, on both databases."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage.groups import ChatGroup, group_at, groups_of, is_group, link_group, linked_group, unlink_group
from storage.offices import add_unit
from storage.people import Account, Person, mark_gone, mark_moved
from storage.store import Store
from tests.storage.rows import NOW, overlapping

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def units(store: Store, office: int) -> list[int]:
    with store.transaction() as session:
        return [add_unit(session, office, name).id for name in ("Phòng Kinh tế", "Công an xã")]


def link(session: Session, office: int, unit: int, by: int, address: str = "-500") -> int:
    wanted = ChatGroup(person_id=0, office_id=office, unit_id=unit, linked_by=by, linked_at=NOW)
    return link_group(session, wanted, "telegram", address).person_id


def found(store: Store, office: int, unit: int | None = None) -> list[int]:
    with store.transaction() as session:
        return [group.person_id for group in groups_of(session, office, unit)]


def test_a_group_is_found_by_its_address_and_by_its_unit(store: Store, office: int, an: int, units: list[int]) -> None:
    with store.transaction() as session:
        number = link(session, office, units[0], an)
        other = link(session, office, units[1], an, "-501")
    assert found(store, office) == [number, other]
    assert found(store, office, units[1]) == [other]
    with store.transaction() as session:
        group = group_at(session, office, "telegram", "-500")
        assert group
        assert group.person_id == number
        assert group_at(session, office, "telegram", "-9") is None
        assert is_group(session, number)
        assert not is_group(session, an)


def test_unlinked_it_is_not_found_and_linked_again_it_is_the_same(
    store: Store, office: int, an: int, binh: int, units: list[int]
) -> None:
    with store.transaction() as session:
        number = link(session, office, units[0], an)
        unlink_group(session, session.get_one(ChatGroup, number), LATER)
    with store.transaction() as session:
        assert linked_group(session, office, number) is None
        assert group_at(session, office, "telegram", "-500") is None
    assert found(store, office) == []
    with store.transaction() as session:
        assert link(session, office, units[1], binh) == number
        again = linked_group(session, office, number)
        assert again
        assert (again.unit_id, again.linked_by, again.ended_at) == (units[1], binh, None)


def test_one_that_cannot_be_reached_is_as_good_as_unlinked_until_linked_again(
    store: Store, office: int, an: int, units: list[int]
) -> None:
    with store.transaction() as session:
        number = link(session, office, units[0], an)
        mark_gone(session, office, "telegram", "-500")
    assert found(store, office) == []
    with store.transaction() as session:
        assert link(session, office, units[0], an) == number
    assert found(store, office) == [number]


def test_a_group_that_moved_keeps_its_unit(store: Store, office: int, an: int, units: list[int]) -> None:
    with store.transaction() as session:
        number = link(session, office, units[0], an)
        mark_moved(session, office, "telegram", "-500", "-1000500")
    with store.transaction() as session:
        group = group_at(session, office, "telegram", "-1000500")
    assert group
    assert group.person_id == number


def test_another_office_has_no_say(store: Store, office: int, an: int, units: list[int]) -> None:
    with store.transaction() as session:
        number = link(session, office, units[0], an)
        assert linked_group(session, office + 1, number) is None
        assert groups_of(session, office + 1) == []


def test_linked_twice_at_one_moment_it_is_one_group(store: Store, office: int, an: int, units: list[int]) -> None:
    numbers = overlapping(
        store,
        lambda session: link(session, office, units[0], an),
        lambda session: link(session, office, units[0], an),
    )
    assert numbers[0] == numbers[1]
    with store.transaction() as session:
        accounts = session.exec(select(Account).where(Account.address == "-500")).all()
        people = [person for person in session.exec(select(Person)) if person.name == "Nhóm chat"]  # names are sealed
    assert (len(accounts), len(people)) == (1, 1)
