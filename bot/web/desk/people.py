"""Who works here: by unit, who has joined, who is away and who stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.acts.places import headed, holder_of
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.handlers.joining import invitable_by
from bot.web.desk.looks import may
from bot.web.desk.visit import Page, Visit
from storage.people import Post, names_of, office_posts


@dataclass(frozen=True)
class Seat:
    """`stand_in`: who works in their place today, while they are away. `invites`: the visitor may invite somebody."""

    post: Post
    name: str
    stand_in: str
    invites: bool


def show_people(visit: Visit) -> Page:
    desk = visit.desk
    posts = _seen(desk)
    values = {
        "groups": _groups(desk, posts),
        "joined": sum(post.person_id is not None for post in posts),
        "total": len(posts),
        "keeps": may(desk, "giaymoi"),
        "cuts": may(desk, "matmay"),
    }
    return Page("desk_people.html", "nguoi", "Cán bộ", values)


def _seen(desk: Desk) -> list[Post]:
    """All of the office; a head those of the unit."""
    posts = office_posts(desk.session, desk.office.id)
    return posts if desk.rights.oversees else [post for post in posts if post.unit_id in headed(desk)]


def _groups(desk: Desk, posts: Sequence[Post]) -> list[tuple[str, list[Seat]]]:
    cover = names_of(desk.session, desk.cover.values())
    invitable = {post.id for post in invitable_by(desk)} if may(desk, "moi") else set()
    units: Mapping[int | None, str] = {None: "Lãnh đạo, quản trị"} | {
        unit: name for unit, name in unit_names(desk).items() if unit
    }
    found: dict[int | None, list[Seat]] = {}
    for post in sorted(posts, key=lambda post: list(units).index(post.unit_id)):
        stand_in = cover.get(desk.cover.get(post.person_id or 0, 0), "")
        seat = Seat(post, holder_of(desk, post), stand_in, post.id in invitable and post.person_id is None)
        found.setdefault(post.unit_id, []).append(seat)
    return [(units[unit], seats) for unit, seats in found.items()]
