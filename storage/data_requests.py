"""What people asked for about their own data, until it is done."""

from datetime import datetime

from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.due import first_due
from storage.rows import Row

EXPORT, ERASE = "export", "erase"


class DataRequest(Row, table=True):
    """`kind`: an export as a file, or erasing once the person's open cases are over. `next_at`: none when done."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def open_request(session: Session, person_id: int, kind: str) -> DataRequest | None:
    found = select(DataRequest).where(
        DataRequest.person_id == person_id, DataRequest.kind == kind, col(DataRequest.next_at).is_not(None)
    )
    return session.exec(found.order_by(col(DataRequest.id))).first()


def last_request(session: Session, person_id: int, kind: str) -> DataRequest | None:
    found = select(DataRequest).where(DataRequest.person_id == person_id, DataRequest.kind == kind)
    return session.exec(found.order_by(col(DataRequest.id).desc()).limit(1)).first()


def request_due(session: Session, now: datetime) -> DataRequest | None:
    """The one that has waited longest; locked for the transaction."""
    return first_due(session, DataRequest, now, "next_at", "id")
