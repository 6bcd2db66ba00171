"""When a person wants their digest, where that is not the office's own time."""

from sqlmodel import Field, Session, select

from storage.people import Person
from storage.rows import Row


class PersonSlot(Row, table=True):
    """`slot` is local time, "08:15"."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    slot: str


def slot_of(session: Session, person_id: int) -> str:
    """ "" where the person goes by the office's time."""
    row = session.get(PersonSlot, person_id)
    return row.slot if row else ""


def slots_in(session: Session, office_id: int) -> dict[int, str]:
    """Person -> slot, of those who do not go by the office's time."""
    found = session.exec(select(PersonSlot.person_id, PersonSlot.slot).where(PersonSlot.office_id == office_id))
    return dict(found.all())


def put_slot(session: Session, person: Person, slot: str) -> None:
    """ "" returns to the office's time."""
    row = session.get(PersonSlot, person.id)
    if not slot:
        if row:
            session.delete(row)
        return
    row = row or PersonSlot(person_id=person.id, office_id=person.office_id, slot=slot)
    row.slot = slot
    session.add(row)
