"""What plans call the bodies of a commune: short forms, titles of earlier years, groups of bodies."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.rules.naming import comparable
from bot.rules.vietnamese import spelled


@dataclass(frozen=True)
class Body:
    """`called`: today's names and former titles. `near`: words that make it likely. `instead`: key of who stands in."""

    key: str
    names: frozenset[str]
    called: frozenset[str]
    near: tuple[str, ...]
    instead: str


@dataclass(frozen=True)
class Words:
    """The catalogue, every name as `whole` spells it."""

    bodies: Mapping[str, Body]
    before: tuple[str, ...]
    after: tuple[str, ...]
    outside_begins: tuple[str, ...]
    outside_not: tuple[str, ...]
    outside_holds: tuple[str, ...]
    group_openings: tuple[str, ...]
    group_nouns: frozenset[str]
    group_tails: tuple[str, ...]


@cache
def words() -> Words:
    read = _packaged()
    outside, group, around = read["outside"], read["group"], read["around"]
    return Words(
        bodies={body.key: body for body in _bodies(read["body"])},
        before=_all(around["before"]),
        after=_all(around["after"]),
        outside_begins=_all(outside["begins"]),
        outside_not=_all(outside["not_begins"]),
        outside_holds=_all(outside["holds"]),
        group_openings=_all(group["openings"]),
        group_nouns=frozenset(comparable(noun) for noun in group["nouns"]),
        group_tails=_all(group["tails"]),
    )


def whole(name: str) -> str:
    """The name as `comparable` spells it, with short forms written out: "VP HĐND-UBND" -> "văn phòng hđnd ubnd"."""
    short, pairs = _short_forms()
    text = f" {comparable(name)} "
    for pair, meant in pairs.items():
        text = text.replace(f" {pair} ", f" {meant} ")
    text = f" {' '.join(short.get(word, word) for word in text.split())} "
    for pair, meant in pairs.items():  # "VP UBND": a pair may come about only now
        text = text.replace(f" {pair} ", f" {meant} ")
    return text.strip()


def forms(name: str, own: Iterable[str] = ()) -> list[str]:
    """The name, then what is left without a word around it ("công chức …", "… xã"). `own`: the office's place."""
    after = (*own, *words().after)
    found = [whole(name)]
    for form in found:
        for shorter in _shorter(form, after):
            if shorter and shorter not in found:
                found.append(shorter)
    return found


def body_called(name: str, own: Iterable[str] = ()) -> Body | None:
    """The one body that a name of today or of earlier years means."""
    for form in forms(name, own):
        for body in words().bodies.values():
            if form in body.called:
                return body
    return None


def is_outside(name: str) -> bool:
    """A body of another level or of the Party, the Front, a union: not the office's to give work to."""
    text = whole(name)
    known = words()
    if _begins(text, known.outside_begins) and not _begins(text, known.outside_not):
        return True
    return any(f" {part} " in f" {text} " for part in known.outside_holds)


def is_group(name: str) -> bool:
    """ "Các cơ quan, đơn vị", "UBND các xã", "Sở, ngành": several bodies that are not named one by one."""
    text = comparable(name)
    if _begins(text, words().group_openings) or " các " in text:
        return True
    first, *others = _pieces(name)
    if others:
        return _is_noun(first) and _begins(others[0], words().group_nouns)
    return _is_noun(first)


def _pieces(name: str) -> list[str]:
    parts = re.split(r"[,;/]|\bvà\b", spelled(name))
    return [piece for piece in map(comparable, parts) if piece] or [""]


def _is_noun(piece: str) -> bool:
    known = words()
    return piece in known.group_nouns or any(
        piece.removesuffix(f" {tail}") in known.group_nouns for tail in known.group_tails if piece.endswith(f" {tail}")
    )


def _begins(text: str, openings: Iterable[str]) -> bool:
    return any(f"{text} ".startswith(f"{opening} ") for opening in openings)


def _shorter(form: str, after: tuple[str, ...]) -> Iterator[str]:
    yield from (form.removeprefix(f"{word} ") for word in words().before if form.startswith(f"{word} "))
    yield from (form.removesuffix(f" {word}") for word in after if form.endswith(f" {word}"))


def _bodies(rows: Iterable[Mapping[str, Any]]) -> Iterator[Body]:
    for row in rows:
        names = frozenset(_all(row["names"]))
        called = names | frozenset(_all(row["formerly"]))
        yield Body(row["key"], names, called, _all(row["near"]), row.get("instead", ""))


def _all(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(whole(name) for name in names)


@cache
def _short_forms() -> tuple[Mapping[str, str], Mapping[str, str]]:
    read = _packaged()
    short = {comparable(name): comparable(meant) for name, meant in read["short"].items()}
    return short, {comparable(name): comparable(meant) for name, meant in read["pairs"].items()}


@cache
def _packaged() -> dict[str, Any]:
    return tomllib.loads(files("bot.rules").joinpath("bodies.toml").read_text("utf-8"))
