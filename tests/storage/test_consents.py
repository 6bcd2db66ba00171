"""What citizens agreed to, what they wrote without that, and what the office tells of its procedures."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.rules.states import Role
from bot.talk import Kept
from storage.consents import Consent, end_consents, live_consent
from storage.drafts import Draft, drop_ended_drafts, put_draft
from storage.feedback import feedback_from_outside
from storage.files import attach
from storage.people import Account, Person, Post, account_at, has_account, join
from storage.procedures import procedure_with_id, procedures_of, put_procedure
from storage.store import Store
from storage.unused import spare_files
from storage.webchat import WEB, WebMessage, put_web_message, unsay, unsay_all, unsay_strangers, web_messages
from tests.storage.rows import NOW, new_case, new_letter, put, put_office, put_person

LATER = NOW + timedelta(hours=1)
GONE = "(không lưu)"
DIGEST = "a" * 64
FILE = {"kind": "photo", "digest": DIGEST, "name": "anh.jpg", "mime": "image/jpeg", "size": 9, "problem": ""}


def agree(store: Store, office: int, person: int, version: int = 1) -> None:
    with store.transaction() as session:
        session.add(Consent(office_id=office, person_id=person, version=version, channel="telegram", given_at=NOW))


def has_agreed(store: Store, person: int, version: int = 1) -> bool:
    with store.transaction() as session:
        return live_consent(session, person, version) is not None


def account(store: Store, office: int, person: int, address: str) -> None:
    with store.transaction() as session:
        put(session, Account(office_id=office, person_id=person, channel=WEB, address=address, last_seen_at=NOW))


def write(store: Store, office: int, address: str, key: str, *, mine: bool = True) -> None:
    with store.transaction() as session:
        bubble = WebMessage(
            office_id=office, address=address, key=key, mine=mine, text=f"tin {key}", files=[FILE], at=NOW
        )
        put_web_message(session, bubble)


def texts(store: Store, office: int, address: str) -> list[str]:
    with store.transaction() as session:
        return [bubble.text for bubble in web_messages(session, office, address, 0)]


def spare(store: Store) -> list[str]:
    with store.transaction() as session:
        return spare_files(session, [DIGEST, ""])


def test_a_yes_counts_for_its_version_until_it_is_taken_back(store: Store, office: int, an: int, binh: int) -> None:
    agree(store, office, an)
    assert (has_agreed(store, an), has_agreed(store, an, 2), has_agreed(store, binh)) == (True, False, False)
    with store.transaction() as session:
        end_consents(session, an, LATER)
    assert not has_agreed(store, an)
    agree(store, office, an)
    assert has_agreed(store, an)


def test_a_yes_goes_along_with_the_account(store: Store, office: int, an: int, binh: int) -> None:
    account(store, office, an, "visitor")
    agree(store, office, an)
    with store.transaction() as session:
        assert (has_account(session, an), has_account(session, binh)) == (True, False)
        mine = account_at(session, office, WEB, "visitor")
        assert mine
        join(session, mine, session.get_one(Person, binh))
    assert (has_agreed(store, an), has_agreed(store, binh)) == (False, True)


def test_one_bubble_is_unsaid_and_its_answer_stays(store: Store, office: int) -> None:
    write(store, office, "visitor", "page:k1")
    write(store, office, "visitor", "page:k2")
    write(store, office, "visitor", "answer:1", mine=False)
    with store.transaction() as session:
        unsay(session, office, "visitor:k1", GONE)
    assert texts(store, office, "visitor") == [GONE, "tin page:k2", "tin answer:1"]


def test_everything_of_one_visitor_is_unsaid_and_nothing_of_another(store: Store, office: int) -> None:
    for address in ("one", "two"):
        write(store, office, address, "page:k1")
    with store.transaction() as session:
        assert unsay_all(session, office, "one", GONE) == [DIGEST]
        assert unsay_all(session, office, "one", GONE) == []
    assert (texts(store, office, "one"), texts(store, office, "two")) == ([GONE], ["tin page:k1"])


def test_words_of_strangers_are_unsaid_those_of_the_agreed_and_of_officials_stay(
    store: Store, office: int, an: int, binh: int
) -> None:
    with store.transaction() as session:
        stranger = put_person(session, office, "")
        put(session, Post(office_id=office, title="Văn thư", role=Role.CLERK, person_id=binh))
    for person, address in ((an, "agreed"), (binh, "official"), (stranger, "stranger")):
        account(store, office, person, address)
        write(store, office, address, "page:k1")
    write(store, office, "nobody", "page:k1")
    agree(store, office, an)
    with store.transaction() as session:
        assert unsay_strangers(session, office, NOW - timedelta(minutes=1), GONE) == []
        assert unsay_strangers(session, office, NOW, GONE) == [DIGEST, DIGEST]
    told = [texts(store, office, address)[0] for address in ("agreed", "official", "stranger", "nobody")]
    assert told == ["tin page:k1", "tin page:k1", GONE, GONE]


def test_a_file_is_spare_when_no_row_names_it(store: Store, office: int, an: int) -> None:
    assert spare(store) == [DIGEST]
    with store.transaction() as session:
        put_draft(session, a_draft(office, an))
    assert spare(store) == []
    with store.transaction() as session:
        assert drop_ended_drafts(session, office, LATER) == [{"files": [FILE]}]
    assert spare(store) == [DIGEST]


@pytest.mark.parametrize("where", ["letter", "bubble", "attachment"])
def test_a_file_stays_as_long_as_anything_names_it(store: Store, office: int, an: int, where: str) -> None:
    with store.transaction() as session:
        if where == "letter":
            put(session, new_letter(office, an, "a", files=[FILE]))
        elif where == "attachment":
            attach(session, office, (Kept("photo", DIGEST, "anh.jpg", "image/jpeg", 9),))
    if where == "bubble":
        write(store, office, "visitor", "page:k1")
    assert spare(store) == []


def a_draft(office: int, person: int) -> Draft:
    return Draft(
        office_id=office,
        person_id=person,
        channel=WEB,
        address="visitor",
        topic="consent",
        data={"files": [FILE]},
        ends_at=LATER,
    )


def test_a_code_of_another_portal_names_one_case_and_many_have_none(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put(session, new_case(office, an, "TB-1", outside_code="1022 A1"))
        put(session, new_case(office, an, "TB-2"))
        put(session, new_case(office, an, "TB-3"))
        found = feedback_from_outside(session, office, "1022 A1")
        assert found
        assert found.code == "TB-1"
        assert feedback_from_outside(session, office, "") is None
        assert feedback_from_outside(session, put_office(session, "HG"), "1022 A1") is None
    with pytest.raises(IntegrityError), store.transaction() as session:
        put(session, new_case(office, an, "TB-4", outside_code="1022 A1"))


def test_a_procedure_is_told_by_its_newest_words_in_its_own_office(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        first = put_procedure(session, office, "Khai sinh", "một")
        assert put_procedure(session, office, "Khai sinh", "hai").id == first.id
        put_procedure(session, office, "Chứng thực", "ba")
        assert {one.topic: one.words for one in procedures_of(session, office)} == {
            "Khai sinh": "hai",
            "Chứng thực": "ba",
        }
        assert procedures_of(session, other) == []
        assert procedure_with_id(session, other, first.id) is None
