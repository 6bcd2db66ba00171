"""Private addresses of calendars, kept only as digests."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class Feed(Row, table=True):
    """The address of one person's calendar; the word in it was shown once."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    digest: str = Field(unique=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def open_feed(session: Session, digest: str) -> Feed | None:
    return session.exec(select(Feed).where(Feed.digest == digest, col(Feed.ended_at).is_(None))).first()


def has_feed(session: Session, person_id: int) -> bool:
    found = select(Feed.id).where(Feed.person_id == person_id, col(Feed.ended_at).is_(None))
    return session.exec(found).first() is not None


def end_feeds(session: Session, person_id: int, now: datetime) -> None:
    live = (col(Feed.person_id) == person_id, col(Feed.ended_at).is_(None))
    session.exec(update(Feed).where(*live).values(ended_at=now))
