"""What officials say of their week: who was asked about what, what they said, what their heads add for the unit."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class WeekReport(Row, table=True):
    """One official's report of the week that begins on `first`; `answered_at`: when it was complete."""

    __table_args__ = (UniqueConstraint("person_id", "first"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    first: date = Field(index=True)
    asked: list[int] = Field(default_factory=list, sa_type=JSON)  # the occurrences it is about
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    words: str = ""


class WeekLine(Row, table=True):
    """What the official said of one duty in that report; `words`: why it is stuck, and what would help."""

    __table_args__ = (UniqueConstraint("report_id", "occurrence_id"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    report_id: int = Field(foreign_key="weekreport.id", index=True)
    occurrence_id: int = Field(foreign_key="occurrence.id")
    progress: str
    at: datetime = Field(sa_type=UtcDateTime)
    words: str = ""


class WeekNote(Row, table=True):
    """What is said for a unit in the week that begins on `first`: a remark, or ("extra") work that no plan has."""

    __table_args__ = (Index("ix_weeknote_office_id_first", "office_id", "first"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    first: date
    kind: str  # "remark" or "extra"
    words: str
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)


def week_report(session: Session, person_id: int, first: date) -> WeekReport | None:
    return session.exec(select(WeekReport).where(WeekReport.person_id == person_id, WeekReport.first == first)).first()


def newest_week_report(session: Session, person_id: int) -> WeekReport | None:
    """The report this person was asked for last."""
    found = select(WeekReport).where(WeekReport.person_id == person_id)
    return session.exec(found.order_by(col(WeekReport.first).desc())).first()


def week_reports(session: Session, office_id: int, first: date) -> list[WeekReport]:
    found = select(WeekReport).where(WeekReport.office_id == office_id, WeekReport.first == first)
    return list(session.exec(found.order_by(col(WeekReport.id))))


def week_lines(session: Session, report_ids: list[int]) -> list[WeekLine]:
    found = select(WeekLine).where(col(WeekLine.report_id).in_(report_ids))
    return list(session.exec(found.order_by(col(WeekLine.id))))


def put_week_line(session: Session, line: WeekLine) -> None:
    """Say something of a duty; saying it again replaces it."""
    known = week_line(session, line.report_id, line.occurrence_id)
    if known:
        known.progress, known.words, known.at = line.progress, line.words, line.at
        session.add(known)
    else:
        session.add(line)
    session.flush()


def week_line(session: Session, report_id: int, occurrence_id: int) -> WeekLine | None:
    return session.exec(
        select(WeekLine).where(WeekLine.report_id == report_id, WeekLine.occurrence_id == occurrence_id)
    ).first()


def week_notes(session: Session, office_id: int, first: date, last: date | None = None) -> list[WeekNote]:
    """Of the week that begins on a day, or of those that begin from `first` to `last`; in the order in which said."""
    found = select(WeekNote).where(
        WeekNote.office_id == office_id, col(WeekNote.first) >= first, col(WeekNote.first) <= (last or first)
    )
    return list(session.exec(found.order_by(col(WeekNote.id))))


def drop_remark(session: Session, office_id: int, unit_id: int, first: date) -> None:
    """A unit has one remark on a week: a new one takes the place of the old."""
    for note in week_notes(session, office_id, first):
        if (note.unit_id, note.kind) == (unit_id, "remark"):
            session.delete(note)


class SaidRow(NamedTuple):
    """What somebody said of a duty in the report of a week."""

    number: int
    person_id: int
    progress: str
    words: str
    at: datetime


def said_between(session: Session, office_id: int, first: date, last: date) -> list[SaidRow]:
    """All answers about the weeks that begin from `first` to `last`, in the order in which they were given."""
    columns = (WeekLine.occurrence_id, WeekReport.person_id, WeekLine.progress, WeekLine.words, WeekLine.at)
    found = (
        select(*(col(one) for one in columns))
        .join(WeekReport, col(WeekReport.id) == col(WeekLine.report_id))
        .where(col(WeekReport.office_id) == office_id, col(WeekReport.first).between(first, last))
    )
    return [SaidRow(*row) for row in session.execute(found.order_by(col(WeekLine.at), col(WeekLine.id)))]


def reports_between(session: Session, office_id: int, first: date, last: date) -> list[WeekReport]:
    """Of the weeks that begin from `first` to `last`."""
    found = select(WeekReport).where(WeekReport.office_id == office_id, col(WeekReport.first).between(first, last))
    return list(session.exec(found.order_by(col(WeekReport.first), col(WeekReport.id))))
