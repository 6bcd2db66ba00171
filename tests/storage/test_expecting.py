"""What is looked up of all who are about to speak is what each would be found by, also after others have spoken."""

from sqlmodel import Session, select

from bot.rules.privacy import NOTICE
from storage.consents import Consent, end_consents, live_consent
from storage.drafts import Draft, drop_draft, waiting_draft
from storage.expecting import expect
from storage.people import Account, Person, Post, join, meet, posts_of
from storage.remembering import is_none
from storage.spoken import Spoken, count_spoken, look_for_unsaid, said_alike
from storage.store import Store
from tests.explaining import statements
from tests.storage.rows import NOW, put, put_office, put_person

LATER = NOW.replace(hour=5)
A, B, C = ("line", "A"), ("line", "B"), ("web", "C")
CHATS = {A, B, C, ("line", "new")}


def put_account(session: Session, office: int, channel: str, address: str) -> int:
    person = put_person(session, office, address)
    put(session, Account(office_id=office, person_id=person, channel=channel, address=address, last_seen_at=NOW))
    return person


def test_nothing_more_is_asked_of_who_was_expected(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first, second, third = (
            put_account(session, office, *at) for at in (("line", "A"), ("line", "B"), ("web", "C"))
        )
        put(session, Post(office_id=office, title="Văn thư", person_id=second))
        put(session, Consent(office_id=office, person_id=first, version=NOTICE, channel="line", given_at=NOW))
        draft = Draft(office_id=office, person_id=third, channel="web", address="C", topic="words", ends_at=LATER)
        put(session, draft)
        put(session, Spoken(office_id=office, person_id=third, at=NOW))
    with store.transaction() as session:
        expect(session, office, CHATS, CHATS)
        with statements(store) as heard:
            speakers = [meet(session, office, *at, LATER) for at in (A, B, C)]
            assert [speaker.person.id for speaker in speakers] == [first, second, third]
            assert [len(posts_of(session, person)) for person in (first, second, third)] == [0, 1, 0]
            assert [live_consent(session, person, NOTICE) is None for person in (first, second)] == [False, True]
            drafts = [waiting_draft(session, office, *at, NOW) for at in (A, C)]
            assert [draft.topic if draft else "" for draft in drafts] == ["", "words"]
            assert [is_none(session, Spoken, person) for person in (first, third)] == [True, False]
        assert heard == []
        assert meet(session, office, "line", "new", LATER).person.id not in (first, second, third)
    with store.transaction() as session:
        assert [one.last_seen_at for one in session.exec(select(Account))] == [LATER] * 4


def test_what_others_do_meanwhile_counts(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first, second = (put_account(session, office, *at) for at in (A, B))
        put(session, Consent(office_id=office, person_id=first, version=NOTICE, channel="line", given_at=NOW))
        put(
            session,
            Draft(office_id=office, person_id=second, channel="line", address="B", topic="words", ends_at=LATER),
        )
    with store.transaction() as session:
        expect(session, office, CHATS, CHATS)
        end_consents(session, first, NOW)
        assert live_consent(session, first, NOTICE) is None
        drop_draft(session, office, "line", "B")
        assert waiting_draft(session, office, "line", "B", NOW) is None
        post = put(session, Post(office_id=office, title="Văn thư", person_id=first))
        assert posts_of(session, first) == [post]
        session.add(Spoken(office_id=office, person_id=first, at=LATER))
        assert count_spoken(session, first, NOW) == 1
        join(session, meet(session, office, "line", "B", LATER).account, session.get_one(Person, first))
        assert meet(session, office, "line", "B", LATER).person.id == first


def test_what_nobody_said_need_not_be_asked_until_somebody_says_it(store: Store) -> None:
    with store.transaction() as session:
        office = put_office(session)
        first = put_account(session, office, *A)
        put(session, Spoken(office_id=office, person_id=first, at=LATER, digest="said"))
    with store.transaction() as session:
        look_for_unsaid(session, office, ["said", "new"], NOW)
        with statements(store) as heard:
            assert said_alike(session, office, "new", NOW) == []
        assert heard == []
        assert [one.person_id for one in said_alike(session, office, "said", NOW)] == [first]
        for _ in range(2):
            session.add(Spoken(office_id=office, person_id=first, at=LATER, digest="new"))
            assert {one.person_id for one in said_alike(session, office, "new", NOW)} == {first}
            session.flush()
        assert len(said_alike(session, office, "new", NOW)) == 2
