"""How many messages went and came on a channel that takes only so many a month."""

from datetime import date

from sqlalchemy import CursorResult, Update, update
from sqlmodel import Field, Session, col, func, select

from storage.groups import ChatGroup
from storage.once import add_once
from storage.people import Account
from storage.rows import Row


class ChannelMonth(Row, table=True):
    """`month` is its first day. A letter may take several messages, so they are counted apart from letters."""

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    channel: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    sent: int = 0
    heard: int = 0


def count_up(session: Session, one: ChannelMonth) -> None:
    """Add what `one` counts to what is there, whoever else counts at this moment."""
    same = select(ChannelMonth).where(
        ChannelMonth.office_id == one.office_id, ChannelMonth.channel == one.channel, ChannelMonth.month == one.month
    )
    more = (
        update(ChannelMonth)
        .where(
            col(ChannelMonth.office_id) == one.office_id,
            col(ChannelMonth.channel) == one.channel,
            col(ChannelMonth.month) == one.month,
        )
        .values(sent=col(ChannelMonth.sent) + one.sent, heard=col(ChannelMonth.heard) + one.heard)
    )
    if _counted(session, more) or add_once(session, one, same):
        return
    _counted(session, more)  # another process began the month a moment before


def _counted(session: Session, more: Update) -> bool:
    result = session.exec(more)
    assert isinstance(result, CursorResult)
    return result.rowcount > 0


def month_of(session: Session, office_id: int, channel: str, month: date) -> ChannelMonth:
    """What was counted so far; an empty row, not of the store, where nothing was."""
    key = (office_id, channel, month)
    found = session.get(ChannelMonth, key, populate_existing=True)
    return found or ChannelMonth(office_id=office_id, channel=channel, month=month)


def count_people(session: Session, office_id: int, channel: str) -> int:
    """How many have ever written there; a group is nobody."""
    groups = select(ChatGroup.person_id).where(ChatGroup.office_id == office_id)
    found = select(func.count()).where(Account.office_id == office_id, Account.channel == channel)
    return session.exec(found.where(col(Account.person_id).not_in(groups))).one()
