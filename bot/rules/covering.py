"""Who is told where somebody is away."""

from collections.abc import Iterable, Mapping


def told_instead(people: Iterable[int], cover: Mapping[int, int]) -> dict[int, int | None]:
    """Person to tell -> the one away for whom they stand in (None: for themselves), each once.

    `cover` maps who is away to who stands in, who may be away too. Where that leads round in a circle,
    the first one is told all the same: somebody always is.
    """
    wanted = list(dict.fromkeys(people))
    told: dict[int, int | None] = {}
    for person in sorted(wanted, key=lambda one: one in cover):  # who is there speaks for themselves
        last = _stand_in(person, cover)
        told.setdefault(last, None if last == person else person)
    return told


def _stand_in(person: int, cover: Mapping[int, int]) -> int:
    seen, at = {person}, person
    while at in cover:
        at = cover[at]
        if at in seen:
            return person
        seen.add(at)
    return at
