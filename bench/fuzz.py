"""`python -m bench.fuzz [CHANNEL …]`: mutated updates into every channel, hostile words into every message.

No update may end in an error, none that is refused may leave a row, no words may forge mark-up.
"""

import argparse
import asyncio
import json
import logging
import random
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.types import Message

import messages
from bench.hostile import Pages, hostile_words
from bot.acts.founding import found
from bot.app import App, Kit, open_shop
from bot.channels.markup import plain, split_markup
from bot.channels.telegram.reading import parse_update, read_update
from bot.channels.web import WebChannel
from bot.channels.zalo_bot import reading as zalo_bot
from bot.channels.zalo_oa import reading as zalo_oa
from bot.rules.vietnamese import storable
from bot.talk import Channel, Incoming
from bot.web.chat import chat_routes
from storage.store import Store
from tests.databases import KEYS, hurry
from tests.talks import FRIDAY, OFFICE, SECRET, SORTER, Line

TAG = re.compile(r"</?(?:b|i|code)>")
ODD = (
    None,
    True,
    -1,
    0,
    2**63,
    10**30,
    1.5e308,
    "",
    [],
    {},
    [[]],
    {"a": {}},
    "x" * 5000,
    "\u202e<b>",
    "\x00",
    "/xong 1",
)
WORDS = (
    *(
        "Đèn đường trước cổng chợ hỏng ba hôm nay",
        "/start",
        "/pa 1",
        "/matmay 1 ngat",
        "/danhgia XT-234567 1",
        "Đồng ý",
    ),
    *("/dongy", "/huy", "/traloi 1", "tình hình", "123456", "/lienket 123456", "báo cáo tháng 11", "1", "2", "MẬT"),
)
Json = dict[str, Any]
Take = Callable[[bytes, random.Random], Awaitable[bool]]


