"""One office's ear: each update is taken in with its effects, once."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from bot.acts.closing import expect_closing
from bot.acts.saving import note_heard
from bot.beside import Beside
from bot.desk import Desk
from bot.dispatch import answer
from bot.jobs.deliver import Claimed, claim_some
from bot.jobs.mail import Mail
from bot.jobs.shop import Shop
from bot.rules.file_kinds import is_program, kept_type
from bot.rules.pictures import without_traces
from bot.rules.secrecy import is_secret_paper
from bot.rules.vietnamese import storable
from bot.talk import Attachment, ChannelError, Incoming, Kept, Reply
from storage.files import digest_of
from storage.inbox import DONE, FAILED, mark_seen, was_seen
from storage.letters import ANSWER, add_letter, letters_written, unpark
from storage.offices import Office
from storage.people import meet
from storage.unused import spare_files

log = logging.getLogger(__name__)
FILE_LIMIT = 20_000_000  # bytes; what Telegram lets a bot download
FETCH_TRIES = 3
OUTAGE = (OperationalError, InterfaceError, PoolTimeout)  # a database that is away or busy
ASIDE = "update %s of %s was set aside"
TRIES = 5  # of an update that the database refuses each time
Taken = tuple[list[Claimed], list[int]]  # letters that leave right after the commit, and those behind them


class Intake:
    """Updates of one office come in here, whichever its channel."""

    def __init__(self, shop: Shop, office_id: int, clock: Callable[[], datetime], beside: Beside, mail: Mail) -> None:
        self.shop, self.office_id, self.clock, self.beside = shop, office_id, clock, beside
        self._mail = mail
        self._tries = Counter[tuple[str, str]]()

    async def on_message(self, heard: Incoming) -> None:
        """Take one update: commit it with its effects, then let its letters leave. Raises if nothing was stored."""
        began = time.monotonic()
        heard = replace(heard, text=storable(heard.text), sender_name=storable(heard.sender_name))
        kept = [await self._keep(heard.channel, file) for file in heard.attachments]
        claimed, waiting = await asyncio.to_thread(self._take, replace(heard, kept=tuple(kept)))
        self.shop.eyes.heard(heard.channel, time.monotonic() - began)
        if claimed or waiting:
            self.beside.begin(self._mail.carry(claimed, waiting))

    def office_name(self) -> str:
        with self.shop.store.transaction() as session:
            return session.get_one(Office, self.office_id).name

    async def _keep(self, channel: str, file: Attachment) -> Kept:
        """Bring a file onto the shelf before the transaction; what cannot be had is said so, not retried for ever."""
        lost = Kept(file.kind, "", file.name, file.mime, file.size, "gone")
        if file.size > FILE_LIMIT:
            return replace(lost, problem="too_big")
        for _ in range(FETCH_TRIES):
            try:
                data = await self.shop.office(self.office_id).channels[channel].fetch(file, FILE_LIMIT)
            except ChannelError as error:
                log.warning("a file could not be fetched: %s", error.reason)
                if error.permanent:
                    return replace(lost, problem="too_big" if "big" in error.reason else "gone")
                continue
            if is_program(file.name, data[:8]):
                return replace(lost, problem="program")
            if is_secret_paper(file.name, data):
                return replace(lost, problem="secret", digest=digest_of(data))
            data = without_traces(data)
            digest = await asyncio.to_thread(self.shop.shelf.keep, data)
            return Kept(file.kind, digest, file.name, kept_type(file.mime, data[:16]), len(data))
        return lost

    def _take(self, heard: Incoming) -> Taken:
        try:
            return self._answer(heard)
        except SQLAlchemyError as error:
            if self._known(heard):  # the same update in another process was quicker
                return [], []
            if not self._always_fails(heard, error):
                raise
            log.exception(ASIDE, heard.update_id, heard.channel, exc_info=_wordless(error))
            return self._set_aside(heard)
        except Exception as error:  # a handler that fails would fail again
            log.exception(ASIDE, heard.update_id, heard.channel, exc_info=_wordless(error))
            return self._set_aside(heard)

    def _always_fails(self, heard: Incoming, error: SQLAlchemyError) -> bool:
        """Whether it is the update's own fault, not that of the database."""
        if isinstance(error, OUTAGE):
            return False
        self._tries[heard.channel, heard.update_id] += 1
        return self._tries[heard.channel, heard.update_id] >= TRIES

    def _set_aside(self, heard: Incoming) -> Taken:
        """The person is told, others go on."""
        self._tries.pop((heard.channel, heard.update_id), None)
        try:
            return self._apologise(heard)
        except OUTAGE:
            raise
        except Exception as again:  # not even that: it must not come back for ever
            log.exception("nobody was told", exc_info=_wordless(again))
            with self.shop.store.transaction() as session:
                mark_seen(session, self.office_id, heard.channel, heard.update_id, self.clock(), FAILED)
            return [], []

    def _known(self, heard: Incoming) -> bool:
        with self.shop.store.transaction() as session:
            return was_seen(session, self.office_id, heard.channel, heard.update_id)

    def _answer(self, heard: Incoming) -> Taken:
        now = self.clock()
        with self.shop.store.transaction() as session:
            if was_seen(session, self.office_id, heard.channel, heard.update_id):
                return [], []
            desk = self._desk(session, now, heard, DONE)
            reply = answer(desk)
            if reply is not None:
                _write_answer(desk, reply, "trả lời")
            expect_closing(desk)
            note_heard(desk)
            if heard.private and heard.presence != "left":
                unpark(session, desk.person.id, now)
            taken = self._claim_written(session, now)
            spare = spare_files(session, (file.digest for file in heard.kept))
        self.shop.shelf.drop(spare)
        return taken

    def _desk(self, session: Session, now: datetime, heard: Incoming, outcome: str) -> Desk:
        """With whoever speaks in front of it; the update counts as taken in from here on."""
        mark_seen(session, self.office_id, heard.channel, heard.update_id, now, outcome)
        speaker = meet(session, self.office_id, heard.channel, heard.sender, now, reachable=heard.private)
        office, tools = session.get_one(Office, self.office_id), self.shop.office(self.office_id).tools
        return Desk(session, now, office, tools, speaker, heard)

    def _claim_written(self, session: Session, now: datetime) -> Taken:
        letters = letters_written(session)
        if not letters or self._mail.is_full:
            return [], letters
        claimed, _ = claim_some(self.shop, session, now, len(letters), letters)
        return claimed, [one for one in letters if one not in {known.letter.id for known in claimed}]

    def _apologise(self, heard: Incoming) -> Taken:
        now = self.clock()
        with self.shop.store.transaction() as session:
            desk = self._desk(session, now, heard, FAILED)
            _write_answer(desk, desk.say("apology"), "lỗi")
            return self._claim_written(session, now)


def _write_answer(desk: Desk, reply: Reply, why: str) -> None:
    """To where it was asked for."""
    heard = desk.heard
    letter = desk.letter(desk.person.id, f"answer:{heard.channel}:{heard.update_id}", reply, why, ANSWER)
    letter.channel, letter.address = heard.channel, heard.address
    add_letter(desk.session, letter)


def _wordless(error: Exception) -> Exception:
    """The same traceback without the message, which may hold a citizen's words."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
