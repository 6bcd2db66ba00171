"""Lines that wait for a person's next digest."""

from datetime import date

from sqlmodel import Session, col, select

from storage.letters import add_letter
from storage.nudges import Nudge, add_nudge, close_nudges, nudges_in, open_nudges, put_nudge, told_of
from storage.store import Store
from tests.storage.rows import FRIDAY, MONDAY, NOW, new_letter, overlapping


def nudge(office: int, person: int, subject_id: int, day: date = MONDAY, subject: str = "occurrence") -> Nudge:
    return Nudge(
        office_id=office,
        person_id=person,
        subject=subject,
        subject_id=subject_id,
        day=day,
        rung=3,
        audience="official",
        made_at=NOW,
    )


def write(store: Store, *nudges: Nudge) -> list[bool]:
    with store.transaction() as session:
        return [add_nudge(session, each) for each in nudges]


def close(session: Session) -> list[int]:
    """Put the next person's lines into a digest, and say what they were about."""
    lines = [line for lines in open_nudges(session) for line in lines]
    close_nudges(session, [line.id for line in lines])
    return [line.subject_id for line in lines]


def waiting(store: Store) -> list[tuple[int, int]]:
    with store.transaction() as session:
        return [(each.person_id, each.subject_id) for lines in open_nudges(session) for each in lines]


def close_next(store: Store) -> list[int]:
    with store.transaction() as session:
        return close(session)


def test_there_is_no_digest_without_a_line(store: Store) -> None:
    assert waiting(store) == []


def test_one_line_a_day_about_one_thing_for_one_person(store: Store, office: int, an: int, binh: int) -> None:
    assert write(store, nudge(office, an, 7), nudge(office, an, 7)) == [True, False]
    assert write(store, nudge(office, an, 7)) == [False]
    different = [
        nudge(office, binh, 7),
        nudge(office, an, 8),
        nudge(office, an, 7, day=FRIDAY),
        nudge(office, an, 7, subject="feedback"),
    ]
    assert write(store, *different) == [True] * 4


def test_a_line_already_sent_is_not_written_again(store: Store, office: int, an: int) -> None:
    write(store, nudge(office, an, 7))
    close_next(store)
    assert write(store, nudge(office, an, 7)) == [False]
    assert waiting(store) == []


def test_a_digest_has_all_lines_of_the_person_who_has_waited_longest(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(store, nudge(office, binh, 1), nudge(office, an, 2), nudge(office, binh, 3), nudge(office, an, 4))
    assert [close_next(store) for _ in range(3)] == [[1, 3], [2, 4], []]


def test_lines_that_went_out_stay_as_the_log_of_why(store: Store, office: int, an: int) -> None:
    write(store, nudge(office, an, 1), nudge(office, an, 2))
    close_next(store)
    with store.transaction() as session:
        found = session.exec(select(Nudge).order_by(col(Nudge.id)))
        assert [(line.subject_id, line.rung, line.made_at, line.open) for line in found] == [
            (1, 3, NOW, False),
            (2, 3, NOW, False),
        ]


def test_a_digest_knows_its_lines_and_a_thing_knows_what_was_said_of_it(
    store: Store, office: int, an: int, binh: int
) -> None:
    write(store, nudge(office, an, 7, day=FRIDAY), nudge(office, an, 7), nudge(office, binh, 7), nudge(office, an, 8))
    with store.transaction() as session:
        letter = new_letter(office, an, "digest:1")
        assert add_letter(session, letter)
        first, *_, other = session.exec(select(Nudge).order_by(col(Nudge.id)))
        close_nudges(session, [first.id], letter.id)
        close_nudges(session, [other.id])  # finished before it was said
        assert [line.id for line in nudges_in(session, [letter.id])] == [first.id]
        assert [(line.person_id, line.day) for line in told_of(session, "occurrence", 7, 2)] == [
            (an, FRIDAY),
            (binh, MONDAY),
        ]
        assert told_of(session, "occurrence", 8, 9) == []
        assert told_of(session, "feedback", 7, 9) == []


def test_a_line_asked_for_again_belongs_to_no_digest_yet(store: Store, office: int, an: int) -> None:
    write(store, nudge(office, an, 7))
    with store.transaction() as session:
        letter = new_letter(office, an, "digest:1")
        assert add_letter(session, letter)
        (line,) = session.exec(select(Nudge))
        close_nudges(session, [line.id], letter.id)
    with store.transaction() as session:
        put_nudge(session, nudge(office, an, 7))
    with store.transaction() as session:
        assert nudges_in(session, [letter.id]) == []
    assert waiting(store) == [(an, 7)]


def test_ticks_at_the_same_moment_put_every_line_into_one_digest(store: Store, office: int, an: int, binh: int) -> None:
    write(store, *(nudge(office, person, subject) for subject in (1, 2, 3) for person in (an, binh)))
    assert overlapping(store, close, close) == [[1, 2, 3], [1, 2, 3]]
    assert waiting(store) == []


def test_two_ticks_with_one_persons_lines_make_one_digest(store: Store, office: int, an: int) -> None:
    write(store, nudge(office, an, 1), nudge(office, an, 2))
    assert overlapping(store, close, close) == [[1, 2], []]


def test_ticks_at_the_same_moment_write_a_line_once(store: Store, office: int, an: int) -> None:
    def add(session: Session) -> list[bool]:
        return [add_nudge(session, nudge(office, an, subject)) for subject in (7, 8)]

    assert overlapping(store, add, add) == [[True, True], [False, False]]
    assert close_next(store) == [7, 8]
