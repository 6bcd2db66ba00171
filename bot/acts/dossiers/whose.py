"""Whom the names in a due list mean: the post of who handles a dossier, its unit, or nobody known yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.acts.directory import directory_of
from bot.desk import Desk, OfficeDay
from bot.rules.access import KEEPERS
from bot.rules.directory import Directory
from bot.rules.naming import comparable
from bot.rules.people_named import people_named
from bot.rules.states import Role
from storage.dossiers import Dossier
from storage.due_lists import HandlerName, handler_names
from storage.people import Person, Post, office_posts, posts_of

_COUNTER = "Bộ phận một cửa"  # as the map of bodies knows the one-stop desk
_NUMBER = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3})[.)/]\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–]\s+|[(),;/|]")


@dataclass(frozen=True)
class Place:
    """Where a dossier belongs; `unknown`: the printed name that means nobody here so far."""

    unit_id: int | None = None
    post_id: int | None = None
    unknown: str = ""


@dataclass(frozen=True)
class Whose:
    """Everybody a list may name. `people`: post -> who holds it; `decided` as a person said, by `comparable` name."""

    directory: Directory
    posts: Mapping[int, Post]
    people: Mapping[int, str]
    decided: Mapping[str, HandlerName]

    def place(self, handler: str, unit: str) -> Place:
        unit_id = self._unit(_NUMBER.sub("", unit)) if unit else None
        known = self.decided.get(comparable(handler or unit))
        if known is not None and known.decided_at is not None:
            return Place(known.unit_id or unit_id, known.post_id)
        posts = (self._post(name, unit_id) for name in _names(handler))
        post = next(filter(None, posts), None)
        if post is not None:
            return Place(unit_id or post.unit_id, post.id)
        named = next(filter(None, map(self._unit, _names(handler))), None)
        if handler and named is None:
            return Place(unit_id, None, handler)
        return Place(unit_id or named, None, "" if unit_id or named else unit)

    def _post(self, name: str, unit_id: int | None) -> Post | None:
        """One person is meant; of several posts that they hold, the one in the unit."""
        found = [self.posts[number] for number in people_named(name, self.people)]
        there = [post for post in found if post.unit_id == unit_id]
        if _holders(found) > 1:
            found = there
        return (there or found)[0] if _holders(found) == 1 else None

    def _unit(self, name: str) -> int | None:
        meaning = self.directory.meaning(name)
        return meaning.unit_id if meaning.kind in ("unit", "post") else None


def _holders(posts: Sequence[Post]) -> int:
    """How many people; a post that nobody holds counts as one."""
    return len({post.person_id or -post.id for post in posts})


def _names(printed: str) -> Iterator[str]:
    """ "lan.nt (Nguyễn Thị Lan)": the whole, then its parts."""
    parts = [part.strip() for part in (printed, *_PARTS.split(printed))]
    yield from dict.fromkeys(part for part in parts if part)


def whose(day: OfficeDay) -> Whose:
    posts = {post.id: post for post in office_posts(day.session, day.office.id)}
    people = {number: holder_of(day, post) for number, post in posts.items()}
    named = {number: name for number, name in people.items() if name}
    return Whose(directory_of(day), posts, named, handler_names(day.session, day.office.id))


def holder_of(day: OfficeDay, post: Post) -> str:
    """Who holds a post, or is listed for it."""
    return day.session.get_one(Person, post.person_id).name if post.person_id else post.holder_name


def counter_unit(day: OfficeDay) -> int | None:
    """The unit at whose desk dossiers come in and go out; None where the office does not say which."""
    meaning = directory_of(day).meaning(_COUNTER)
    return meaning.unit_id if meaning.kind == "unit" and meaning.sure else None


def may_bring_lists(desk: Desk) -> bool:
    """Store a due list: who keeps the office's lists, and who works at the one-stop desk."""
    if desk.rights.roles & KEEPERS:
        return True
    return desk.rights.is_staff and counter_unit(desk) in desk.rights.units


def brings_plans(day: OfficeDay, person_id: int | None) -> bool:
    """Whether who sent a file may bring plans as well."""
    return person_id is None or any(Role(post.role) in KEEPERS for post in posts_of(day.session, person_id))


def may_see_dossier(desk: Desk, dossier: Dossier) -> bool:
    """Its handler, the unit it is with, the one-stop desk, and those who see the whole office."""
    rights = desk.rights
    if rights.oversees or (dossier.post_id is not None and dossier.post_id in rights.posts):
        return True
    units = {dossier.unit_id, counter_unit(desk)} - {None}
    return rights.is_staff and not units.isdisjoint(rights.units)


def may_handle_dossier(desk: Desk, dossier: Dossier) -> bool:
    """Act on it: its handler, the unit's head (without a handler the unit), the one-stop desk, the clerk, the lead."""
    rights = desk.rights
    if rights.roles & {Role.CLERK, Role.LEAD} or (rights.is_staff and counter_unit(desk) in rights.units):
        return True
    if dossier.post_id is not None and dossier.post_id in rights.posts:
        return True
    in_unit = dossier.unit_id is not None and dossier.unit_id in rights.units
    return rights.is_staff and in_unit and (dossier.post_id is None or Role.UNIT_HEAD in rights.roles)
