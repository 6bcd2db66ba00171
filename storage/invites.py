"""Invitations to a post, or to be known as a person who is known already: a one-time link or six digits."""

from datetime import datetime

from sqlmodel import Field, Session, col, delete, select, update

from storage.columns import UtcDateTime
from storage.rows import Row


class Invite(Row, table=True):
    """`link_digest` and `code_digest` are keyed digests; the words themselves are shown once and not kept.

    Without a post it is one's own, for a further account of `made_by`, made at `account_id`. Used, it says who agreed
    to that and when.
    """

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    link_digest: str = Field(index=True)
    code_digest: str = Field(index=True)
    made_by: int | None = Field(default=None, foreign_key="person.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, foreign_key="person.id")


def open_invite(session: Session, office_id: int, digest: str, now: datetime) -> Invite | None:
    """The invitation that this link or code opens, if it is unused and not expired."""
    found = select(Invite).where(
        Invite.office_id == office_id,
        (col(Invite.link_digest) == digest) | (col(Invite.code_digest) == digest),
        col(Invite.used_at).is_(None),
        col(Invite.expires_at) > now,
    )
    return session.exec(found.order_by(col(Invite.id)).with_for_update()).first()


def close_own_invites(session: Session, person_id: int, now: datetime) -> None:
    """A new one for a further account ends the person's older ones."""
    own = (col(Invite.made_by) == person_id, col(Invite.post_id).is_(None), col(Invite.account_id).is_not(None))
    session.exec(
        update(Invite).where(*own, col(Invite.used_at).is_(None), col(Invite.expires_at) > now).values(expires_at=now)
    )


def close_invites_by(session: Session, person_id: int, now: datetime) -> int:
    """Whatever somebody gave out who is not to let anybody in any more; how many that were."""
    given = (col(Invite.made_by) == person_id, col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
    return session.exec(update(Invite).where(*given).values(expires_at=now)).rowcount


def close_invites(session: Session, post_id: int, now: datetime) -> None:
    """A new invitation to a post, or a joined one, ends the older ones."""
    session.exec(
        update(Invite)
        .where(col(Invite.post_id) == post_id, col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
        .values(expires_at=now)
    )


def drop_invites_of(session: Session, account_id: int) -> None:
    """The account goes, and what was begun on it."""
    session.exec(delete(Invite).where(col(Invite.account_id) == account_id))
