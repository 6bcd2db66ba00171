"""What became of letters, written down together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.acts.delivery_news import tell_shut_out, tell_spent, tell_unsure
from bot.acts.saving import note_sent
from bot.acts.slots import next_slot
from bot.acts.ways import Way
from bot.jobs.deliver import Claimed, Sent
from bot.jobs.shop import Shop
from bot.rules.delivery import next_pause
from bot.rules.states import Hindrance
from bot.talk import ChannelError
from storage.letters import ROUND
from storage.outbox import (
    Delivered,
    Outgoing,
    mark_failed,
    mark_later,
    mark_postponed,
    mark_sent,
    mark_unsure,
)
from storage.people import account_at, live_accounts, mark_gone, mark_moved
from storage.quotas import SpentChannel, mark_spent

MENDING = timedelta(minutes=30)  # between tries while a channel lets the office in no more
CUT_OFF = 5  # tries: some twenty minutes, after which another account is better than to wait for this one


def record(shop: Shop, now: datetime, outcomes: Sequence[Sent]) -> None:
    """In one transaction."""
    with shop.store.transaction() as session:
        counted, others = list[Sent](), list[Delivered]()
        for sent in outcomes:
            if sent.error:
                _record_failure(shop, session, now, sent.claimed, sent.error)
            elif _is_counted(shop, sent.claimed):
                counted.append(sent)
            else:
                others.append(_delivered(sent))
        mark_sent(session, now, others)
        for sent in counted:
            _record_counted(shop, session, now, sent)


def _delivered(sent: Sent) -> Delivered:
    letter, way = sent.claimed
    return Delivered(letter, way.channel, way.address, sent.ref, way.cost)


def _is_counted(shop: Shop, claimed: Claimed) -> bool:
    """Whether its platform takes only so many a month."""
    return shop.office(claimed.letter.office_id).channels[claimed.way.channel].traits.monthly > 0


def _record_counted(shop: Shop, session: Session, now: datetime, sent: Sent) -> None:
    if mark_sent(session, now, [_delivered(sent)]):
        letter, way = sent.claimed
        note_sent(shop.day(session, letter.office_id, now), way.channel, max(1, len(sent.ref.split())))


def _record_failure(shop: Shop, session: Session, now: datetime, claimed: Claimed, error: ChannelError) -> None:
    """Later may help, another account may, or nothing will; each is written down."""
    letter, way = claimed
    if error.moved_to:
        mark_moved(session, letter.office_id, way.channel, way.address, error.moved_to)
        address = error.moved_to if letter.channel else ""
        mark_later(session, letter, now, error.reason, address=address)
    elif error.gone or error.closed:
        why = Hindrance.GONE if error.gone else Hindrance.CLOSED
        mark_gone(session, letter.office_id, way.channel, way.address, why)
        mark_later(session, letter, now, error.reason, channel="", address="")
    elif error.unsure:
        if mark_unsure(session, letter, way.channel, way.address, error.reason):
            day = shop.day(session, letter.office_id, now)
            tell_unsure(day)
            note_sent(day, way.channel, 1)
    elif error.shut_out:
        _shut_out(shop, session, now, letter, way, error)
    elif error.spent_until and error.spent_until > now:
        _do_without(shop, session, now, letter, way, error)
    elif error.permanent:
        _refused(shop, session, now, letter, way, error.reason)
    elif not _is_cut_off(letter, error) or not _goes_elsewhere(shop, session, now, letter, way, error.reason):
        _try_again(shop, session, letter, now + next_pause(letter.attempts, error.retry_after), error.reason)


def _is_cut_off(letter: Outgoing, error: ChannelError) -> bool:
    """A platform that is only busy says so; one that has failed for so long may be shut for days."""
    return letter.attempts >= CUT_OFF and error.retry_after is None


def _do_without(shop: Shop, session: Session, now: datetime, letter: Outgoing, way: Way, error: ChannelError) -> None:
    """The channel is left out until it takes letters again; this one goes another way meanwhile, if there is one."""
    day = shop.day(session, letter.office_id, now)
    row = SpentChannel(
        office_id=letter.office_id, channel=way.channel, ends_at=error.spent_until or now, problem=error.reason
    )
    if mark_spent(session, row):
        tell_spent(day, row)
    if way.cost or day.tools.traits[way.channel].free is None:
        mark_later(session, letter, now, error.reason)
    else:  # it should have been free of charge
        _try_again(shop, session, letter, now + next_pause(letter.attempts, error.retry_after), error.reason)


def _shut_out(shop: Shop, session: Session, now: datetime, letter: Outgoing, way: Way, error: ChannelError) -> None:
    """Until somebody mends it this letter goes another way, if there is one."""
    tell_shut_out(shop.day(session, letter.office_id, now), way.channel)
    if not _goes_elsewhere(shop, session, now, letter, way, error.reason):
        _try_again(shop, session, letter, now + MENDING, error.reason)


def _refused(shop: Shop, session: Session, now: datetime, letter: Outgoing, way: Way, problem: str) -> None:
    """What one platform never takes, another may."""
    if not _goes_elsewhere(shop, session, now, letter, way, problem):
        mark_failed(session, letter, problem)


def _goes_elsewhere(shop: Shop, session: Session, now: datetime, letter: Outgoing, way: Way, problem: str) -> bool:
    account = account_at(session, letter.office_id, way.channel, way.address)
    refused = [*letter.refused, *([account.id] if account else [])]
    others = live_accounts(session, letter.person_id) if account else []
    channels = shop.office(letter.office_id).channels
    if not any(one.channel in channels and one.id not in refused for one in others):
        return False
    return mark_later(session, letter, now, problem, channel="", address="", refused=refused)


def _try_again(shop: Shop, session: Session, letter: Outgoing, at: datetime, problem: str) -> None:
    """The round waits for the person's next slot once the office is closed, and holds up nothing else meanwhile."""
    day = shop.day(session, letter.office_id, at)
    if letter.priority == ROUND and not day.hours.is_open(day.calendar, at):
        mark_postponed(session, letter, next_slot(day, letter.person_id, at), problem)
    else:
        mark_later(session, letter, at, problem)
