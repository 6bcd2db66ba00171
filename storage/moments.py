"""When something will be due next, over all that carries its own moment."""

from datetime import datetime

from sqlalchemy import BindParameter, bindparam, union_all
from sqlmodel import Session, col, func, select

from bot.rules.states import LetterState
from storage.case_clocks import CaseClock
from storage.columns import UtcDateTime
from storage.data_requests import DataRequest
from storage.dossiers import Dossier
from storage.due import NOW
from storage.due_lists import DossierRound
from storage.events import DateRound
from storage.letters import LIVE, Letter
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.offices import Office
from storage.people import Account
from storage.plans import Task
from storage.reports import Report, ReportRound
from storage.week_rounds import WeekRound, is_week_to_remind_of

# All are built once: a tick asks for what has come, and a rehearsal of a year for each moment to come.
CARRIED = (
    col(Occurrence.next_at),
    col(CaseClock.next_at),
    col(Dossier.next_at),
    col(DossierRound.next_at),
    col(Office.next_ask_at),
    col(Office.next_measure_at),
    col(Office.next_news_at),
    col(WeekRound.next_at),
    col(DateRound.next_at),
    col(Task.roll_at),
    col(DataRequest.next_at),
    col(Report.next_at),
    col(Account.asks_at),
    col(ReportRound.next_at),
)
AFTER: BindParameter[datetime] = bindparam("after", type_=UtcDateTime)
WAITING = select(func.min(col(Nudge.next_at))).where(col(Nudge.open).is_(True), col(Nudge.next_at) > AFTER)
LEAVING = [
    select(func.min(column)).where(col(Letter.state).in_(LIVE), Letter.state == state, column > AFTER)
    for column, state in ((col(Letter.next_at), LetterState.WAITING), (col(Letter.claimed_until), LetterState.SENDING))
]
EARLIEST = union_all(*(select(func.min(column)).where(column > AFTER) for column in CARRIED), WAITING, *LEAVING)
RUNGS = [
    select(at).where(at <= NOW).order_by(at).limit(1)
    for at in (col(Occurrence.next_at), col(CaseClock.next_at), col(Dossier.next_at))
]


def next_moment(session: Session, after: datetime) -> datetime | None:
    """The earliest moment after another at which a tick has something to do."""
    found = session.scalars(EARLIEST, {"after": after})
    return min((moment for moment in found if moment is not None), default=None)


def is_reminder_due(session: Session, now: datetime) -> bool:
    """Whether a rung is still to be climbed, also one that another process is climbing at this moment."""
    climbing = any(session.exec(question, params={"now": now}).first() for question in RUNGS)
    return climbing or is_week_to_remind_of(session, now)
