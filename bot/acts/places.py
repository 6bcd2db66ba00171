"""Whose work somebody may look at: all, a unit's, a person's."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.acts.summing import unit_names
from bot.desk import Desk, OfficeDay
from bot.rules.scopes import WHOLE, Scope, Seat, work_of
from bot.rules.states import Role
from bot.rules.status_said import Names
from bot.rules.status_views import View
from storage.offices import aliases_of, units_of
from storage.people import Person, Post, office_posts


@dataclass(frozen=True)
class Place:
    """What a view is of. `units`: those it can be told apart by; `people`: the posts, one for each person."""

    scope: Scope
    title: str
    units: tuple[int | None, ...] = ()
    people: tuple[Post, ...] = ()


def place_of(desk: Desk, view: View) -> Place | None:
    """None where it is not the speaker's to see, or there is no such place."""
    if view.post is not None:
        return _person(desk, view.post)
    if view.unit is not None:
        return _unit(desk, view.unit or None)
    return own_place(desk)


def own_place(desk: Desk) -> Place:
    """The office for who oversees it, else what the speaker works on; a head on all of the unit."""
    if desk.rights.oversees:
        return Place(WHOLE, desk.office.name, units=tuple(unit_names(desk)))
    scope = work_of(map(_seat, own_posts(desk)), desk.person.id)
    if len(scope.units) == 1:
        (unit,) = scope.units
        return Place(scope, unit_names(desk)[unit], people=people_at(desk, unit))
    return Place(scope, desk.person.name, units=tuple(sorted(unit for unit in scope.units if unit)))


def _unit(desk: Desk, unit: int | None) -> Place | None:
    names = unit_names(desk)
    if unit not in names or not (desk.rights.oversees or unit in headed(desk)):
        return None
    return Place(Scope(units=frozenset({unit})), names[unit], people=people_at(desk, unit) if unit else ())


def _person(desk: Desk, number: int) -> Place | None:
    post = next((one for one in office_posts(desk.session, desk.office.id) if one.id == number), None)
    if post is None or not may_look_at(desk, post):
        return None
    return Place(work_at(desk, post), holder_of(desk, post) or post.title)


def work_at(day: OfficeDay, post: Post) -> Scope:
    """What its holder works on, by all their posts; of a head without what others of the unit were given."""
    posts = office_posts(day.session, day.office.id)
    held = [one for one in posts if post.person_id and one.person_id == post.person_id] or [post]
    return work_of(map(_seat, held), post.person_id, heads=False)


def may_look_at(desk: Desk, post: Post) -> bool:
    return desk.rights.oversees or post.id in desk.rights.posts or (post.unit_id or 0) in headed(desk)


def own_posts(desk: Desk) -> list[Post]:
    """Those the speaker holds, and those they stand in for today."""
    return [post for post in office_posts(desk.session, desk.office.id) if post.id in desk.rights.posts]


def headed(desk: Desk) -> frozenset[int]:
    """The units the speaker is the head of."""
    return frozenset(post.unit_id for post in own_posts(desk) if post.role == Role.UNIT_HEAD and post.unit_id)


def _seat(post: Post) -> Seat:
    return Seat(post.id, post.role, post.unit_id)


def people_at(day: OfficeDay, unit: int | None) -> tuple[Post, ...]:
    """Who belongs to a unit."""
    return one_each(day, (post for post in office_posts(day.session, day.office.id) if post.unit_id == unit))


def one_each(day: OfficeDay, posts: Iterable[Post]) -> tuple[Post, ...]:
    """Of a person with several posts the first; none that nobody holds."""
    found: dict[object, Post] = {}
    for post in posts:
        if post.person_id or post.holder_name:
            found.setdefault(post.person_id or post.holder_name, post)
    return tuple(found.values())


def holder_of(day: OfficeDay, post: Post) -> str:
    return day.session.get_one(Person, post.person_id).name if post.person_id else post.holder_name


def names_of(day: OfficeDay) -> Names:
    """What the office's own units and people are called."""
    aliases = aliases_of(day.session, day.office.id)
    units = {
        unit.id: (unit.name, *(alias for alias, number in aliases.items() if number == unit.id))
        for unit in units_of(day.session, day.office.id)
        if not unit.external
    }
    people = one_each(day, office_posts(day.session, day.office.id))
    return Names(units, {post.id: (holder_of(day, post), post.unit_id) for post in people})
