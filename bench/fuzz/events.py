"""Updates as the platforms send them, and what mischief makes of them."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

from bench.fuzz.hostile import hostile_words

Json = dict[str, Any]
ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 10**30, 1.5e308, math.inf, math.nan, "", [], {}, [[]], {"a": {}}),
    *("x" * 5000, "\u202e<b>", "\x00", "half a sign \ud83d", "/xong 1"),
)
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Said:
    """What somebody sends: `who` counts people, `tapped` says that the words are a choice's command."""

    number: int
    who: int
    text: str
    tapped: bool = False


def telegram(said: Said) -> Json:
    who = {"id": 1000 + said.who, "is_bot": False, "first_name": "An", "last_name": "Nguyễn"}
    chat = {"id": who["id"], "type": "private", "first_name": "An"}
    message = {"message_id": said.number, "date": 1_790_000_000, "chat": chat, "from": who, "text": said.text}
    tap = {"id": "1", "from": who, "chat_instance": "c", "data": said.text[:60], "message": message}
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
    member = {"user": who, "status": "member"}
    kinds: list[Json] = [
        {"message": message},
        {"message": {**message, "photo": photo}},
        {"message": {**message, "location": {"latitude": 10.7, "longitude": 106.7}}},
        {"message": {**message, "document": {"file_id": "d", "file_unique_id": "u", "file_name": "a.docx"}}},
        {"message": {**message, "contact": {"phone_number": "0912345678", "first_name": "An", "user_id": who["id"]}}},
        {"message": {**message, "chat": {"id": -7, "type": "group", "title": "Tổ"}}},
        {"callback_query": tap},
        {"my_chat_member": {"chat": chat, "from": who, "date": 1, "old_chat_member": member}},
        {"edited_message": message},
    ]
    kind = {"callback_query": tap} if said.tapped else kinds[said.number * 7 // 3 % len(kinds)]
    return {"update_id": said.number, **({"message": message} if said.number % 2 and not said.tapped else kind)}


def zalo_bot(said: Said) -> Json:
    who = {"id": f"z{said.who}", "display_name": "An", "is_bot": False}
    message: Json = {"message_id": f"m{said.number}", "date": 1_790_000_000_123, "from": who, "text": said.text}
    message["chat"] = {"id": who["id"], "chat_type": "PRIVATE"}
    if said.number % 11 == 0:
        message |= {"photo_url": "https://f.zdn.vn/a.jpg", "caption": said.text}
    kinds = ("image", "sticker", "unsupported") if said.number % 11 == 0 else ("text",)
    return {"event_name": f"message.{kinds[said.number % len(kinds)]}.received", "message": message}


def zalo_oa(said: Said) -> Json:
    others = ("user_send_image", "user_send_location", "user_submit_info", "follow", "user_seen_message")
    name = others[said.number % len(others)] if said.number % 4 == 0 else "user_send_text"
    files = [{"type": "image", "payload": {"url": "https://f.zdn.vn/a"}}]
    message: Json = {"msg_id": f"m{said.number}", "text": said.text, "attachments": files}
    event: Json = {"app_id": "1", "event_name": name, "timestamp": "1790000000123"}
    event |= {"sender": {"id": str(100 + said.who)}, "recipient": {"id": "7"}, "message": message}
    return event | {"info": {"name": said.text, "phone": "0912345678"}, "follower": {"id": "9"}, "oa_id": "7"}


MAKE: dict[str, Callable[[Said], Json]] = {"telegram": telegram, "zalo_bot": zalo_bot, "zalo_oa": zalo_oa}


def body(name: str, said: Said, chance: Random, rate: float) -> bytes:
    """One update as bytes; `rate`: how likely each part of it is to be wrong."""
    if name == "web":
        return _form(said, chance, rate)
    raw = mutated(MAKE[name](said), chance, rate)
    data = json.dumps(raw, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
    return _torn(data, chance) if rate and chance.random() < 0.05 else data


def mutated(value: Any, chance: Random, rate: float) -> Any:
    """The same shape with parts taken out, put elsewhere or made into something else."""
    if chance.random() < rate:
        return chance.choice([*ODD, hostile_words(chance)])
    if isinstance(value, dict):
        kept = {key: mutated(one, chance, rate) for key, one in value.items() if chance.random() >= rate / 2}
        return {**kept, hostile_words(chance): 1} if chance.random() < rate / 4 else kept
    if isinstance(value, list):
        return [mutated(one, chance, rate) for one in value] * (chance.choice((1, 1, 1, 0, 2)) if rate else 1)
    return value


def _torn(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.randrange(4)) + data[place + chance.randrange(6) :]


def _form(said: Said, chance: Random, rate: float) -> bytes:
    """What the chat page posts, with the boundary "b"."""
    fields = {"key": f"k{said.number:08d}", "text": "" if said.tapped else said.text}
    fields |= {"choice": said.text, "label": "Xem"} if said.tapped else {}
    if chance.random() < 0.1:
        fields |= {"latitude": chance.choice(("10.7", "nan", "91", "x")), "longitude": "106.7"}
    changed = mutated(fields, chance, rate)
    told = changed.items() if isinstance(changed, dict) else [("text", changed)]
    head = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    parts = [head.format(name, value).encode("utf-8", "replace") for name, value in told]
    if chance.random() < 0.1:
        name = quote(hostile_words(chance))
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}.jpg"\r\n'
        data = JPEG + chance.randbytes(chance.randrange(300))
        parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
    data = b"".join(parts) + b"--b--\r\n"
    return _torn(data, chance) if rate and chance.random() < 0.1 else data
