"""The outbox: whatever leaves is a letter first."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CursorResult, UniqueConstraint, and_, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from bot.rules.states import LetterState
from storage.columns import UtcDateTime

ANSWER, NEWS, ROUND = 0, 1, 2  # priorities: somebody waits now; news of a case; the morning's round
LEASE = timedelta(minutes=2)  # longer than any send; after it a crashed sender's letter is taken over


class Letter(SQLModel, table=True):
    """Something said to a person. `key` names it once for ever: the same cause cannot write it twice.

    An answer carries the `channel` and `address` it answers to; others find the person's first live account.
    """

    __table_args__ = (UniqueConstraint("office_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    key: str
    why: str = ""
    priority: int = NEWS
    channel: str = ""
    address: str = ""
    text: str
    choices: list[Any] = Field(default_factory=list, sa_type=JSON)  # rows of [label, command]
    files: list[Any] = Field(default_factory=list, sa_type=JSON)  # as files.Kept's fields
    state: str = Field(default=LetterState.WAITING, index=True)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    problem: str = ""
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_channel: str = ""
    sent_address: str = ""
    sent_ref: str = ""


def add_letter(session: Session, letter: Letter) -> bool:
    """Write a letter unless one of this key exists; say whether it was written."""
    known = select(Letter.id).where(Letter.office_id == letter.office_id, Letter.key == letter.key)
    if session.exec(known).first() is not None:
        return False
    session.add(letter)
    session.flush()
    session.info.setdefault("letters", []).append(letter.id)
    return True


def letters_written(session: Session) -> list[int]:
    """The letters that this transaction added, in order."""
    return list(session.info.get("letters", []))


def claim_letter(session: Session, now: datetime, only: list[int] | None = None) -> Letter | None:
    """Take the most urgent due letter whose person has no earlier one under way or in trouble."""
    due = or_(
        and_(col(Letter.state) == LetterState.WAITING, col(Letter.next_at) <= now),
        and_(col(Letter.state) == LetterState.SENDING, col(Letter.claimed_until) <= now),
    )
    found = select(Letter).where(due, ~_has_one_ahead())
    if only is not None:
        found = found.where(col(Letter.id).in_(only))
    found = found.order_by(col(Letter.priority), col(Letter.next_at), col(Letter.id)).limit(1)
    letter = session.exec(found.with_for_update(skip_locked=True)).first()
    if letter is None:
        return None
    letter.state = LetterState.SENDING
    letter.claimed_until = now + LEASE
    letter.attempts += 1
    session.add(letter)
    return letter


def _has_one_ahead() -> Any:
    """Letters of one person keep their order, also when the first one has to be tried again."""
    ahead = aliased(Letter)
    in_trouble = and_(col(ahead.state) == LetterState.WAITING, col(ahead.attempts) > 0)
    return exists().where(
        col(ahead.person_id) == col(Letter.person_id),
        col(ahead.id) < col(Letter.id),
        or_(col(ahead.state) == LetterState.SENDING, in_trouble),
    )


def _settle(session: Session, letter: Letter, **values: Any) -> bool:
    """Record the outcome, unless another process has taken the letter over meanwhile."""
    found = (
        update(Letter)
        .where(
            col(Letter.id) == letter.id,
            col(Letter.state) == LetterState.SENDING,
            col(Letter.attempts) == letter.attempts,
        )
        .values(claimed_until=None, **values)
    )
    result = session.exec(found)
    assert isinstance(result, CursorResult)
    return bool(result.rowcount)


def mark_sent(session: Session, letter: Letter, now: datetime, channel: str, address: str, ref: str) -> bool:
    return _settle(
        session,
        letter,
        state=LetterState.SENT,
        sent_at=now,
        sent_channel=channel,
        sent_address=address,
        sent_ref=ref,
        problem="",
    )


def mark_later(session: Session, letter: Letter, at: datetime, problem: str) -> bool:
    return _settle(session, letter, state=LetterState.WAITING, next_at=at, problem=problem)


def mark_parked(session: Session, letter: Letter, problem: str) -> bool:
    """Keep it until the person writes again, on whichever account."""
    return _settle(session, letter, state=LetterState.PARKED, channel="", address="", problem=problem)


def mark_failed(session: Session, letter: Letter, problem: str) -> bool:
    return _settle(session, letter, state=LetterState.FAILED, problem=problem)


def unpark(session: Session, person_id: int, now: datetime) -> None:
    """The person can be reached again: what was kept for them leaves now."""
    found = select(Letter).where(Letter.person_id == person_id, Letter.state == LetterState.PARKED)
    for letter in session.exec(found.order_by(col(Letter.id))):
        letter.state, letter.next_at, letter.attempts = LetterState.WAITING, now, 0
        session.add(letter)
        session.info.setdefault("letters", []).append(letter.id)


def last_choices(session: Session, office_id: int, channel: str, address: str) -> list[list[str]]:
    """The choices of the newest letter with any that reached this address: [label, command], in order."""
    found = (
        select(Letter)
        .where(Letter.office_id == office_id, Letter.sent_channel == channel, Letter.sent_address == address)
        .order_by(col(Letter.sent_at).desc(), col(Letter.id).desc())
        .limit(10)
    )
    for letter in session.exec(found):
        if letter.choices:
            return [choice for row in letter.choices for choice in row]
    return []
