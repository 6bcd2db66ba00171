"""A message as people see it on a channel: its texts, and the choices that are buttons there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.channels.markup import escape
from bot.channels.zalo_bot import sending as zalo_bot
from bot.channels.zalo_oa import sending as zalo_oa
from bot.talk import Choice, Parcel
from messages import Message

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """`texts` in the small mark-up, `buttons` as rows of labels."""

    texts: tuple[str, ...]
    buttons: Rows


def _with_buttons(message: Message) -> Shown:
    return Shown((message.text,), tuple(tuple(label for label, _ in row) for row in message.choices))


def _on_zalo_bot(message: Message) -> Shown:
    pieces = zalo_bot.plan(_parcel(message), lambda _kept, _life: "")
    return Shown(tuple(escape(piece.text) for piece in pieces), ())


def _on_zalo_oa(message: Message) -> Shown:
    pieces = zalo_oa.plan(_parcel(message), lambda _kept, _life: "", buttons=True)
    buttons = tuple((choice.label,) for piece in pieces for choice in piece.buttons)
    return Shown(tuple(escape(piece.text) for piece in pieces), buttons)


def _parcel(message: Message) -> Parcel:
    rows = tuple(tuple(Choice(label, command) for label, command in row) for row in message.choices)
    return Parcel("preview", message.text, rows)


CHANNELS: Mapping[str, Callable[[Message], Shown]] = {
    "telegram": _with_buttons,
    "web": _with_buttons,
    "zalo-bot": _on_zalo_bot,
    "zalo-oa": _on_zalo_oa,
}
