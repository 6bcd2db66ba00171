"""What becomes of a letter that was taken, and of one that is kept until its person writes again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.rules.states import Hindrance
from storage.letters import (
    ANSWER,
    ROUND,
    Letter,
    add_letter,
    last_choices,
    letters_written,
    supersede,
    unpark,
    unsent_letters,
)
from storage.outbox import LEASE, Outgoing, mark_failed, mark_later, mark_parked, mark_postponed, mark_superseded
from storage.store import Store
from tests.storage.rows import NOW, claim_letter, new_letter, settle_sent

LATER = NOW + timedelta(hours=1)

Settling = Callable[[Session, Outgoing], bool]


def sent(session: Session, letter: Outgoing) -> bool:
    return settle_sent(session, letter, NOW, "telegram", "1001", "77")


def postponed(session: Session, letter: Outgoing) -> bool:
    return mark_later(session, letter, LATER, "the network is down")


def parked(session: Session, letter: Outgoing) -> bool:
    return mark_parked(session, letter, Hindrance.GONE)


def failed(session: Session, letter: Outgoing) -> bool:
    return mark_failed(session, letter, "the text is too long")


def taken(store: Store, now: datetime = NOW) -> Outgoing:
    with store.transaction() as session:
        letter = claim_letter(session, now)
    assert letter is not None
    return letter


def settle(store: Store, letter: Outgoing, how: Settling) -> bool:
    with store.transaction() as session:
        return how(session, letter)


def now_kept(store: Store, letter: Outgoing) -> Letter:
    with store.transaction() as session:
        return session.get_one(Letter, letter.id)


@pytest.fixture
def letter(store: Store, office: int, an: int) -> Outgoing:
    """A claimed letter."""
    with store.transaction() as session:
        add_letter(session, new_letter(office, an, "one", channel="telegram", address="1001"))
    return taken(store)


def test_a_sent_letter_says_when_and_where_it_went(store: Store, letter: Outgoing) -> None:
    assert settle(store, letter, sent)
    kept = now_kept(store, letter)
    assert (kept.state, kept.sent_at, kept.claimed_until) == ("sent", NOW, None)
    assert (kept.sent_channel, kept.sent_address, kept.sent_ref) == ("telegram", "1001", "77")


def test_a_letter_sent_at_the_second_try_no_longer_shows_the_first_ones_problem(store: Store, letter: Outgoing) -> None:
    settle(store, letter, postponed)
    assert now_kept(store, letter).problem == "the network is down"
    settle(store, taken(store, LATER), sent)
    assert now_kept(store, letter).problem == ""


def test_a_postponed_letter_keeps_its_count_and_waits(store: Store, letter: Outgoing) -> None:
    assert settle(store, letter, postponed)
    kept = now_kept(store, letter)
    assert (kept.state, kept.next_at, kept.attempts, kept.claimed_until) == ("waiting", LATER, 1, None)


def test_one_that_waits_for_a_better_hour_is_in_nobodys_way(
    store: Store, letter: Outgoing, office: int, an: int
) -> None:
    with store.transaction() as session:
        assert mark_postponed(session, letter, LATER)
        assert add_letter(session, new_letter(office, an, "an answer", priority=ANSWER))
    assert now_kept(store, letter).attempts == 0
    assert taken(store).key == "an answer"


def test_superseded_letters_never_leave(store: Store, letter: Outgoing, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        for person, key in ((an, "digest:2"), (an, "news"), (binh, "digest:3")):
            assert add_letter(session, new_letter(office, person, key))
    with store.transaction() as session:
        (other,) = unsent_letters(session, an, "digest:")
        assert unsent_letters(session, an, "digest:", other) == []
        supersede(session, [other])
        assert mark_superseded(session, letter)
    left = []
    while (found := claimed(store)) is not None:
        left.append(found.key)
        settle(store, found, sent)
    assert sorted(left) == ["digest:3", "news"]


def claimed(store: Store) -> Outgoing | None:
    with store.transaction() as session:
        return claim_letter(session, NOW)


def test_a_failed_letter_keeps_its_words_and_the_reason(store: Store, letter: Outgoing) -> None:
    assert settle(store, letter, failed)
    kept = now_kept(store, letter)
    assert (kept.state, kept.text, kept.problem) == ("failed", "Chào bác.", "the text is too long")


def test_a_parked_letter_forgets_the_address_it_could_not_reach(store: Store, letter: Outgoing) -> None:
    assert settle(store, letter, parked)
    kept = now_kept(store, letter)
    assert (kept.state, kept.channel, kept.address) == ("parked", "", "")


@pytest.mark.parametrize("second", [sent, postponed, parked, failed])
@pytest.mark.parametrize("first", [sent, postponed, parked, failed])
def test_only_the_first_outcome_counts(store: Store, letter: Outgoing, first: Settling, second: Settling) -> None:
    assert settle(store, letter, first)
    before = now_kept(store, letter).model_dump()
    assert not settle(store, letter, second)
    assert now_kept(store, letter).model_dump() == before


@pytest.mark.parametrize("late", [sent, postponed, parked, failed])
def test_who_comes_back_after_the_lease_cannot_settle_what_another_took_over(
    store: Store, letter: Outgoing, late: Settling
) -> None:
    other = taken(store, NOW + LEASE)
    assert not settle(store, letter, late)
    assert now_kept(store, letter).state == "sending"
    assert settle(store, other, sent)


def test_nor_one_that_was_parked_and_freed_meanwhile(store: Store, letter: Outgoing, an: int) -> None:
    """The count begins anew for a freed letter, so the count alone would not tell the two claims apart."""
    settle(store, taken(store, NOW + LEASE), parked)
    with store.transaction() as session:
        unpark(session, an, NOW + LEASE)
    third = taken(store, NOW + LEASE)
    assert third.attempts == letter.attempts
    assert not settle(store, letter, sent)
    assert settle(store, third, sent)


def test_a_letter_that_nobody_took_cannot_be_settled(store: Store, letter: Outgoing, office: int, an: int) -> None:
    with store.transaction() as session:
        waiting = new_letter(office, an, "waiting")
        add_letter(session, waiting)
        assert not sent(session, letter._replace(id=waiting.id))


def test_a_parked_letter_is_not_tried_until_its_person_writes(store: Store, letter: Outgoing, an: int) -> None:
    settle(store, letter, parked)
    year_later = NOW + timedelta(days=365)
    with store.transaction() as session:
        assert claim_letter(session, year_later) is None
        unpark(session, an, year_later)
        assert letters_written(session) == [letter.id]
    freed = taken(store, year_later)
    assert (freed.key, freed.attempts) == ("one", 1)


def test_what_was_kept_leaves_in_its_order_and_after_the_answer(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        for key in ("first", "second", "third"):
            add_letter(session, new_letter(office, an, key, priority=ROUND))
    for _ in range(3):
        settle(store, taken(store), parked)
    with store.transaction() as session:
        unpark(session, an, LATER)
        add_letter(session, new_letter(office, an, "answer", priority=ANSWER, next_at=LATER))
        assert len(letters_written(session)) == 4
    order = []
    for _ in range(4):
        letter = taken(store, LATER)
        order.append(letter.key)
        settle(store, letter, sent)
    assert order == ["answer", "first", "second", "third"]


def test_only_the_person_who_wrote_gets_what_was_kept(store: Store, letter: Outgoing, binh: int) -> None:
    settle(store, letter, parked)
    with store.transaction() as session:
        unpark(session, binh, LATER)
        assert letters_written(session) == []
    assert now_kept(store, letter).state == "parked"


def choices(store: Store, office: int, address: str) -> list[list[list[str]]]:
    with store.transaction() as session:
        return last_choices(session, office, "telegram", address)


def send_with(store: Store, office: int, person: int, key: str, at: datetime, rows: list[object]) -> None:
    with store.transaction() as session:
        add_letter(session, new_letter(office, person, key, choices=rows))
    letter = taken(store)
    with store.transaction() as session:
        settle_sent(session, letter, at, "telegram", "1001", "77")


def test_a_bare_number_means_the_newest_choices_that_reached_the_chat(store: Store, office: int, an: int) -> None:
    send_with(store, office, an, "old", NOW, [[["Có", "/co"]]])
    send_with(store, office, an, "new", LATER, [[["Xong", "/xong 1"], ["Đang làm", "/dang 1"]], [["Bỏ", "/bo"]]])
    send_with(store, office, an, "thanks", LATER + LEASE, [])
    assert choices(store, office, "1001") == [[["Xong", "/xong 1"], ["Đang làm", "/dang 1"]], [["Bỏ", "/bo"]]]


def test_choices_of_another_chat_or_of_a_letter_not_sent_yet_mean_nothing(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        add_letter(session, new_letter(office, an, "unsent", address="1001", choices=[[["Có", "/co"]]]))
    assert choices(store, office, "1001") == []
    send_with(store, office, an, "sent", NOW, [])
    assert choices(store, office, "1001") == [[["Có", "/co"]]]
    assert choices(store, office, "1002") == []
