"""What waits is written in an order in which nothing is in the way of anything else."""

from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, col, select

from storage.inbox import Seen
from storage.letters import Letter
from storage.numbering import give_number
from storage.offices import Unit, UnitRoute
from storage.people import Account, Person
from storage.store import Store
from tests.explaining import statements
from tests.storage.rows import NOW, put, put_office, put_person


def a_person(session: Session, office: int, name: str) -> Person:
    """With a number, and not added yet."""
    person = Person(office_id=office, name=name, created_at=NOW)
    session.add(person)
    give_number(session, person)
    session.expunge(person)
    return person


def test_what_is_pointed_at_is_written_before_what_points_at_it_and_goes_after_it(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        person = a_person(session, office, "Lan")
        account = Account(office_id=office, person_id=person.id, channel="web", address="1", last_seen_at=NOW)
        session.add_all([account, person])
    with store.transaction() as session:
        found = session.exec(select(Account)).one()
        session.delete(session.get_one(Person, found.person_id))
        session.delete(found)
    with store.transaction() as session:
        assert session.exec(select(Person)).all() == []


def test_a_name_that_a_change_sets_free_can_be_given_to_a_new_row_at_once(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        unit = put(session, Unit(office_id=office, name="A")).id
        route = put(session, UnitRoute(office_id=office, category="rac", unit_id=unit))
        session.add(UnitRoute(office_id=office, category="rac", unit_id=unit))
        route.category = "dien"
    with store.transaction() as session:
        rows = session.exec(select(UnitRoute).order_by(col(UnitRoute.id))).all()
        assert [row.category for row in rows] == ["dien", "rac"]


def test_all_new_rows_of_a_table_are_one_statement_and_known_from_then_on(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        people = [Person(office_id=office, name=name, created_at=NOW) for name in "ABC"]
        session.add_all(people)
        with statements(store) as heard:
            session.flush()
            assert [session.get(Person, one.id) for one in people] == people
        assert sum(words.startswith("INSERT") for words, _ in heard) == 1
        assert not any("FROM person WHERE" in words for words, _ in heard)


def test_rows_are_read_as_they_were_written(store: Store) -> None:
    values: dict[str, Any] = {"key": "k", "text": "Đèn hỏng", "address": "1", "choices": [[["Có", "/co"]]]}
    values |= {"files": [{"kind": "image", "name": "đèn.jpg", "digest": "d"}], "refused": [1, 2], "cost": 3}
    with store.transaction() as session:
        office = put_office(session)
        person = put_person(session, office)
        letter = put(session, Letter(office_id=office, person_id=person, next_at=NOW, created_at=NOW, **values))
        written = letter.model_dump()
        letter.card = ["a", "b"]
    with store.transaction() as session:
        assert session.get_one(Letter, letter.id).model_dump() == {**written, "card": ["a", "b"]}


def test_a_row_of_several_keys_is_changed_and_taken_away_by_all_of_them(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        rows = [Seen(office_id=office, channel=name, update_id="1", at=NOW) for name in ("web", "line", "zalo")]
        session.add_all(rows)
        session.flush()
        rows[0].outcome = "failed"
        session.delete(rows[1])
    with store.transaction() as session:
        assert {(row.channel, row.outcome) for row in session.exec(select(Seen))} == {
            ("web", "failed"),
            ("zalo", "done"),
        }


def test_a_change_of_a_row_that_is_gone_is_an_error(store: Store) -> None:
    with store.transaction() as session:
        number = put_person(session, put_office(session), "Lan")
    with pytest.raises(StaleDataError):
        rename_what_is_gone(store, number)
    with store.transaction() as session:
        assert session.get_one(Person, number).name == "Lan"


def rename_what_is_gone(store: Store, number: int) -> None:
    with store.transaction() as session:
        person = session.get_one(Person, number)
        session.connection().execute(delete(Person))
        person.name = "Nam"


def test_what_was_taken_back_can_be_added_again(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        person = Person(office_id=office, name="Lan", created_at=NOW)
        kept = session.begin_nested()
        session.add(person)
        session.flush()
        kept.rollback()
        assert person not in session
        assert session.exec(select(Person)).all() == []
        session.add(person)
    with store.transaction() as session:
        assert [one.name for one in session.exec(select(Person))] == ["Lan"]
