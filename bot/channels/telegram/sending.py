"""A letter as Telegram takes it: texts of 4,096 units, captions of 1,024, buttons under the last piece."""

import asyncio
import mimetypes
from collections.abc import Sequence
from typing import Any, NamedTuple

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import FileSizeLimit, MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.channels.markup import plain, split_markup, units
from bot.talk import ChannelError, Choice, Content, Kept, Parcel

LONGEST_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
LONGEST_CAPTION = int(MessageLimit.CAPTION_LENGTH)
LARGEST_PHOTO = int(FileSizeLimit.PHOTOSIZE_UPLOAD)
LARGEST_FILE = int(FileSizeLimit.FILESIZE_UPLOAD)

_HTML = str(ParseMode.HTML.value)
_NO_PREVIEW = {"is_disabled": True}
# Beginnings of Telegram's refusals of a picture which it would still take as a file.
_NO_PICTURE = ("photo_", "image_", "wrong file type", "file of size")


class Piece(NamedTuple):
    """One message of a letter: words, or a file with words under it."""

    text: str = ""
    file: tuple[Kept, Content] | None = None
    choices: tuple[tuple[Choice, ...], ...] = ()

    def fields(self, address: str) -> dict[str, Any]:
        """Of `sendMessage`, for one that is words alone."""
        rows = [[{"text": one.label, "callback_data": one.command} for one in row] for row in self.choices if row]
        words = {"chat_id": address, "text": self.text, "parse_mode": _HTML, "link_preview_options": _NO_PREVIEW}
        return words | {"reply_markup": {"inline_keyboard": rows}} if rows else words


def plan(parcel: Parcel) -> list[Piece]:
    """The messages a letter becomes, in order; raises ChannelError when there is nothing to send."""
    files = [(kept, path) for kept, path in parcel.files if not kept.problem]
    if len(files) == 1 and units(plain(parcel.text)) <= LONGEST_CAPTION:
        pieces = [Piece("".join(split_markup(parcel.text, LONGEST_CAPTION)), files[0])]
    else:
        # Telegram refuses a message of nothing but blanks.
        texts = [part for part in split_markup(parcel.text, LONGEST_TEXT) if plain(part).strip()]
        pieces = [Piece(text) for text in texts] + [Piece(file=file) for file in files]
    if not pieces:
        raise ChannelError("the letter is empty", permanent=True)
    return [*pieces[:-1], pieces[-1]._replace(choices=parcel.choices)] if parcel.choices else pieces


async def send_file(bot: Bot, address: str, piece: Piece, kept: Kept, path: Content) -> Message:
    content = await _read_file(kept, path)
    if kept.kind != "photo" or len(content) > LARGEST_PHOTO:
        return await _send_document(bot, address, piece, content)
    try:
        return await _send_photo(bot, address, piece, content)
    except BadRequest as refusal:
        if not refusal.message.lower().startswith(_NO_PICTURE):
            raise
        return await _send_document(bot, address, piece, content)


async def _send_photo(bot: Bot, address: str, piece: Piece, content: bytes) -> Message:
    return await bot.send_photo(
        address,
        content,
        caption=piece.text or None,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(piece.choices),
        filename=_file_name(piece),
    )


async def _send_document(bot: Bot, address: str, piece: Piece, content: bytes) -> Message:
    return await bot.send_document(
        address,
        content,
        caption=piece.text or None,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(piece.choices),
        filename=_file_name(piece),
    )


async def _read_file(kept: Kept, content: Content) -> bytes:
    if kept.size > LARGEST_FILE:
        raise ChannelError("a file of the letter is larger than Telegram takes", permanent=True)
    try:
        return await asyncio.to_thread(content.read_bytes)
    except FileNotFoundError:
        raise ChannelError("a file of the letter is no longer kept", permanent=True) from None


def _file_name(piece: Piece) -> str:
    if piece.file is None:
        return ""
    kept = piece.file[0]
    return kept.name or kept.digest[:12] + (mimetypes.guess_extension(kept.mime) or "")


def _keyboard(rows: Sequence[Sequence[Choice]]) -> InlineKeyboardMarkup | None:
    if not any(rows):
        return None
    return InlineKeyboardMarkup([[_button(choice) for choice in row] for row in rows if row])


def _button(choice: Choice) -> InlineKeyboardButton:
    return InlineKeyboardButton(choice.label, callback_data=choice.command)
