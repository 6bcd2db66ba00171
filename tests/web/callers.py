"""An office with every platform's door open, and everybody who might call it with whatever they hold."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from bot.web.review_doors import COOKIE as TABLE
from bot.web.review_doors import Doors
from sqlalchemy import func, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from bot.app import App, Kit, open_shop
from bot.channels.zalo_oa.signing import signature
from bot.front import closed_front
from bot.places import Place
from bot.rules.tokens import digest
from bot.serve import site
from bot.settings import read_settings
from bot.surfaces import Home, Surface, surfaces_of
from bot.surfaces.lending import Lender
from bot.surfaces.zalo_bot import ZaloBotSurface
from bot.surfaces.zalo_oa import ZaloOaSurface
from bot.talk import Kept
from bot.web.visitors import COOKIE as CHAT
from storage.feeds import Feed, end_feeds
from storage.people import account_at
from storage.store import Store
from tests.plan_talks import DYKE, POOR, send_plan
from tests.talks import OFFICE, SECRET, SORTER, Line, Town
from tests.web.houses import house_with
from tests.web.review_office import ask_link

SITE = "https://bot.example"
TELEGRAM, ZALO_BOT, ZALO_OA, MONITOR = "telegram-secret-1", "zalo-bot-secret-1", "zalo-oa-secret-12", "m" * 32
SETTINGS = read_settings(
    {
        "DONDOC_SECRET": "x" * 32,
        "DONDOC_PUBLIC_URL": SITE,
        "DONDOC_METRICS_TOKEN": MONITOR,
        "DONDOC_TELEGRAM_TOKEN": "123456789:" + "t" * 35,
        "DONDOC_TELEGRAM_MODE": "webhook",
        "DONDOC_TELEGRAM_SECRET": TELEGRAM,
        "DONDOC_ZALO_BOT_TOKEN": "123456789:" + "z" * 35,
        "DONDOC_ZALO_BOT_MODE": "webhook",
        "DONDOC_ZALO_BOT_SECRET": ZALO_BOT,
        "DONDOC_ZALO_OA_APP_ID": "1",
        "DONDOC_ZALO_OA_APP_SECRET": "a" * 20,
        "DONDOC_ZALO_OA_WEBHOOK_SECRET": ZALO_OA,
    }
)
WORDS, PICTURE = "Nhà tôi tối om vì đèn hỏng", b"\x89PNG\r\n\x1a\n of her house"
WHO = {"id": 5, "is_bot": False, "first_name": "An"}
SAID = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": 5, "type": "private"}, "from": WHO, "text": "/start"}
HEARD = {"message_id": "m1", "date": 1_790_000_000_123, "text": "/start", "from": {"id": "z1", "display_name": "An"}}
UPDATES: Mapping[str, Any] = {
    "telegram": {"update_id": 1, "message": SAID},
    "zalo-bot": {
        "event_name": "message.text.received",
        "message": {**HEARD, "chat": {"id": "z1", "chat_type": "PRIVATE"}},
    },
    "zalo-oa": {
        **{"app_id": "1", "event_name": "user_send_text", "timestamp": "1790000000123", "recipient": {"id": "7"}},
        **{"sender": {"id": "9000000000000000001"}, "message": {"msg_id": "m1", "text": "/start"}},
    },
}


@dataclass
class Caller:
    """What somebody holds: headers, and the words that stand in the addresses they know."""

    headers: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)


@dataclass
class Served:
    """`common`: what anybody may have seen of addresses, none of which opens anything by itself."""

    town: Town
    site: Starlette
    common: dict[str, str]
    callers: dict[str, Caller] = field(default_factory=dict)

    async def ask(self, route: str, who: str) -> httpx.Response:
        method, _, path = route.partition(" ")
        known = {**self.common, **self.callers[who].known}
        path = re.sub(r"{(\w+)(?::\w+)?}", lambda part: known.get(part[1], "x" * 43), path)
        sent, proof = self._sent(path, who) if method == "POST" else ({}, {})
        headers = {"Origin": SITE, **proof, **self.callers[who].headers}
        async with self.client() as client:
            return await client.request(method, path, **sent, headers=headers)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.site, client=("192.0.2.7", 1)), base_url=SITE)

    def taken(self) -> int:
        """Updates that were taken in, or are kept to be."""
        tables = [SQLModel.metadata.tables[name] for name in ("seen", "hookevent")]
        with self.town.store.transaction() as session:
            counts = [
                session.connection().execute(select(func.count()).select_from(one)).scalar_one() for one in tables
            ]
        return sum(counts)

    def _sent(self, path: str, who: str) -> tuple[dict[str, Any], dict[str, str]]:
        """What is posted, with the proof of it that `who` can give."""
        if path.startswith("/hooks/"):
            body = json.dumps(UPDATES[path.split("/")[2]]).encode()
            mac = signature("1", body, "1790000000123", ZALO_OA if who == "Zalo OA" else "a" * 20)
            return {"content": body}, {"X-ZEvent-Signature": f"mac={mac}"}
        if path == "/chat/messages":
            return {"files": {"text": (None, "Chào"), "key": (None, secrets.token_hex(8))}}, {}
        return {"data": {"word": self.common["word"], "viec": "luu"}}, {}


async def opened_doors(store: Store, folder: Path) -> Served:
    town, elsewhere = Town(store, folder), Town(store, folder, plan=replace(OFFICE, name="UBND xã Bên", code="XB"))
    place = Place(town.office_id, OFFICE.code, OFFICE.name, "", SITE, SETTINGS.office)
    front = closed_front(place, store, lambda: town.now)
    surfaces = surfaces_of(Home(SITE, SETTINGS.office, store, town.office_id, lambda: town.now))
    lines = {one.channel.name: Line(one.channel.name) for one in surfaces}
    shop = open_shop(store, folder, {"line": town.line, "web": front.web, **lines}, Kit(SORTER, SECRET, site=SITE))
    town.shop, town.app = shop, App(shop, lambda: town.now)
    built = site(house_with(town.app, [replace(front, surfaces=surfaces)], SETTINGS))
    served = Served(town, built, {"code": "XT-AAAAAA", "form": "json", "mark": "x", "position": "0"})
    await _seat(served, elsewhere)
    await _visit(served)
    _lend(served, surfaces)
    return served


async def _seat(served: Served, elsewhere: Town) -> None:
    """Officials with tables and calendars, those of the next office, and who had both before they left."""
    town, callers = served.town, served.callers
    for office in (town, elsewhere):
        office.seat("Bà Thư", "Chị Lan", "Anh Văn")
        await send_plan(office, POOR, DYKE)
    callers["nobody"] = Caller()
    callers["official"] = Caller({}, {"token": _calendar(town, "Chị Lan")})
    callers["official who left"] = Caller({}, {"token": _calendar(town, "Anh Văn", is_over=True)})
    callers["clerk"] = await _at_table(served, town)
    callers["clerk whose link is used"] = Caller({}, {"link": served.common["used"]})
    callers["clerk elsewhere"] = await _at_table(served, elsewhere)
    callers["clerk elsewhere"].known["token"] = _calendar(elsewhere, "Chị Lan")
    callers["monitor"] = Caller({"Authorization": f"Bearer {MONITOR}"})
    callers["Telegram"] = Caller({"X-Telegram-Bot-Api-Secret-Token": TELEGRAM})
    callers["Zalo Bot"] = Caller({"X-Bot-Api-Secret-Token": ZALO_BOT})
    callers["Zalo OA"] = Caller()  # signs what it sends


async def _at_table(served: Served, office: Town) -> Caller:
    """A clerk's session, and a further link that was not opened yet."""
    link = (await ask_link(office)).rpartition("/")[2]
    if office is served.town:
        async with served.client() as client:
            entered = await client.post(f"/ra-soat/{link}", headers={"Origin": SITE})
            cookie = entered.headers["Set-Cookie"].partition(";")[0]
            page = (await client.get("/ra-soat?loc=tatca", headers={"Cookie": cookie})).text
        served.common["used"] = link
        served.common["word"] = re.findall(r'name="word" value="(\w+)"', page)[0]
        served.common["position"] = re.findall(r"sua=(\d+)", page)[0]
    else:
        cookie = f"{TABLE}={_entered(office, link)}"
    return Caller({"Cookie": cookie}, {"link": (await ask_link(office)).rpartition("/")[2]})


