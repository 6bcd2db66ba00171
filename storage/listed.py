"""Pages of open work, in an order that stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from bot.rules.scopes import Scope
from bot.rules.states import Case, Work
from storage.feedback import Feedback, FeedbackEvent
from storage.occurrences import Duty, Occurrence, duties
from storage.plans import Task, TaskEvent
from storage.sums import IS_OPEN, Span, case_late, current, has_case, has_duty, late, open_feedback

_ASKED = "what = 'extension_asked'"


@dataclass(frozen=True)
class Wanted:
    """Whose, only what is late or not, only what is due within these days; `first`, `most`: the page."""

    scope: Scope
    late: bool = False
    span: Span | None = None
    first: int = 0
    most: int = 6


def listed_duties(session: Session, office_id: int, here: datetime, wanted: Wanted) -> tuple[list[Duty], int]:
    """A page of what has a date, nearest first, and how many there are."""
    which = [col(Occurrence.office_id) == office_id, col(Occurrence.kind) == "due"]
    which += [IS_OPEN, late(Occurrence, here)] if wanted.late else [current(here)]
    which += [col(Occurrence.due).between(*wanted.span)] if wanted.span else []
    numbers, total = select(col(Occurrence.id)), select(func.count(col(Occurrence.id)))
    if not wanted.scope.whole:
        joined = col(Task.id) == col(Occurrence.task_id)
        numbers, total = numbers.join(Task, joined), total.join(Task, joined)
        which.append(has_duty(wanted.scope))
    hour = col(Occurrence.due_time)
    order = (col(Occurrence.due), hour.is_(None), hour, col(Occurrence.id))
    # The numbers alone are sorted, and only the rows of the page are read.
    page = session.exec(numbers.where(*which).order_by(*order).offset(wanted.first).limit(wanted.most)).all()
    found = {item.id: (item, task) for item, task in (duties(session, page) if page else ())}
    return [found[number] for number in page], session.exec(total.where(*which)).one()


def listed_cases(session: Session, office_id: int, here: datetime, wanted: Wanted) -> tuple[list[Feedback], int]:
    """A page, nearest promise first, and how many there are."""
    overdue = case_late(here.date())
    which = [*open_feedback(office_id), has_case(wanted.scope)]
    which += [overdue] if wanted.late else []
    which += [col(Feedback.due).between(*wanted.span)] if wanted.span else []
    which += [~overdue] if wanted.span and not wanted.late else []
    page = select(Feedback).where(*which).order_by(col(Feedback.due), col(Feedback.id))
    rows = session.exec(page.offset(wanted.first).limit(wanted.most))
    total = select(func.count()).select_from(Feedback).where(*which)
    return list(rows), session.execute(total).scalar_one()


def asked_duties(session: Session, office_id: int, scope: Scope) -> list[tuple[TaskEvent, Duty]]:
    """More time asked for open duties and not yet decided, the oldest first."""
    answer = aliased(TaskEvent)
    decided = select(answer.id).where(col(answer.about_id) == col(TaskEvent.id)).exists()
    is_asked: ColumnElement[bool] = literal_column(f"taskevent.{_ASKED}")
    found = (
        select(TaskEvent, Occurrence, Task)
        .join(Occurrence, col(Occurrence.id) == col(TaskEvent.occurrence_id))
        .join(Task, col(Task.id) == col(Occurrence.task_id))
        .where(TaskEvent.office_id == office_id, is_asked, ~decided, has_duty(scope))
        .where(col(Occurrence.state).in_((Work.OPEN, Work.DOING)))
        .where(col(TaskEvent.day) > col(Occurrence.due))
        .order_by(col(TaskEvent.id))
    )
    return [(event, (item, task)) for event, item, task in session.exec(found)]


def asked_cases(session: Session, office_id: int, scope: Scope) -> list[tuple[FeedbackEvent, Feedback]]:
    """More time asked for open cases and not yet decided, the oldest first."""
    answer = aliased(FeedbackEvent)
    decided = select(answer.id).where(col(answer.about_id) == col(FeedbackEvent.id)).exists()
    is_asked: ColumnElement[bool] = literal_column(f"feedbackevent.{_ASKED}")
    found = (
        select(FeedbackEvent, Feedback)
        .join(Feedback, col(Feedback.id) == col(FeedbackEvent.feedback_id))
        .where(FeedbackEvent.office_id == office_id, is_asked, ~decided, *open_feedback(office_id), has_case(scope))
        .where(col(Feedback.state).not_in((Case.WAITING_CITIZEN, Case.AWAITING_APPROVAL)))
        .where(col(FeedbackEvent.day) > col(Feedback.due))
        .order_by(col(FeedbackEvent.id))
    )
    return list(session.exec(found).all())
