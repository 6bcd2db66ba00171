"""Letters that leave: claimed in order, each with what became of it written down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.rules.states import Hindrance, LetterState
from storage.among import among
from storage.columns import UtcDateTime, read_quickly
from storage.due import bounded, notice
from storage.letters import ANSWER, LIVE, Letter, changed
from storage.many import Many
from storage.people import Person

LEASE = timedelta(minutes=2)  # longer than any send; after it a crashed sender's letter is taken over


class Outgoing(NamedTuple):
    """A claimed letter, as far as its sender needs it; `claimed_until` names the claim."""

    id: int
    office_id: int
    person_id: int
    key: str
    priority: int
    channel: str
    address: str
    text: str
    choices: list[Any]
    files: list[Any]
    card: list[Any]
    refused: list[Any]
    attempts: int
    problem: str
    created_at: datetime
    claimed_until: datetime


class Delivered(NamedTuple):
    """A letter that its platform took: where, under which name, at what price in đồng."""

    letter: Outgoing
    channel: str
    address: str
    ref: str
    cost: int = 0


def claim_letters(
    session: Session, now: datetime, most: int, only: list[int] | None = None, offices: list[int] | None = None
) -> list[Outgoing]:
    """Take the most urgent due letters, one of a person, whose persons have no earlier one under way or in trouble.

    Of those called by their numbers (`only`), none before an earlier answer that waits for its turn.
    """
    found = _NEXT if only is None else _CALLED
    found = found if offices is None else found.where(col(Letter.office_id).in_(offices))
    while due := session.execute(found, {"now": now, "most": bounded(most), "called": only}).all():
        first_of: dict[int, int] = {}
        for letter_id, person_id in due:
            first_of.setdefault(person_id, letter_id)
        ids = list(first_of.values())
        until = now + LEASE
        rows = session.connection().execute(_CLAIM, {"now": now, "until": until, "letters": ids})
        claimed = {row[0]: Outgoing._make((*row, until)) for row in rows}
        notice(Letter, "next_at", claimed)
        if claimed:
            return [claimed[one] for one in ids if one in claimed]
        # Between the search and the lock another process took letters of these persons: look again.
    return []


def answers_before(session: Session, now: datetime, only: Sequence[int]) -> list[int]:
    """What the persons of these letters should have before them, and may have now."""
    asked = {"now": now, "called": list(only), "last": max(only, default=0)}
    return list(session.exec(_BEFORE, params=asked))


def _has_answer_before() -> ColumnElement[bool]:
    """One that missed its turn while another was under way, and was not called since."""
    other = aliased(Letter)
    same = col(other.person_id) == col(Letter.person_id)
    earlier = exists().where(same, col(other.id) < col(Letter.id), *_is_answer_in_waiting(other))
    return earlier.correlate(Letter)


def _is_answer_in_waiting(letter: type[Letter]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(letter.state) == LetterState.WAITING,
        col(letter.priority) == ANSWER,
        col(letter.next_at) <= _NOW,
    )


def _is_due() -> ColumnElement[bool]:
    return or_(
        and_(col(Letter.state) == LetterState.WAITING, col(Letter.next_at) <= _NOW),
        and_(col(Letter.state) == LetterState.SENDING, col(Letter.claimed_until) <= _NOW),
    )


def _has_one_ahead() -> ColumnElement[bool]:
    """Letters of one person leave one by one and in order, also when the first has to be tried again."""
    other = aliased(Letter)
    under_way = and_(col(other.state) == LetterState.SENDING, col(other.claimed_until) > _NOW)
    in_trouble = and_(col(other.state) == LetterState.WAITING, col(other.attempts) > 0)
    unfinished = or_(col(other.state) == LetterState.SENDING, in_trouble)
    return (
        exists()
        .where(
            col(other.person_id) == col(Letter.person_id),
            col(other.state).in_(LIVE),
            or_(under_way, and_(col(other.id) < col(Letter.id), unfinished)),
        )
        .correlate(Letter)
    )


# Both are asked at every tick and for every letter: built once, as that takes longer than the answer.
_NOW = bindparam("now", type_=UtcDateTime())
# The letter's person is locked, so that two claimers never serve one person at once. The letter is not:
# one that is passed over because of its person would stay locked and be passed over by others.
_NEXT = (
    select(Letter.id, Letter.person_id)
    .join(Person, col(Person.id) == col(Letter.person_id))
    .where(col(Letter.state).in_(LIVE), _is_due(), ~_has_one_ahead())
    .order_by(col(Letter.priority), col(Letter.next_at), col(Letter.id))
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True, key_share=True, of=Person)
)
_CALLED = _NEXT.where(col(Letter.id).in_(bindparam("called", expanding=True)), ~_has_answer_before())
_ONE = aliased(Letter)
_BEFORE = select(Letter.id).where(
    col(Letter.person_id).in_(select(_ONE.person_id).where(col(_ONE.id).in_(bindparam("called", expanding=True)))),
    col(Letter.id) < bindparam("last"),
    *_is_answer_in_waiting(Letter),
)
_CLAIM = (
    update(Letter)
    .where(among(col(Letter.id), "letters"), _is_due(), ~_has_one_ahead())
    .values(
        state=LetterState.SENDING,
        claimed_until=bindparam("until", type_=UtcDateTime()),
        attempts=col(Letter.attempts) + 1,
    )
    .returning(*(read_quickly(getattr(Letter, name)) for name in Outgoing._fields[:-1]))
)
_IS_CLAIMED = and_(
    col(Letter.id) == bindparam("letter"),
    col(Letter.state) == LetterState.SENDING,
    col(Letter.claimed_until) == bindparam("claim", type_=UtcDateTime()),
)


def _settle(session: Session, letter: Outgoing, **values: Any) -> bool:
    """Record the outcome, unless another process has taken the letter over: the lease's end names a claim."""
    claim = {"letter": letter.id, "claim": letter.claimed_until}
    return changed(session, update(Letter).where(_IS_CLAIMED).values(claimed_until=None, **values), **claim) > 0


