"""By what open cases about the same are found again: their words, as keyed digests that come and go with them."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import repeat
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    Connection,
    Integer,
    Subquery,
    bindparam,
    column,
    delete,
    insert,
    inspect,
    select,
    text,
)
from sqlmodel import Field, Session, col

from bot.rules.duplicates import Told, clues_near, clues_of
from bot.rules.routing import CONDUCT
from bot.rules.states import CASE_OPEN, QUESTION
from storage.columns import KEYS, keys_of
from storage.feedback import Feedback
from storage.keys import Keys
from storage.many import Many
from storage.pending import Pending, rows_of
from storage.rows import Row

# Of the cases with one clue only so many are looked at, the oldest; of all that were found so, those with most clues.
# Where more of them are open (a flood: everybody writes the same) the best of them are found, not all.
EACH, MOST = 12, 48
_STEP = 8  # for each number of clues there would be a question of its own: it is rounded up
_NO_CLUE = 1 << 62
_REMEMBERED = 2_000  # digests; people use the same words


class Clue(Row, table=True):
    """One thing that an open case says, of which only the holder of the key knows what it is.

    `day`: on which the case came, counted on from the year 1.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: int = Field(primary_key=True, sa_type=BigInteger)
    day: int = Field(primary_key=True)
    feedback_id: int = Field(primary_key=True, foreign_key="feedback.id", index=True)
    office_id: int = Field(foreign_key="office.id")


def told_by(case: Any) -> Told:
    at = (case.latitude, case.longitude) if case.latitude is not None and case.longitude is not None else None
    return Told(case.text, case.category, case.place, at)


def keep_clues(session: Session, written: Pending) -> None:
    """After a flush: what is new is found from now on, what is over no more, what says something else by that."""
    new = rows_of(Feedback, written.new)
    changed = [case for case in rows_of(Feedback, written.changed) if _says_else(case)]
    if changed:
        session.connection().execute(_DROP, {"cases": [case.id for case in changed]})
    _add(session.connection(), (*new, *changed))


def add_missing_clues(connection: Connection) -> None:
    """Of all cases, where none has any so far."""
    found = connection.execute(_CASES, execution_options={"yield_per": 500})
    for some in found.partitions():
        _add(connection, some)


def _add(connection: Connection, cases: Iterable[Any]) -> None:
    """Of cases, or of rows with what is asked of them."""
    key = KEYS.get(connection.dialect, Keys()).clue
    rows = [row for case in cases if _is_looked_for(case) for row in _rows_of(key, case)]
    if rows:
        _ADD.run(connection, rows)


_NAMES = ("digest", "day", "feedback_id", "office_id")
_ADD = Many(insert(Clue).values({name: bindparam(name) for name in _NAMES}).inline(), *_NAMES)
_ASKED = ("id", "office_id", "state", "kind", "category", "text", "place", "latitude", "longitude", "received_at")
_CASES = select(*(col(getattr(Feedback, name)) for name in _ASKED)).where(col(Feedback.state).in_(CASE_OPEN))
_DROP = delete(Clue).where(col(Clue.feedback_id).in_(bindparam("cases", expanding=True)))


def _is_looked_for(case: Any) -> bool:
    return case.state in CASE_OPEN and case.kind != QUESTION and case.category not in ("", CONDUCT)


_SAID = frozenset({"kind", "category", "text", "place", "latitude", "longitude", "received_at"})


def _says_else(case: Feedback) -> bool:
    """Or was taken up again, or is over."""
    before: dict[str, Any] = inspect(case).committed_state
    opened = (before.get("state", case.state) in CASE_OPEN) is not (case.state in CASE_OPEN)
    return opened or any(before[name] != getattr(case, name) for name in _SAID & before.keys())


def _rows_of(key: bytes, case: Any) -> Iterator[tuple[int, ...]]:
    """As `_NAMES` has it."""
    day = case.received_at.date().toordinal()
    for digest in {_digest(key, case.office_id, case.category, clue) for clue in clues_of(told_by(case))}:
        yield digest, day, case.id, case.office_id


def digests_near(session: Session, case: Feedback) -> set[int]:
    """What cases about the same as this one have some of."""
    key = keys_of(session).clue
    return {_digest(key, case.office_id, case.category, clue) for clue in clues_near(told_by(case))}


@lru_cache(maxsize=_REMEMBERED)
def _digest(key: bytes, office_id: int, category: str, clue: str) -> int:
    said = f"{office_id} {category} {clue}".encode()
    return int.from_bytes(blake2b(said, key=key, digest_size=8).digest(), signed=True)


def found_by(session: Session, digests: Collection[int]) -> tuple[Subquery, dict[str, Any]]:
    """The numbers of the cases with most of these, to be joined in a question that is given these besides a `day`."""
    if session.get_bind().dialect.name == "postgresql":
        return _with_each(), {"digests": list(digests)}
    count = -(-len(digests) // _STEP) * _STEP
    every = (*digests, *repeat(_NO_CLUE, count - len(digests)))
    return _with_some(count), {f"clue{number}": digest for number, digest in enumerate(every)}


@cache
def _with_each() -> Subquery:
    return _best(_EACH.format(_FIRST.format("asked.digest", EACH)), bindparam("digests", type_=ARRAY(BigInteger)))


@cache
def _with_some(count: int) -> Subquery:
    """SQLite cannot ask so of each: each is a part of the question."""
    names = [f"clue{number}" for number in range(count)]
    parts = (f"SELECT feedback_id FROM ({_FIRST.format(f':{name}', EACH)}) AS with_{name}" for name in names)  # noqa: S608
    return _best(" UNION ALL ".join(parts), *(bindparam(name, type_=BigInteger) for name in names))


def _best(found: str, *digests: BindParameter[Any]) -> Subquery:
    best = text(_BEST.format(found, MOST)).bindparams(bindparam("day", type_=Integer), *digests)
    return best.columns(column("feedback_id", Integer)).subquery("best")


_FIRST = "SELECT feedback_id FROM clue WHERE digest = {} AND day >= :day ORDER BY day, feedback_id LIMIT {}"
_EACH = "SELECT feedback_id FROM unnest(:digests) AS asked (digest) CROSS JOIN LATERAL ({}) AS first"
_BEST = "SELECT feedback_id FROM ({}) AS found GROUP BY feedback_id ORDER BY count(*) DESC, feedback_id LIMIT {}"
