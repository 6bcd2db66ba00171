"""The one step by which anything leaves: claim, send, record."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.acts.delivery_news import tell_shut_out, tell_spent, tell_unsure
from bot.acts.digests import DIGEST, refresh
from bot.acts.saving import note_sent
from bot.acts.slots import next_slot
from bot.acts.unreached import not_delivered
from bot.acts.ways import Barred, Way, find_way
from bot.desk import OfficeDay
from bot.jobs.eyes import result_of
from bot.jobs.shop import Shop
from bot.rules.delivery import next_pause
from bot.rules.states import Hindrance
from bot.talk import ChannelError, Choice, Kept, Parcel
from storage.letters import (
    ROUND,
    Letter,
    claim_letters,
    mark_failed,
    mark_held,
    mark_later,
    mark_parked,
    mark_postponed,
    mark_sent,
    mark_superseded,
    mark_unsure,
)
from storage.people import account_at, live_accounts, mark_gone, mark_moved
from storage.quotas import SpentChannel, mark_spent

log = logging.getLogger(__name__)
MENDING = timedelta(minutes=30)  # between tries while a channel lets the office in no more
MOST_ATTEMPTS = 100  # with pauses of up to an hour: about four days
CUT_OFF = 5  # tries: some twenty minutes, after which another account is better than to wait for this one


@dataclass(frozen=True)
class Claimed:
    """A letter that is ours to send, and how it goes."""

    letter: Letter
    way: Way


@dataclass(frozen=True)
class Sent:
    """What became of it: the platform's name of the message, or why not."""

    claimed: Claimed
    ref: str = ""
    error: ChannelError | None = None


def claim_some(
    shop: Shop,
    session: Session,
    now: datetime,
    most: int,
    only: list[int] | None = None,
    offices: list[int] | None = None,
) -> tuple[list[Claimed], bool]:
    """Up to `most` letters (of `only`, of `offices`) to send now, and whether any were due; others are put off."""
    due = claim_letters(session, now, most, only, offices)
    found = []
    for letter in due:
        way = _way_of(shop, session, now, letter, called=only is not None)
        if way:
            found.append(Claimed(letter, way))
    return found, bool(due)


def _way_of(shop: Shop, session: Session, now: datetime, letter: Letter, *, called: bool) -> Way | None:
    if letter.attempts > MOST_ATTEMPTS:
        # What a hundred tries could not deliver would hold back all later letters of this person for ever.
        session.flush()
        mark_failed(session, letter, letter.problem or "its sender ended at every try")
        log.error("letter %s was given up after %s tries", letter.id, MOST_ATTEMPTS)
        return None
    if letter.priority == ROUND and not _may_leave(shop, session, now, letter, called=called):
        return None
    day = shop.day(session, letter.office_id, now)
    way = find_way(day, letter)
    if isinstance(way, Way):
        return way
    _hold(day, letter, way)
    return None


async def send(shop: Shop, claimed: Claimed) -> Sent:
    began = time.monotonic()
    sent = await _send(shop, claimed)
    shop.eyes.delivered(claimed.way.channel, result_of(sent.error), time.monotonic() - began)
    return sent


async def _send(shop: Shop, claimed: Claimed) -> Sent:
    letter, way = claimed.letter, claimed.way
    try:
        ref = await shop.office(letter.office_id).channels[way.channel].send(way.address, parcel_of(shop, letter))
    except ChannelError as error:
        log.warning("letter %s not delivered by %s: %s", letter.id, way.channel, error.reason)
        return Sent(claimed, error=error)
    except Exception as error:  # noqa: BLE001  the letter is tried again as after any other failure
        log.error("letter %s not delivered by %s: %s", letter.id, way.channel, type(error).__name__)
        return Sent(claimed, error=ChannelError(type(error).__name__))
    return Sent(claimed, ref)


def record(shop: Shop, now: datetime, outcomes: Sequence[Sent]) -> None:
    """Write down what became of letters, in one transaction."""
    with shop.store.transaction() as session:
        for sent in outcomes:
            if sent.error:
                _record_failure(shop, session, now, sent.claimed, sent.error)
            else:
                _record_success(shop, session, now, sent.claimed, sent.ref)


