"""Rungs that fired: what goes into a person's next digest, and for ever after the log of why."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, and_, or_, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UtcDateTime
from storage.due import bounded, notice
from storage.once import add_once
from storage.rows import Row


class Nudge(Row, table=True):
    """One line for one person (or one chat group) on one day about one duty, one case or one dossier.

    `kind` names the ladder, `step` which clock of a case, `rung` the worked days from the due day; `why` says in words
    what brought it about.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "subject", "subject_id", "day"),
        Index("ix_nudge_about", "subject", "subject_id"),
        Index("ix_nudge_open", "id", sqlite_where=text("open IS 1"), postgresql_where=text("open IS TRUE")),
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    subject: str  # "occurrence", "feedback" or "dossier"
    subject_id: int
    day: date
    rung: int
    audience: str
    missed: bool = False  # its own moment had passed while the system was down
    made_at: datetime = Field(sa_type=UtcDateTime)
    open: bool = True  # not yet in a digest
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)  # not before; none: at once
    instead_of: int | None = Field(default=None, foreign_key="person.id", index=True)  # who is away
    kind: str = ""
    step: str = ""
    wording: str = ""
    why: str = ""
    letter_id: int | None = Field(default=None, foreign_key="letter.id", index=True)  # the digest it went into


def add_nudge(session: Session, nudge: Nudge) -> bool:
    return add_once(session, nudge, _same(nudge))


def _same(nudge: Nudge) -> SelectOfScalar[Nudge]:
    """The line of this day about the same thing for the same person."""
    return select(Nudge).where(
        Nudge.person_id == nudge.person_id,
        Nudge.subject == nudge.subject,
        Nudge.subject_id == nudge.subject_id,
        Nudge.day == nudge.day,
    )


def add_most_pressing(session: Session, nudges: Sequence[Nudge]) -> None:
    """Of several lines about one thing on one day only that which is the latest goes into the digest."""
    known = _lines_like(session, nudges)
    new = list[Nudge]()
    for nudge in nudges:
        row = known.setdefault(_place(nudge), nudge)
        if row is nudge:
            new.append(nudge)
        else:
            _press(row, nudge)
    try:
        with session.begin_nested():
            session.add_all(new)
    except IntegrityError:  # another process writes one of them at this moment
        for nudge in new:
            if not add_nudge(session, nudge):
                _press(session.exec(_same(nudge)).one(), nudge)


def _place(nudge: Nudge) -> tuple[int, str, int, date]:
    return nudge.person_id, nudge.subject, nudge.subject_id, nudge.day


def _lines_like(session: Session, nudges: Sequence[Nudge]) -> dict[tuple[int, str, int, date], Nudge]:
    """Those that stand already where these would."""
    if not nudges:
        return {}
    subjects = defaultdict[str, set[int]](set)
    for nudge in nudges:
        subjects[nudge.subject].add(nudge.subject_id)
    # Kind by kind: for pairs SQLite would look at all that was ever told.
    about = (and_(col(Nudge.subject) == kind, col(Nudge.subject_id).in_(ids)) for kind, ids in subjects.items())
    found = select(Nudge).where(or_(*about), col(Nudge.day).in_({nudge.day for nudge in nudges}))
    return {_place(row): row for row in session.exec(found)}


def _press(row: Nudge, nudge: Nudge) -> None:
    if row.open and row.kind and (row.rung, row.audience == "holder") < (nudge.rung, nudge.audience == "holder"):
        row.kind, row.step, row.rung, row.audience = nudge.kind, nudge.step, nudge.rung, nudge.audience
        row.wording, row.why, row.missed = nudge.wording, nudge.why, row.missed or nudge.missed


def put_nudge(session: Session, nudge: Nudge) -> None:
    """Write a line that somebody asked for: one of that day about the same thing is opened again."""
    if add_nudge(session, nudge):
        return
    row = session.exec(_same(nudge)).one()
    row.open, row.next_at, row.missed, row.letter_id = True, nudge.next_at, False, None
    row.wording, row.why = nudge.wording, nudge.why
    session.add(row)


def open_nudges(session: Session, now: datetime | None = None, people: int = 1) -> list[list[Nudge]]:
    """All lines that may go `now` of those `people` whose lines have waited longest; locked for the transaction."""
    ready: list[ColumnElement[bool]] = [col(Nudge.open).is_(True)]
    if now is not None:
        ready.append(or_(col(Nudge.next_at).is_(None), col(Nudge.next_at) <= now))
    # Person by person through the few that wait: by their person, all that they were ever told would be read.
    waiting = select(Nudge.id, Nudge.person_id).where(*ready).order_by(col(Nudge.id))
    while rows := session.exec(waiting).all():
        first = list(dict.fromkeys(person_id for _, person_id in rows))[: bounded(people)]
        theirs = [number for number, person_id in rows if person_id in first]
        found = select(Nudge).where(col(Nudge.id).in_(theirs), *ready)
        lines = session.exec(found.order_by(col(Nudge.id)).with_for_update()).all()
        notice(Nudge, "next_at", (line.id for line in lines), at_once=True)
        if lines:  # none: another process has just put them into digests
            return [mine for one in first if (mine := [line for line in lines if line.person_id == one])]
    return []


def close_nudges(session: Session, ids: list[int], letter_id: int | None = None) -> None:
    """Nothing waits of them any more; `letter_id` is the digest that holds them now."""
    session.exec(update(Nudge).where(col(Nudge.id).in_(ids)).values(open=False, letter_id=letter_id))


def nudges_in(session: Session, letters: list[int]) -> list[Nudge]:
    """What these digests say, oldest first."""
    found = select(Nudge).where(col(Nudge.letter_id).in_(letters))
    return list(session.exec(found.order_by(col(Nudge.day), col(Nudge.id))))


def told_of(session: Session, subject: str, subject_id: int, most: int) -> list[Nudge]:
    """The last lines about one thing that went into a digest or wait for one, the newest first."""
    found = select(Nudge).where(
        Nudge.subject == subject,
        Nudge.subject_id == subject_id,
        or_(col(Nudge.letter_id).is_not(None), col(Nudge.open).is_(True)),
    )
    return list(session.exec(found.order_by(col(Nudge.day).desc(), col(Nudge.id).desc()).limit(most)))


def nudges_of(session: Session, office_id: int, people: list[int]) -> list[Nudge]:
    """Lines of these people that are not yet in a digest."""
    if not people:
        return []
    found = select(Nudge).where(
        Nudge.office_id == office_id, col(Nudge.open).is_(True), col(Nudge.person_id).in_(people)
    )
    return list(session.exec(found.order_by(col(Nudge.id))))
