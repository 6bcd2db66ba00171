"""An office on its official account alone, over HTTP, and somebody who writes to it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
from sqlmodel import col, func, select
from starlette.applications import Starlette
from starlette.routing import Route

from bot.acts.founding import found
from bot.app import App, Kit, open_shop
from bot.channels.zalo_oa import Credentials, Hosts, OaInbox, Tokens, Wire, ZaloOaChannel
from bot.channels.zalo_oa.signing import signature
from bot.fakes.zalo_oa import FakeZaloOa
from bot.talk import Reply
from bot.web.zalo_oa import PATH, zalo_oa_callback, zalo_oa_webhook
from storage.letters import Letter
from storage.people import Account, account_at, office_posts
from storage.store import Store
from tests import doubles
from tests.doubles import until
from tests.talks import FRIDAY, OFFICE, SECRET, SORTER

CITIZEN, LAN = "9000000000000000001", "9000000000000000002"
WORDS = "Tố giác ông B nhận tiền"


class Town:
    """Being served; its webhook also as in the first days, at an address that ends with "-log"."""

    def __init__(self, store: Store, fake: FakeZaloOa, folder: Path) -> None:
        self.store, self.fake, self.now = store, fake, FRIDAY
        fake.state.clock = lambda: self.now
        wire = Wire(Hosts.at(fake.url))
        with store.transaction() as session:
            self.office_id = found(session, OFFICE, FRIDAY).id
        app = Credentials(fake.state.app_id, fake.state.app_secret)
        self.tokens = Tokens(store, self.office_id, app, wire, lambda: self.now)
        self.channel = ZaloOaChannel(self.tokens, wire, lambda: self.now, lambda _kept, _life: "")
        self.inbox = OaInbox(store, self.office_id, lambda: self.now, timedelta(hours=4))
        shop = open_shop(store, folder, {self.channel.name: self.channel}, Kit(SORTER, SECRET))
        self.app = App(shop, lambda: self.now)
        self.on_message = self.app.intake(self.office_id).on_message
        self.served = Wire(Hosts.at(fake.url))  # by a loop of its own
        callback = zalo_oa_callback(Tokens(store, self.office_id, app, self.served, lambda: self.now), lambda: self.now)
        hooks = [self.hook(strict=True), self.hook(strict=False), callback]
        self.site = Starlette(routes=hooks, lifespan=self.lifespan)
        self.url = ""
        self.client: httpx.AsyncClient

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self.served.close()

    def hook(self, *, strict: bool) -> Route:
        path = PATH if strict else f"{PATH}-log"
        state = self.fake.state
        return zalo_oa_webhook(self.inbox, state.app_id, state.hook_secret, strict=strict, path=path)

    async def settle(self) -> None:
        """Work on everything that has come so far."""
        await until(self.fake.hook.idle)
        await self.inbox.drain(self.on_message)
        await self.app.settle()
        await until(self.fake.hook.idle)
        await self.inbox.drain(self.on_message)

    async def say(self, user: str, text: str, **how: int) -> list[str]:
        """What is answered."""
        before = len(self.fake.sent(user))
        self.fake.say(user, text, **how)
        await self.settle()
        return [post.text for post in self.fake.sent(user)[before:]]

    async def post(self, body: bytes, headers: dict[str, str] | None = None, path: str = PATH) -> int:
        return (await self.client.post(self.url + path, content=body, headers=headers or {})).status_code

    def signed(self, event: dict[str, object]) -> tuple[bytes, dict[str, str]]:
        state = self.fake.state
        body = json.dumps({"app_id": state.app_id, **event}).encode()
        return body, {
            "X-ZEvent-Signature": "mac=" + signature(state.app_id, body, str(event["timestamp"]), state.hook_secret)
        }

    def count(self, table: type) -> int:
        with self.store.transaction() as session:
            return session.exec(select(func.count()).select_from(table)).one()

    def seat(self, user: str, name: str) -> None:
        with self.store.transaction() as session:
            account = account_at(session, self.office_id, self.channel.name, user)
            post = next(one for one in office_posts(session, self.office_id) if one.holder_name == name)
            assert account
            post.person_id = account.person_id
            session.add(post)


@asynccontextmanager
async def opened(store: Store, fake: FakeZaloOa, folder: Path) -> AsyncIterator[Town]:
    town = Town(store, fake, folder)
    town.fake.state.codes["code"] = town.tokens.app.challenge
    await town.tokens.take_code("code", town.fake.state.oa_id)
    with doubles.running(town.site) as town.url:
        town.client = httpx.AsyncClient(trust_env=False)
        await asyncio.to_thread(town.fake.hook.register, town.url + PATH)
        yield town
        await town.client.aclose()
    await town.channel.stop()


async def tell(town: Town) -> None:
    """Somebody has news for her."""
    person = account(town).person_id
    with town.store.transaction() as session:
        day = town.app.shop.day(session, town.office_id, town.now)
        day.tell(person, "news", Reply("Có tin mới"), "thử")
    await town.app.tick()


def letters(town: Town) -> list[Letter]:
    with town.store.transaction() as session:
        return list(session.exec(select(Letter).order_by(col(Letter.id))))


def kept(town: Town, key: str) -> Letter:
    return next(letter for letter in letters(town) if letter.key == key)


def account(town: Town) -> Account:
    with town.store.transaction() as session:
        found = account_at(session, town.office_id, town.channel.name, CITIZEN)
    assert found
    return found
