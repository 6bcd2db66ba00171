"""News that officials wrote, photographed or shared: a link, a photo with its caption, or words."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class NewsItem(Row, table=True):
    """`kind` as in `bot.rules.news`; `link` as it was sent. One that was taken back counts no more."""

    __table_args__ = (Index("ix_newsitem_office_id_at", "office_id", "at"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    link: str = ""
    words: str = ""
    files: list[Any] = Field(default_factory=list, sa_type=JSON)  # as talk.Kept's fields
    at: datetime = Field(sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def news_between(session: Session, office_id: int, since: datetime, until: datetime) -> list[NewsItem]:
    """What counts of this span (its end not included), the earliest first."""
    found = select(NewsItem).where(
        NewsItem.office_id == office_id,
        col(NewsItem.at) >= since,
        col(NewsItem.at) < until,
        col(NewsItem.taken_back_at).is_(None),
    )
    return list(session.exec(found.order_by(col(NewsItem.at), col(NewsItem.id))))


def news_item(session: Session, office_id: int, number: int) -> NewsItem | None:
    row = session.get(NewsItem, number)
    return row if row and row.office_id == office_id and row.taken_back_at is None else None
