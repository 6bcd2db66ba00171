"""Due lists that were sent and wait for a yes; what their printed names of handlers mean; when months are compiled."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, select

from storage.columns import SealedJson, UtcDateTime
from storage.due import first_due
from storage.offices import office_without
from storage.once import add_once
from storage.rows import Row


class DueList(Row, table=True):
    """A list as it was read. Once `settled_at` is set (stored or dropped) its rows are gone.

    `vanished`: the numbers of dossiers that it no longer names, until somebody decides about them.
    """

    __table_args__ = ({"sqlite_autoincrement": True},)  # numbers stand on buttons

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    source_name: str
    digest: str = Field(index=True)
    sent_by: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime = Field(sa_type=UtcDateTime, index=True)
    rows: list[Any] = Field(default_factory=list, sa_type=SealedJson)
    problems: list[str] = Field(default_factory=list, sa_type=SealedJson)
    remarks: list[str] = Field(default_factory=list, sa_type=SealedJson)
    vanished: list[int] = Field(default_factory=list, sa_type=JSON)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class HandlerName(Row, table=True):
    """Whom a printed name of a handler means (as `naming.comparable` spells it); neither: nobody here."""

    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    name: str
    printed: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # none: asked, not yet answered


class DossierRound(Row, table=True):
    """When an office's list of late dossiers of a month is compiled next."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)


def lock_due_list(session: Session, office_id: int, number: int) -> DueList | None:
    """The list, kept from being settled elsewhere until this transaction ends."""
    found = select(DueList).where(DueList.id == number, DueList.office_id == office_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def settle(session: Session, due_list: DueList, now: datetime) -> None:
    """Nothing of it waits any more, and nothing of the applicants stays with it."""
    due_list.rows, due_list.problems, due_list.remarks, due_list.settled_at = [], [], [], now
    session.add(due_list)


def handler_names(session: Session, office_id: int) -> dict[str, HandlerName]:
    rows = session.exec(select(HandlerName).where(HandlerName.office_id == office_id).order_by(col(HandlerName.id)))
    return {row.name: row for row in rows}


def handler_name(session: Session, office_id: int, number: int) -> HandlerName | None:
    row = session.get(HandlerName, number)
    return row if row and row.office_id == office_id else None


def ask_handler_name(session: Session, row: HandlerName) -> bool:
    """Remember that this name was asked about; False where it was before."""
    same = select(HandlerName.id).where(HandlerName.office_id == row.office_id, HandlerName.name == row.name)
    return add_once(session, row, same)


def next_dossier_round(session: Session, now: datetime) -> DossierRound | None:
    return first_due(session, DossierRound, now, "next_at")


def office_without_dossier_round(session: Session) -> int | None:
    return office_without(session, col(DossierRound.office_id))


def put_dossier_round(session: Session, office_id: int, next_at: datetime) -> None:
    row = DossierRound(office_id=office_id, next_at=next_at)
    add_once(session, row, select(DossierRound.office_id).where(DossierRound.office_id == office_id))
