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
from sqlalchemy import Table, func, select
from sqlmodel import SQLModel
from starlette.applications import Starlette

from bot.acts.founding import PostPlan
from bot.app import App, Kit, open_shop
from bot.channels.zalo_oa.signing import signature
from bot.front import closed_front
from bot.places import Place
from bot.rules.states import Role
from bot.rules.tokens import digest
from bot.serve import site
from bot.settings import read_settings
from bot.surfaces import Home, Surface, surfaces_of
from bot.surfaces.lending import Lender
from bot.surfaces.zalo_bot import ZaloBotSurface
from bot.surfaces.zalo_oa import ZaloOaSurface
from bot.talk import Kept
from bot.web.desk.site import DeskSite
from bot.web.review import ReviewSite
from bot.web.visitors import COOKIE as CHAT
from storage.feeds import Feed, end_feeds
from storage.people import account_at, office_posts
from storage.store import Store
from tests.plan_talks import DYKE, POOR, send_plan
from tests.talks import LAMP, OFFICE, SECRET, SORTER, Line, Town, case_of, code_in, photo
from tests.web import desk_office, review_office
from tests.web.houses import house_with

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
HEADS = (
    PostPlan("Bà Đầu", "Trưởng phòng Văn hóa – Xã hội", Role.UNIT_HEAD, "VH-XH"),
    PostPlan("Ông Cũ", "Phó phòng Kinh tế", Role.UNIT_HEAD, "Phòng Kinh tế"),
)
# The desks of the office, and who sits there.
SEATS = {
    "clerk": "Bà Thư",
    "lead": "Ông Lãnh",
    "head": "Ông Trưởng",
    "other head": "Bà Đầu",
    "admin": "Quản Trị",
    "head who left": "Ông Cũ",
}
ORDER = "lập danh sách hộ cần giúp"
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
    """What somebody holds: cookies, headers, and the words that stand in the addresses and forms they know."""

    cookies: dict[str, str] = field(default_factory=dict)
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
        caller = self.callers[who]
        known = {**self.common, **caller.known}

        def fill(part: re.Match[str]) -> str:
            """A link opens one page, and a number is one of its kind: "ra-soat/link", "pakn/number"."""
            return f"/{part[1]}/{known.get(f'{part[1]}/{part[2]}') or known.get(part[2], 'x' * 43)}"

        path = re.sub(r"/([\w.-]+)/{(\w+)(?::\w+)?}", fill, path)
        sent, proof = _sent(path, who, known) if method == "POST" else ({}, {})
        cookie = "; ".join(f"{name}={value}" for name, value in caller.cookies.items())
        headers = {"Origin": SITE, "Cookie": cookie, **proof, **caller.headers}
        async with self.client() as client:
            return await client.request(method, path, **sent, headers=headers)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.site, client=("192.0.2.7", 1)), base_url=SITE)

    def taken(self) -> int:
        """Updates that were taken in, or are kept to be."""
        tables = [_table(name) for name in ("seen", "hookevent")]
        with self.town.store.transaction() as session:
            counts = [
                session.connection().execute(select(func.count()).select_from(one)).scalar_one() for one in tables
            ]
        return sum(counts)


