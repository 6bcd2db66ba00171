"""A message as words: one spelling, chat shorthand written out, each word also without its accents."""

import re
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

from bot.rules.vietnamese import plain, spelled

_TOKEN = re.compile(r"[a-zà-ỹđ]+|\d+(?:[.,]\d+)*|[?!%]")
# "đuờng", "nuớc": the horn forgotten on the first letter of ươ.
_HALF_HORN = re.compile(r"(?<!q)u(?=[ơờớởỡợ][a-z])")
_MARK_BEFORE_CODA = re.compile(r"([òóỏõọ])([ae])(?=[a-z])")
_MARK_BEFORE_Y = re.compile(r"(?<=q)([ùúủũụ])y|([ùúủũụ])y(?=[a-z])")
# Below this share of accented words single accents are slips of a telephone that types none.
_ACCENTED_SHARE = 0.12


class Word(NamedTuple):
    """A word as spelled and as typed by someone without accents; any number is "0"."""

    form: str
    plain: str


class Words(tuple[Word, ...]):
    """The words of one message; `accented` says whether accents can be trusted to be there."""

    @cached_property
    def accented(self) -> bool:
        marked = sum(word.form != word.plain for word in self)
        return marked > _ACCENTED_SHARE * len(self)

    @cached_property
    def forms(self) -> list[str]:
        return [word.form for word in self]

    @cached_property
    def plains(self) -> list[str]:
        return [word.plain for word in self]


def read_words(text: str) -> Words:
    return spelled_words(spelled(text))


def spelled_words(text: str) -> Words:
    """The words of what is in the one spelling already."""
    found: list[Word] = []
    for token in _TOKEN.findall(_HALF_HORN.sub("ư", text)):
        forms = "0" if token[0].isdigit() else _shorthand().get(token, token)
        found.extend(map(_word, forms.split()))
    return Words(found)


@lru_cache(maxsize=10_000)
def _word(form: str) -> Word:
    return Word(form, plain(form))


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
