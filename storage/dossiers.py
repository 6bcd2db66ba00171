"""One-stop dossiers (hồ sơ một cửa) as the due lists name them, and what was done about those that are late."""

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, Session, col, or_, select

from bot.rules.states import DOSSIER_OVER, DossierState
from storage.columns import Sealed, UtcDateTime
from storage.due import some_due
from storage.rows import Row

_KEPT = text("erased_at IS NULL")
RUNNING = (DossierState.OPEN,)  # of these the days count; while the citizen is waited for they stand still


class Dossier(Row, table=True):
    """A dossier. `key` is how its code is spelled for finding it; `due` is what counts now: `new_due` once that is set.

    On time is counted against `original_due`, the one-stop system's own date. `handler` and `unit_text` are as
    printed; `post_id` and `unit_id` what they mean here. `finished` (none although it is over: nobody knows the day)
    is when the result was there. `reason` is a key of `dossier_words.reasons`. Some time after `over_at` the
    applicant's name and phone go (`erased_at`).
    """

    __table_args__ = (
        UniqueConstraint("office_id", "key"),
        Index("ix_dossier_office_id_state_due", "office_id", "state", "due"),
        Index("ix_dossier_kept", "over_at", sqlite_where=_KEPT, postgresql_where=_KEPT),
        {"sqlite_autoincrement": True},  # numbers stand on buttons and in nudges
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    code: str
    key: str
    procedure: str = ""
    applicant: str = Field(default="", sa_type=Sealed)
    phone: str = Field(default="", sa_type=Sealed)
    handler: str = ""
    unit_text: str = ""
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    state: str = DossierState.OPEN
    received: date | None = Field(default=None, index=True)
    due: date | None = None
    due_time: time | None = None
    original_due: date | None = Field(default=None, index=True)
    new_due: date | None = None
    finished: date | None = Field(default=None, index=True)
    done_by: int | None = Field(default=None, foreign_key="person.id")  # said so in the chat, before the list did
    reason: str = ""
    explanation: str = Field(default="", sa_type=Sealed)
    explained_by: int | None = Field(default=None, foreign_key="person.id")
    apology_on: date | None = None  # the signed letter was sent
    created_at: datetime = Field(sa_type=UtcDateTime)
    listed_at: datetime = Field(sa_type=UtcDateTime)  # when a list last named it
    over_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    @property
    def is_over(self) -> bool:
        return self.state in DOSSIER_OVER

    def is_late(self, here: datetime) -> bool:
        """Open past what was promised last; `here` is the office's clock."""
        if self.state != DossierState.OPEN or self.due is None:
            return False
        return (here.date(), here.time()) > (self.due, self.due_time or time.max)


class DossierEvent(Row, table=True):
    """What happened to a dossier: who (none: a list said so), when, which day it came to."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)
    what: str
    words: str = Field(default="", sa_type=Sealed)
    day: date | None = None


def dossier_with_id(session: Session, office_id: int, number: int) -> Dossier | None:
    found = session.get(Dossier, number)
    return found if found and found.office_id == office_id else None


def dossier_keyed(session: Session, office_id: int, key: str) -> Dossier | None:
    return session.exec(select(Dossier).where(Dossier.office_id == office_id, Dossier.key == key)).first()


def lock_dossier(session: Session, office_id: int, number: int) -> Dossier | None:
    """The dossier, kept from being changed elsewhere until this transaction ends."""
    found = select(Dossier).where(Dossier.id == number, Dossier.office_id == office_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def dossiers_keyed(session: Session, office_id: int, keys: Iterable[str]) -> dict[str, Dossier]:
    wanted, found = list(keys), dict[str, Dossier]()
    for start in range(0, len(wanted), 500):
        some = select(Dossier).where(Dossier.office_id == office_id, col(Dossier.key).in_(wanted[start : start + 500]))
        found |= {row.key: row for row in session.exec(some)}
    return found


def open_dossiers(
    session: Session, office_id: int, units: Iterable[int] | None = None, posts: Iterable[int] = ()
) -> list[Dossier]:
    """Those still with the office, of these units or posts (None: of all), the nearest day first, none at the end."""
    found = select(Dossier).where(Dossier.office_id == office_id, col(Dossier.state).not_in(DOSSIER_OVER))
    if units is not None:
        found = found.where(or_(col(Dossier.unit_id).in_(list(units)), col(Dossier.post_id).in_(list(posts))))
    return list(session.exec(found.order_by(col(Dossier.due).is_(None), col(Dossier.due), col(Dossier.id))))


def dossiers_due_for_reminder(session: Session, now: datetime, most: int) -> list[Dossier]:
    """The dossiers whose rungs have waited longest; locked for the rest of the transaction."""
    return some_due(session, Dossier, now, most, "next_at", "id")


def add_dossier_event(session: Session, event: DossierEvent) -> DossierEvent:
    session.add(event)
    session.flush()
    return event


def dossier_events(session: Session, number: int) -> list[DossierEvent]:
    found = select(DossierEvent).where(DossierEvent.dossier_id == number)
    return list(session.exec(found.order_by(col(DossierEvent.id))))
