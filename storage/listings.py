"""Lists that a person released to the public: what everybody reads is what was seen when it was released."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class Listing(Row, table=True):
    """`kind` as in `bot.rules.listings`; `content`: the whole list. The newest counts, unless it was withdrawn."""

    __table_args__ = (Index("ix_listing_office_id_kind", "office_id", "kind"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    kind: str
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    released_at: datetime = Field(sa_type=UtcDateTime)
    released_by: int = Field(foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def newest_listing(session: Session, office_id: int, kind: str) -> Listing | None:
    found = select(Listing).where(Listing.office_id == office_id, Listing.kind == kind)
    return session.exec(found.order_by(col(Listing.id).desc()).limit(1)).first()


def released_listing(session: Session, office_id: int, kind: str) -> Listing | None:
    """What the public reads now, if anything."""
    row = newest_listing(session, office_id, kind)
    return row if row and row.withdrawn_at is None else None


def released_kinds(session: Session, office_id: int) -> frozenset[str]:
    """Of which kinds the public reads a list now."""
    kinds = session.exec(select(Listing.kind).where(Listing.office_id == office_id).distinct())
    return frozenset(kind for kind in kinds if released_listing(session, office_id, kind))
