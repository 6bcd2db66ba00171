"""One-time links and the sessions they become."""

from datetime import timedelta

import pytest

from storage.page_passes import PagePass, claim_link, drop_passes, end_pass, end_passes_of, is_waiting, open_pass
from storage.plans import Plan
from storage.store import Store
from tests.storage.rows import NOW, at_once, put, put_office, put_person

LATER = NOW + timedelta(hours=2)
PAGE = "bang"


@pytest.fixture
def plan(store: Store, office: int) -> int:
    """A plan with a link "L"."""
    with store.transaction() as session:
        plan = put(session, Plan(office_id=office, source_name="a.docx", digest="d", sent_at=NOW)).id
        person = put_person(session, office)
        fields = {"office_id": office, "page": PAGE, "plan_id": plan, "person_id": person}
        put(session, PagePass.model_validate({**fields, "link": "L", "link_ends_at": LATER}))
        return plan


def test_of_two_who_open_a_link_at_the_same_moment_one_gets_in(store: Store, office: int, plan: int) -> None:
    def claim(token: str) -> bool:
        with store.transaction() as session:
            return claim_link(session, office, PAGE, "L", token, NOW, LATER)

    assert sorted(map(str, at_once(lambda: claim("one"), lambda: claim("two")))) == ["False", "True"]


def test_a_link_is_the_offices_own_and_ends(store: Store, office: int, plan: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert is_waiting(session, office, PAGE, "L", NOW)
        assert not is_waiting(session, other, PAGE, "L", NOW)
        assert not is_waiting(session, office, "another", "L", NOW)
        assert not is_waiting(session, office, PAGE, "L", LATER)
        assert not claim_link(session, other, PAGE, "L", "T", NOW, LATER)
        assert not claim_link(session, office, PAGE, "L", "T", LATER, LATER)
        assert claim_link(session, office, PAGE, "L", "T", NOW, LATER)
        assert not is_waiting(session, office, PAGE, "L", NOW)


def test_a_session_is_found_until_it_ends(store: Store, office: int, plan: int) -> None:
    with store.transaction() as session:
        claim_link(session, office, PAGE, "L", "T", NOW, LATER)
        found = open_pass(session, office, PAGE, "T", NOW)
        assert found is not None
        assert found.plan_id == plan
        assert open_pass(session, office, PAGE, "T", LATER) is None
        assert open_pass(session, office, PAGE, "L", NOW) is None
        assert open_pass(session, office, "another", "T", NOW) is None
        end_pass(session, found, NOW)
        assert open_pass(session, office, PAGE, "T", NOW) is None


def test_a_plan_without_its_passes_can_go(store: Store, office: int, plan: int) -> None:
    with store.transaction() as session:
        drop_passes(session, plan)
        session.delete(session.get_one(Plan, plan))
    with store.transaction() as session:
        assert session.get(Plan, plan) is None


def test_somebodys_links_and_sessions_end_together(store: Store, office: int, plan: int) -> None:
    with store.transaction() as session:
        claim_link(session, office, PAGE, "L", "T", NOW, LATER)
        row = open_pass(session, office, PAGE, "T", NOW)
        assert row
        end_passes_of(session, row.person_id + 1, NOW)
        assert open_pass(session, office, PAGE, "T", NOW)
        end_passes_of(session, row.person_id, NOW)
        assert open_pass(session, office, PAGE, "T", NOW) is None
        assert not is_waiting(session, office, PAGE, "L", NOW)
