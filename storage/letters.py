"""The outbox: whatever leaves is a letter first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    CursorResult,
    Index,
    Integer,
    UniqueConstraint,
    Update,
    and_,
    bindparam,
    or_,
    text,
    update,
)
from sqlmodel import Field, Session, col, select

from bot.rules.states import Hindrance, LetterState
from storage.columns import Lines, Sealed, SealedJson, SealedKey, SealedNames, UtcDateTime
from storage.due import NOW
from storage.numbering import give_number
from storage.once import add_unless_twin
from storage.remembering import apart, is_none
from storage.rows import Row

ANSWER, NEWS, ROUND = 0, 1, 2  # priorities: somebody waits now; news of a case; the morning's round

# The few letters still to leave have their own small indexes, which SQLite uses where it sees these words.
LIVE: BindParameter[Any] = bindparam(
    "live", (LetterState.WAITING, LetterState.SENDING), expanding=True, literal_execute=True
)
FAILED_ROWS = text("state = 'failed'")
_LIVE_ROWS = text("state IN ('waiting', 'sending')")
_WITH_WORDS = text("text <> ''")


def _index_of(name: str, which: str, *columns: str) -> Index:
    """An index of the few letters of which this is so."""
    return Index(name, *columns, sqlite_where=text(which), postgresql_where=text(which))


class Letter(Row, table=True):
    """Something said to a person. `key` names it once for ever: the same cause cannot write it twice.

    An answer carries the `channel` and `address` it answers to; others find the person's first live account.
    `hindrance`: what bars its way; `refused`: the accounts (ids) whose platform did not take it. `cost`: đồng, as far
    as the office can tell. `received_at`, `seen_at`: as far as its platform says so. `card`: as Reply's.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "key"),
        Index(
            "ix_letter_live",
            *("priority", "next_at", "id"),
            sqlite_where=_LIVE_ROWS,
            postgresql_where=_LIVE_ROWS,
        ),
        Index("ix_letter_words_kept", "created_at", sqlite_where=_WITH_WORDS, postgresql_where=_WITH_WORDS),
        Index("ix_letter_person_id_state", "person_id", "state"),
        Index("ix_letter_sent_to", "office_id", "sent_channel", "sent_address", "sent_at"),
        Index("ix_letter_sent_on", "office_id", "sent_channel", "sent_at"),
        _index_of("ix_letter_unsure", "state = 'unsure'", "office_id", "id"),
        _index_of("ix_letter_failed", "state = 'failed'", "office_id", "id"),
        _index_of("ix_letter_hindered", "hindrance <> ''", "office_id", "hindrance", "state"),
        _index_of("ix_letter_paid", "cost > 0", "office_id", "sent_at"),
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id")
    key: str
    why: str = ""
    priority: int = NEWS
    channel: str = ""
    address: str = Field(default="", sa_type=SealedKey)
    text: str = Field(sa_type=Sealed)
    choices: list[Any] = Field(default_factory=list, sa_type=SealedJson)  # rows of [label, command]
    files: list[Any] = Field(default_factory=list, sa_type=SealedNames)  # as files.Kept's fields
    state: str = LetterState.WAITING
    next_at: datetime = Field(sa_type=UtcDateTime)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    problem: str = ""
    hindrance: str = ""
    refused: list[Any] = Field(default_factory=list, sa_type=Lines)
    cost: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_channel: str = ""
    sent_address: str = Field(default="", sa_type=SealedKey)
    sent_ref: str = ""
    card: list[Any] = Field(default_factory=list, sa_type=Lines)
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def add_letter(session: Session, letter: Letter) -> bool:
    """Write a letter unless one of this key exists; say whether it was written."""
    named = {"office": letter.office_id, "key": letter.key}
    with apart(session, Letter) as waiting:
        is_known = session.exec(_NAMED, params=named).first() is not None
        is_known = is_known or any(one.key == letter.key and one.office_id == letter.office_id for one in waiting)
    if is_known or not add_unless_twin(session, letter, _NAMED, **named):
        return False
    session.info.setdefault("letters", []).append(letter.id)
    return True


_NAMED = select(Letter.id).where(Letter.office_id == bindparam("office"), Letter.key == bindparam("key"))