def telegram(number: int, text: str) -> Json:
    who = {"id": 1000 + number % 50, "is_bot": False, "first_name": "An", "last_name": "Nguyễn"}
    chat = {"id": who["id"], "type": "private", "first_name": "An"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": who, "text": text}
    kinds: list[Json] = [
        {"message": message},
        {"message": {**message, "photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]}},
        {"message": {**message, "location": {"latitude": 10.7, "longitude": 106.7}}},
        {"message": {**message, "document": {"file_id": "d", "file_unique_id": "u", "file_name": "a.docx"}}},
        {"message": {**message, "contact": {"phone_number": "0912345678", "first_name": "An", "user_id": who["id"]}}},
        {"message": {**message, "chat": {"id": -7, "type": "group", "title": "Tổ"}}},
        {"callback_query": {"id": "1", "from": who, "chat_instance": "c", "data": text[:60], "message": message}},
        {
            "my_chat_member": {
                "chat": chat,
                "from": who,
                "date": 1,
                "old_chat_member": {"user": who, "status": "member"},
            }
        },
        {"edited_message": message},
    ]
    return {"update_id": number, **kinds[number % len(kinds)]}


def zalo_bot_event(number: int, text: str) -> Json:
    who = {"id": f"z{number % 50}", "display_name": "An", "is_bot": False}
    message: Json = {"message_id": f"m{number}", "date": 1_790_000_000_123, "from": who, "text": text}
    message["chat"] = {"id": who["id"], "chat_type": "PRIVATE"}
    if number % 3 == 0:
        message |= {"photo_url": "https://f.zdn.vn/a.jpg", "caption": text}
    kind = ("text", "image", "sticker", "unsupported")[number % 4]
    return {"event_name": f"message.{kind}.received", "message": message}


def zalo_oa_event(number: int, text: str) -> Json:
    names = (
        "user_send_text",
        "user_send_image",
        "user_send_location",
        "user_submit_info",
        "follow",
        "user_seen_message",
    )
    message: Json = {
        "msg_id": f"m{number}",
        "text": text,
        "attachments": [{"type": "image", "payload": {"url": "https://f.zdn.vn/a"}}],
    }
    event: Json = {"app_id": "1", "event_name": names[number % len(names)], "timestamp": "1790000000123"}
    event |= {"sender": {"id": str(100 + number % 50)}, "recipient": {"id": "7"}, "message": message}
    return event | {"info": {"name": text, "phone": "0912345678"}, "follower": {"id": "9"}, "oa_id": "7"}


def mutated(value: Any, chance: random.Random, rate: float = 0.08) -> Any:
    """The same shape with parts taken out, put elsewhere or made into something else."""
    if chance.random() < rate:
        return chance.choice([*ODD, hostile_words(chance)])
    if isinstance(value, dict):
        kept = {key: mutated(one, chance, rate) for key, one in value.items() if chance.random() > rate / 2}
        return {**kept, hostile_words(chance): 1} if chance.random() < rate / 4 else kept
    if isinstance(value, list):
        return [mutated(one, chance, rate) for one in value] * chance.choice((1, 1, 1, 0, 2))
    return value


def body_of(raw: Any, chance: random.Random) -> bytes:
    data = json.dumps(raw, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
    if chance.random() < 0.05:
        place = chance.randrange(len(data) + 1)
        data = data[:place] + bytes([chance.randrange(256)]) + data[place + chance.randrange(3) :]
    return data


class Errors(logging.Handler):
    """Counts what the application itself had to set aside."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        where = record.exc_info[2] if record.exc_info and record.exc_info[2] else None
        while where and where.tb_next:
            where = where.tb_next
        place = f" at {where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        self.seen.append(f"{record.getMessage()}{place}")


class House:
    """One office in memory, with a channel of each name."""

    def __init__(self, folder: Path, every: int) -> None:
        self.every, self.heard = every, 0
        self.store = hurry(Store(f"sqlite:///{folder}/fuzz.sqlite", KEYS))
        self.store.migrate()
        with self.store.transaction() as session:
            self.office = found(session, OFFICE, FRIDAY).id
        self.web = WebChannel(self.store, self.office, lambda: FRIDAY)
        channels: dict[str, Channel] = {name: Line(name) for name in ("telegram", zalo_bot.NAME, zalo_oa.NAME)}
        channels["web"] = self.web
        self.shop = open_shop(self.store, folder, channels, Kit(SORTER, SECRET))
        self.app = App(self.shop, lambda: FRIDAY)
        self.intake = self.app.intake(self.office)
        routes = chat_routes(
            self.web,
            self.store,
            self.shop.shelf,
            self.office,
            lambda: "Xã",
            self.intake.on_message,
            lambda: FRIDAY,
            None,
            "'self'",
        )
        self.site = Starlette(routes=routes)

    def changes(self) -> int:
        with self.store.engine.connect() as connection:
            return int(
                connection.exec_driver_sql(
                    "SELECT (SELECT count(*) FROM seen) + (SELECT count(*) FROM webmessage)"
                ).scalar_one()
            )

    async def hear(self, incoming: Incoming | None) -> bool:
        if incoming is None:
            return False
        self.heard += 1
        if self.heard % self.every:
            return True
        await self.intake.on_message(incoming)
        await self.app.settle()
        return True


def readers(house: House) -> dict[str, Take]:
    async def take_telegram(body: bytes, _chance: random.Random) -> bool:
        return await house.hear(read_update(parse_update(json.loads(body)), "dondoc_bot"))

    async def take_zalo_bot(body: bytes, _chance: random.Random) -> bool:
        return await house.hear(zalo_bot.read_event(json.loads(body), zalo_bot.Me("1", "Đôn Đốc")))

    async def take_zalo_oa(body: bytes, _chance: random.Random) -> bool:
        event = zalo_oa.read_event(zalo_oa.parse_body(body))
        news = zalo_oa.read_news(event) if event else None
        return await house.hear(news if isinstance(news, Incoming) else None)

    async def take_web(body: bytes, chance: random.Random) -> bool:
        return await posted(house, body, chance) == 200

    return {"telegram": take_telegram, "zalo_bot": take_zalo_bot, "zalo_oa": take_zalo_oa, "web": take_web}


async def posted(house: House, body: bytes, chance: random.Random) -> int:
    token = f"{chance.randrange(50):043d}"
    headers = [
        (
            b"content-type",
            chance.choice((b"multipart/form-data; boundary=b", b"multipart/form-data", b"text/plain"))
            if chance.random() < 0.1
            else b"multipart/form-data; boundary=b",
        )
    ]
    headers += [
        (b"cookie", f"dondoc={token}; dondoc_chat={token}".encode()),
        (b"host", b"x"),
        (b"sec-fetch-site", b"same-origin"),
    ]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/chat/messages",
        "raw_path": b"/chat/messages",
        "query_string": b"",
        "headers": headers,
        "root_path": "",
        "scheme": "https",
        "server": ("x", 443),
        "client": ("y", 1),
        "http_version": "1.1",
    }
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    await house.site(scope, receive, send)
    await house.app.settle()
    if status >= 500:
        raise RuntimeError(f"the page answered {status}")
    return status


def form(number: int, text: str, chance: random.Random) -> bytes:
    fields = {
        "key": f"k{number:08d}",
        "text": text,
        "choice": chance.choice(("", "", "/viec", "/dongy")),
        "label": "Xem",
    }
    if chance.random() < 0.2:
        fields |= {"latitude": chance.choice(("10.7", "nan", "91", "x")), "longitude": "106.7"}
    changed = mutated(fields, chance, 0.04)
    said = changed.items() if isinstance(changed, dict) else [("text", changed)]
    head = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    parts = [head.format(name, value).encode("utf-8", "replace") for name, value in said]
    if chance.random() < 0.2:
        name = quote(hostile_words(chance))
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}.jpg"\r\n'
        data = b"\xff\xd8\xff" + chance.randbytes(chance.randrange(300))
        parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
    data = b"".join(parts) + b"--b--\r\n"
    if chance.random() < 0.1:
        place = chance.randrange(len(data))
        data = data[:place] + chance.randbytes(chance.randrange(4)) + data[place + chance.randrange(6) :]
    return data


MAKE: dict[str, Callable[[int, str], Json]] = {
    "telegram": telegram,
    "zalo_bot": zalo_bot_event,
    "zalo_oa": zalo_oa_event,
}


async def updates(name: str, count: int, every: int, errors: Errors) -> list[str]:
    """What went wrong."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dondoc-fuzz-") as folder:
        house = House(Path(folder), every)
        take, chance, taken, refused = readers(house)[name], random.Random(name), 0, 0
        began = time.monotonic()
        for number in range(1, count + 1):
            text = chance.choice(WORDS) if chance.random() < 0.5 else hostile_words(chance)
            body = (
                form(number, text, chance)
                if name == "web"
                else body_of(mutated(MAKE[name](number, text), chance), chance)
            )
            before = house.changes() if number % 20 == 0 else None
            try:
                is_taken = await take(body, chance)
            except (ValueError, RecursionError):
                is_taken = False
            except Exception as problem:  # noqa: BLE001  that is what is looked for
                wrong.append(f"{name} {number}: {type(problem).__name__} for {body[:200]!r}")
                is_taken = True
            taken, refused = taken + is_taken, refused + (not is_taken)
            if before is not None and not is_taken and house.changes() != before:
                wrong.append(f"{name} {number}: refused, and yet stored: {body[:200]!r}")
        seconds = time.monotonic() - began
        house.store.close()
    found = f"{taken} taken in, {refused} refused, {seconds:.0f} s; {len(wrong)} wrong, {len(errors.seen)} set aside"
    print(f"{name}: {count} mutated updates, {found}")
    return wrong + errors.seen


def strings(count: int) -> list[str]:
    """Hostile words, so many in every message."""
    pages, wrong, said = Pages(), [], 0
    for name in messages.names():
        chance, used, seed = random.Random(name), 0, 0
        while used < count and seed < count:
            words: list[str] = []

            def say(chance: random.Random = chance, words: list[str] = words) -> str:
                words.append(storable(hostile_words(chance)))
                return words[-1]

            filled, harmless = pages.fill(name, say, seed), pages.fill(name, lambda: "An", seed)
            seed, used = seed + 1, used + max(len(words), 1)
            if filled is None or harmless is None:
                continue
            if TAG.findall(filled[0]) != TAG.findall(harmless[0]):
                wrong.append(f"{name}: forged by {words!r}")
            if "".join(map(plain, split_markup(filled[0], 4096))) != plain(filled[0]):
                wrong.append(f"{name}: broken by {words!r}")
        said += used
    print(f"messages: {len(messages.names())} templates, {said} hostile strings filled in; {len(wrong)} wrong")
    return wrong


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    options.add_argument(
        "parts", nargs="*", metavar="CHANNEL", help="telegram, zalo_bot, zalo_oa, web, strings; all by default"
    )
    options.add_argument("--updates", type=int, default=100_000)
    options.add_argument("--every", type=int, default=1, help="of those read, each so manieth goes through the office")
    options.add_argument("--strings", type=int, default=10_000)
    how = options.parse_args()
    errors = Errors()
    logging.getLogger().addHandler(errors)
    logging.getLogger().setLevel(logging.ERROR)
    wrong: list[str] = []
    for part in how.parts or [*MAKE, "web", "strings"]:
        errors.seen.clear()
        wrong += (
            strings(how.strings) if part == "strings" else asyncio.run(updates(part, how.updates, how.every, errors))
        )
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
