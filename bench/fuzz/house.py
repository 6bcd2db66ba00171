"""An office with people of every role behind its real doors, one platform at a time."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import event
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message

from bench.fuzz.deaf import DeafTelegram, DeafZaloBot, DeafZaloOa, Ears, HeardWeb
from bot.acts.founding import found
from bot.app import App, Kit, open_shop
from bot.channels.zalo_oa import OaInbox
from bot.channels.zalo_oa.reading import Event
from bot.channels.zalo_oa.signing import signature
from bot.front import Front
from bot.places import Place
from bot.rules.privacy import NOTICE
from bot.settings import OfficeSettings
from bot.talk import Channel, Incoming
from bot.web.telegram import telegram_webhook
from bot.web.visitors import COOKIE, address_of
from bot.web.zalo_bot import zalo_bot_webhook
from bot.web.zalo_oa import zalo_oa_webhook
from storage.consents import Consent
from storage.people import Account, Person, office_posts
from storage.store import Store
from tests.databases import KEYS, hurry
from tests.talks import FRIDAY, OFFICE, SECRET, SORTER

PATHS = {"telegram": "/hooks/telegram", "zalo_bot": "/hooks/zalo-bot", "zalo_oa": "/hooks/zalo-oa"}
CHAT = "/chat/messages"
HOOK_SECRET, APP, SITE = "hook-secret", "1", "https://bot.example"
PEOPLE = 40  # the first of them hold the office's posts
LONGEST_STEP = 400  # seconds between two updates


def template(folder: Path) -> Path:
    """A migrated store to be copied."""
    store = hurry(Store(f"sqlite:///{folder}/template.sqlite", KEYS))
    store.migrate()
    store.close()
    return folder / "template.sqlite"


class House:
    """`taken`: updates that got through the door. `written`: rows' changes so far."""

    def __init__(self, url: str, folder: Path, name: str, chance: Random) -> None:
        self.name, self.chance, self.now, self.taken, self.written = name, chance, FRIDAY, 0, 0
        self.store = hurry(Store(url, KEYS)) if url.startswith("sqlite") else Store(url, KEYS)
        event.listen(self.store.engine, "after_cursor_execute", self._count)
        with self.store.transaction() as session:
            self.office = found(session, OFFICE, FRIDAY).id
        self.seat()
        self.ears = Ears(chance)
        channel = self._channel()
        web = channel if isinstance(channel, HeardWeb) else HeardWeb(self.ears, self.store, self.office, self.clock)
        kit = Kit(SORTER, SECRET, site=SITE)
        self.app = App(open_shop(self.store, folder, {"web": web, channel.name: channel}, kit), self.clock)
        self._intake = self.app.intake(self.office)
        self._inbox = Inbox(self)
        place = Place(self.office, OFFICE.code, OFFICE.name, "", SITE, OfficeSettings())
        self.site = Starlette(routes=[*self._hook(channel), *Front(place, web).routes(self.app)])

    def _channel(self) -> Channel:
        if self.name == "telegram":
            return DeafTelegram(self.ears)
        if self.name == "zalo_bot":
            return DeafZaloBot(self.ears, self.clock)
        if self.name == "zalo_oa":
            return DeafZaloOa(self.ears, self.store, self.office, self.clock)
        return HeardWeb(self.ears, self.store, self.office, self.clock)

    def _hook(self, channel: Channel) -> list[BaseRoute]:
        if isinstance(channel, DeafTelegram):
            return [telegram_webhook(channel, HOOK_SECRET, self.hear)]
        if isinstance(channel, DeafZaloBot):
            return [zalo_bot_webhook(channel, HOOK_SECRET, self.hear, PATHS["zalo_bot"], pauses=())]
        return [zalo_oa_webhook(self._inbox, APP, HOOK_SECRET)] if isinstance(channel, DeafZaloOa) else []

    def clock(self) -> datetime:
        return self.now

    def address(self, who: int) -> str:
        made = {"telegram": str(1000 + who), "zalo_bot": f"z{who}", "zalo_oa": str(100 + who)}
        return made.get(self.name) or address_of(token(who))

    def seat(self) -> None:
        """The posts are held; every second citizen has agreed to the handling of their data."""
        with self.store.transaction() as session:
            posts = office_posts(session, self.office)
            for who in range(PEOPLE):
                name = posts[who].holder_name if who < len(posts) else f"Ông {who}"
                person = Person(office_id=self.office, name=name, created_at=self.now)
                session.add(person)
                session.flush()
                known: dict[str, Any] = {"office_id": self.office, "person_id": person.id}
                session.add(
                    Account(**known, channel=self.name, address=self.address(who), last_seen_at=self.now, greeted=True)
                )
                if who < len(posts):
                    posts[who].person_id = person.id
                    session.add(posts[who])
                elif who % 2:
                    session.add(Consent(**known, version=NOTICE, channel=self.name, given_at=self.now))

    async def hear(self, incoming: Incoming) -> None:
        self.taken += 1
        await self._intake.on_message(incoming)

    async def post(self, body: bytes, who: int) -> int:
        """Through the door, as the platform or the page of this person calls; the status of the answer."""
        self.now += timedelta(seconds=self.chance.randrange(LONGEST_STEP))
        status = await ask(self.site, "POST", PATHS.get(self.name, CHAT), self._headers(body, who), body)
        if self.name == "zalo_oa":
            await self._inbox.drain(self.hear)
        self.taken += self.name == "web" and status == 200
        await self.app.settle()
        return status

    def _headers(self, body: bytes, who: int) -> dict[str, str]:
        """At times the proof is missing."""
        if self.chance.random() < 0.02:
            return {"host": "bot.example"}
        form = "text/plain" if self.chance.random() < 0.02 else "multipart/form-data; boundary=b"
        return {
            "host": "bot.example",
            "x-telegram-bot-api-secret-token": HOOK_SECRET,
            "x-bot-api-secret-token": HOOK_SECRET,
            "x-zevent-signature": "mac=" + signature(APP, body, _stamp(body), HOOK_SECRET),
            **({"content-type": form, "cookie": f"{COOKIE}={token(who)}"} if self.name == "web" else {}),
            "sec-fetch-site": "same-origin",
        }

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.written += statement.startswith(("INSERT", "UPDATE", "DELETE"))


class Inbox(OaInbox):
    """What Zalo's event becomes counts as taken in once it is kept."""

    def __init__(self, house: House) -> None:
        super().__init__(house.store, house.office, house.clock, timedelta(hours=4))
        self.house = house

    def keep(self, event: Event, body: bytes, *, proved: bool) -> bool:
        self.house.taken += 1
        return super().keep(event, body, proved=proved)


async def ask(site: ASGIApp, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> int:
    """The status of the answer; the application's errors come through."""
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": address,
        "raw_path": address.encode("utf-8", "replace"),
        "query_string": query.encode("utf-8", "replace"),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "root_path": "",
        "scheme": "https",
        "server": ("bot.example", 443),
        "client": ("192.0.2.1", 1),
        "http_version": "1.1",
    }
    status = 0
    parts = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        return next(parts, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    await site(scope, receive, send)
    return status


def token(who: int) -> str:
    """A visitor's cookie."""
    return f"{who:043d}"


def _stamp(body: bytes) -> str:
    with suppress(ValueError, AttributeError, RecursionError):
        return str(json.loads(body).get("timestamp", ""))
    return ""
