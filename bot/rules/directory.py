"""Whom a name printed in a plan means in this office: one of its units, one of its posts, a group, nobody known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.rules.bodies import Body, body_called, forms, is_group, is_outside, whole, words
from bot.rules.naming import comparable, resolve

Sense = Literal["unit", "group", "clerk"]
Kind = Literal["unit", "post", "group", "clerk", "unknown"]
MOST_LIKELY = 4


@dataclass(frozen=True)
class Meaning:
    """`clerk`: a person decided that the clerk follows it. Not `sure`: understood by the common map of titles."""

    kind: Kind
    unit_id: int | None = None
    post_id: int | None = None
    sure: bool = True


@dataclass(frozen=True)
class PostName:
    id: int
    unit_id: int | None
    title: str


UNKNOWN, GROUP, CLERK = Meaning("unknown"), Meaning("group"), Meaning("clerk")


@dataclass(frozen=True)
class Directory:
    """Everything an office is known by. `aliases` and `decided` are keyed as `comparable` spells.

    `units` are the office's own, by id; `place` is its own name ("UBND xã Thanh Bình"), which plans hang on to names.
    """

    units: Mapping[int, str]
    aliases: Mapping[str, int]
    posts: tuple[PostName, ...] = ()
    decided: Mapping[str, tuple[Sense, int | None]] = field(default_factory=dict)
    place: str = ""

    def meaning(self, name: str) -> Meaning:
        """What the office decided wins, then its own names, then groups, then the common map; else unknown."""
        key = comparable(name)
        if key in self.decided:
            return _decided(*self.decided[key])
        if key in self.aliases:
            return Meaning("unit", self.aliases[key])
        if is_group(name):
            return GROUP
        return self._post(name) or self._own_name(name) or self._by_map(name) or UNKNOWN

    def likely(self, name: str) -> list[int]:
        """Units that come first when a person is asked, the likeliest first."""
        scores = {unit: _nearness(body, name) for body, unit in self._seats.items()}
        inside = resolve(name, self.aliases)
        if inside is not None:
            scores[inside] = scores.get(inside, 0) + 100
        ranked = sorted((unit for unit in scores if scores[unit]), key=lambda unit: (-scores[unit], unit))
        return ranked[:MOST_LIKELY]

    def _post(self, name: str) -> Meaning | None:
        wanted = set(forms(name, self._own))
        exact = comparable(name)
        found = [post for post in self.posts if comparable(post.title) == exact]
        if not found and not is_outside(name):
            # "Chủ tịch UBND xã Thanh Bình" is the post "Chủ tịch UBND xã".
            found = [post for post in self.posts if whole(post.title).removesuffix(" xã") in wanted]
        return Meaning("post", found[0].unit_id, found[0].id) if len(found) == 1 else None

    def _own_name(self, name: str) -> Meaning | None:
        if is_outside(name):
            return None
        for form in forms(name, self._own):
            if form in self._spelled:
                return Meaning("unit", self._spelled[form])
        return None

    def _by_map(self, name: str) -> Meaning | None:
        body = None if is_outside(name) else body_called(name, self._own)
        if body is None:
            return None
        unit = self._seats.get(body.key) or self._seats.get(body.instead)
        return Meaning("unit", unit, sure=False) if unit else None

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """ "UBND xã Thanh Bình" -> "ubnd xã thanh bình", "xã thanh bình"."""
        name = whole(self.place)
        level = name.removeprefix("ubnd ")
        return tuple(dict.fromkeys(part for part in (name, level, f"của {level}") if part.strip()))

    @cached_property
    def _spelled(self) -> dict[str, int]:
        """The aliases with short forms written out; what would then mean two units means none."""
        found: dict[str, set[int]] = {}
        for alias, unit in self.aliases.items():
            for form in forms(alias, self._own):
                found.setdefault(form, set()).add(unit)
        return {form: units.pop() for form, units in found.items() if len(units) == 1}

    @cached_property
    def _seats(self) -> dict[str, int]:
        """Body -> the one unit of the office that is it today."""
        found: dict[str, set[int]] = {}
        for form, unit in self._spelled.items():
            for body in words().bodies.values():
                if form in body.names and unit in self.units:
                    found.setdefault(body.key, set()).add(unit)
        return {key: units.pop() for key, units in found.items() if len(units) == 1}


def _decided(sense: Sense, unit_id: int | None) -> Meaning:
    if sense == "unit":
        return Meaning("unit", unit_id)
    return GROUP if sense == "group" else CLERK


def _nearness(key: str, name: str) -> int:
    """How many letters of the name speak for a body."""
    body: Body = words().bodies[key]
    text = f" {whole(name)} "
    return sum(len(word) for word in body.near if f" {word} " in text)
