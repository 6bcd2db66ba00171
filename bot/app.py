"""Builds everything and starts it; the only wiring. Nothing below asks the clock."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.acts.closing import expect_closing
from bot.desk import Desk
from bot.dispatch import answer
from bot.jobs.ask_way import ask_one_way
from bot.jobs.data_requests import serve_one_request
from bot.jobs.dates import ask_dates
from bot.jobs.deliver import deliver_one
from bot.jobs.digest import digest_one
from bot.jobs.dossier_month import list_one_office
from bot.jobs.measure import measure_one_office
from bot.jobs.news import remind_one_office_of_news
from bot.jobs.read_index import read_one_index
from bot.jobs.read_plan import read_one_plan
from bot.jobs.remind import remind_one_case, remind_one_dossier, remind_one_duty
from bot.jobs.report import draft_one_office, send_one_report
from bot.jobs.retain import retain_some, sweep_shelf
from bot.jobs.roll import roll_one_task
from bot.jobs.shop import Shop
from bot.jobs.tidy import tidy_office
from bot.jobs.week import ask_one_office, go_on_one_week
from bot.rules.file_kinds import is_program
from bot.rules.secrecy import is_secret_paper
from bot.rules.sorting import Sorter
from bot.rules.vietnamese import storable
from bot.talk import Attachment, Channel, ChannelError, Incoming, Kept, Traits
from storage.files import FileShelf, digest_of
from storage.inbox import mark_seen, was_seen
from storage.letters import ANSWER, add_letter, letters_written, unpark
from storage.offices import Office
from storage.people import meet
from storage.store import Store
from storage.unused import spare_files

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
FILE_LIMIT = 20_000_000  # bytes; what Telegram lets a bot download
FETCH_TRIES = 3
TICK_SECONDS = 2
TIDY_SECONDS = 3600
SENDERS = 32  # letters under way at once: thirty a second over a slow network need as many
Step = Callable[[Shop, datetime], bool]
STEPS: tuple[Step, ...] = (
    roll_one_task,
    remind_one_duty,
    remind_one_case,
    remind_one_dossier,
    go_on_one_week,
    remind_one_office_of_news,
    digest_one,
    ask_one_office,
    measure_one_office,
    list_one_office,
    draft_one_office,
    send_one_report,
    ask_dates,
    ask_one_way,
    serve_one_request,
)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Kit:
    """The tools of every desk."""

    sorter: Sorter
    secret: bytes
    doors: Mapping[str, str] = field(default_factory=dict)  # channel's Vietnamese name -> address before the word
    site: str = ""
    shelf: FileShelf | None = None  # this and `traits` are there from the opening of the shop on
    traits: Mapping[str, Traits] = field(default_factory=dict)  # by the name of the channel

    @classmethod
    def packaged(cls, secret: bytes, doors: Mapping[str, str], site: str = "") -> "Kit":
        return cls(Sorter(), secret, doors, site)

    def keep(self, data: bytes) -> str:
        if self.shelf is None:
            raise RuntimeError("papers are made once the shop is open")
        return self.shelf.keep(data)

    def kept(self, digest: str) -> bytes | None:
        path = self.shelf.path(digest) if self.shelf else None
        return path.read_bytes() if path and path.exists() else None

    def openings(self, word: str) -> list[tuple[str, str]]:
        return [(name, f"{door}{quote(word)}") for name, door in self.doors.items()]

    def links(self, invite: str) -> list[tuple[str, str]]:
        return self.openings(f"moi_{invite}")


class App:
    """One office's bot: updates in, letters out, time passing."""

    def __init__(self, shop: Shop, office_id: int, clock: Clock = utc_now) -> None:
        self.shop = shop
        self.office_id = office_id
        self.clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._under_way: set[asyncio.Task[None]] = set()
        self._lasting: set[asyncio.Task[None]] = set()
        self._senders = asyncio.Semaphore(SENDERS)

    async def on_message(self, heard: Incoming) -> None:
        """Take one update: commit it with its effects, then let its letters leave. Raises if nothing was stored."""
        heard = replace(heard, text=storable(heard.text), sender_name=storable(heard.sender_name))
        kept = [await self._keep(heard.channel, file) for file in heard.attachments]
        letters = await asyncio.to_thread(self._take, replace(heard, kept=tuple(kept)))
        if letters:
            self.begin(self._drain_letters(letters))

    def begin(self, work: Coroutine[Any, Any, None], *, lasting: bool = False) -> None:
        """Let something run beside; `lasting` work ends with the app, other work is waited for."""
        task = asyncio.get_running_loop().create_task(work)
        tasks = self._lasting if lasting else self._under_way
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def begin_alone(self, _name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Let lasting work run that only one process may do at a time, such as polling; `_name` says which."""
        self.begin(work(), lasting=True)

    def office_name(self) -> str:
        with self.shop.store.transaction() as session:
            return session.get_one(Office, self.office_id).name

    async def settle(self) -> None:
        """Wait until the letters that were begun have left or failed."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def _keep(self, channel: str, file: Attachment) -> Kept:
        """Bring a file onto the shelf before the transaction; what cannot be had is said so, not retried for ever."""
        lost = Kept(file.kind, "", file.name, file.mime, file.size, "gone")
        if file.size > FILE_LIMIT:
            return replace(lost, problem="too_big")
        for _ in range(FETCH_TRIES):
            try:
                data = await self.shop.channels[channel].fetch(file, FILE_LIMIT)
            except ChannelError as error:
                log.warning("a file could not be fetched: %s", error.reason)
                if error.permanent:
                    return replace(lost, problem="too_big" if "big" in error.reason else "gone")
                continue
            if is_program(file.name, data[:8]):
                return replace(lost, problem="program")
            if is_secret_paper(file.name, data):
                return replace(lost, problem="secret", digest=digest_of(data))
            digest = await asyncio.to_thread(self.shop.shelf.keep, data)
            return Kept(file.kind, digest, file.name, file.mime, len(data))
        return lost

    def _take(self, heard: Incoming) -> list[int]:
        try:
            return self._answer(heard)
        except SQLAlchemyError:
            if self._known(heard):  # the same update in another process was quicker
                return []
            raise
        except Exception as error:
            # A handler that fails would fail again: the update is set aside, the person is told, others go on.
            log.exception("update %s of %s was set aside", heard.update_id, heard.channel, exc_info=_wordless(error))
            return self._apologise(heard)

    def _known(self, heard: Incoming) -> bool:
        with self.shop.store.transaction() as session:
            return was_seen(session, self.office_id, heard.channel, heard.update_id)

    def _answer(self, heard: Incoming) -> list[int]:
        now = self.clock()
        with self.shop.store.transaction() as session:
            if was_seen(session, self.office_id, heard.channel, heard.update_id):
                return []
            mark_seen(session, self.office_id, heard.channel, heard.update_id, now)
            speaker = meet(session, self.office_id, heard.channel, heard.sender, now, reachable=heard.private)
            desk = Desk(session, now, session.get_one(Office, self.office_id), self.shop.tools, speaker, heard)
            reply = answer(desk)
            if reply is not None:
                key = f"answer:{heard.channel}:{heard.update_id}"
                letter = desk.letter(desk.person.id, key, reply, "trả lời", ANSWER)
                letter.channel, letter.address = heard.channel, heard.address
                add_letter(session, letter)
            expect_closing(desk)
            if heard.private and heard.presence != "left":
                unpark(session, desk.person.id, now)
            letters = letters_written(session)
            spare = spare_files(session, (file.digest for file in heard.kept))
        self.shop.shelf.drop(spare)
        return letters

    def _apologise(self, heard: Incoming) -> list[int]:
        now = self.clock()
        with self.shop.store.transaction() as session:
            mark_seen(session, self.office_id, heard.channel, heard.update_id, now, "failed")
            speaker = meet(session, self.office_id, heard.channel, heard.sender, now, reachable=heard.private)
            desk = Desk(session, now, session.get_one(Office, self.office_id), self.shop.tools, speaker, heard)
            key = f"answer:{heard.channel}:{heard.update_id}"
            letter = desk.letter(desk.person.id, key, desk.say("apology"), "lỗi", ANSWER)
            letter.channel, letter.address = heard.channel, heard.address
            add_letter(session, letter)
            return letters_written(session)

    async def _drain_letters(self, only: list[int] | None = None) -> None:
        async with self._senders:
            while await deliver_one(self.shop, self.clock(), only):
                pass

    async def tick(self) -> None:
        """Do whatever is due now, oldest first, until nothing is."""
        await self.read_plans()
        for step in STEPS:
            await self.drain(step)
        await self._drain_letters()

    async def drain(self, step: Step) -> None:
        """Take one step again and again until nothing is due for it."""
        now = self.clock()
        while await asyncio.to_thread(step, self.shop, now):
            pass

    async def read_plans(self) -> None:
        while await read_one_plan(self.shop, self.clock()):
            pass
        while await read_one_index(self.shop, self.clock()):
            pass

    async def tidy(self) -> None:
        await asyncio.to_thread(tidy_office, self.shop, self.office_id, self.clock())
        await self.drain(retain_some)
        await asyncio.to_thread(sweep_shelf, self.shop, self.clock())

    def start(self) -> None:
        """Let time pass: needs a running loop."""
        self._every(TICK_SECONDS, self.read_plans)
        for step in STEPS:
            self._every(TICK_SECONDS, self.drain, step)
        self._every(TICK_SECONDS, self._drain_letters)
        self._every(TIDY_SECONDS, self.tidy)
        self._scheduler.start()

    def _every(self, seconds: int, work: Callable[..., Any], *given: object) -> None:
        # One entry per step: a step that fails is logged and does not hold up the others.
        self._scheduler.add_job(
            work, "interval", args=given, seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None
        )

    async def stop(self) -> None:
        """Stop the clock and let what is under way end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in list(self._lasting):
            task.cancel()
        await asyncio.gather(*self._lasting, return_exceptions=True)
        await self.settle()


def _wordless(error: Exception) -> Exception:
    """The same traceback without the message, which may hold a citizen's words."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)


def open_shop(store: Store, data: Path, channels: Mapping[str, Channel], kit: Kit, *, is_copy: bool = False) -> Shop:
    """The shop over a migrated store; files lie below `data`. `is_copy`: of a store whose files these are."""
    shelf = FileShelf(data / "files", borrowed=is_copy)
    traits = {name: channel.traits for name, channel in channels.items()}
    return Shop(store, shelf, replace(kit, shelf=shelf, traits=traits), channels)
