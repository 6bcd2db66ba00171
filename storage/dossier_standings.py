"""Dossiers as reports count them: only the columns that are needed, in one search."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from bot.rules.states import DOSSIER_OVER
from storage.dossiers import Dossier


class DossierLine(NamedTuple):
    """The columns in the order of the search."""

    code: str
    number: int
    unit_id: int | None
    state: str
    procedure: str
    received: date | None
    due: date | None
    new_due: date | None
    finished: date | None
    over_at: datetime | None
    apology_on: date | None
    reason: str
    explanation: str


_COLUMNS = (
    *(col(Dossier.code), col(Dossier.id), col(Dossier.unit_id), col(Dossier.state), col(Dossier.procedure)),
    *(col(Dossier.received), col(Dossier.original_due), col(Dossier.new_due), col(Dossier.finished)),
    *(col(Dossier.over_at), col(Dossier.apology_on), col(Dossier.reason), col(Dossier.explanation)),
)


def dossier_lines(session: Session, office_id: int, first: date, last: date) -> Iterator[DossierLine]:
    """Whatever was handed in, finished or apologised for within these days, or was due by their end and not there."""
    still = or_(col(Dossier.state).not_in(DOSSIER_OVER), col(Dossier.finished).is_(None), col(Dossier.finished) > last)
    found = select(*_COLUMNS).where(
        col(Dossier.office_id) == office_id,
        or_(
            col(Dossier.received).between(first, last),
            col(Dossier.finished).between(first, last),
            col(Dossier.apology_on).between(first, last),
            and_(col(Dossier.original_due) <= last, still),
        ),
    )
    for row in session.connection().execute(found):
        yield DossierLine._make(row)