def _hold(day: OfficeDay, letter: Letter, barred: Barred) -> None:
    day.session.flush()
    if barred.until:
        mark_held(day.session, letter, barred.until, barred.hindrance)
    else:
        mark_parked(day.session, letter, barred.hindrance)
    if barred.hindrance not in (Hindrance.SPENT, Hindrance.TAKEN):  # which end soon
        not_delivered(day, letter)


def _may_leave(shop: Shop, session: Session, now: datetime, letter: Letter, *, called: bool) -> bool:
    """The round disturbs nobody out of hours, unless the person has just written (`called`), and says what is so."""
    day = shop.day(session, letter.office_id, now)
    if not called and not day.hours.is_open(day.calendar, now):
        session.flush()
        mark_postponed(session, letter, next_slot(day, letter.person_id, now))
        return False
    if letter.key.startswith(DIGEST) and not refresh(day, letter):
        session.flush()
        mark_superseded(session, letter)
        return False
    return True


def parcel_of(shop: Shop, letter: Letter) -> Parcel:
    choices = tuple(tuple(Choice(label, command) for label, command in row) for row in letter.choices)
    files = tuple((Kept(**file), shop.shelf.content(file["digest"])) for file in letter.files)
    card = (letter.card[0], letter.card[1]) if letter.card else None
    return Parcel(letter.key, letter.text, choices, files, letter.priority, card)


def _record_success(shop: Shop, session: Session, now: datetime, claimed: Claimed, ref: str) -> None:
    letter, way = claimed.letter, claimed.way
    known = mark_sent(session, letter, now, way.channel, way.address, ref, way.cost)
    if known and shop.office(letter.office_id).channels[way.channel].traits.monthly:
        note_sent(shop.day(session, letter.office_id, now), way.channel, max(1, len(ref.split())))


def _record_failure(shop: Shop, session: Session, now: datetime, claimed: Claimed, error: ChannelError) -> None:
    """Later may help, another account may, or nothing will; each is written down."""
    letter, way = claimed.letter, claimed.way
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


def _is_cut_off(letter: Letter, error: ChannelError) -> bool:
    """A platform that is only busy says so; one that has failed for so long may be shut for days."""
    return letter.attempts >= CUT_OFF and error.retry_after is None


def _do_without(shop: Shop, session: Session, now: datetime, letter: Letter, way: Way, error: ChannelError) -> None:
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


def _shut_out(shop: Shop, session: Session, now: datetime, letter: Letter, way: Way, error: ChannelError) -> None:
    """Until somebody mends it this letter goes another way, if there is one."""
    tell_shut_out(shop.day(session, letter.office_id, now), way.channel)
    if not _goes_elsewhere(shop, session, now, letter, way, error.reason):
        _try_again(shop, session, letter, now + MENDING, error.reason)


def _refused(shop: Shop, session: Session, now: datetime, letter: Letter, way: Way, problem: str) -> None:
    """What one platform never takes, another may."""
    if not _goes_elsewhere(shop, session, now, letter, way, problem):
        mark_failed(session, letter, problem)


def _goes_elsewhere(shop: Shop, session: Session, now: datetime, letter: Letter, way: Way, problem: str) -> bool:
    account = account_at(session, letter.office_id, way.channel, way.address)
    refused = [*letter.refused, *([account.id] if account else [])]
    others = live_accounts(session, letter.person_id) if account else []
    channels = shop.office(letter.office_id).channels
    if not any(one.channel in channels and one.id not in refused for one in others):
        return False
    return mark_later(session, letter, now, problem, channel="", address="", refused=refused)


def _try_again(shop: Shop, session: Session, letter: Letter, at: datetime, problem: str) -> None:
    """The round waits for the person's next slot once the office is closed, and holds up nothing else meanwhile."""
    day = shop.day(session, letter.office_id, at)
    if letter.priority == ROUND and not day.hours.is_open(day.calendar, at):
        mark_postponed(session, letter, next_slot(day, letter.person_id, at), problem)
    else:
        mark_later(session, letter, at, problem)
