"""The one step by which anything leaves: claim, send, record."""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from bot.acts.digests import DIGEST, refresh
from bot.acts.slots import next_slot
from bot.acts.unreached import not_delivered
from bot.acts.ways import Barred, Outlook, Way, find_way
from bot.desk import OfficeDay
from bot.jobs.eyes import result_of
from bot.jobs.shop import Shop
from bot.rules.states import Hindrance
from bot.rules.vietnamese import storable
from bot.talk import ChannelError, Choice, Kept, Parcel
from storage.letters import ROUND
from storage.outbox import (
    Outgoing,
    claim_letters,
    mark_failed,
    mark_held,
    mark_parked,
    mark_postponed,
    mark_superseded,
)

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 100  # with pauses of up to an hour: about four days


class Claimed(NamedTuple):
    """A letter that is ours to send, and how it goes."""

    letter: Outgoing
    way: Way


class Sent(NamedTuple):
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
    outlooks = _outlooks(shop, session, now, due)
    found = (_to_send(outlooks[letter.office_id], letter, called=only is not None) for letter in due)
    return [one for one in found if one], bool(due)


def _outlooks(shop: Shop, session: Session, now: datetime, letters: Sequence[Outgoing]) -> dict[int, Outlook]:
    """By office, what is looked up once for all its letters."""
    theirs = defaultdict[int, list[Outgoing]](list)
    for letter in letters:
        theirs[letter.office_id].append(letter)
    return {number: Outlook.on(shop.day(session, number, now), mine) for number, mine in theirs.items()}


def _to_send(outlook: Outlook, letter: Outgoing, *, called: bool) -> Claimed | None:
    day = outlook.day
    if letter.attempts > MOST_ATTEMPTS:
        # What a hundred tries could not deliver would hold back all later letters of this person for ever.
        mark_failed(day.session, letter, letter.problem or "its sender ended at every try")
        log.error("letter %s was given up after %s tries", letter.id, MOST_ATTEMPTS)
        return None
    told = _as_it_stands(day, letter, called=called) if letter.priority == ROUND else letter
    if told is None:
        return None
    way = find_way(outlook, told)
    if isinstance(way, Way):
        return Claimed(told, way)
    _hold(day, told, way)
    return None


def _as_it_stands(day: OfficeDay, letter: Outgoing, *, called: bool) -> Outgoing | None:
    """The round disturbs nobody out of hours, unless the person has just written (`called`), and says what is so."""
    if not called and not day.hours.is_open(day.calendar, day.now):
        mark_postponed(day.session, letter, next_slot(day, letter.person_id, day.now))
        return None
    told = refresh(day, letter) if letter.key.startswith(DIGEST) else letter
    if told is None:
        mark_superseded(day.session, letter)
    return told


def _hold(day: OfficeDay, letter: Outgoing, barred: Barred) -> None:
    if barred.until:
        mark_held(day.session, letter, barred.until, barred.hindrance)
    else:
        mark_parked(day.session, letter, barred.hindrance)
    if barred.hindrance not in (Hindrance.SPENT, Hindrance.TAKEN):  # which end soon
        not_delivered(day, letter)


async def send(shop: Shop, claimed: Claimed) -> Sent:
    began = time.monotonic()
    sent = await _send(shop, claimed)
    shop.eyes.delivered(claimed.way.channel, result_of(sent.error), time.monotonic() - began)
    return sent


async def _send(shop: Shop, claimed: Claimed) -> Sent:
    letter, way = claimed
    try:
        ref = await shop.office(letter.office_id).channels[way.channel].send(way.address, parcel_of(shop, letter))
    except ChannelError as error:
        told = replace(error, reason=storable(error.reason))
        log.warning("letter %s not delivered by %s: %s", letter.id, way.channel, told.reason)
        return Sent(claimed, error=told)
    except Exception as error:  # noqa: BLE001  the letter is tried again as after any other failure
        log.error("letter %s not delivered by %s: %s", letter.id, way.channel, type(error).__name__)
        return Sent(claimed, error=ChannelError(type(error).__name__))
    return Sent(claimed, storable(ref))


def parcel_of(shop: Shop, letter: Outgoing) -> Parcel:
    choices = tuple(tuple(Choice(label, command) for label, command in row) for row in letter.choices)
    files = tuple((Kept(**file), shop.shelf.content(file["digest"])) for file in letter.files)
    card = (letter.card[0], letter.card[1]) if letter.card else None
    return Parcel(letter.key, letter.text, choices, files, letter.priority, card)
