"""Zalo's events, read at the door: what a person said or did there, or what became of what we sent."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from bot.channels.zalo_oa.buttons import pressed_command
from bot.rules.lacking import phone_in
from bot.rules.vietnamese import storable
from bot.talk import Attachment, AttachmentKind, Incoming, Location

NAME = "zalo_oa"
LONGEST_NAME = 200

Json = Mapping[str, Any]

_ID = re.compile(r"[0-9A-Za-z_.-]{1,100}", re.ASCII)
_NAME = re.compile(r"[a-z_]{1,40}", re.ASCII)
_SAID = ("user_send_", "follow", "unfollow", "user_submit_info")
_MEDIA: Mapping[str, tuple[AttachmentKind, str]] = {
    "image": ("photo", "image/jpeg"),
    "gif": ("photo", "image/gif"),
    "audio": ("voice", "audio/aac"),
    "video": ("video", "video/mp4"),
    "file": ("document", ""),
}
_MIMES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Event:
    """`key` names it among all, also when it comes again; `user` is whom it is about, `oa` the account's own number."""

    name: str
    key: str
    user: str
    oa: str
    raw: Json

    @property
    def is_said(self) -> bool:
        return self.name.startswith(_SAID)


@dataclass(frozen=True)
class Arrived:
    """These messages of ours are on somebody's phone, or (`seen`) were looked at."""

    refs: tuple[str, ...]
    seen: bool
    at: datetime | None


@dataclass(frozen=True)
class Taken:
    """A person of the office wrote to somebody by hand, in Zalo's console."""

    at: datetime | None


News = Incoming | Arrived | Taken


def parse_body(body: bytes) -> Json:
    """The JSON object of a body; ValueError for anything else."""
    try:
        raw = json.loads(body.decode())
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(raw, dict):
        raise ValueError("no object")
    return raw


def read_event(raw: Json) -> Event | None:
    """The event, or None for what is none of ours: an unknown frame, visitors without a number."""
    name = _text(raw, "event_name")
    if not _NAME.fullmatch(name):
        return None
    if name.startswith("oa_send_"):
        oa, user = _id(_dict(raw, "sender"), "id"), _id(_dict(raw, "recipient"), "id")
    elif name in ("follow", "unfollow"):
        oa, user = _id(raw, "oa_id"), _id(_dict(raw, "follower"), "id")
    elif name.startswith("user_"):
        oa, user = _id(_dict(raw, "recipient"), "id"), _id(_dict(raw, "sender"), "id")
    else:
        return None
    return Event(name, _key(raw, name, user), user, oa, raw) if user else None


def read_news(event: Event) -> News | None:
    """What it says, or None."""
    if event.name.startswith("oa_send_"):
        # Everything the account sends comes back, also what the bot sent; only a person has a number of an admin.
        return Taken(_moment(event.raw)) if _text(_dict(event.raw, "sender"), "admin_id") else None
    if event.name in ("user_received_message", "user_seen_message"):
        refs = _refs(_dict(event.raw, "message"))
        return Arrived(refs, event.name == "user_seen_message", _moment(event.raw)) if refs else None
    if event.name in ("follow", "unfollow"):
        return _heard(event, text="/start") if event.name == "follow" else _heard(event, presence="left")
    if event.name == "user_submit_info":
        return _contact(event)
    return _said(event) if event.name.startswith("user_send_") and "group" not in event.name else None


def _said(event: Event) -> Incoming:
    message = _dict(event.raw, "message")
    payloads = list(_payloads(message))
    text = _text(message, "text")
    command = pressed_command(text)
    if event.name == "user_send_link":
        text = "\n".join([text, *(_text(one, part) for one in payloads for part in ("description", "url"))])
    return _heard(
        event,
        text=command or text.strip(),
        pressed=bool(command),
        attachments=tuple(_attachments(event.name.removeprefix("user_send_"), message)),
        location=_location(message, payloads) if event.name == "user_send_location" else None,
    )


def _contact(event: Event) -> Incoming:
    """What the person filled in, as they would have written it."""
    info = _dict(event.raw, "info")
    phone = phone_in(str(info.get("phone", "")))
    place = {**info, **_dict(info, "full_address")}
    parts = ("address", "ward", "district", "city", "user_address", "user_ward", "user_city")
    said = [_text(info, "name"), phone, *(_text(place, part) for part in parts)]
    words = ", ".join(dict.fromkeys(part for part in said if part))
    return _heard(event, text=words, phone=phone, sender_name=_text(info, "name")[:LONGEST_NAME])


def _heard(event: Event, **said: Any) -> Incoming:
    return Incoming(NAME, event.key, event.user, event.user, sent_at=_moment(event.raw), **said)


def _attachments(kind: str, message: Json) -> Iterator[Attachment]:
    known = _MEDIA.get(kind)
    for payload in _payloads(message) if known else ():
        url = _text(payload, "url")
        if known and _is_address(url):
            name = storable(_text(payload, "name"))[:LONGEST_NAME]
            ending = name.rpartition(".")[2].lower() if "." in name else _text(payload, "type").lower()
            size = str(payload.get("size", ""))
            yield Attachment(
                known[0], url, name, known[1] or _MIMES.get(ending, ""), int(size) if _is_number(size) else 0
            )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isascii() and len(url) < 4000


def _payloads(message: Json) -> Iterator[Json]:
    found = message.get("attachments")
    for one in found if isinstance(found, list) else []:
        payload = one.get("payload") if isinstance(one, dict) else None
        if isinstance(payload, dict):
            yield payload


def _location(message: Json, payloads: list[Json]) -> Location | None:
    for holder in (*payloads, message):
        place = _dict(holder, "coordinates") or _dict(holder, "location")
        try:
            latitude, longitude = float(str(place.get("latitude"))), float(str(place.get("longitude")))
        except ValueError:
            continue
        if -90 <= latitude <= 90 and -180 <= longitude <= 180:
            return Location(latitude, longitude)
    return None


def _refs(message: Json) -> tuple[str, ...]:
    several = message.get("msg_ids")
    found = several if isinstance(several, list) else [message.get("msg_id")]
    return tuple(one for one in found[:100] if isinstance(one, str) and _ID.fullmatch(one))


def _key(raw: Json, name: str, user: str) -> str:
    """By the message's own number; what has none is named by its kind, moment and person, whose number it hides."""
    number, stamp = _id(_dict(raw, "message"), "msg_id"), str(raw.get("timestamp", ""))
    if number and name.startswith("user_send_"):
        return number
    if number or _is_number(stamp):
        return f"{name}:{number or stamp}:{sha256(user.encode()).hexdigest()[:16]}"
    return f"{name}:{sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()}"


def _moment(raw: Json) -> datetime | None:
    stamp = str(raw.get("timestamp", ""))
    return datetime.fromtimestamp(int(stamp) / 1000, UTC) if _is_number(stamp) and len(stamp) < 15 else None


def _dict(raw: Json, name: str) -> Json:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}


def _text(raw: Json, name: str) -> str:
    found = raw.get(name)
    return found if isinstance(found, str) else ""


def _id(raw: Json, name: str) -> str:
    """A number of Zalo's, which is a text; "" for anything odd."""
    found = raw.get(name)
    text = str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
    return text if _ID.fullmatch(text) else ""
