"""A letter as an official account sends it: plain texts of 2,000 units, files before them, buttons under the last."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unicodedata import normalize

import messages
from bot.channels.markup import plain, split_text
from bot.channels.numbering import menu
from bot.channels.zalo_oa.buttons import LONGEST_TITLE, MOST, as_button
from bot.rules.choosing import marked
from bot.talk import ChannelError, Choice, Content, Kept, Parcel

LONGEST_TEXT = 2000
LARGEST_IMAGE = 1024 * 1024
LARGEST_FILE = 5 * 1024 * 1024
IMAGES = {"image/jpeg": ".jpg", "image/png": ".png"}
FILES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}

LINK_LIFE = timedelta(hours=72)  # a person opens a link when they get to it

Lend = Callable[[Kept, timedelta], str]  # a public address of a file for so long; "" where we have none


@dataclass(frozen=True)
class Piece:
    """One message: words with buttons, a file, an image with words, or the card by which one gives a telephone."""

    text: str = ""
    file: tuple[Kept, Content] | None = None
    buttons: tuple[Choice, ...] = ()
    card: tuple[str, str] | None = None


def plan(parcel: Parcel, lend: Lend, *, buttons: bool) -> list[Piece]:
    """The messages of a letter in order, the one with the choices last; raises ChannelError for an empty one."""
    known = [(kept, path) for kept, path in parcel.files if not kept.problem]
    files = [Piece(file=one) for one in known if kind_of(one[0])]
    tapped = buttons_of(parcel.choices) if buttons else []
    choices = [choice for row in parcel.choices for choice in row]
    links = [_linked(kept, lend) for kept, _ in known if not kind_of(kept)]
    pieces = _arranged(_texts(parcel, links, tapped), files, tuple(choices[at] for at in tapped))
    if not pieces:
        raise ChannelError("the letter is empty", permanent=True)
    return pieces


def _texts(parcel: Parcel, links: Sequence[str], tapped: list[int]) -> list[Piece]:
    """The words, where to find what Zalo does not take, and the choices that are no buttons."""
    words = plain(parcel.text).strip()
    blocks = [words, *links, menu(words, parcel.choices, tapped)]
    text = normalize("NFC", "\n\n".join(block for block in blocks if block))
    return [Piece(part.strip()) for part in split_text(text, LONGEST_TEXT) if part.strip()]


def kind_of(kept: Kept) -> str:
    """ "image" or "file" as Zalo takes it; "" for what goes as a link."""
    if kept.mime in IMAGES and kept.size <= LARGEST_IMAGE:
        return "image"
    return "file" if kept.mime in FILES and kept.size <= LARGEST_FILE else ""


def message_of(piece: Piece, upload: str) -> dict[str, Any]:
    """The `message` of Zalo's call; `upload` is what it calls the piece's file."""
    if piece.file and kind_of(piece.file[0]) == "image":
        element = {"media_type": "image", "attachment_id": upload}
        return _with_text(piece, {"template_type": "media", "elements": [element]})
    if piece.file:
        return {"attachment": {"type": "file", "payload": {"token": upload}}}
    if piece.card:
        element = {"title": piece.card[0], "subtitle": piece.card[1]}
        return _with_text(piece, {"template_type": "request_user_info", "elements": [element]})
    if piece.buttons:
        return _with_text(piece, {"buttons": [as_button(choice) for choice in piece.buttons]})
    return {"text": piece.text}


async def read_file(file: tuple[Kept, Content]) -> tuple[str, bytes]:
    """A name Zalo knows the kind by, and the content."""
    kept, path = file
    try:
        content = await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError:
        raise ChannelError("a file of the letter is no longer kept", permanent=True) from None
    ending = {**IMAGES, **FILES}[kept.mime]
    name = kept.name or kept.digest[:12]
    return name if name.lower().endswith((ending, ".jpeg")) else name + ending, content


def _arranged(texts: list[Piece], files: list[Piece], shown: tuple[Choice, ...]) -> list[Piece]:
    """What is to be tapped stands at the end; without that a lone picture takes the words along."""
    if shown and texts:
        return [*files, *texts[:-1], replace(texts[-1], buttons=shown)]
    if len(texts) == len(files) == 1 and files[0].file and kind_of(files[0].file[0]) == "image":
        return [replace(files[0], text=texts[0].text)]
    return [*texts, *files]


def buttons_of(rows: Sequence[Sequence[Choice]]) -> list[int]:
    """Which choices, counted from 0, become buttons: first those that have no number of their own in the text."""
    marks = marked([[choice.label for choice in row] for row in rows])
    labels = [choice.label for row in rows for choice in row]
    fitting = [at for at, label in enumerate(labels) if 0 < len(label) <= LONGEST_TITLE]
    return sorted(sorted(fitting, key=lambda at: marks[at].own)[:MOST])


def _linked(kept: Kept, lend: Lend) -> str:
    hours = int(LINK_LIFE.total_seconds()) // 3600
    url = lend(kept, LINK_LIFE)
    return plain(messages.render("file_link", url=url, name=kept.name, photo=kept.kind == "photo", hours=hours).text)


def _with_text(piece: Piece, payload: dict[str, Any]) -> dict[str, Any]:
    text = {"text": piece.text} if piece.text else {}
    return {**text, "attachment": {"type": "template", "payload": payload}}