def add_new_letter(session: Session, letter: Letter) -> None:
    """Write a letter of whose key there is surely none."""
    session.add(letter)
    give_number(session, letter)
    session.info.setdefault("letters", []).append(letter.id)


def letter_keyed(session: Session, office_id: int, key: str) -> Letter | None:
    return session.exec(select(Letter).where(Letter.office_id == office_id, Letter.key == key)).first()


def letters_keyed(session: Session, office_id: int, keys: list[str]) -> list[Letter]:
    found = select(Letter).where(Letter.office_id == office_id, col(Letter.key).in_(keys))
    return list(session.exec(found.order_by(col(Letter.id))))


def letters_written(session: Session) -> list[int]:
    """The letters that this transaction added, in order."""
    return list(session.info.get("letters", []))


def changed(session: Session, change: Update, **values: Any) -> int:
    """How many rows."""
    result = session.exec(change, params=values)
    assert isinstance(result, CursorResult)
    return result.rowcount


def mark_arrived(
    session: Session, office_id: int, channel: str, address: str, refs: Sequence[str], at: datetime, *, seen: bool
) -> None:
    """Their platform says that these letters came to the person, or (`seen`) were looked at; the first time counts."""
    letters = update(Letter).where(
        col(Letter.office_id) == office_id,
        col(Letter.sent_channel) == channel,
        col(Letter.sent_address) == address,
        col(Letter.sent_ref).in_(refs),
    )
    changed(session, letters.where(col(Letter.received_at).is_(None)).values(received_at=at))
    if seen:
        changed(session, letters.where(col(Letter.seen_at).is_(None)).values(seen_at=at))


def unsent_letters(session: Session, person_id: int, key: str, but: int | None = None) -> list[int]:
    """Letters of this person whose keys begin so and that wait or are parked, without one of them."""
    found = select(Letter.id).where(
        Letter.person_id == person_id,
        col(Letter.state).in_((LetterState.WAITING, LetterState.PARKED)),
        col(Letter.key).startswith(key, autoescape=True),
        Letter.id != but,
    )
    return list(session.exec(found.order_by(col(Letter.id)).with_for_update()))


def supersede(session: Session, letters: list[int]) -> None:
    """These need not leave any more."""
    changed(session, update(Letter).where(col(Letter.id).in_(letters)).values(state=LetterState.SUPERSEDED))


def unpark(session: Session, person_id: int, now: datetime) -> None:
    """The person can be reached again: what was kept for them, or is to be tried again later, leaves now."""
    free_letters(session, session.exec(_KEPT_BACK, params={"person": person_id, "now": now}).all(), now)


_HELD = and_(
    col(Letter.state) == LetterState.WAITING,
    or_(col(Letter.hindrance) != "", col(Letter.attempts) > 0),
    col(Letter.next_at) > NOW,
)
_KEPT_BACK = (
    select(Letter.id)
    .where(Letter.person_id == bindparam("person"), or_(col(Letter.state) == LetterState.PARKED, _HELD))
    .order_by(col(Letter.id))
    .with_for_update()
)


def free_letters(session: Session, ids: Sequence[int], now: datetime) -> None:
    """What was kept back leaves now."""
    if ids:
        freed = update(Letter).where(col(Letter.id).in_(ids))
        changed(session, freed.values(state=LetterState.WAITING, next_at=now, attempts=0, hindrance=Hindrance.NONE))
        session.info.setdefault("letters", []).extend(ids)


def last_choices(
    session: Session, office_id: int, channel: str, address: str, within: int = 10
) -> list[list[list[str]]]:
    """Rows of [label, command] of the newest letter with choices, of the last few that came to this address."""
    if is_none(session, Letter, (office_id, channel, address)):
        return []
    at = {"office": office_id, "channel": channel, "address": address, "within": within}
    return next((list(choices) for choices in session.exec(_LAST_CHOICES, params=at) if choices), [])


_LAST_CHOICES = (
    select(Letter.choices)
    .where(
        Letter.office_id == bindparam("office"),
        Letter.sent_channel == bindparam("channel"),
        Letter.sent_address == bindparam("address"),
    )
    .order_by(col(Letter.sent_at).desc(), col(Letter.id).desc())
    .limit(bindparam("within", type_=Integer()))
)