def _entered(office: Town, link: str) -> str:
    with office.store.transaction() as session:
        token = Doors(office.office_id, SECRET).enter(session, link, office.now)
    assert token
    return token


def _calendar(office: Town, who: str, *, is_over: bool = False) -> str:
    """The word in the address of somebody's calendar."""
    token = secrets.token_urlsafe(24)
    with office.store.transaction() as session:
        account = account_at(session, office.office_id, "line", who)
        assert account
        whose, stored = account.person_id, digest(SECRET, token)
        session.add(Feed(office_id=office.office_id, person_id=whose, digest=stored, made_at=office.now))
        session.flush()
        if is_over:
            end_feeds(session, whose, office.now)
    return token


async def _visit(served: Served) -> None:
    """Two citizens in the web chat; one of them sent a picture."""
    for number, who in enumerate(("citizen", "other citizen")):
        served.callers[who] = Caller({"Cookie": f"{CHAT}={number:043d}"})
    said: dict[str, Any] = {"text": (None, WORDS), "key": (None, "k" * 16), "file": ("nha.png", PICTURE, "image/png")}
    async with served.client() as client:
        headers = {"Origin": SITE, **served.callers["citizen"].headers}
        posted = await client.post("/chat/messages", files=said, headers=headers)
        await served.town.app.settle()
    served.common["digest"] = posted.json()["files"][0]["digest"]


def _lend(served: Served, surfaces: Sequence[Surface]) -> None:
    """A file's address as each platform gets it, one whose time is over, and one with another's name in it."""
    kept = Kept("photo", served.common["digest"], "nha.png", "image/png", len(PICTURE))
    for one in surfaces:
        if isinstance(one, ZaloBotSurface | ZaloOaSurface):
            one.lender.shelf = served.town.shop.shelf
            served.callers[f"reader on {one.title}"] = Caller({}, {"address": _address(one.lender, kept, 1)})
            served.callers[f"late reader on {one.title}"] = Caller({}, {"address": _address(one.lender, kept, -1)})


def _address(lender: Lender, kept: Kept, hours: int) -> str:
    return lender(kept, timedelta(hours=hours)).partition(lender.path)[2]
