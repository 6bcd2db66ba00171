"""Who of the office saw how a citizen can be reached, when, and what for."""

from datetime import datetime

from sqlmodel import Field, Session, col, select

from storage.columns import Sealed, UtcDateTime
from storage.feedback import Feedback
from storage.people import Person
from storage.rows import Row


class Look(Row, table=True):
    """One look at name and contact of the person behind a case."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    feedback_id: int = Field(foreign_key="feedback.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)  # who looked
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    why: str = Field(sa_type=Sealed)


def last_looks(
    session: Session, office_id: int, feedback_id: int | None, most: int
) -> list[tuple[Look, Feedback, str]]:
    """The last looks at one case or at any of the office, the newest first, with the name of who looked."""
    found = (
        select(Look, Feedback, Person.name)
        .join(Feedback, col(Feedback.id) == col(Look.feedback_id))
        .join(Person, col(Person.id) == col(Look.person_id))
        .where(Look.office_id == office_id)
    )
    if feedback_id is not None:
        found = found.where(Look.feedback_id == feedback_id)
    return list(session.exec(found.order_by(col(Look.id).desc()).limit(most)).all())


def looks_at(session: Session, person_id: int) -> list[tuple[Look, str, str]]:
    """Every look at this citizen's contact, oldest first, with the case's code and the name of who looked."""
    found = (
        select(Look, Feedback.code, Person.name)
        .join(Feedback, col(Feedback.id) == col(Look.feedback_id))
        .join(Person, col(Person.id) == col(Look.person_id))
        .where(Feedback.person_id == person_id)
    )
    return list(session.exec(found.order_by(col(Look.id))).all())
