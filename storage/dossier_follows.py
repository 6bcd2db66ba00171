"""Citizens and dossiers: who asked to be told, and how often somebody looked one up."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, delete, update
from sqlmodel import Field, Session, col, func, select

from storage.columns import UtcDateTime
from storage.dossiers import Dossier, DossierEvent
from storage.rows import Row


class DossierFollow(Row, table=True):
    """A person who is told when a dossier is finished or its day moves."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)


class DossierLook(Row, table=True):
    """One look by code, for counting guesses; which code is not kept."""

    __table_args__ = (
        Index("ix_dossierlook_person_id_at", "person_id", "at"),
        Index("ix_dossierlook_office_id_at", "office_id", "at"),
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    found: bool


def follows(session: Session, person_id: int, dossier_id: int) -> bool:
    found = select(DossierFollow.id).where(DossierFollow.person_id == person_id, DossierFollow.dossier_id == dossier_id)
    return session.exec(found).first() is not None


def followers(session: Session, dossier_id: int) -> list[int]:
    found = select(DossierFollow.person_id).where(DossierFollow.dossier_id == dossier_id)
    return list(dict.fromkeys(session.exec(found.order_by(col(DossierFollow.id)))))


def followed(session: Session, person_id: int) -> list[Dossier]:
    """What this person asked to be told of, the newest first."""
    found = (
        select(Dossier)
        .join(DossierFollow, col(DossierFollow.dossier_id) == col(Dossier.id))
        .where(DossierFollow.person_id == person_id)
    )
    return list({row.id: row for row in session.exec(found.order_by(col(DossierFollow.id).desc()))}.values())


def unfollow(session: Session, person_id: int, dossier_id: int | None = None) -> None:
    """Of one dossier, or of all."""
    gone = delete(DossierFollow).where(col(DossierFollow.person_id) == person_id)
    session.exec(gone if dossier_id is None else gone.where(col(DossierFollow.dossier_id) == dossier_id))


def count_looks(session: Session, person_id: int, since: datetime) -> int:
    found = select(func.count(col(DossierLook.id))).where(DossierLook.person_id == person_id)
    return session.exec(found.where(col(DossierLook.at) > since)).one()


def count_wrong_looks(session: Session, office_id: int, since: datetime) -> int:
    """How often anybody named a code that there is not."""
    found = select(func.count(col(DossierLook.id))).where(DossierLook.office_id == office_id)
    return session.exec(found.where(col(DossierLook.at) > since, col(DossierLook.found).is_(False))).one()


def drop_looks(session: Session, person_id: int) -> None:
    session.exec(delete(DossierLook).where(col(DossierLook.person_id) == person_id))


def erase_dossiers(session: Session, dossiers: Sequence[Dossier], now: datetime) -> None:
    """Of these: who handed it in, who asked about it, what was said of it; what is counted stays."""
    for one in dossiers:
        one.applicant = one.phone = one.explanation = ""
        one.erased_at = now
        session.add(one)
    session.flush()
    ids = [one.id for one in dossiers]
    session.exec(delete(DossierFollow).where(col(DossierFollow.dossier_id).in_(ids)))
    session.exec(update(DossierEvent).where(col(DossierEvent.dossier_id).in_(ids)).values(words=""))
