"""Citizens' cases: found by those who may, counted by when they came and were answered."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from bot.rules.states import CASE_OPEN, Case
from storage.feedback import (
    Feedback,
    FeedbackEvent,
    add_feedback_event,
    answered_cases,
    cases_of,
    count_received,
    feedback_coded,
    feedback_events,
    feedback_with_id,
    last_feedback_event,
    open_cases,
)
from storage.offices import add_unit
from storage.store import Store
from tests.storage.rows import FRIDAY, MONDAY, NOW, new_case, put, put_office

WEEK = timedelta(days=7)


def write(store: Store, *cases: Feedback) -> None:
    with store.transaction() as session:
        for case in cases:
            put(session, case)


def codes(found: list[Feedback]) -> list[str]:
    return [case.code for case in found]


@pytest.mark.parametrize(("words", "found"), [("TB-7K2M", True), ("tb-7k2m", True), ("TB-7K2", False), ("", False)])
def test_a_case_is_found_by_its_code_however_it_is_typed(
    store: Store, office: int, an: int, words: str, found: bool
) -> None:
    write(store, new_case(office, an, "TB-7K2M"))
    with store.transaction() as session:
        assert (feedback_coded(session, office, words) is not None) == found


def test_one_office_sees_nothing_of_another(store: Store, office: int, an: int) -> None:
    write(store, new_case(office, an, "TB-1", answered_at=NOW))
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert feedback_coded(session, other, "TB-1") is None
        assert feedback_with_id(session, other, 1) is None
        assert open_cases(session, other) == []
        assert answered_cases(session, other, NOW - WEEK, NOW + WEEK) == []
        assert count_received(session, other, NOW - WEEK, NOW + WEEK) == 0
        found = feedback_with_id(session, office, 1)
        assert found is not None
        assert found.code == "TB-1"
        assert feedback_with_id(session, office, 2) is None


def test_open_cases_are_those_whose_citizen_still_waits(store: Store, office: int, an: int) -> None:
    write(store, *(new_case(office, an, state, state=state) for state in Case))
    with store.transaction() as session:
        assert set(codes(open_cases(session, office))) == CASE_OPEN


def test_open_cases_come_nearest_promise_first(store: Store, office: int, an: int) -> None:
    write(
        store,
        new_case(office, an, "friday"),
        new_case(office, an, "monday", due=MONDAY),
        new_case(office, an, "friday too"),
    )
    with store.transaction() as session:
        assert codes(open_cases(session, office)) == ["monday", "friday", "friday too"]


def test_a_unit_sees_its_own_cases_only(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        culture, economy = (add_unit(session, office, name).id for name in ("Phòng Văn hóa", "Phòng Kinh tế"))
    write(
        store,
        new_case(office, an, "culture", unit_id=culture),
        new_case(office, an, "economy", unit_id=economy),
        new_case(office, an, "unsorted"),
    )
    with store.transaction() as session:
        assert codes(open_cases(session, office, [culture])) == ["culture"]
        assert codes(open_cases(session, office, {culture, economy})) == ["culture", "economy"]
        assert codes(open_cases(session, office, [])) == []


def test_a_citizen_sees_their_own_cases_newest_first(store: Store, office: int, an: int, binh: int) -> None:
    write(store, *(new_case(office, an, f"an {number}") for number in range(12)), new_case(office, binh, "binh"))
    with store.transaction() as session:
        assert codes(cases_of(session, an)) == [f"an {number}" for number in range(11, 1, -1)]
        assert codes(cases_of(session, an, limit=1)) == ["an 11"]
        assert codes(cases_of(session, binh)) == ["binh"]


def test_a_week_counts_what_came_and_what_was_answered_in_it(store: Store, office: int, an: int) -> None:
    instant = timedelta(microseconds=1)
    write(
        store,
        new_case(office, an, "before", received_at=NOW - instant, answered_at=NOW - instant),
        new_case(office, an, "late in it", received_at=NOW, answered_at=NOW + WEEK - instant),
        new_case(office, an, "first", received_at=NOW, answered_at=NOW),
        new_case(office, an, "after", received_at=NOW + WEEK, answered_at=NOW + WEEK),
        new_case(office, an, "unanswered", received_at=NOW + WEEK - instant),
    )
    with store.transaction() as session:
        assert codes(answered_cases(session, office, NOW, NOW + WEEK)) == ["first", "late in it"]
        assert count_received(session, office, NOW, NOW + WEEK) == 3


def test_the_history_of_a_case_is_told_in_its_order(store: Store, office: int, an: int, binh: int) -> None:
    write(store, new_case(office, an, "TB-1"), new_case(office, an, "TB-2"))

    def event(case: int, person: int, what: str) -> FeedbackEvent:
        return FeedbackEvent(office_id=office, feedback_id=case, person_id=person, at=NOW, what=what)

    with store.transaction() as session:
        for what in ("received", "assigned", "answered"):
            assert add_feedback_event(session, event(1, binh, what)).id
        add_feedback_event(session, event(2, an, "received"))
    with store.transaction() as session:
        assert [each.what for each in feedback_events(session, 1)] == ["received", "assigned", "answered"]


def test_what_was_done_last_is_found_among_all_that_was(store: Store, office: int, an: int) -> None:
    write(store, new_case(office, an, "TB-1"))
    with store.transaction() as session:
        for words in ("một", "hai"):
            add_feedback_event(
                session, FeedbackEvent(office_id=office, feedback_id=1, at=NOW, what="asked", words=words)
            )
        last = last_feedback_event(session, 1, "asked")
        assert last
        assert last.words == "hai"
        assert last_feedback_event(session, 1, "answered") is None


def test_the_history_of_a_case_is_only_added_to(store: Store, office: int, an: int) -> None:
    write(store, new_case(office, an, "TB-1"))
    with store.transaction() as session:
        event = FeedbackEvent(office_id=office, feedback_id=1, person_id=an, at=NOW, what="added", words="nhà số 5")
        add_feedback_event(session, event)
    for change in ({"what": "answered"}, {"at": NOW + WEEK}, {"person_id": None}, {"words": "khác"}, {"state": "dong"}):
        with pytest.raises(DBAPIError, match="only added to"), store.transaction() as session:
            session.exec(update(FeedbackEvent).values(**change))
    with pytest.raises(DBAPIError, match="only added to"), store.transaction() as session:
        session.exec(delete(FeedbackEvent))
    with store.transaction() as session:
        assert [(one.what, one.words, one.at) for one in feedback_events(session, 1)] == [("added", "nhà số 5", NOW)]


def test_a_persons_words_can_be_taken_out_of_the_history_and_nothing_else(store: Store, office: int, an: int) -> None:
    write(store, new_case(office, an, "TB-1"))
    with store.transaction() as session:
        event = FeedbackEvent(office_id=office, feedback_id=1, person_id=an, at=NOW, what="added", words="nhà số 5")
        add_feedback_event(session, event)
    with store.transaction() as session:
        session.exec(update(FeedbackEvent).values(words=""))
    with store.transaction() as session:
        assert [(one.what, one.words) for one in feedback_events(session, 1)] == [("added", "")]
    with pytest.raises(DBAPIError, match="only added to"), store.transaction() as session:
        session.exec(update(FeedbackEvent).values(words="", what="answered"))


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (Case.HANDLING, date(2026, 3, 6), False),  # Friday, the day itself
        (Case.HANDLING, date(2026, 3, 7), True),
        (Case.NEW, date(2026, 3, 7), True),
        (Case.ANSWERED, date(2026, 3, 7), False),
        (Case.WAITING_CITIZEN, date(2026, 3, 7), False),
        (Case.REFUSED, date(2026, 3, 7), False),
    ],
)
def test_late_is_what_is_open_after_its_day(state: Case, today: date, late: bool) -> None:
    assert new_case(1, 1, "TB-1", state=state, due=FRIDAY).is_late(today) == late
