"""Periodic reports: what a clerk says in them, and the figures as they stood when they were sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, select

from bot.rules.states import ReportState
from storage.columns import UtcDateTime
from storage.due import first_due
from storage.offices import office_without
from storage.once import add_once
from storage.rows import Row


class Report(Row, table=True):
    """A report on the days from `first` to `last`; one that is made again after it was sent is another `round`.

    `words`: what somebody wrote instead of a part's own sentences, by the part's key. `told`: the parts with their
    figures and codes, as `figures_kept` writes them, once it is sent; until then they are counted anew each time.
    `send_at`: when it goes out by the office's rule; `next_at`: when it is next looked at for that.
    """

    __table_args__ = (UniqueConstraint("office_id", "key", "round"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    kind: str
    key: str
    round: int = 1
    title: str
    first: date
    last: date
    coming_first: date | None = None
    coming_last: date | None = None
    state: str = ReportState.DRAFTED
    words: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    told: list[Any] = Field(default_factory=list, sa_type=JSON)
    made_by: int | None = Field(default=None, foreign_key="person.id")  # none: by itself
    made_at: datetime = Field(sa_type=UtcDateTime)
    seen_by: int | None = Field(default=None, foreign_key="person.id")  # who has looked at it for the office
    sent_by: int | None = Field(default=None, foreign_key="person.id")  # none: by itself
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    send_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    @property
    def is_sent(self) -> bool:
        return self.state == ReportState.SENT


class ReportRound(Row, table=True):
    """When an office's next report is to be drafted."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)


def newest_report(session: Session, office_id: int, key: str) -> Report | None:
    """The last round of a period's report."""
    found = select(Report).where(Report.office_id == office_id, Report.key == key)
    return session.exec(found.order_by(col(Report.round).desc()).limit(1)).first()


def add_report(session: Session, report: Report) -> Report:
    """The report, or its twin that was there first."""
    same = select(Report).where(
        Report.office_id == report.office_id, Report.key == report.key, Report.round == report.round
    )
    return report if add_once(session, report, same) else session.exec(same).one()


def report_with_id(session: Session, office_id: int, number: int) -> Report | None:
    report = session.get(Report, number)
    return report if report and report.office_id == office_id else None


def last_reports(session: Session, office_id: int, limit: int) -> list[Report]:
    """Those that wait to be sent first, then the newest."""
    found = select(Report).where(Report.office_id == office_id)
    waits = col(Report.state) != ReportState.SENT
    return list(session.exec(found.order_by(waits.desc(), col(Report.id).desc()).limit(limit)))


def next_report(session: Session, now: datetime) -> Report | None:
    """The report that has waited longest to be looked at; locked for the rest of the transaction."""
    return first_due(session, Report, now, "next_at", "id")


def next_report_round(session: Session, now: datetime) -> ReportRound | None:
    """The office that has waited longest; locked for the rest of the transaction."""
    return first_due(session, ReportRound, now, "next_at")


def office_without_report_round(session: Session) -> int | None:
    return office_without(session, col(ReportRound.office_id))


def put_report_round(session: Session, office_id: int, next_at: datetime) -> None:
    row = ReportRound(office_id=office_id, next_at=next_at)
    add_once(session, row, select(ReportRound.office_id).where(ReportRound.office_id == office_id))
