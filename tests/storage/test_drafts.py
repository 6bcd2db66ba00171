"""Conversations that wait for an answer."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from storage.drafts import Draft, drop_draft, drop_ended_drafts, put_draft, waiting_draft
from storage.store import Store
from tests.storage.rows import NOW, overlapping, put_office, put_person

END = NOW + timedelta(hours=12)
CHATS = [("telegram", "1001"), ("telegram", "1002"), ("web", "1001")]


def draft(office: int, person: int, topic: str, channel: str = "telegram", address: str = "1001") -> Draft:
    return Draft(
        office_id=office,
        person_id=person,
        channel=channel,
        address=address,
        topic=topic,
        data={"topic": topic, "words": ["đèn", "đường"]},
        ends_at=END,
    )


def begin(store: Store, *drafts: Draft) -> None:
    with store.transaction() as session:
        for each in drafts:
            put_draft(session, each)


def topic(store: Store, office: int, channel: str, address: str, now: datetime = NOW) -> str:
    with store.transaction() as session:
        found = waiting_draft(session, office, channel, address, now)
        return found.topic if found else ""


def test_a_conversation_goes_on_where_it_stopped(store: Store, office: int, an: int) -> None:
    begin(store, draft(office, an, "feedback"))
    with store.transaction() as session:
        found = waiting_draft(session, office, "telegram", "1001", NOW)
        assert found is not None
        assert found.data == {"topic": "feedback", "words": ["đèn", "đường"]}
        assert found.ends_at == END


def test_a_new_conversation_ends_the_one_before_in_the_same_chat(store: Store, office: int, an: int) -> None:
    begin(store, draft(office, an, "feedback"), draft(office, an, "report"))
    assert topic(store, office, "telegram", "1001") == "report"


def test_other_chats_go_on_undisturbed(store: Store, office: int, an: int) -> None:
    begin(store, *(draft(office, an, f"{channel} {address}", channel, address) for channel, address in CHATS))
    with store.transaction() as session:
        drop_draft(session, office, "telegram", "1001")
    assert [topic(store, office, *chat) for chat in CHATS] == ["", "telegram 1002", "web 1001"]


def test_another_offices_bot_in_the_same_chat_has_its_own_conversation(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        somebody = put_person(session, other)
    begin(store, draft(office, an, "here"), draft(other, somebody, "there"))
    assert topic(store, office, "telegram", "1001") == "here"
    assert topic(store, other, "telegram", "1001") == "there"


@pytest.mark.parametrize(
    ("now", "found"), [(END - timedelta(microseconds=1), "feedback"), (END, ""), (END + timedelta(days=1), "")]
)
def test_a_conversation_ends_by_itself(store: Store, office: int, an: int, now: datetime, found: str) -> None:
    begin(store, draft(office, an, "feedback"))
    assert topic(store, office, "telegram", "1001", now) == found


def test_tidying_takes_the_ended_ones_only(store: Store, office: int, an: int) -> None:
    later = draft(office, an, "later", address="1002")
    later.ends_at = END + timedelta(minutes=1)
    begin(store, draft(office, an, "feedback"), later)
    with store.transaction() as session:
        drop_ended_drafts(session, office, END)
    assert topic(store, office, "telegram", "1001") == ""
    assert topic(store, office, "telegram", "1002") == "later"


def test_two_people_of_a_group_who_begin_at_once_leave_one_conversation(
    store: Store, office: int, an: int, binh: int
) -> None:
    def write(session: Session, person: int, topic: str) -> None:
        put_draft(session, draft(office, person, topic))
        session.flush()

    outcomes = overlapping(
        store, lambda session: write(session, an, "an"), lambda session: write(session, binh, "binh")
    )
    assert outcomes == [None, None]
    assert topic(store, office, "telegram", "1001") == "binh"
