"""Telegram's updates, read at the door."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from telegram import CallbackQuery, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update, User

from bot.talk import Attachment, AttachmentKind, Incoming, Location, Presence

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

_ADDRESSED = re.compile(r"/(?P<word>\w+)@(?P<bot>\w+)(?P<rest>.*)", re.DOTALL)
_IN_CHAT = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER}
# What reading JSON of an unknown shape may end in, in PTB's code and in ours.
_MISSHAPEN = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)

_log = logging.getLogger(__name__)


class NotAnUpdateError(ValueError):
    """JSON that is no update: it has no number to confirm it by."""


def parse_update(raw: object) -> Update:
    """PTB's update, emptied when its shape cannot be read; raises NotAnUpdateError."""
    if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
        raise NotAnUpdateError("no update_id")
    return build_update(raw) or Update(raw["update_id"])


def build_update(raw: dict[str, Any]) -> Update | None:
    """PTB's update, or None when PTB cannot read its shape."""
    try:
        return Update.de_json(raw, None)
    except _MISSHAPEN as error:
        _log_misshapen(raw.get("update_id"), error)
        return None


def read_update(update: Mapping[str, Any] | Update, me: str) -> Incoming | None:
    """What the update says to the bot whose username is `me`, or None; raises NotAnUpdateError."""
    known = update if isinstance(update, Update) else parse_update(update)
    try:
        found = _read_known(known, me)
        if found and not _is_sound(found):
            raise TypeError("a part is of another kind than Telegram sends")
    except _MISSHAPEN as error:
        _log_misshapen(known.update_id, error)
        return None
    return found


def _is_sound(found: Incoming) -> bool:
    """PTB takes whatever stands in a field; what goes on from here is what it is said to be."""
    words = [found.text, found.sender_name, found.address, found.sender, found.phone]
    words += [part for file in found.attachments for part in (file.ref, file.name, file.mime)]
    figures: list[object] = [file.size for file in found.attachments]
    if found.location:
        figures += [found.location.latitude, found.location.longitude]
    return all(isinstance(one, str) for one in words) and all(type(one) in (int, float) for one in figures)


def lane(update: Update) -> str:
    """Updates of one lane are to be taken in one after the other: those of a chat."""
    return str(update.effective_chat.id) if update.effective_chat else "none"


def _read_known(update: Update, me: str) -> Incoming | None:
    number = str(update.update_id)
    if update.message:
        return _read_message(number, update.message, me)
    if update.callback_query:
        return _read_tap(number, update.callback_query)
    if update.my_chat_member:
        return _read_presence(number, update.my_chat_member)
    return None


def _read_message(number: str, message: Message, me: str) -> Incoming | None:
    user = message.from_user
    # A group's anonymous admins and the posts of its channel come from no person of their own.
    if user is None or user.is_bot or message.is_automatic_forward:
        return None
    text = _own_text(message.text or message.caption or "", me)
    if text is None:
        return None
    incoming = Incoming(
        channel="telegram",
        update_id=number,
        address=str(message.chat.id),
        sender=str(user.id),
        text=text,
        sender_name=user.full_name,
        private=message.chat.type == "private",
        attachments=tuple(_read_attachments(message)),
        location=_read_location(message),
        phone=_read_phone(message, user),
        sent_at=message.date,
    )
    return incoming if _says_something(incoming, message) else None


def _says_something(incoming: Incoming, message: Message) -> bool:
    if incoming.text or incoming.attachments or incoming.location:
        return True
    # Nothing we can use, but in a private chat silence would look like a fault.
    return incoming.private and bool(message.contact or message.sticker)


def _log_misshapen(number: object, error: Exception) -> None:
    _log.warning("update %s of Telegram cannot be read (%s)", number, type(error).__name__)


def _own_text(text: str, me: str) -> str | None:
    """The text without "@me" after its command; None when the command is another bot's."""
    addressed = _ADDRESSED.fullmatch(text)
    if not addressed:
        return text
    if me and addressed["bot"].lower() != me.lower():
        return None
    return f"/{addressed['word']}{addressed['rest']}"


def _read_attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        yield Attachment("photo", best.file_id, mime="image/jpeg", size=best.file_size or 0)
    media: tuple[tuple[AttachmentKind, Any, str], ...] = (
        ("document", message.document or message.audio, ""),
        ("voice", message.voice, "audio/ogg"),
        ("video", message.video or message.video_note, "video/mp4"),
    )
    for kind, medium, usual_mime in media:
        if medium:
            # Voices and round videos have no name, round videos no type.
            name = getattr(medium, "file_name", None) or ""
            mime = getattr(medium, "mime_type", None) or usual_mime
            yield Attachment(kind, medium.file_id, name, mime, medium.file_size or 0)


def _read_location(message: Message) -> Location | None:
    place = message.location
    return Location(place.latitude, place.longitude) if place else None


def _read_phone(message: Message, user: User) -> str:
    """The number of a shared contact, if it is the sender's own: anybody can send anybody's card."""
    contact = message.contact
    return contact.phone_number if contact and contact.user_id == user.id else ""


def _read_tap(number: str, tap: CallbackQuery) -> Incoming | None:
    if tap.message is None or not tap.data:
        return None
    return Incoming(
        channel="telegram",
        update_id=number,
        address=str(tap.message.chat.id),
        sender=str(tap.from_user.id),
        text=tap.data,
        sender_name=tap.from_user.full_name,
        private=tap.message.chat.type == "private",
        pressed=True,
    )


def _read_presence(number: str, change: ChatMemberUpdated) -> Incoming | None:
    was, now = _is_in_chat(change.old_chat_member), _is_in_chat(change.new_chat_member)
    if was == now or change.chat.type == "channel":
        return None
    presence: Presence = "joined" if now else "left"
    return Incoming(
        channel="telegram",
        update_id=number,
        address=str(change.chat.id),
        sender=str(change.from_user.id),
        sender_name=change.from_user.full_name,
        private=change.chat.type == "private",
        presence=presence,
        sent_at=change.date,
    )


def _is_in_chat(member: ChatMember) -> bool:
    return member.status in _IN_CHAT or (isinstance(member, ChatMemberRestricted) and member.is_member)
