"""Which letter leaves next."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.letters import ANSWER, NEWS, ROUND, Letter, add_letter, letters_written
from storage.outbox import LEASE, Outgoing, mark_failed, mark_later, mark_parked
from storage.store import Store
from tests.storage.rows import NOW, claim_letter, new_letter, overlapping, put_office, put_person, settle_sent

MINUTE = timedelta(minutes=1)


def write(store: Store, *letters: Letter) -> None:
    with store.transaction() as session:
        for letter in letters:
            assert add_letter(session, letter)


def claim(store: Store, now: datetime = NOW, only: list[int] | None = None) -> Outgoing | None:
    with store.transaction() as session:
        return claim_letter(session, now, only)


def claim_key(store: Store, now: datetime = NOW, only: list[int] | None = None) -> str:
    letter = claim(store, now, only)
    return letter.key if letter else ""


def claim_and_send(store: Store, now: datetime = NOW) -> str:
    letter = claim(store, now)
    if letter is None:
        return ""
    with store.transaction() as session:
        assert settle_sent(session, letter, now, "telegram", "1", "77")
    return letter.key


def claim_and_postpone(store: Store, until: datetime, now: datetime = NOW) -> str:
    letter = claim(store, now)
    assert letter is not None
    with store.transaction() as session:
        assert mark_later(session, letter, until, "the network is down")
    return letter.key


def test_nothing_leaves_where_nothing_was_written(store: Store) -> None:
    assert claim_key(store) == ""


def test_a_key_names_a_letter_once_for_ever(store: Store, office: int, an: int, binh: int) -> None:
    write(store, new_letter(office, an, "case 1 answered"))
    claim_and_send(store)
    with store.transaction() as session:
        assert not add_letter(session, new_letter(office, an, "case 1 answered"))
        assert not add_letter(session, new_letter(office, binh, "case 1 answered", text="Khác."))
    assert claim_key(store) == ""


def test_two_processes_with_the_same_cause_write_one_letter_and_both_go_on(store: Store, office: int, an: int) -> None:
    def tell(session: Session) -> list[bool]:
        return [add_letter(session, new_letter(office, an, key)) for key in ("case 1 answered", "case 2 answered")]

    assert overlapping(store, tell, tell) == [[True, True], [False, False]]


def test_a_letter_to_nobody_is_an_error_and_not_one_known_already(store: Store, office: int) -> None:
    with pytest.raises(IntegrityError), store.transaction() as session:
        add_letter(session, new_letter(office, 404, "to nobody"))


def test_two_offices_may_use_the_same_key(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        somebody = put_person(session, other)
        assert add_letter(session, new_letter(office, an, "round of 2026-03-02"))
        assert add_letter(session, new_letter(other, somebody, "round of 2026-03-02"))


def test_a_transaction_knows_which_letters_it_wrote(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        add_letter(session, new_letter(office, an, "one"))
        add_letter(session, new_letter(office, an, "two"))
        add_letter(session, new_letter(office, an, "one"))
        first, second = letters_written(session)
    with store.transaction() as session:
        assert [session.get_one(Letter, each).key for each in (first, second)] == ["one", "two"]
        assert letters_written(session) == []


def test_answers_leave_before_news_and_news_before_the_round(store: Store, office: int, an: int) -> None:
    write(
        store,
        new_letter(office, an, "round", priority=ROUND),
        new_letter(office, an, "news", priority=NEWS),
        new_letter(office, an, "answer", priority=ANSWER),
    )
    assert [claim_and_send(store) for _ in range(4)] == ["answer", "news", "round", ""]


def test_of_equal_letters_the_one_that_has_waited_longest_leaves_first(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(
        store,
        new_letter(office, an, "a minute"),
        new_letter(office, binh, "an hour", next_at=NOW - 60 * MINUTE),
        new_letter(office, an, "a minute, written later"),
    )
    assert [claim_and_send(store) for _ in range(3)] == ["an hour", "a minute", "a minute, written later"]


def test_a_letter_waits_for_its_moment(store: Store, office: int, an: int) -> None:
    write(store, new_letter(office, an, "at eight", next_at=NOW))
    assert claim_key(store, NOW - timedelta(microseconds=1)) == ""
    assert claim_key(store, NOW) == "at eight"


def test_only_the_named_letters_are_taken_right_after_they_were_written(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(store, new_letter(office, an, "urgent", priority=ANSWER))
    with store.transaction() as session:
        add_letter(session, new_letter(office, binh, "mine", priority=ROUND))
        mine = letters_written(session)
    assert claim_key(store, only=mine) == "mine"
    assert claim_key(store, only=mine) == ""
    assert claim_key(store, only=[]) == ""


def test_a_claimed_letter_carries_its_lease_and_its_count(store: Store, office: int, an: int) -> None:
    write(store, new_letter(office, an, "one"))
    letter = claim(store)
    assert letter is not None
    assert (letter.attempts, letter.claimed_until) == (1, NOW + LEASE)


def test_a_person_gets_one_letter_at_a_time_while_others_get_theirs(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(
        store,
        new_letter(office, an, "an 1"),
        new_letter(office, an, "an 2"),
        new_letter(office, binh, "binh 1"),
    )
    assert [claim_key(store) for _ in range(3)] == ["an 1", "binh 1", ""]


def test_an_earlier_letter_does_not_overtake_an_answer_that_is_under_way(store: Store, office: int, an: int) -> None:
    write(store, new_letter(office, an, "news"), new_letter(office, an, "answer", priority=ANSWER))
    assert [claim_key(store) for _ in range(2)] == ["answer", ""]


def test_a_letter_in_trouble_holds_back_the_later_ones_of_its_person_only(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(store, new_letter(office, an, "an 1"), new_letter(office, an, "an 2"), new_letter(office, binh, "binh 1"))
    assert claim_and_postpone(store, NOW + 10 * MINUTE) == "an 1"
    assert [claim_and_send(store, NOW + 9 * MINUTE) for _ in range(2)] == ["binh 1", ""]
    assert [claim_and_send(store, NOW + 10 * MINUTE) for _ in range(3)] == ["an 1", "an 2", ""]


def test_a_letter_in_trouble_does_not_hold_back_the_earlier_ones(store: Store, office: int, an: int) -> None:
    write(store, new_letter(office, an, "news"), new_letter(office, an, "answer", priority=ANSWER))
    assert claim_and_postpone(store, NOW + 10 * MINUTE) == "answer"
    assert claim_and_send(store) == "news"


@pytest.mark.parametrize("give_up", [mark_failed, mark_parked])
def test_a_letter_that_was_given_up_holds_back_nobody(store: Store, office: int, an: int, give_up: object) -> None:
    write(store, new_letter(office, an, "an 1"), new_letter(office, an, "an 2"))
    letter = claim(store)
    assert letter is not None
    with store.transaction() as session:
        assert callable(give_up)
        assert give_up(session, letter, "blocked")
    assert [claim_and_send(store) for _ in range(2)] == ["an 2", ""]


def test_a_crashed_senders_letter_is_taken_over_when_its_lease_ends(store: Store, office: int, an: int) -> None:
    write(store, new_letter(office, an, "an 1"), new_letter(office, an, "an 2"))
    assert claim_key(store) == "an 1"
    assert claim_key(store, NOW + LEASE - timedelta(microseconds=1)) == ""
    again = claim(store, NOW + LEASE)
    assert again is not None
    assert (again.key, again.attempts, again.claimed_until) == ("an 1", 2, NOW + 2 * LEASE)


def test_after_a_night_without_power_all_letters_leave_in_order(store: Store, office: int, an: int) -> None:
    write(store, *(new_letter(office, an, f"{hour:02}", next_at=NOW + hour * 60 * MINUTE) for hour in range(12)))
    assert claim_key(store) == "00"
    late = NOW + timedelta(hours=12)
    assert [claim_and_send(store, late) for _ in range(13)] == [*(f"{hour:02}" for hour in range(12)), ""]
