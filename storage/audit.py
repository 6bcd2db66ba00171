"""The audit log: who did what that matters, a chain of rows for each office in which nothing is changed unseen."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import UniqueConstraint, tuple_
from sqlmodel import Field, Session, col, func, select

from storage.columns import UtcDateTime
from storage.once import add_once
from storage.rows import Row

_ACTS, _ACTING = "audited", "acting"  # where a session keeps what waits to be written down, and who acts
DOOR = "door"  # where it keeps the way by which its changes come, unless who acts says otherwise
_AT_ONCE = 500  # rows in memory
_LONGEST = 400  # letters of a value that was changed


class AuditEntry(Row, table=True):
    """One act. No words of citizens stand in it. Only ever added to, which the database itself sees to.

    `number`: 1, 2, 3 … within the office. `person_id`: who (None: the bot itself, or whoever was at the terminal).
    `door`: by which channel, or "terminal". `what`: as in `bot.rules.audited`. `about`: "table:id". `detail`: JSON.
    `digest`: SHA-256 over `sealed_text`, in which `previous` (the digest of the row before) stands.
    """

    __table_args__ = (UniqueConstraint("office_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    number: int
    at: datetime = Field(sa_type=UtcDateTime)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    door: str
    what: str
    about: str
    detail: str
    previous: str
    digest: str


class AuditHead(Row, table=True):
    """The end of an office's chain, so that rows taken off its end are missed.

    `seal`: HMAC-SHA-256 over office, number and digest with a key that is not in the database; "" without one.
    """

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    number: int = 0
    digest: str = ""
    seal: str = ""


class Wrong(NamedTuple):
    """The first row that does not hold, and which promise it breaks (see `bot.rules.audited.WRONGS`)."""

    number: int
    why: str


class _Act(NamedTuple):
    office_id: int
    what: str
    about: str
    detail: str


class _Acting(NamedTuple):
    person_id: int | None
    door: str
    at: datetime


def act_as(session: Session, person_id: int | None, door: str, at: datetime, *, firmly: bool = True) -> None:
    """What this session changes from now on is this person's doing. Not `firmly`: unless it is somebody's already."""
    if firmly or _ACTING not in session.info:
        session.info[_ACTING] = _Acting(person_id, door or session.info.get(DOOR, ""), at)


def note_act(session: Session, office_id: int, what: str, about: str = "", **detail: object) -> None:
    """Have an act written down when the transaction commits.

    What nobody is said to act in (`act_as`) is no act: a migration, a copy, a row that a test puts there.
    """
    if _ACTING not in session.info:
        return
    shown = {name: value for name, value in detail.items() if value is not None}
    session.info.setdefault(_ACTS, []).append(_Act(office_id, what, about, canonical(shown)))


def canonical(value: Any) -> str:
    """One JSON text for one value, whatever order its parts were in."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def short(value: Any) -> Any:
    """The value itself, or the beginning of its text where it is long."""
    text = canonical(value)
    return json.loads(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def write_acts(session: Session, key: bytes) -> None:
    """Add what waits to the chains, at the end of the transaction: another one waits here until this one is over."""
    acts: list[_Act] = session.info.pop(_ACTS, [])
    if not acts:
        return
    acting: _Acting = session.info[_ACTING]
    for office_id in sorted({act.office_id for act in acts}):
        head = _lock_head(session, office_id, key)
        if not hmac.compare_digest(head.seal, seal_of(head, key)):
            _extend(session, head, acting, _Act(office_id, "seal_broken", "", canonical({"number": head.number})))
        for act in acts:
            if act.office_id == office_id:
                _extend(session, head, acting, act)
        head.seal = seal_of(head, key)
        session.add(head)
    session.flush()


def stop_acting(session: Session) -> None:
    """What is changed from now on is nobody's doing, until somebody is said to act."""
    session.info.pop(_ACTING, None)


def _lock_head(session: Session, office_id: int, key: bytes) -> AuditHead:
    same = select(AuditHead).where(AuditHead.office_id == office_id)
    locked = same.with_for_update().execution_options(populate_existing=True)
    head = session.exec(locked).first()
    if head is None:
        new = AuditHead(office_id=office_id)
        new.seal = seal_of(new, key)
        add_once(session, new, same)
        head = session.exec(locked).one()
    return head


def _extend(session: Session, head: AuditHead, acting: _Acting, act: _Act) -> None:
    row = AuditEntry(
        office_id=act.office_id,
        number=head.number + 1,
        at=acting.at,
        person_id=acting.person_id,
        door=acting.door,
        what=act.what,
        about=act.about,
        detail=act.detail,
        previous=head.digest,
        digest="",
    )
    row.digest = digest_of(row)
    head.number, head.digest = row.number, row.digest
    session.add(row)


def sealed_text(row: AuditEntry) -> str:
    """All of a row that must not change, as one text."""
    names = ("office_id", "number", "person_id", "door", "what", "about", "detail", "previous")
    values = {name: getattr(row, name) for name in names}
    return canonical({**values, "at": row.at.astimezone(UTC).isoformat(timespec="microseconds")})


def digest_of(row: AuditEntry) -> str:
    return hashlib.sha256(sealed_text(row).encode()).hexdigest()


def seal_of(head: AuditHead, key: bytes) -> str:
    text = canonical([head.office_id, head.number, head.digest])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() if key else ""


def first_wrong(session: Session, office_id: int, key: bytes, noted: tuple[int, str] | None = None) -> Wrong | None:
    """Go through an office's chain. `noted`: a number and digest that somebody wrote down elsewhere at the time."""
    head = session.get(AuditHead, office_id) or AuditHead(office_id=office_id, seal="-")
    number, previous = 0, ""
    for row in audit_rows(session, office_id):
        number += 1
        wrong = _wrong(row, number, previous)
        if not wrong and noted and noted[0] == number and noted[1] != row.digest:
            wrong = "noted"
        if wrong:
            return Wrong(number, wrong)
        previous = row.digest
    if (head.number, head.digest) != (number, previous) or (noted and noted[0] > number):
        return Wrong(number + 1, "end")
    if number and not hmac.compare_digest(head.seal, seal_of(head, key)):
        return Wrong(number, "seal")
    return None


def _wrong(row: AuditEntry, number: int, previous: str) -> str:
    if row.number != number:
        return "missing"
    if row.previous != previous:
        return "order"
    return "" if row.digest == digest_of(row) else "changed"


def audit_rows(session: Session, office_id: int) -> Iterator[AuditEntry]:
    """The whole chain in its order, a few rows in memory at once."""
    place = tuple_(col(AuditEntry.number), col(AuditEntry.id))
    found = select(AuditEntry).where(AuditEntry.office_id == office_id)
    found = found.order_by(col(AuditEntry.number), col(AuditEntry.id)).limit(_AT_ONCE)
    rows = session.exec(found).all()
    while rows:
        yield from rows
        rows = session.exec(found.where(place > (rows[-1].number, rows[-1].id))).all()


def last_acts(session: Session, office_id: int, most: int) -> list[AuditEntry]:
    """The newest first."""
    found = select(AuditEntry).where(AuditEntry.office_id == office_id)
    return list(session.exec(found.order_by(col(AuditEntry.number).desc()).limit(most)))


def audit_head(session: Session, office_id: int) -> AuditHead:
    return session.get(AuditHead, office_id) or AuditHead(office_id=office_id)


def count_acts(session: Session, office_id: int) -> int:
    found = select(func.count(col(AuditEntry.id))).where(AuditEntry.office_id == office_id)
    return session.exec(found).one()


def seal_anew(session: Session, old: Sequence[bytes], new: bytes) -> None:
    """After a change of the key: every end whose seal is one of the old keys' is sealed with the new one.

    One that was made up stays as it is, for `first_wrong` to find.
    """
    for head in session.exec(select(AuditHead).with_for_update()):
        if any(hmac.compare_digest(head.seal, seal_of(head, key)) for key in old):
            head.seal = seal_of(head, new)
            session.add(head)
    session.flush()
