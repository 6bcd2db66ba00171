"""The weekly report: who was asked, who has answered, in which words."""

from datetime import date, datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime


class WeekReport(SQLModel, table=True):
    """One official's report of the week that begins on `monday`."""

    __table_args__ = (UniqueConstraint("person_id", "monday"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    monday: date = Field(index=True)
    asked: list[int] = Field(default_factory=list, sa_type=JSON)  # the occurrences it is about
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    words: str = ""


class WeekLine(SQLModel, table=True):
    """What the official said of one duty in that report."""

    __table_args__ = (UniqueConstraint("report_id", "occurrence_id"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    report_id: int = Field(foreign_key="weekreport.id", index=True)
    occurrence_id: int = Field(foreign_key="occurrence.id")
    progress: str
    at: datetime = Field(sa_type=UtcDateTime)


def week_report(session: Session, person_id: int, monday: date) -> WeekReport | None:
    return session.exec(
        select(WeekReport).where(WeekReport.person_id == person_id, WeekReport.monday == monday)
    ).first()


def newest_week_report(session: Session, person_id: int) -> WeekReport | None:
    """The report this person was asked for last."""
    found = select(WeekReport).where(WeekReport.person_id == person_id)
    return session.exec(found.order_by(col(WeekReport.monday).desc())).first()


def week_reports(session: Session, office_id: int, monday: date) -> list[WeekReport]:
    found = select(WeekReport).where(WeekReport.office_id == office_id, WeekReport.monday == monday)
    return list(session.exec(found.order_by(col(WeekReport.id))))


def week_lines(session: Session, report_ids: list[int]) -> list[WeekLine]:
    found = select(WeekLine).where(col(WeekLine.report_id).in_(report_ids))
    return list(session.exec(found.order_by(col(WeekLine.id))))


def put_week_line(session: Session, line: WeekLine) -> None:
    """Say something of a duty; saying it again replaces it."""
    known = session.exec(
        select(WeekLine).where(WeekLine.report_id == line.report_id, WeekLine.occurrence_id == line.occurrence_id)
    ).first()
    if known:
        known.progress, known.at = line.progress, line.at
        session.add(known)
    else:
        session.add(line)
    session.flush()
