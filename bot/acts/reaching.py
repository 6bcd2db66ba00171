"""Who is to be reached about a duty, a case or a dossier, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.desk import OfficeDay
from bot.rules.routing import CONDUCT
from bot.rules.states import Case, Role
from storage.dossiers import Dossier
from storage.feedback import Feedback
from storage.people import Post, duty_holders, holders, office_posts, overseers, posts_of, reachable
from storage.plans import Task

Gap = Literal["", "no_unit", "no_account"]
DESK_STEPS = frozenset({"receive", "transfer", "inform", "publish", "outside"})  # of a case: the clerk's


@dataclass(frozen=True)
class Reach:
    """`people` act on it. `gap`: nobody has it, or who has it (`names`) cannot be reached by the bot."""

    people: tuple[int, ...]
    gap: Gap = ""
    names: tuple[str, ...] = ()


def reach_duty(day: OfficeDay, task: Task) -> Reach:
    return _reach(day, people_of_duty(day, task), task.unit_id, task.post_id)


def reach_case(day: OfficeDay, case: Feedback) -> Reach:
    people = people_of_case(day, case)
    if case.handler_id in people and _is_reachable(day, people[0]):
        return Reach(tuple(people))
    return _reach(day, people, case.unit_id, None)


def reach_dossier(day: OfficeDay, dossier: Dossier) -> Reach:
    """Who handles it; as long as nobody is known, the head of its unit, and without a unit the clerk."""
    if dossier.post_id is None and dossier.unit_id is not None:
        heads = holders(day.session, day.office.id, Role.UNIT_HEAD, dossier.unit_id)
        if any(_is_reachable(day, person) for person in heads):
            return Reach(tuple(heads))
    people = duty_holders(day.session, day.office.id, dossier.unit_id, dossier.post_id)
    people = people or overseers(day.session, day.office.id, Role.CLERK)
    return _reach(day, people, dossier.unit_id, dossier.post_id)


def reach_step(day: OfficeDay, case: Feedback, step: str) -> Reach:
    """Who has to do a step of a case. What is said of an official's conduct stays with the lead until it is handled."""
    if step in ("approve", "review") or (step == "answer" and case.state == Case.AWAITING_APPROVAL):
        return _reach_overseers(day, Role.LEAD)
    if step in DESK_STEPS:
        return _reach_overseers(day, sorting_role(case))
    return reach_case(day, case)


def sorting_role(case: Feedback) -> Role:
    """Who decides where a case goes: not the clerk where it may be about the clerk."""
    return Role.LEAD if case.category == CONDUCT else Role.CLERK


def _reach_overseers(day: OfficeDay, role: Role) -> Reach:
    people = overseers(day.session, day.office.id, role)
    if not any(_is_reachable(day, person) for person in people):
        people = [*people, *_next_up(day, None)]
    return Reach(tuple(dict.fromkeys(people)))


def people_of_duty(day: OfficeDay, task: Task) -> list[int]:
    """Who is reminded of a duty; where neither its unit nor the clerk can be, whoever looks after the office."""
    found = duty_holders(day.session, day.office.id, task.unit_id, task.post_id)
    return found or overseers(day.session, day.office.id, Role.CLERK)


def people_of_case(day: OfficeDay, case: Feedback) -> list[int]:
    """Who took it, as long as they hold a post, else the unit's people."""
    if case.handler_id and posts_of(day.session, case.handler_id):
        return [case.handler_id]
    if case.unit_id is None:
        return overseers(day.session, day.office.id, sorting_role(case))
    found = duty_holders(day.session, day.office.id, case.unit_id, None)
    return found or overseers(day.session, day.office.id, Role.CLERK)


def _reach(day: OfficeDay, people: Sequence[int], unit_id: int | None, post_id: int | None) -> Reach:
    """Where nobody of them has an account, the next one up who has is told too, so that somebody can act."""
    posts = _posts_in_charge(day, unit_id, post_id)
    none: tuple[Gap, tuple[str, ...]] = ("no_unit", ())
    gap, names = none if unit_id is None and not posts else _missing(day, posts)
    if not any(_is_reachable(day, person) for person in people):
        people = [*people, *_next_up(day, unit_id)]
    return Reach(tuple(dict.fromkeys(people)), gap, names)


def _posts_in_charge(day: OfficeDay, unit_id: int | None, post_id: int | None) -> list[Post]:
    """The post a duty was given to, else the unit's officials, else its heads, else whoever sits there."""
    posts = office_posts(day.session, day.office.id)
    if post_id:
        return [post for post in posts if post.id == post_id]
    mine = [post for post in posts if unit_id is not None and post.unit_id == unit_id]
    officials = [post for post in mine if post.role == Role.OFFICIAL]
    return officials or [post for post in mine if post.role == Role.UNIT_HEAD] or mine


def _missing(day: OfficeDay, posts: Sequence[Post]) -> tuple[Gap, tuple[str, ...]]:
    if any(post.person_id and _is_reachable(day, post.person_id) for post in posts):
        return "", ()
    return "no_account", tuple(post.holder_name or post.title for post in posts[:3])


def _is_reachable(day: OfficeDay, person_id: int) -> bool:
    if person_id not in day.reachable:
        posts = office_posts(day.session, day.office.id)
        people = {person_id, *(post.person_id for post in posts if post.person_id)}
        day.reachable |= dict.fromkeys(people, False) | dict.fromkeys(reachable(day.session, people), True)
    return day.reachable[person_id]


def _next_up(day: OfficeDay, unit_id: int | None) -> list[int]:
    """The first of the unit's head, the clerk, the lead and the administrator who can be reached."""
    heads = holders(day.session, day.office.id, Role.UNIT_HEAD, unit_id) if unit_id else []
    chain = [heads, *(holders(day.session, day.office.id, role) for role in (Role.CLERK, Role.LEAD, Role.ADMIN))]
    for people in chain:
        found = [person for person in people if _is_reachable(day, person)]
        if found:
            return found
    return []


def told_as(day: OfficeDay, role: str, unit_id: int | None) -> list[int]:
    """Who hears as the unit's head, the lead or the clerk; where a place is empty, the next one up."""
    if role == Role.UNIT_HEAD:
        heads = holders(day.session, day.office.id, Role.UNIT_HEAD, unit_id) if unit_id else []
        return heads or overseers(day.session, day.office.id, Role.CLERK)
    return overseers(day.session, day.office.id, role)


def holds(day: OfficeDay, person_id: int, audience: str, unit_id: int | None) -> bool:
    """Whether who is told as a head, a lead or a clerk is one, and not the next one up."""
    if audience not in (Role.UNIT_HEAD, Role.LEAD, Role.CLERK):
        return True
    posts = [post for post in office_posts(day.session, day.office.id) if post.person_id == person_id]
    return any(post.role == audience and (audience != Role.UNIT_HEAD or post.unit_id == unit_id) for post in posts)
