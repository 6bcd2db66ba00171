"""Events of an official account: kept before Zalo is answered, worked on after, those of one person in turn."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.zalo_oa.reading import NAME, Arrived, Event, Taken, parse_body, read_event, read_news
from bot.rules.tracing import where
from bot.talk import Incoming
from storage.hook_events import HookEvent, claim_event, drop_event, keep_event, put_off
from storage.inbox import mark_seen, was_seen
from storage.letters import mark_arrived
from storage.oa_grants import oa_grant
from storage.people import Account, account_at, mark_taken, posts_of
from storage.store import Store

AT_ONCE = 4
MOST_ATTEMPTS = 50  # with pauses of up to ten minutes: some hours
LONGEST_PAUSE = timedelta(minutes=10)
LOOK_AGAIN = 5.0  # seconds between looks for what a crash or a failure left behind

OnMessage = Callable[[Incoming], Awaitable[None]]

_log = logging.getLogger(__name__)


@dataclass
class OaInbox:
    """`step_back`: for how long the bot keeps out of a chat once somebody of the office wrote there by hand."""

    store: Store
    office_id: int
    clock: Callable[[], datetime]
    step_back: timedelta
    _news: asyncio.Queue[None] = field(default_factory=lambda: asyncio.Queue(AT_ONCE))

    def keep(self, event: Event, body: bytes, *, proved: bool) -> bool:
        """Keep it for good; False for what is known already, or another account's."""
        now = self.clock()
        row = HookEvent(
            office_id=self.office_id,
            channel=NAME,
            key=event.key,
            lane=event.user,
            body=body.decode(),
            proved=proved,
            at=now,
            next_at=now,
        )
        with self.store.transaction() as session:
            grant = oa_grant(session, self.office_id)
            if grant and event.oa != grant.account_id:
                _log.warning("an event of another official account was left alone")
                return False
            return keep_event(session, row)

    def ring(self) -> None:
        """There is something new: one worker has a look, or whoever is at work does so afterwards."""
        with suppress(asyncio.QueueFull):
            self._news.put_nowait(None)

    async def run(self, on_message: OnMessage) -> None:
        """Until cancelled: work on what was kept; one worker also looks for what a crash or a failure left behind."""
        await asyncio.gather(*(self._stay(on_message, None if other else LOOK_AGAIN) for other in range(AT_ONCE)))

    async def _stay(self, on_message: OnMessage, patience: float | None) -> None:
        while True:
            try:
                await self.drain(on_message)
            except SQLAlchemyError as error:
                _log.error("events of Zalo wait for the database: %s", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.get(), patience)

    async def drain(self, on_message: OnMessage) -> None:
        """Work on one event after the other until none is due."""
        while (event := await asyncio.to_thread(self._claim)) is not None:
            await self._work(event, on_message)

    async def _work(self, event: HookEvent, on_message: OnMessage) -> None:
        work = asyncio.gather(self._take_in(event, on_message), return_exceptions=True)
        try:
            (error,) = await work
        except asyncio.CancelledError:
            self._settle(event, done=False)  # the next start takes it up
            raise
        if error is not None:
            _log.error("event %s of Zalo was not taken in: %s", event.id, where(error))
        await asyncio.to_thread(self._settle, event, done=error is None)

    async def _take_in(self, event: HookEvent, on_message: OnMessage) -> None:
        known = read_event(parse_body(event.body.encode()))
        news = read_news(known) if known else None
        if isinstance(news, Incoming):
            if await asyncio.to_thread(self._is_for_the_bot, news, event):
                await on_message(news)
        elif news is not None:
            await asyncio.to_thread(self._note, event, news)

    def _claim(self) -> HookEvent | None:
        with self.store.transaction() as session:
            return claim_event(session, self.office_id, NAME, self.clock())

    def _is_for_the_bot(self, heard: Incoming, event: HookEvent) -> bool:
        """Not what is said to a person of the office who is answering there; nor what only claims to be an official."""
        with self.store.transaction() as session:
            account = account_at(session, self.office_id, NAME, heard.sender)
            if account is None:
                return True
            if not event.proved and posts_of(session, account.person_id):
                _log.warning("an event that is not signed spoke for an official: left alone")
                return False
            if not self._is_taken(account) or heard.presence != "message" or heard.text.startswith("/"):
                return True
            account.last_seen_at = self.clock()
            session.add(account)
            if not was_seen(session, self.office_id, NAME, heard.update_id):
                mark_seen(session, self.office_id, NAME, heard.update_id, self.clock(), "taken")
            return False

    def _is_taken(self, account: Account) -> bool:
        return account.taken_until is not None and account.taken_until > self.clock()

    def _note(self, event: HookEvent, news: Arrived | Taken) -> None:
        with self.store.transaction() as session:
            if isinstance(news, Taken):
                mark_taken(session, self.office_id, NAME, event.lane, event.at + self.step_back)
            else:
                at = news.at or event.at
                mark_arrived(session, self.office_id, NAME, event.lane, news.refs, at, seen=news.seen)

    def _settle(self, event: HookEvent, *, done: bool) -> None:
        with self.store.transaction() as session:
            if done or event.attempts >= MOST_ATTEMPTS:
                drop_event(session, event)
            else:
                pause = min(timedelta(seconds=2 ** min(event.attempts, 10)), LONGEST_PAUSE)
                put_off(session, event, self.clock() + pause)
