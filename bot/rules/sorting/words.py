"""A message as words: one spelling, chat shorthand written out, each word also without its accents."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from operator import ne
from typing import TypeVar
from unicodedata import normalize

from bot.rules.vietnamese import plain, spelled

V = TypeVar("V")
_TOKEN = re.compile(r"[a-zà-ỹđ]+|\d+(?:[.,]\d+)*|[?!%]")
# "đuờng", "nuớc": the horn forgotten on the first letter of ươ.
_HALF_HORN = re.compile(r"u(?<!qu)(?=[ơờớởỡợ][a-z])")
_MARK_BEFORE_CODA = re.compile(r"([òóỏõọ])([ae])(?=[a-z])")
_MARK_BEFORE_Y = re.compile(r"(?<=q)([ùúủũụ])y|([ùúủũụ])y(?=[a-z])")
# Below this share of accented words single accents are slips of a telephone that types none.
_ACCENTED_SHARE = 0.12
_REMEMBERED = 8_000  # more words than people use


class Known(dict[str, V]):
    """What is once found out about a name is known; a table that forgets all at once is the quickest to ask."""

    def __init__(self, find: Callable[[str], V], most: int = _REMEMBERED) -> None:
        self._find = find
        self._most = most

    def __missing__(self, name: str) -> V:
        found = self._find(name)
        if len(self) >= self._most:
            self.clear()
        self[name] = found
        return found


class Words:
    """The words of one message as spelled, and as typed by someone without accents; any number is "0".

    `accented` says whether accents can be trusted to be there.
    """

    __slots__ = ("accented", "forms", "plains")

    def __init__(self, forms: list[str]) -> None:
        self.forms = forms
        self.plains = [*map(_PLAINS.__getitem__, forms)]
        self.accented = sum(map(ne, forms, self.plains)) > _ACCENTED_SHARE * len(forms)

    def __len__(self) -> int:
        return len(self.forms)


def read_words(text: str) -> Words:
    return Words(forms_in(spelled(text)))


def forms_in(text: str) -> list[str]:
    """The words of what is in the one spelling already."""
    return " ".join(map(_WRITTEN_OUT.__getitem__, _TOKEN.findall(_HALF_HORN.sub("ư", text)))).split()


def _written_out(token: str) -> str:
    return "0" if token[0].isdigit() else _shorthand().get(token, token)


_WRITTEN_OUT = Known(_written_out)
_PLAINS = Known(plain)


def shown(form: str) -> str:
    """A compared form as people write it: "ngòai" -> "ngoài", "qũy" -> "quỹ"; "0" was any number: "…"."""
    form = " ".join("…" if word == "0" else word for word in form.split(" "))
    marked = _MARK_BEFORE_CODA.sub(lambda m: "o" + normalize("NFC", m[2] + normalize("NFD", m[1])[1:]), form)
    return _MARK_BEFORE_Y.sub(lambda m: "u" + normalize("NFC", "y" + normalize("NFD", m[1] or m[2])[1:]), marked)


def read_data(name: str) -> bytes:
    """A file that lies beside this module."""
    return files(__package__).joinpath(name).read_bytes()


def read_table(name: str) -> list[list[str]]:
    """The tab-separated rows of a data file that lies beside this module; lines from "#" on are remarks."""
    text = read_data(name).decode()
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _shorthand() -> dict[str, str]:
    return {short: full for full, shorts in read_table("shorthand.tsv") for short in shorts.split()}
