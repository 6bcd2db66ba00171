"""When a tick has something to do next."""

from datetime import timedelta

from sqlmodel import Session, select

from storage.letters import add_letter, claim_letter, mark_failed
from storage.moments import next_moment
from storage.offices import Office
from storage.store import Store
from tests.storage.rows import NOW, new_case, new_letter, put, put_occurrence, put_task

HOUR = timedelta(hours=1)


def test_an_office_without_work_waits_for_nothing(store: Store, office: int) -> None:
    with store.transaction() as session:
        assert next_moment(session) is None


def test_the_next_moment_is_the_earliest_of_all_that_is_awaited(store: Store, office: int, an: int) -> None:
    def ask(session: Session) -> None:
        session.exec(select(Office)).one().next_ask_at = NOW + 3 * HOUR

    def compile_week(session: Session) -> None:
        session.exec(select(Office)).one().next_compile_at = NOW + 2 * HOUR

    def remind_of_case(session: Session) -> None:
        put(session, new_case(office, an, "TB-1", next_at=NOW + HOUR))

    def write(session: Session) -> None:
        add_letter(session, new_letter(office, an, "one", next_at=NOW))

    def remind_of_duty(session: Session) -> None:
        put_occurrence(session, put_task(session, office), "1", next_at=NOW - HOUR)

    found = []
    for change in (ask, compile_week, remind_of_case, write, remind_of_duty):
        with store.transaction() as session:
            change(session)
            found.append(next_moment(session))
    assert found == [NOW + hours * HOUR for hours in (3, 2, 1, 0, -1)]


def test_a_letter_that_was_given_up_is_awaited_no_more(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        add_letter(session, new_letter(office, an, "one"))
        letter = claim_letter(session, NOW)
        assert letter is not None
        mark_failed(session, letter, "no such chat")
        assert next_moment(session) is None
