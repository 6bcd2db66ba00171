"""An update is handled once, however often and wherever the platform delivers it."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.inbox import Seen, mark_seen, was_seen
from storage.letters import Letter, add_letter
from storage.store import Store
from tests.storage.rows import NOW, at_once, new_letter, overlapping, put_office
from tests.storage.workers import in_processes, take_update


def handle(store: Store, office: int, person: int, answer: str) -> str:
    """As the application does: state, letters and the update's number in one transaction."""
    with store.transaction() as session:
        add_letter(session, new_letter(office, person, answer))
        mark_seen(session, office, "telegram", "update 1", NOW)
    return "handled"


def answers(store: Store) -> list[str]:
    with store.transaction() as session:
        return list(session.exec(select(Letter.key)))


def test_an_update_is_seen_once_it_was_handled(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        assert not was_seen(session, office, "telegram", "update 1")
    handle(store, office, an, "answer")
    with store.transaction() as session:
        assert was_seen(session, office, "telegram", "update 1")


def test_another_channel_or_office_may_use_the_same_number(store: Store, office: int, an: int) -> None:
    handle(store, office, an, "answer")
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert not was_seen(session, office, "zalo_oa", "update 1")
        assert not was_seen(session, other, "telegram", "update 1")
        mark_seen(session, office, "zalo_oa", "update 1", NOW)
        mark_seen(session, other, "telegram", "update 1", NOW)


def test_an_update_that_was_refused_is_kept_with_its_outcome(store: Store, office: int) -> None:
    with store.transaction() as session:
        mark_seen(session, office, "telegram", "update 1", NOW, outcome="broken")
    with store.transaction() as session:
        assert [(row.outcome, row.at) for row in session.exec(select(Seen))] == [("broken", NOW)]


def test_handling_an_update_again_fails_and_undoes_all_its_work(store: Store, office: int, an: int) -> None:
    handle(store, office, an, "first")
    with pytest.raises(IntegrityError):
        handle(store, office, an, "second")
    assert answers(store) == ["first"]


def test_the_second_of_two_at_the_same_moment_fails_and_undoes_all_its_work(store: Store, office: int, an: int) -> None:
    def handle_as(answer: str) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            add_letter(session, new_letter(office, an, answer))
            mark_seen(session, office, "telegram", "update 1", NOW)

        return work

    first, second = overlapping(store, handle_as("first"), handle_as("second"))
    assert first is None
    assert isinstance(second, IntegrityError)
    assert answers(store) == ["first"]


def test_threads_with_the_same_update_answer_once(store: Store, office: int, an: int) -> None:
    outcomes = at_once(*(lambda number=number: handle(store, office, an, f"{number}") for number in range(4)))
    assert outcomes.count("handled") == 1
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 3
    assert answers(store) == [str(outcomes.index("handled"))]


def test_processes_with_the_same_update_answer_once(store: Store, office: int, an: int) -> None:
    reports = in_processes(2, take_update, store.url, office, an)
    assert [report[:14] for report in reports] == ["IntegrityError", "taken"]
    assert len(answers(store)) == 1
