"""Invitations to posts: one to be sent, or a sheet of them to be printed; who has come and who has not."""

from collections.abc import Sequence
from datetime import timedelta

from bot.acts.one_time import invite_by
from bot.desk import OfficeDay
from bot.papers.invitations import Card, Way
from bot.rules.states import Role
from storage.invites import close_invites
from storage.offices import unit_named
from storage.people import Post, holders, office_posts

INVITE_LIFE = timedelta(hours=72)
SHEET_DAYS = 14  # somebody has to print it, and hand it out
LONGEST_SHEET_DAYS = 30


def write_invite(day: OfficeDay, post: Post, made_by: int | None) -> tuple[str, str]:
    """A new link word and six-digit code for a post; earlier ones end."""
    close_invites(day.session, post.id, day.now)
    return invite_by(day, made_by, INVITE_LIFE, post_id=post.id)


def cards_of(day: OfficeDay, posts: Sequence[Post], made_by: int | None, days: int = SHEET_DAYS) -> list[Card]:
    """A new invitation for each post, good for so many days; earlier ones end."""
    return [_card(day, post, made_by, timedelta(days=days)) for post in posts]


def _card(day: OfficeDay, post: Post, made_by: int | None, life: timedelta) -> Card:
    close_invites(day.session, post.id, day.now)
    link, code = invite_by(day, made_by, life, post_id=post.id, on_paper=True)
    ways = [Way(name, address) for name, address in day.tools.links(link)]
    ways += [Way(name, address, typed=True) for name, address in day.tools.pages.items()]
    return Card(
        office=day.office.name,
        holder=post.holder_name,
        title=post.title,
        unit=unit_named(day.session, day.office.id, post.unit_id),
        code=code,
        ways=tuple(ways),
        until=day.hours.local(day.now + life),
    )


def missing_posts(day: OfficeDay) -> dict[int | None, list[Post]]:
    """By unit (None: of the whole office), the posts that nobody has joined."""
    found: dict[int | None, list[Post]] = {}
    for post in office_posts(day.session, day.office.id):
        if post.person_id is None:
            found.setdefault(post.unit_id, []).append(post)
    return found


def helpers_in(day: OfficeDay, unit_id: int | None) -> list[int]:
    """Who can hand an invitation on: the unit's head, another of the unit, else who invites people."""
    if unit_id is not None:
        for role in (Role.UNIT_HEAD, Role.OFFICIAL):
            found = holders(day.session, day.office.id, role, unit_id)
            if found:
                return found
    return [*holders(day.session, day.office.id, Role.CLERK), *holders(day.session, day.office.id, Role.ADMIN)]
