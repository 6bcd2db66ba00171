"""What citizens have agreed to: the handling of their personal data, by which notice, when and where."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.remembering import note_facts, remembered
from storage.rows import Row


class Consent(Row, table=True):
    """One person's yes to one version of the notice; `ended_at`: it was taken back."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    version: int
    channel: str
    given_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def live_consent(session: Session, person_id: int, version: int) -> Consent | None:
    """The yes that counts: to this version of the notice, not taken back."""
    asked = {"person": person_id, "version": version}
    return remembered(session, Consent, (person_id, version), lambda: session.exec(_LIVE, params=asked).first())


def note_consents(session: Session, people: Iterable[int], version: int, live: Iterable[Consent]) -> None:
    """These, the oldest first, are all that count of these people."""
    first = {consent.person_id: consent for consent in reversed(list(live))}
    note_facts(session, Consent, {(person, version): first.get(person) for person in people})


_LIVE = (
    select(Consent)
    .where(
        Consent.person_id == bindparam("person"),
        Consent.version == bindparam("version"),
        col(Consent.ended_at).is_(None),
    )
    .order_by(col(Consent.id))
)


def consents_of(session: Session, person_id: int) -> list[Consent]:
    """Every yes of a person, oldest first."""
    return list(session.exec(select(Consent).where(Consent.person_id == person_id).order_by(col(Consent.id))))


def end_consents(session: Session, person_id: int, now: datetime) -> None:
    live = (col(Consent.person_id) == person_id, col(Consent.ended_at).is_(None))
    session.exec(update(Consent).where(*live).values(ended_at=now))