def mark_sent(session: Session, now: datetime, delivered: Sequence[Delivered]) -> int:
    """Of how many it was written down: the others were taken over by another process meanwhile."""
    if not delivered:
        return 0
    rows = ((one.letter.id, one.letter.claimed_until, one.channel, one.address, one.ref, one.cost) for one in delivered)
    return _SENT.run(session.connection(), rows, now=now)


_SENT = Many(
    update(Letter)
    .where(_IS_CLAIMED)
    .values(
        state=LetterState.SENT,
        claimed_until=None,
        sent_at=bindparam("now", type_=UtcDateTime()),
        sent_channel=bindparam("by"),
        sent_address=bindparam("to"),
        sent_ref=bindparam("ref"),
        cost=bindparam("paid"),
        problem="",
        hindrance=Hindrance.NONE,
    ),
    *("letter", "claim", "by", "to", "ref", "paid"),
)


def mark_later(session: Session, letter: Outgoing, at: datetime, problem: str, **route: Any) -> bool:
    """Try again at a moment; `channel` and `address` change where an answer goes ("": any account)."""
    return _settle(session, letter, state=LetterState.WAITING, next_at=at, problem=problem, **route)


def mark_parked(session: Session, letter: Outgoing, hindrance: Hindrance) -> bool:
    """Keep it until the person writes again, on whichever account."""
    return _settle(session, letter, state=LetterState.PARKED, channel="", address="", hindrance=hindrance)


def mark_held(session: Session, letter: Outgoing, until: datetime, hindrance: Hindrance) -> bool:
    """Keep it until a moment, or until the person writes; it is in nobody's way meanwhile."""
    held = {"next_at": until, "attempts": 0, "channel": "", "address": "", "hindrance": hindrance}
    return _settle(session, letter, state=LetterState.WAITING, **held)


def mark_unsure(session: Session, letter: Outgoing, channel: str, address: str, problem: str) -> bool:
    """It may have arrived there; only a person's word sends it again."""
    sent = {"sent_channel": channel, "sent_address": address}
    return _settle(session, letter, state=LetterState.UNSURE, problem=problem, **sent)


def mark_failed(session: Session, letter: Outgoing, problem: str) -> bool:
    return _settle(session, letter, state=LetterState.FAILED, problem=problem)


def mark_postponed(session: Session, letter: Outgoing, at: datetime, problem: str = "") -> bool:
    """It leaves at a moment; until then it is in nobody's way, as if it had not been tried."""
    return _settle(session, letter, state=LetterState.WAITING, next_at=at, attempts=0, problem=problem)


def postpone(session: Session, letter_id: int, now: datetime, at: datetime) -> bool:
    """Give a letter that is due, and that nobody has claimed meanwhile, another moment."""
    still_due = update(Letter).where(col(Letter.id) == letter_id, _is_due())
    return changed(session, still_due.values(state=LetterState.WAITING, claimed_until=None, next_at=at), now=now) > 0


def mark_superseded(session: Session, letter: Outgoing) -> bool:
    """It need not leave any more: nothing it says is true now."""
    return _settle(session, letter, state=LetterState.SUPERSEDED)


def reword(session: Session, letter: Outgoing, why: str) -> None:
    """Keep what it says now."""
    said = {"text": letter.text, "choices": letter.choices, "why": why}
    changed(session, update(Letter).where(col(Letter.id) == letter.id).values(**said))
