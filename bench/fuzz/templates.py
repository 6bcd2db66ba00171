"""Hostile words in every message: its mark-up stays what it is, and each channel can say it."""

import re
import time
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any

from bench.fuzz.deaf import check_telegram, check_words, check_zalo_bot, check_zalo_oa
from bench.fuzz.hostile import Pages, hostile_words
from bot.channels.markup import plain, split_markup
from bot.rules.vietnamese import storable
from bot.talk import ChannelError, Choice, Parcel

WORDLESS = 300  # so often a message without any words of people is filled
SELDOM = 10  # times as often one whose words stand in few of its forms
TAG = re.compile(r"</?(?:b|i|code)>")


@dataclass
class Template:
    """`strings`: hostile words that stood in it."""

    strings: int = 0
    fills: int = 0
    unfilled: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        return {**asdict(self), "seconds": round(self.seconds, 1)}


def run_template(pages: Pages, name: str, count: int) -> Template:
    """Filled again and again until so many hostile words have stood in it; many have no place for any."""
    found, chance, began, seed = Template(), Random(name), time.monotonic(), 0
    while found.strings < count and seed < (SELDOM * count if found.strings else WORDLESS):
        said: list[str] = []

        def words(said: list[str] = said) -> str:
            said.append(storable(hostile_words(chance)))
            return said[-1]

        filled, harmless = pages.fill(name, words, seed), pages.fill(name, lambda: "An", seed)
        seed += 1
        if filled is None or harmless is None:
            found.unfilled += 1
            continue
        found.fills, found.strings = found.fills + 1, found.strings + len(said)
        problem = forged(filled[0], harmless[0]) or unsayable(*filled)
        if problem:
            found.wrong.append(f"{name}: {problem} by {said!r}"[:600])
    found.seconds = time.monotonic() - began
    return found


def forged(text: str, harmless: str) -> str:
    if TAG.findall(text) != TAG.findall(harmless):
        return "forged"
    return "" if "".join(map(plain, split_markup(text, 4096))) == plain(text) else "broken"


def unsayable(text: str, choices: list[tuple[str, str]]) -> str:
    """What a channel would make of it. Commands are cut: a mimic is no number, as what stands in a command is."""
    rows = tuple((Choice(label.strip() or "x", command[:16]),) for label, command in choices)
    parcel = Parcel("key", text, rows)
    try:
        check_words(parcel)
        for check in (check_telegram, check_zalo_bot, check_zalo_oa):
            check(parcel)
    except ChannelError as error:
        return "" if error.reason == "the letter is empty" and not plain(text).strip() else error.reason
    except Exception as problem:  # noqa: BLE001  that is what is looked for
        return f"{type(problem).__name__} {problem}"
    return ""
