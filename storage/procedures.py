"""What the office tells of its procedures: a topic, and where to read or what to bring."""

from sqlalchemy import UniqueConstraint, bindparam
from sqlmodel import Field, Session, col, select

from storage.remembering import remembered
from storage.rows import Row


class Procedure(Row, table=True):
    """`topic` may hold other names after ";"; `words` are the office's own, with links in them."""

    __table_args__ = (UniqueConstraint("office_id", "topic"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    topic: str
    words: str


def procedures_of(session: Session, office_id: int) -> list[Procedure]:
    here = {"office": office_id}
    return list(remembered(session, Procedure, office_id, lambda: session.exec(_OF_OFFICE, params=here).all()))


_OF_OFFICE = (
    select(Procedure)
    .where(Procedure.office_id == bindparam("office"))
    .order_by(col(Procedure.topic), col(Procedure.id))
)


def procedure_with_id(session: Session, office_id: int, number: int) -> Procedure | None:
    found = session.get(Procedure, number)
    return found if found and found.office_id == office_id else None


def put_procedure(session: Session, office_id: int, topic: str, words: str) -> Procedure:
    """Say it of this topic from now on."""
    same = select(Procedure).where(Procedure.office_id == office_id, Procedure.topic == topic)
    found = session.exec(same).first() or Procedure(office_id=office_id, topic=topic, words=words)
    found.words = words
    session.add(found)
    session.flush()
    return found
