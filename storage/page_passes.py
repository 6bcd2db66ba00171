"""One-time links that open a page for officials in a browser, and the short session each becomes."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row


class PagePass(Row, table=True):
    """`page`: the path it opens, a plan's table or the whole desk (then without a plan).

    `link` and `session` are keyed digests; the words themselves are kept nowhere.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    page: str
    plan_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    link: str = Field(unique=True)
    link_ends_at: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    session: str | None = Field(default=None, unique=True)
    session_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def _unopened(office_id: int, page: str, link: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(PagePass.office_id) == office_id,
        col(PagePass.page) == page,
        col(PagePass.link) == link,
        col(PagePass.opened_at).is_(None),
        col(PagePass.link_ends_at) > now,
    )


def is_waiting(session: Session, office_id: int, page: str, link: str, now: datetime) -> bool:
    """Whether a link can still be opened."""
    found = select(PagePass.id).where(*_unopened(office_id, page, link, now))
    return session.exec(found).first() is not None


def claim_link(
    session: Session, office_id: int, page: str, link: str, token: str, now: datetime, until: datetime
) -> bool:
    """Turn an unused link into the session named by the digest `token`; of two at once only one gets it."""
    taken = session.exec(
        update(PagePass)
        .where(*_unopened(office_id, page, link, now))
        .values(opened_at=now, session=token, session_ends_at=until)
    )
    return taken.rowcount == 1


def open_pass(session: Session, office_id: int, page: str, token: str, now: datetime) -> PagePass | None:
    """The pass of a running session."""
    found = select(PagePass).where(
        PagePass.office_id == office_id,
        PagePass.page == page,
        PagePass.session == token,
        col(PagePass.session_ends_at) > now,
    )
    return session.exec(found).first()


def end_pass(session: Session, found: PagePass, now: datetime) -> None:
    found.session_ends_at = now
    session.add(found)


def drop_passes(session: Session, plan_id: int) -> None:
    session.exec(delete(PagePass).where(col(PagePass.plan_id) == plan_id))


def end_passes_of(session: Session, person_id: int, now: datetime) -> None:
    """Links and sessions of somebody who must not come in any more."""
    session.exec(
        update(PagePass).where(col(PagePass.person_id) == person_id).values(link_ends_at=now, session_ends_at=now)
    )
