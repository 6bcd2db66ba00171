"""What Zalo granted an office's official account: a pair of tokens, each used up by its successor."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, or_, update
from sqlmodel import Field, Session, col, select

from storage.columns import Sealed, SealedKey, UtcDateTime
from storage.rows import Row


class OaGrant(Row, table=True):
    """`account_id`: the number of the official account. `old_…`: the pair before, in case this one never counted.

    `renewing_until`: while somebody is getting the next pair. `refused_at`: since when a person has to consent again.
    `legacy`: this kind of account sends by the older interface.
    """

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    account_id: str
    access_token: str = Field(sa_type=SealedKey)
    refresh_token: str = Field(sa_type=Sealed)
    old_access_token: str = Field(default="", sa_type=Sealed)
    old_refresh_token: str = Field(default="", sa_type=Sealed)
    granted_at: datetime = Field(sa_type=UtcDateTime)
    renews_at: datetime = Field(sa_type=UtcDateTime)
    renewing_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    refused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    legacy: bool = False


def oa_grant(session: Session, office_id: int) -> OaGrant | None:
    return session.exec(select(OaGrant).where(OaGrant.office_id == office_id)).first()


def put_grant(session: Session, fresh: OaGrant) -> None:
    """The pair of a new consent; what was found out about the account stays if it is the same."""
    known = session.get(OaGrant, fresh.office_id, with_for_update=True)
    if known:
        fresh.legacy = known.legacy and known.account_id == fresh.account_id
        session.delete(known)
        session.flush()
    session.add(fresh)


def claim_renewal(session: Session, row: OaGrant, now: datetime, until: datetime) -> bool:
    """Whether it is for the caller to renew this pair: until that moment nobody else does."""
    free = or_(col(OaGrant.renewing_until).is_(None), col(OaGrant.renewing_until) <= now)
    return _change(session, _same(row), free, renewing_until=until)


def keep_renewed(session: Session, row: OaGrant, pair: tuple[str, str], **moments: datetime) -> bool:
    """The next pair; False where the one it renews is no longer the newest."""
    return _change(session, _same(row), **_next(row, pair), **moments)


def end_renewal(session: Session, row: OaGrant, refused_at: datetime | None = None) -> None:
    """It came to nothing; `refused_at`: nor will it without a new consent."""
    _change(session, _same(row), renewing_until=None, refused_at=refused_at)


def pin_legacy(session: Session, office_id: int) -> None:
    _change(session, col(OaGrant.office_id) == office_id, legacy=True)


def _next(row: OaGrant, pair: tuple[str, str]) -> dict[str, Any]:
    return {
        "access_token": pair[0],
        "refresh_token": pair[1],
        "old_access_token": row.access_token,
        "old_refresh_token": row.refresh_token,
        "renewing_until": None,
        "refused_at": None,
    }


def _same(row: OaGrant) -> ColumnElement[bool]:
    return (col(OaGrant.office_id) == row.office_id) & (col(OaGrant.access_token) == row.access_token)


def _change(session: Session, *where: Any, **values: Any) -> bool:
    result = session.exec(update(OaGrant).where(*where).values(**values))
    assert isinstance(result, CursorResult)
    return result.rowcount > 0