def _sent(path: str, who: str, known: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What is posted, with the proof of it that `who` can give."""
    if path.startswith("/hooks/"):
        body = json.dumps(UPDATES[path.split("/")[2]]).encode()
        mac = signature("1", body, "1790000000123", ZALO_OA if who == "Zalo OA" else "a" * 20)
        return {"content": body}, {"X-ZEvent-Signature": f"mac={mac}"}
    if path == "/chat/messages":
        return {"files": {"text": (None, "Chào"), "key": (None, secrets.token_hex(8))}}, {}
    word = known[f"{path.split('/')[1]}/word"]
    return {"data": {"word": word, "viec": "luu", "lenh": "/trogiup", "so": secrets.token_hex(4)}}, {}


async def opened_doors(store: Store, folder: Path) -> Served:
    town = Town(store, folder, plan=replace(OFFICE, posts=(*OFFICE.posts, *HEADS)))
    elsewhere = Town(store, folder, plan=replace(OFFICE, name="UBND xã Bên", code="XB"))
    place = Place(town.office_id, OFFICE.code, OFFICE.name, "", SITE, SETTINGS.office)
    front = closed_front(place, store, lambda: town.now)
    surfaces = surfaces_of(Home(SITE, SETTINGS.office, store, town.office_id, lambda: town.now))
    lines = {one.channel.name: Line(one.channel.name) for one in surfaces}
    shop = open_shop(store, folder, {"line": town.line, "web": front.web, **lines}, Kit(SORTER, SECRET, site=SITE))
    town.shop, town.app = shop, App(shop, lambda: town.now)
    built = site(house_with(town.app, [replace(front, surfaces=surfaces)], SETTINGS))
    served = Served(town, built, {"code": "XT-AAAAAA", "form": "json", "mark": "x"})
    await _live(served)
    await _visit(served)
    await _seat(served)
    await _seat_elsewhere(served, elsewhere)
    _lend(served, surfaces)
    return served


async def _live(served: Served) -> None:
    """A plan that waits, a case and a duty of Phòng Kinh tế."""
    town, common = served.town, served.common
    town.seat(*(post.holder for post in (*OFFICE.posts, *HEADS)))
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    await send_plan(town, POOR, DYKE)
    code = code_in(await town.say("ông Bảy", f"{LAMP}. {WORDS}", files=(photo(),)))
    common["pakn/number"] = str(case_of(town, code).id)
    await town.say("Ông Lãnh", f"giao Chị Lan {ORDER} trước 27/11")
    with town.store.transaction() as session:
        common["viec/number"] = str(
            session.connection().execute(select(func.max(_table("occurrence").c.id))).scalar_one()
        )


async def _visit(served: Served) -> None:
    """Two citizens in the web chat; one of them sent a picture."""
    for number, who in enumerate(("citizen", "other citizen")):
        served.callers[who] = Caller({CHAT: f"{number:043d}"})
    said: dict[str, Any] = {"text": (None, WORDS), "key": (None, "k" * 16), "file": ("nha.png", PICTURE, "image/png")}
    async with served.client() as client:
        headers = {"Origin": SITE, "Cookie": f"{CHAT}={0:043d}"}
        posted = await client.post("/chat/messages", files=said, headers=headers)
        await served.town.app.settle()
    served.common["digest"] = posted.json()["files"][0]["digest"]


async def _seat(served: Served) -> None:
    """Who has a desk in the browser, the clerk with a plan's table too; who had one; who has a calendar."""
    town, callers = served.town, served.callers
    callers["nobody"] = Caller()
    callers["official"] = Caller({}, {}, {"token": _calendar(town, "Chị Lan")})
    callers["official who left"] = Caller({}, {}, {"token": _calendar(town, "Anh Văn", is_over=True)})
    for seat, who in SEATS.items():
        callers[seat] = Caller()
        await _enter(served, callers[seat], await desk_office.ask_link(town, who))
    clerk = callers["clerk"]
    used = await review_office.ask_link(town)
    await _enter(served, clerk, used)
    clerk.known["ra-soat/link"] = (await review_office.ask_link(town)).rpartition("/")[2]
    clerk.known["ban-lam-viec/link"] = (await desk_office.ask_link(town, "Bà Thư")).rpartition("/")[2]
    served.common["ban-lam-viec/word"] = clerk.known["ban-lam-viec/word"]  # seen over a shoulder
    served.common["ra-soat/word"] = clerk.known["ra-soat/word"]
    callers["who has a used link"] = Caller({}, {}, {"ra-soat/link": used.rpartition("/")[2]})
    await _look(served, clerk)
    with town.store.transaction() as session:
        for post in office_posts(session, town.office_id):
            post.person_id = None if post.holder_name == SEATS["head who left"] else post.person_id
            session.add(post)
    callers["monitor"] = Caller({}, {"Authorization": f"Bearer {MONITOR}"})
    callers["Telegram"] = Caller({}, {"X-Telegram-Bot-Api-Secret-Token": TELEGRAM})
    callers["Zalo Bot"] = Caller({}, {"X-Bot-Api-Secret-Token": ZALO_BOT})
    callers["Zalo OA"] = Caller()  # signs what it sends


async def _enter(served: Served, caller: Caller, link: str) -> None:
    """Open a page by its link: from then on there is a cookie, and a word in every form."""
    page = link.split("/")[1]
    async with served.client() as client:
        entered = await client.post(link, headers={"Origin": SITE})
        name, _, token = entered.headers["Set-Cookie"].partition(";")[0].partition("=")
        shown = await client.get(f"/{page}?loc=tatca", headers={"Cookie": f"{name}={token}"})
    caller.cookies[name] = token
    caller.known[f"{page}/word"] = re.findall(r'name="word" value="(\w+)"', shown.text)[0]
    rows = re.findall(r"sua=(\d+)", shown.text)
    served.common |= {"dong/position": rows[0]} if rows else {}


async def _look(served: Served, clerk: Caller) -> None:
    """The address that the clerk's page gives the photo of the case."""
    page = await served.ask("GET /ban-lam-viec/pakn/{number:int}", "clerk")
    clerk.known["tep/address"] = re.findall(r"/ban-lam-viec/tep/([^\"]+)", page.text)[0]


async def _seat_elsewhere(served: Served, elsewhere: Town) -> None:
    """The clerk of the next office in the same store has all of this at home."""
    elsewhere.seat("Bà Thư", "Chị Lan")
    await send_plan(elsewhere, POOR, DYKE)
    caller = Caller({}, {}, {"token": _calendar(elsewhere, "Chị Lan")})
    place = elsewhere.shop, elsewhere.office_id, lambda: elsewhere.now
    links = {"ra-soat": [await review_office.ask_link(elsewhere) for _ in range(2)]}
    links["ban-lam-viec"] = [await desk_office.ask_link(elsewhere, "Bà Thư") for _ in range(2)]
    for doors in (ReviewSite(*place).doors, DeskSite(*place).doors):
        opened, fresh = (link.rpartition("/")[2] for link in links[doors.page])
        with elsewhere.store.transaction() as session:
            token = doors.enter(session, opened, elsewhere.now)
        assert token
        caller.cookies[doors.cookie] = token
        caller.known |= {f"{doors.page}/link": fresh, f"{doors.page}/word": doors.form_word(token)}
    served.callers["clerk elsewhere"] = caller


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


def _lend(served: Served, surfaces: Sequence[Surface]) -> None:
    """A file's address as each platform gets it, and one whose time is over."""
    kept = Kept("photo", served.common["digest"], "nha.png", "image/png", len(PICTURE))
    for one in surfaces:
        if isinstance(one, ZaloBotSurface | ZaloOaSurface):
            one.lender.shelf, name = served.town.shop.shelf, one.lender.path.split("/")[2]
            for who, hours in (("reader", 1), ("late reader", -1)):
                address = {f"{name}/address": _address(one.lender, kept, hours)}
                served.callers[f"{who} on {one.title}"] = Caller({}, {}, address)


def _address(lender: Lender, kept: Kept, hours: int) -> str:
    return lender(kept, timedelta(hours=hours)).partition(lender.path)[2]


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
