"""A letter as Zalo's bots can say it: plain words of 1,900 units, choices as numbered lines, pictures by address."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.channels.markup import plain, split_text, units
from bot.channels.numbering import menu
from bot.talk import ChannelError, Kept, Parcel
from messages import render

# Zalo takes 2,000 of what it does not say, so this stays well below in UTF-16 units.
LONGEST = 1900
PHOTO_LIFE = timedelta(minutes=30)  # Zalo fetches a picture at once, and more than once
LINK_LIFE = timedelta(hours=72)  # a person opens a link when they get to it

Lend = Callable[[Kept, timedelta], str]  # a public address of a file for so long; "" where we have none


@dataclass(frozen=True)
class Piece:
    """One message: words, or a picture with words under it. `instead`: the words where the picture is not taken."""

    text: str = ""
    photo: str = ""
    instead: str = ""


def plan(parcel: Parcel, lend: Lend) -> list[Piece]:
    """The messages a letter becomes, in order; raises ChannelError when there is nothing to send."""
    files = [kept for kept, _ in parcel.files if not kept.problem]
    photos = [kept for kept in files if kept.kind == "photo" and lend(kept, PHOTO_LIFE)]
    others = [kept for kept in files if kept not in photos]
    words = unicodedata.normalize("NFC", plain(parcel.text)).strip()
    texts = _texts(words, [*(_linked(kept, lend) for kept in others), menu(words, parcel.choices)])
    pieces = [Piece(text) for text in texts]
    shown = [Piece(photo=lend(kept, PHOTO_LIFE), instead=_linked(kept, lend)) for kept in photos]
    if len(pieces) == len(shown) == 1:
        together = replace(shown[0], text=pieces[0].text, instead=f"{pieces[0].text}\n\n{shown[0].instead}")
        pieces, shown = ([], [together]) if units(together.instead) <= LONGEST else (pieces, shown)
    if not pieces and not shown:
        raise ChannelError("the letter is empty", permanent=True)
    return [*pieces, *shown]


def _texts(words: str, below: Sequence[str]) -> list[str]:
    """The words cut to size; each block below them stays whole, on the last part where it fits."""
    parts = [part.strip() for part in split_text(words, LONGEST) if part.strip()]
    for block in (unicodedata.normalize("NFC", block) for block in below if block):
        if parts and units(parts[-1]) + 2 + units(block) <= LONGEST:
            parts[-1] = f"{parts[-1]}\n\n{block}"
        else:
            parts += [part.strip() for part in split_text(block, LONGEST) if part.strip()]
    return parts


def _linked(kept: Kept, lend: Lend) -> str:
    hours = int(LINK_LIFE.total_seconds()) // 3600
    url = lend(kept, LINK_LIFE)
    return plain(render("file_link", url=url, name=kept.name, photo=kept.kind == "photo", hours=hours).text)
