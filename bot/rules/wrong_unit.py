"""A case at the wrong unit: whom it goes back to, when the desk decides, and which units are likely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.rules.naming import comparable
from bot.rules.vietnamese import plain

MOST_HOPS = 2  # between units, before who sorts decides
LIKELY = 4
_KINDS = ("phong", "ban", "tram", "trung", "to", "doi")
How = Literal["directed", "passed_on", "sent_back"]
# Topics that are taken for one another: the unit of one is likely where that of the other was wrong.
NEAR: Mapping[str, tuple[str, ...]] = {
    "rac-moi-truong": ("cap-thoat-nuoc", "nong-nghiep-thu-y", "trat-tu-do-thi"),
    "giao-thong-ha-tang": ("chieu-sang-dien", "trat-tu-do-thi", "xay-dung-dat-dai"),
    "cap-thoat-nuoc": ("giao-thong-ha-tang", "rac-moi-truong", "nong-nghiep-thu-y"),
    "chieu-sang-dien": ("vien-thong-dien-luc", "giao-thong-ha-tang"),
    "trat-tu-do-thi": ("an-ninh", "xay-dung-dat-dai", "giao-thong-ha-tang"),
    "xay-dung-dat-dai": ("trat-tu-do-thi", "tieng-on", "quy-dinh-hc"),
    "tieng-on": ("an-ninh", "trat-tu-do-thi", "xay-dung-dat-dai"),
    "an-ninh": ("tieng-on", "trat-tu-do-thi"),
    "an-toan-thuc-pham": ("y-te", "giao-duc"),
    "y-te": ("an-toan-thuc-pham", "an-sinh"),
    "giao-duc": ("an-toan-thuc-pham", "quy-dinh-hc"),
    "an-sinh": ("y-te", "tthc-mot-cua"),
    "tthc-mot-cua": ("quy-dinh-hc", "an-sinh"),
    "quy-dinh-hc": ("tthc-mot-cua",),
    "nong-nghiep-thu-y": ("rac-moi-truong", "cap-thoat-nuoc", "tieng-on"),
    "vien-thong-dien-luc": ("chieu-sang-dien",),
}


@dataclass(frozen=True)
class Hop:
    """A case came to a unit: who sorts directed it there, another unit passed it on, or one sent it back."""

    how: How
    unit_id: int | None


def goes_back_to(trail: Sequence[Hop]) -> int | None:
    """The unit that a case is sent back to from where it is; None: to who sorts."""
    if not may_hop(trail):
        return None
    held: list[int] = []
    for hop in trail:
        if hop.how == "directed":
            held = []
        if hop.how == "sent_back":
            held = held[:-1]
        elif hop.unit_id is not None:
            held.append(hop.unit_id)
    return held[-2] if len(held) > 1 else None


def may_hop(trail: Sequence[Hop]) -> bool:
    """Whether it may go from unit to unit once more before who sorts has to decide."""
    hops = 0
    for hop in trail:
        hops = 0 if hop.how == "directed" else hops + 1
    return hops < MOST_HOPS


def _called(alias: str) -> list[str]:
    """ "phòng văn hóa xã hội" is also called "văn hóa xã hội"; in words without accents."""
    kind, _, rest = plain(alias).partition(" ")
    return [plain(alias), rest] if kind in _KINDS and " " in rest else [plain(alias)]


@dataclass(frozen=True)
class Clues:
    """`topics`: what the message is about, the surest first. `routes`: topic -> unit. `aliases`: name -> unit."""

    topics: Sequence[str]
    reason: str
    routes: Mapping[str, int]
    aliases: Mapping[str, int]


def likely_units(clues: Clues, tried: Iterable[int]) -> list[int]:
    """Units to offer first: what the reason names, then those of the topics, then those of topics like them."""
    said = f" {plain(comparable(clues.reason))} "
    names = {name: unit for alias, unit in clues.aliases.items() for name in _called(alias)}
    found = [names[name] for name in sorted(names, key=lambda name: (-len(name), name)) if f" {name} " in said]
    near = [other for topic in clues.topics for other in NEAR.get(topic, ())]
    found += [clues.routes[topic] for topic in (*clues.topics, *near) if topic in clues.routes]
    out = set(tried)
    return [unit for unit in dict.fromkeys(found) if unit not in out][:LIKELY]
