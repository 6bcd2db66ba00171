"""Updates into the database with all their effects: many in one transaction, each on its own where that fails."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.acts.closing import expect_closing
from bot.acts.mischief import expect_said
from bot.acts.saving import note_heard
from bot.desk import Desk
from bot.dispatch import answer
from bot.jobs.deliver import Claimed, claim_some
from bot.jobs.shop import Shop
from bot.rules.tracing import wordless
from bot.talk import Incoming, Reply
from storage.expecting import expect
from storage.inbox import FAILED, mark_seen, mark_seen_once, was_seen
from storage.letters import ANSWER, Letter, add_new_letter, letters_written, unpark
from storage.nothing import look_for_nothing
from storage.offices import Office
from storage.outages import is_outage
from storage.people import meet
from storage.remembering import is_none
from storage.unused import spare_files
from storage.watching import end_acts

log = logging.getLogger(__name__)
ASIDE = "update %s of %s was set aside"
TRIES = 5  # of an update that the database refuses each time


@dataclass(frozen=True)
class Taken:
    """An update's letters: those that leave right after the commit, and those (ids) that wait behind them."""

    claimed: list[Claimed] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)


class Taking:
    """The transactions of one office's updates. `may_send`: whether letters may be claimed for sending at once."""

    def __init__(self, shop: Shop, office_id: int, clock: Callable[[], datetime], may_send: Callable[[], bool]) -> None:
        self._shop, self._office_id, self._clock, self._may_send = shop, office_id, clock, may_send
        self._tries = Counter[tuple[str, str]]()

    def take(self, batch: Sequence[Incoming]) -> list[Taken | Exception]:
        """What became of each, of several chats. Where something was not stored there is the reason why."""
        if len(batch) > 1:
            try:
                return list(self._answer_all(batch))
            except Exception as error:  # noqa: BLE001  one of them is at fault: which, shows when each is on its own
                log.info("%s updates are taken in one by one: %s", len(batch), type(error).__name__)
        return self._one_by_one(batch)

    def _one_by_one(self, batch: Sequence[Incoming]) -> list[Taken | Exception]:
        """A database that is away is not asked again for each."""
        outcomes: list[Taken | Exception] = []
        for heard in batch:
            if outcomes and is_outage(outcomes[-1]):
                outcomes.append(outcomes[-1])
                continue
            try:
                outcomes.append(self._take_one(heard))
            except SQLAlchemyError as error:
                outcomes.append(error)
        return outcomes

    def _take_one(self, heard: Incoming) -> Taken:
        try:
            return self._answer_all([heard])[0]
        except SQLAlchemyError as error:
            if self._known(heard):  # the same update in another process was quicker
                return Taken()
            if not self._always_fails(heard, error):
                raise
            log.exception(ASIDE, heard.update_id, heard.channel, exc_info=wordless(error))
            return self._set_aside(heard)
        except Exception as error:  # a handler that fails would fail again
            log.exception(ASIDE, heard.update_id, heard.channel, exc_info=wordless(error))
            return self._set_aside(heard)

    def _always_fails(self, heard: Incoming, error: SQLAlchemyError) -> bool:
        """Whether it is the update's own fault."""
        if is_outage(error):
            return False
        self._tries[heard.channel, heard.update_id] += 1
        return self._tries[heard.channel, heard.update_id] >= TRIES

    def _set_aside(self, heard: Incoming) -> Taken:
        """The person is told, others go on."""
        self._tries.pop((heard.channel, heard.update_id), None)
        try:
            return self._apologise(heard)
        except Exception as again:  # not even that: it must not come back for ever
            if is_outage(again):
                raise
            log.exception("nobody was told", exc_info=wordless(again))
            with self._shop.store.transaction() as session:
                mark_seen(session, self._office_id, heard.channel, heard.update_id, self._clock(), FAILED)
            return Taken()

    def _known(self, heard: Incoming) -> bool:
        with self._shop.store.transaction() as session:
            return was_seen(session, self._office_id, heard.channel, heard.update_id)

    def _answer_all(self, batch: Sequence[Incoming]) -> list[Taken]:
        now = self._clock()
        named = {(heard.channel, heard.update_id): heard for heard in reversed(batch)}  # of twins the first
        with self._shop.store.transaction() as session:
            office = session.get_one(Office, self._office_id)
            new = mark_seen_once(session, self._office_id, list(named), now)
            fresh = {id(heard) for name, heard in named.items() if name in new}
            if len(fresh) > 1:
                self._expect(session, [heard for name, heard in named.items() if name in new], now)
            written = [self._answer(session, now, office, heard) if id(heard) in fresh else [] for heard in batch]
            taken = self._claim(session, now, written)
            spare = spare_files(session, (file.digest for heard in batch for file in heard.kept))
        self._shop.shelf.drop(spare)
        return taken

    def _expect(self, session: Session, batch: Sequence[Incoming], now: datetime) -> None:
        speakers = {(heard.channel, heard.sender) for heard in batch}
        expect(session, self._office_id, speakers, {(heard.channel, heard.address) for heard in batch})
        secret = self._shop.office(self._office_id).tools.secret
        expect_said(session, self._office_id, secret, (heard.text for heard in batch), now)

    def _answer(self, session: Session, now: datetime, office: Office, heard: Incoming) -> list[int]:
        """One update's effects; the letters (ids) that it wrote."""
        before = len(letters_written(session))
        desk = self._desk(session, now, office, heard)
        kept_back = not is_none(session, Letter, desk.person.id)
        reply = answer(desk)
        if reply is not None:
            _write_answer(desk, reply, "trả lời")
        expect_closing(desk)
        note_heard(desk)
        if kept_back and heard.private and heard.presence != "left":
            unpark(session, desk.person.id, now)
        end_acts(session, self._shop.store.keys.seal)
        return letters_written(session)[before:]

    def _desk(self, session: Session, now: datetime, office: Office, heard: Incoming) -> Desk:
        """With whoever speaks in front of it."""
        speaker = meet(session, self._office_id, heard.channel, heard.sender, now, reachable=heard.private)
        look_for_nothing(session, [speaker.account.id])
        return Desk(session, now, office, self._shop.office(self._office_id).tools, speaker, heard)

    def _claim(self, session: Session, now: datetime, written: Sequence[list[int]]) -> list[Taken]:
        """For each update its letters as far as they may leave now, and the others."""
        letters = [letter for those in written for letter in those]
        if not letters or not self._may_send():
            return [Taken([], those) for those in written]
        claimed, _ = claim_some(self._shop, session, now, len(letters), letters)
        mine = {one.letter.id: one for one in claimed}
        return [
            Taken([mine[one] for one in those if one in mine], [one for one in those if one not in mine])
            for those in written
        ]

    def _apologise(self, heard: Incoming) -> Taken:
        now = self._clock()
        with self._shop.store.transaction() as session:
            mark_seen(session, self._office_id, heard.channel, heard.update_id, now, FAILED)
            desk = self._desk(session, now, session.get_one(Office, self._office_id), heard)
            _write_answer(desk, desk.say("apology"), "lỗi")
            return self._claim(session, now, [letters_written(session)])[0]


def _write_answer(desk: Desk, reply: Reply, why: str) -> None:
    """To where it was asked for."""
    heard = desk.heard
    letter = desk.letter(desk.person.id, f"answer:{heard.channel}:{heard.update_id}", reply, why, ANSWER)
    letter.channel, letter.address = heard.channel, heard.address
    add_new_letter(desk.session, letter)  # an update is taken in once
