"""Updates already handled: a redelivered one changes nothing."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel

from storage.columns import UtcDateTime


class Seen(SQLModel, table=True):
    office_id: int = Field(foreign_key="office.id", primary_key=True)
    channel: str = Field(primary_key=True)
    update_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str = "done"


def was_seen(session: Session, office_id: int, channel: str, update_id: str) -> bool:
    return session.get(Seen, (office_id, channel, update_id)) is not None


def mark_seen(
    session: Session, office_id: int, channel: str, update_id: str, now: datetime, outcome: str = "done"
) -> None:
    """Two processes with the same update: the second one's commit fails and its work is undone."""
    session.add(Seen(office_id=office_id, channel=channel, update_id=update_id, at=now, outcome=outcome))
    session.flush()
