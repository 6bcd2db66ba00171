"""What has been kept long enough, kind by kind; each search begins with an index on its moment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.states import LetterState
from storage.aside import Aside
from storage.blocks import Block
from storage.dossier_follows import DossierLook
from storage.dossiers import Dossier
from storage.due_lists import DueList
from storage.erasing import digests_in, erase_letters
from storage.feedback import Feedback, FeedbackEvent
from storage.files import Attachment
from storage.inbox import Seen
from storage.letters import Letter
from storage.looks import Look
from storage.spoken import Spoken
from storage.webchat import WebMessage

_SETTLED = (LetterState.SENT, LetterState.FAILED, LetterState.SUPERSEDED, LetterState.PARKED, LetterState.UNSURE)
Find = Callable[[int, datetime], SelectOfScalar[Any]]


def _words(office_id: int, until: datetime) -> SelectOfScalar[Any]:
    found = select(Feedback).where(col(Feedback.over_at) <= until, col(Feedback.erased_at).is_(None))
    return found.where(Feedback.office_id == office_id).order_by(col(Feedback.over_at))


def _files(office_id: int, until: datetime) -> SelectOfScalar[Any]:
    return (
        select(Attachment)
        .join(FeedbackEvent, col(FeedbackEvent.id) == col(Attachment.feedback_event_id))
        .join(Feedback, col(Feedback.id) == col(FeedbackEvent.feedback_id))
        .where(col(Feedback.over_at) <= until, col(Feedback.erased_at).is_(None), Feedback.office_id == office_id)
    )


def _letters(office_id: int, until: datetime) -> SelectOfScalar[Any]:
    found = select(Letter).where(col(Letter.created_at) <= until, Letter.text != "", Letter.office_id == office_id)
    return found.where(col(Letter.state).in_(_SETTLED)).order_by(col(Letter.created_at))


def _dossiers(office_id: int, until: datetime) -> SelectOfScalar[Any]:
    found = select(Dossier).where(col(Dossier.over_at) <= until, col(Dossier.erased_at).is_(None))
    return found.where(Dossier.office_id == office_id).order_by(col(Dossier.over_at))


def _rows(table: Any, moment: Any) -> Find:
    def find(office_id: int, until: datetime) -> SelectOfScalar[Any]:
        return select(table).where(moment <= until, table.office_id == office_id).order_by(moment)

    return find


# In which order they are gone through: the files of a case before its words.
FIND: Mapping[str, Find] = {
    "files": _files,
    "cases": _words,
    "letters": _letters,
    "bubbles": _rows(WebMessage, col(WebMessage.at)),
    "asides": _rows(Aside, col(Aside.decided_at)),
    "blocks": _rows(Block, col(Block.ends_at)),
    "looks": _rows(Look, col(Look.at)),
    "seen": _rows(Seen, col(Seen.at)),
    "spoken": _rows(Spoken, col(Spoken.at)),
    "dossiers": _dossiers,
    "lists": _rows(DueList, col(DueList.sent_at)),
    "lookups": _rows(DossierLook, col(DossierLook.at)),
}


def kept_too_long(session: Session, kind: str, office_id: int, until: datetime, most: int) -> list[Any]:
    """At most so many rows of a kind that were no longer needed at a moment, the oldest first."""
    return list(session.exec(FIND[kind](office_id, until).limit(most)))


def count_kept_too_long(session: Session, kind: str, office_id: int, until: datetime) -> int:
    found = FIND[kind](office_id, until).order_by(None).subquery()
    return int(session.execute(select(func.count()).select_from(found)).scalar_one())


def drop_rows(session: Session, kind: str, rows: Sequence[Any]) -> list[str]:
    """Erase rows of a kind other than cases; the digests of the files that they named."""
    if kind == "letters":
        return erase_letters(session, rows)
    digests = [digest for row in rows for digest in _named_by(row)]
    for row in rows:
        session.delete(row)
    session.flush()
    return digests


def _named_by(row: Any) -> list[str]:
    if isinstance(row, Attachment | DueList):
        return [row.digest]
    return digests_in(row.files) if isinstance(row, Aside | WebMessage) else []
