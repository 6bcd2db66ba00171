"""Rows are numbered in the order in which they were added, whether they were written in between or not."""

from sqlmodel import col, insert, select

from storage.feedback import FeedbackEvent
from storage.numbering import give_number
from storage.own_forms import OwnForm
from storage.people import Person
from storage.store import Store
from tests.storage.rows import NOW, new_case, put, put_office, put_person


def a_person(office: int, name: str) -> Person:
    return Person(office_id=office, name=name, created_at=NOW)


def a_form(office: int, person: int, digest: str) -> OwnForm:
    return OwnForm(office_id=office, kind="apology", name="Mẫu", digest=digest, sent_by=person, sent_at=NOW)


def test_rows_added_together_are_numbered_in_their_order(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first = put_person(session, office)
        session.add_all([a_person(office, "B"), a_person(office, "C")])
        session.flush()
        late = put(session, a_person(office, "D"))
        assert late.id == first + 3
    with store.transaction() as session:
        session.add_all([a_person(office, "E"), a_person(office, "F")])
    with store.transaction() as session:
        assert session.exec(select(Person.name).order_by(col(Person.id))).all()[1:] == ["B", "C", "D", "E", "F"]


def test_a_row_that_waits_to_be_written_has_its_number_already(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        person, other = a_person(office, "A"), a_person(office, "B")
        for row in (other, person):
            session.add(row)
            give_number(session, row)
        assert person in session.new or session.get(Person, person.id) is person
        case = new_case(office, person.id, "TB-AAAAAA")
        session.add(case)
        give_number(session, case)
        session.add(FeedbackEvent(office_id=office, feedback_id=case.id, at=NOW, what="sent"))
        assert person.id > other.id
        third = put(session, a_person(office, "C"))
        assert third.id > person.id
    with store.transaction() as session:
        assert session.get_one(Person, person.id).name == "A"
        assert [event.feedback_id for event in session.exec(select(FeedbackEvent))] == [case.id]


def test_numbers_given_by_hand_and_rows_past_the_session_are_counted_too(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first = put_person(session, office)
        session.add_all([a_person(office, "B"), a_person(office, "C")])
        session.flush()
        values = {"office_id": office, "name": "D", "phone": "", "created_at": NOW}
        session.execute(insert(Person), [values])
        session.add_all([a_person(office, "E"), a_person(office, "F")])
        session.flush()
        assert len(session.exec(select(Person.id)).all()) == 6
    if store.engine.dialect.name == "sqlite":  # PostgreSQL's own counter does not see what is given by hand
        with store.transaction() as session:
            session.add_all([a_person(office, "G"), a_person(office, "H")])
            session.flush()
            session.add(Person(id=first + 20, office_id=office, created_at=NOW))
            session.add_all([a_person(office, "I"), a_person(office, "K")])
            session.flush()
            assert sorted(session.exec(select(Person.id)))[-3:] == [first + 20, first + 21, first + 22]


def test_a_number_that_must_not_come_again_is_the_databases_own(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        person = put_person(session, office)
        forms = [a_form(office, person, digest) for digest in ("1", "2")]
        session.add_all(forms)
        session.flush()
        last = forms[1].id
        session.delete(forms[1])
        session.flush()
        form = a_form(office, person, "3")
        session.add(form)
        give_number(session, form)
        assert form.id == last + 1
