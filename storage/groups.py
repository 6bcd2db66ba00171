"""Chat groups of units: each has a person of its own, so that letters reach it like anybody else."""

from datetime import datetime

from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.once import add_once
from storage.people import Account, Person, account_at
from storage.rows import Row


class ChatGroup(Row, table=True):
    """`person_id` stands for the group and has one account, the group's own. `ended_at`: no longer linked."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    linked_by: int = Field(foreign_key="person.id", index=True)
    linked_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def group_at(session: Session, office_id: int, channel: str, address: str) -> ChatGroup | None:
    """The group that is linked at an address."""
    found = (
        select(ChatGroup)
        .join(Account, col(Account.person_id) == col(ChatGroup.person_id))
        .where(
            Account.office_id == office_id,
            Account.channel == channel,
            Account.address == address,
            col(Account.live).is_(True),
            col(ChatGroup.ended_at).is_(None),
        )
    )
    return session.exec(found).first()


def groups_of(session: Session, office_id: int, unit_id: int | None = None) -> list[ChatGroup]:
    """Linked groups that can be reached, of one unit or of all."""
    found = (
        select(ChatGroup)
        .join(Account, col(Account.person_id) == col(ChatGroup.person_id))
        .where(ChatGroup.office_id == office_id, col(ChatGroup.ended_at).is_(None), col(Account.live).is_(True))
    )
    if unit_id is not None:
        found = found.where(ChatGroup.unit_id == unit_id)
    return list(session.exec(found.order_by(col(ChatGroup.person_id))))


def linked_group(session: Session, office_id: int, person_id: int) -> ChatGroup | None:
    row = session.get(ChatGroup, person_id)
    return row if row and row.office_id == office_id and row.ended_at is None else None


def is_group(session: Session, person_id: int) -> bool:
    """Whether this stands for a group, linked or not."""
    return session.get(ChatGroup, person_id) is not None


def link_group(session: Session, group: ChatGroup, channel: str, address: str) -> ChatGroup:
    """Link the chat at an address; `group.person_id` is found or made here. One that was linked before changes."""
    group.person_id = _person_at(session, group, channel, address)
    known = session.get(ChatGroup, group.person_id)
    if known is None:
        session.add(group)
        session.flush()
        return group
    known.unit_id, known.linked_by, known.linked_at = group.unit_id, group.linked_by, group.linked_at
    known.ended_at = None
    session.add(known)
    return known


def _person_at(session: Session, group: ChatGroup, channel: str, address: str) -> int:
    account = account_at(session, group.office_id, channel, address)
    if account is None:
        person = Person(office_id=group.office_id, name="Nhóm chat", created_at=group.linked_at)
        session.add(person)
        session.flush()
        account = Account(
            office_id=group.office_id,
            person_id=person.id,
            channel=channel,
            address=address,
            last_seen_at=group.linked_at,
        )
        same = select(Account).where(
            Account.office_id == group.office_id, Account.channel == channel, Account.address == address
        )
        if not add_once(session, account, same):  # somebody else links it at this moment
            session.delete(person)
            account = session.exec(same).one()
    account.live = True
    session.add(account)
    return account.person_id


def unlink_group(session: Session, group: ChatGroup, now: datetime) -> None:
    group.ended_at = now
    session.add(group)
