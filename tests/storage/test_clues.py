"""Open cases are found by what they say, as long as they are open and say it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import Session, select

from bot.rules.states import QUESTION, Case
from storage.clues import EACH, MOST, Clue, add_missing_clues
from storage.erasing import erase_words
from storage.feedback import Feedback
from storage.matters import open_matters
from storage.store import Store
from tests.storage.rows import NOW, new_case, put

LAMP, ROAD = "Đèn đường tổ 3 hỏng", "Mặt lộ lởm chởm đá dăm"
SINCE = NOW - timedelta(days=60)


def case_about(office: int, person: int, code: str, **values: Any) -> Feedback:
    return new_case(office, person, code, **{"category": "dien", "text": LAMP, **values})


def found_by(session: Session, case: Feedback) -> list[int]:
    return [one.id for one in open_matters(session, case, SINCE)]


def test_a_case_is_found_by_its_words_until_it_is_over_and_again_once_it_is_taken_up(
    store: Store, office: int, an: int, binh: int
) -> None:
    with store.transaction() as session:
        mine = put(session, case_about(office, an, "TB-1"))
        other = put(session, case_about(office, binh, "TB-2", state=Case.HANDLING))
        assert found_by(session, mine) == [other.id]
        for state, found in ((Case.ANSWERED, []), (Case.REOPENED, [other.id]), (Case.AWAITING_APPROVAL, [other.id])):
            other.state = state
            assert put(session, other)
            assert found_by(session, mine) == found


@pytest.mark.parametrize(
    "change", [{"text": ROAD}, {"category": "duong"}, {"category": ""}, {"kind": QUESTION}, {"state": Case.MERGED}]
)
def test_what_says_something_else_now_is_found_by_that(
    store: Store, office: int, an: int, binh: int, change: dict[str, str]
) -> None:
    with store.transaction() as session:
        mine = put(session, case_about(office, an, "TB-1"))
        other = put(session, case_about(office, binh, "TB-2", place="chợ Bàu Sen"))
        for name, value in change.items():
            setattr(other, name, value)
        put(session, other)
        assert found_by(session, mine) == []
        alike = put(session, case_about(office, an, "TB-3", **change))
        looked_for = change.get("category", "x") and not change.keys() & {"kind", "state"}
        assert found_by(session, alike) == ([other.id] if looked_for else [])


def test_of_what_was_erased_nothing_is_kept_to_find_it_by(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        case = put(session, case_about(office, an, "TB-1", latitude=10.5, longitude=105.2))
        assert session.exec(select(Clue)).all()
        erase_words(session, [case], NOW, "")
        assert session.exec(select(Clue)).all() == []


def test_what_is_not_written_yet_is_found_too(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        other = put(session, case_about(office, an, "TB-1"))
        waiting, mine = case_about(office, an, "TB-2", id=10), case_about(office, binh, "TB-3", id=11)
        session.add_all((waiting, mine))
        assert found_by(session, mine) == [other.id, 10]
        assert waiting in session.new


def test_where_everybody_writes_the_same_those_at_the_same_place_are_found(
    store: Store, office: int, an: int, binh: int
) -> None:
    with store.transaction() as session:
        flood = [case_about(office, an, f"TB-{number}", place=f"ấp {number}") for number in range(3 * MOST)]
        session.add_all(flood)
        session.flush()
        mine = put(session, case_about(office, binh, "TB-A", place=f"gần ấp {2 * MOST}"))
        assert found_by(session, mine) == [flood[2 * MOST].id]
        somewhere = put(session, case_about(office, binh, "TB-B"))
        assert found_by(session, somewhere) == [case.id for case in flood[:EACH]]


def test_an_office_finds_its_own_only(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        put(session, case_about(office, an, "TB-1"))
        assert found_by(session, case_about(office + 1, binh, "XT-1", id=10)) == []


def test_those_of_before_get_theirs_when_the_tables_come(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        session.add_all(
            [case_about(office, an, "TB-1", place="ấp 3"), case_about(office, an, "TB-2", state=Case.CLOSED)]
        )
        known = set(session.exec(select(Clue.digest, Clue.day, Clue.feedback_id)).all())
        session.exec(delete(Clue))
        add_missing_clues(session.connection())
        assert set(session.exec(select(Clue.digest, Clue.day, Clue.feedback_id)).all()) == known != set()
