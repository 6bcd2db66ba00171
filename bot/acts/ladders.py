"""A ladder is changed for an office: what that would move, and the change itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.reminders import LADDERS, is_under_way, kind_of, next_on, open_items, own_ladders, renew_reminders
from bot.desk import OfficeDay
from bot.rules.ladders import Kind, kinds, ladder_for, with_ladder
from bot.rules.reminding import Ladder


@dataclass(frozen=True)
class Later:
    """The next reminder of one duty or case, before and after; none: nothing more comes."""

    title: str
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True)
class LadderChange:
    """`total`: how many open duties or cases climb this ladder; `moves`: those whose next reminder changes."""

    kind: Kind
    ladder: Ladder
    total: int
    moves: tuple[Later, ...]


def current_ladder(day: OfficeDay, kind: Kind) -> Ladder:
    return ladder_for(kind.key, own_ladders(day.office))


def is_own(day: OfficeDay, kind: Kind) -> bool:
    """Whether the office has set its own."""
    return kind.key in own_ladders(day.office)


def ladder_change(day: OfficeDay, kind: Kind, ladder: Ladder) -> LadderChange:
    """What a ladder would do; writes nothing."""
    found = [(item, title) for item, title in open_items(day) if kind_of(day, item) == kind.key]
    moves = []
    for item, title in found:
        after = next_on(day, item, ladder)
        if after != item.next_at and not is_under_way(day, item):
            moves.append(Later(title, item.next_at, after))
    return LadderChange(kind, ladder, len(found), tuple(moves))


def set_ladder(day: OfficeDay, kind: Kind, ladder: Ladder) -> None:
    """From now on this kind climbs this ladder; what is open gets its next reminder by it."""
    put_ladder(day, kind.key, ladder)
    renew_reminders(day)


def put_ladder(day: OfficeDay, kind: str, ladder: Ladder) -> None:
    own = with_ladder(own_ladders(day.office), kind, ladder)
    day.office.profile = {**day.office.profile, LADDERS: own}
    day.session.add(day.office)


def all_kinds(day: OfficeDay) -> list[tuple[Kind, str, bool]]:
    """Each kind, its ladder in words, and whether that is the office's own."""
    return [(kind, kind.say(current_ladder(day, kind)), is_own(day, kind)) for kind in kinds().values()]
