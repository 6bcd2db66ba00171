"""A transaction reads some things once, and never keeps what it has changed itself."""

from typing import Any

from sqlmodel import col, delete, update

from storage.case_clocks import CLOCKS, CaseClock, case_clocks
from storage.feedback import FeedbackEvent, add_feedback_event, feedback_events
from storage.offices import UnitRoute, add_unit, routes_of, units_of
from storage.people import Post, office_posts
from storage.store import Store
from tests.storage.rows import FRIDAY, NOW, new_case, put, put_clock, put_office, put_person


def test_what_a_transaction_changes_it_reads_anew(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first = add_unit(session, office, "Văn phòng")
        assert units_of(session, office) == [first]
        second = add_unit(session, office, "Phòng Kinh tế")
        assert units_of(session, office) == [first, second]
        session.add(UnitRoute(office_id=office, category="y-te", unit_id=first.id))
        assert routes_of(session, office) == {"y-te": first.id}
        session.exec(delete(UnitRoute).where(col(UnitRoute.office_id) == office))
        assert routes_of(session, office) == {}
        post = put(session, Post(office_id=office, title="Văn thư"))
        assert [one.title for one in office_posts(session, office)] == ["Văn thư"]
        session.delete(post)
        assert office_posts(session, office) == []


def test_the_next_transaction_reads_what_another_has_changed(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        add_unit(session, office, "Văn phòng")
        assert len(units_of(session, office)) == 1
    with store.transaction() as session:
        add_unit(session, office, "Phòng Kinh tế")
    with store.transaction() as session:
        assert len(units_of(session, office)) == 2


def test_the_clocks_and_events_of_a_case_are_all_there_however_they_came(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        person = put_person(session, office)
        case = put(session, new_case(office, person, "TB-AAAAAA"))
        put_clock(session, case)
        assert [clock.step for clock in case_clocks(session, case.id)] == ["answer"]
        put_clock(session, case, "handle")  # past what is remembered
        CLOCKS.add(session, _clock(office, case.id, "receive"))
        assert [clock.step for clock in case_clocks(session, case.id)] == ["answer", "handle", "receive"]
        session.exec(update(CaseClock).values(title="x"))
        session.delete(case_clocks(session, case.id)[0])
        session.flush()
        assert [clock.step for clock in case_clocks(session, case.id)] == ["handle", "receive"]
        assert feedback_events(session, case.id) == []
        sent = add_feedback_event(session, FeedbackEvent(office_id=office, feedback_id=case.id, at=NOW, what="sent"))
        assert feedback_events(session, case.id) == [sent]
        number = case.id
    with store.transaction() as session:
        assert [clock.step for clock in case_clocks(session, number)] == ["handle", "receive"]
        assert [event.what for event in feedback_events(session, number)] == ["sent"]


def _clock(office: int, case: int, step: str) -> CaseClock:
    fields: dict[str, Any] = {"rule": "local10", "n": 10, "unit": "days", "due": FRIDAY, "original": FRIDAY}
    return CaseClock(office_id=office, feedback_id=case, step=step, started_at=NOW, ends_at=NOW, **fields)
