"""Zalo's events, read at the door."""

import logging
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.talk import Attachment, Incoming, Presence

NAME = "zalo_bot"
GROUP = "zgr-"  # what the address of a group begins with
EVENTS = {f"message.{kind}.received" for kind in ("text", "image", "voice", "sticker", "unsupported")}

_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_LATEST = 4_102_444_800_000  # the year 2100 in milliseconds
# A mention before a command, where the bot does not know its own name yet.
_ANY_MENTION = re.compile(r"@[^/\n]{1,80}?\s(?=/)")
# What reading JSON of an unknown shape may end in.
_MISSHAPEN = (AttributeError, LookupError, OverflowError, TypeError, ValueError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Me:
    """Who the bot is at Zalo; both empty until Zalo said so."""

    id: str = ""
    name: str = ""


def read_event(raw: object, me: Me) -> Incoming | None:
    """What a body says, bare or wrapped in {"ok", "result"}; None for whatever is no message to the bot."""
    body = raw["result"] if isinstance(raw, dict) and raw.get("ok") is True and "result" in raw else raw
    if not isinstance(body, dict) or str(body.get("event_name")) not in EVENTS:
        return None
    try:
        return _read_message(body["event_name"], body["message"], me)
    except _MISSHAPEN as error:
        _log.warning("an event of Zalo cannot be read (%s)", type(error).__name__)
        return None


def _read_message(event: str, message: dict[str, Any], me: Me) -> Incoming | None:
    sender, chat = message["from"], message["chat"]
    if sender.get("is_bot") is True:
        return None
    address, who = _id(chat["id"]), _id(sender["id"])
    private = chat.get("chat_type", "PRIVATE" if address == who else "GROUP") == "PRIVATE"
    files = _files(message)
    text = _words(message, private, me)
    presence: Presence = "message" if (text or files) and not event.startswith("message.unsupported") else "unreadable"
    if presence == "unreadable" and not private:
        return None
    return Incoming(
        channel=NAME,
        update_id=_id(message["message_id"]),
        address=address,
        sender=who,
        text=text if presence == "message" else "",
        sender_name=_text(sender.get("display_name")),
        private=private,
        attachments=files if presence == "message" else (),
        presence=presence,
        sent_at=_moment(message.get("date")),
    )


def _id(given: object) -> str:
    name = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    if not _ID.fullmatch(name):
        raise ValueError("no id")
    return name


def _text(given: object) -> str:
    return unicodedata.normalize("NFC", given) if isinstance(given, str) else ""


def _words(message: dict[str, Any], private: bool, me: Me) -> str:
    """The words or the caption; in a group without the mention of the bot that they begin with."""
    text = _text(message.get("text")) or _text(message.get("caption"))
    if private or not text.lstrip().startswith("@"):
        return text
    text, mention = text.lstrip(), f"@{_text(me.name)}"
    if me.name and text.casefold().startswith(mention.casefold()):
        return text[len(mention) :].strip()
    return _ANY_MENTION.sub("", text, count=1)


def _files(message: dict[str, Any]) -> tuple[Attachment, ...]:
    photo = _url(message.get("photo_url")) or _url(message.get("photo"))
    if photo:
        return (Attachment("photo", photo, mime="image/jpeg"),)
    voice = _url(message.get("voice_url"))
    return (Attachment("voice", voice, mime="audio/aac"),) if voice else ()


def _url(given: object) -> str:
    return given if isinstance(given, str) and given.startswith(("https://", "http://")) else ""


def _moment(given: object) -> datetime | None:
    known = type(given) is int and 0 < given < _LATEST
    return datetime.fromtimestamp(given / 1000, UTC) if known and isinstance(given, int) else None
