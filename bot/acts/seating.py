"""The posts of an office, listed anew: who keeps a post, which are new, which are gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.acts.enrolling import Place, Roll
from bot.plans.office.plan import PostPlan
from bot.rules.naming import comparable
from storage.dossiers import Dossier
from storage.due_lists import HandlerName
from storage.handovers import Handover
from storage.invites import Invite, close_invites
from storage.people import Person, Post, office_posts
from storage.plans import Task

Seat = tuple[PostPlan, Place | None]
_Mark = tuple[str, int | None, str]  # holder, unit, title
# What has to agree, the surest first: one person may hold two posts, and two may share a name.
_SAME = ((0, 1, 2), (0, 1), (0, 2), (0,), (1, 2))


@dataclass
class Seated:
    """How many posts were added, changed, removed; `left`: what only a person may change, in Vietnamese."""

    added: int
    changed: int
    removed: int
    left: list[str]


def pair(
    wanted: Sequence[_Mark], there: Sequence[_Mark], is_settled: Callable[[int, int], bool] = lambda number, at: False
) -> dict[int, int]:
    """Position in `wanted` -> position in `there`, each used once. What `is_settled` stays as it is."""

    def agreeing(parts: tuple[int, ...]) -> Callable[[int, int], bool]:
        return lambda number, at: all(wanted[number][part] == there[at][part] for part in parts)

    pairs: dict[int, int] = {}
    for is_same in (is_settled, *(agreeing(parts) for parts in _SAME)):
        for number in range(len(wanted)):
            free = [at for at in range(len(there)) if at not in pairs.values()]
            same = [at for at in free if is_same(number, at)]
            if same:
                pairs.setdefault(number, same[0])
    return pairs


def seat_posts(session: Session, office_id: int, seats: Sequence[Seat], roll: Roll, now: datetime) -> Seated:
    """Bring the posts to what is listed. What is held by somebody is neither removed nor given to another."""
    posts = office_posts(session, office_id)
    wanted = [_mark(plan.holder, place.unit_id if place else None, plan.title) for plan, place in seats]
    there = [_mark(holder_of(session, post), post.unit_id, post.title) for post in posts]
    pairs = pair(wanted, there, lambda number, at: _listed(seats[number], posts[at]) == _standing(posts[at]))
    seated = Seated(0, 0, 0, [])
    for number, seat in enumerate(seats):
        if number in pairs:
            _reseat(session, posts[pairs[number]], seat, now, seated)
        else:
            _add_post(session, office_id, seat, seated)
    for at, post in enumerate(posts):
        if at not in pairs.values():
            _remove(session, post, roll, seated)
    session.flush()
    return seated


def _mark(holder: str, unit_id: int | None, title: str) -> _Mark:
    return comparable(holder), unit_id, comparable(title)


def holder_of(session: Session, post: Post) -> str:
    """As the office lists it; where a post was handed over in the chat, the name of who took it."""
    if post.holder_name or post.person_id is None:
        return post.holder_name
    return session.get_one(Person, post.person_id).name


def _add_post(session: Session, office_id: int, seat: Seat, seated: Seated) -> None:
    plan, place = seat
    unit_id = place.unit_id if place else None
    post = Post(office_id=office_id, unit_id=unit_id, title=plan.title, role=plan.role, holder_name=plan.holder)
    post.phone, post.published = plan.phone, bool(plan.published)
    session.add(post)
    seated.added += 1


def _reseat(session: Session, post: Post, seat: Seat, now: datetime, seated: Seated) -> None:
    plan, _place = seat
    is_other = comparable(holder_of(session, post)) != comparable(plan.holder)
    if is_other and post.person_id:
        seated.left.append(
            f"{plan.title}: tệp ghi {plan.holder}, nhưng {holder_of(session, post)} đang giữ. Hãy giao lại bằng /moi."
        )
        return
    if is_other:
        close_invites(session, post.id, now)  # they were meant for somebody else
    new = _listed(seat, post)
    if new != _standing(post):
        post.holder_name, post.title, post.role, post.unit_id, post.phone, post.published = new
        session.add(post)
        seated.changed += 1


_Details = tuple[str, str, str, int | None, str, bool]


def _listed(seat: Seat, post: Post) -> _Details:
    """What the post is to be. Its telephone, and whether all may be told of it: what the list does not say stays."""
    plan, place = seat
    told = plan.phone or post.phone, post.published if plan.published is None else plan.published
    return plan.holder, plan.title, str(plan.role), place.unit_id if place else None, *told


def _standing(post: Post) -> _Details:
    return post.holder_name, post.title, post.role, post.unit_id, post.phone, post.published


def _remove(session: Session, post: Post, roll: Roll, seated: Seated) -> None:
    place = roll.with_id(post.unit_id)
    words = ", ".join(part for part in (holder_of(session, post), post.title, place.name if place else "") if part)
    if post.person_id:
        seated.left.append(f"{words}: không còn trong tệp nhưng đang có người giữ, nên để nguyên.")
    elif _is_bound(session, post):
        seated.left.append(f"{words}: không còn trong tệp nhưng đã từng có việc hoặc người giữ, nên để nguyên.")
    else:
        session.exec(delete(Invite).where(col(Invite.post_id) == post.id))
        session.delete(post)
        seated.removed += 1


def _is_bound(session: Session, post: Post) -> bool:
    """Whether a task, a dossier, or the record of who left or joined, still points at the post."""
    pointing = (
        select(Task.id).where(Task.post_id == post.id),
        select(Dossier.id).where(Dossier.post_id == post.id),
        select(HandlerName.id).where(HandlerName.post_id == post.id),
        select(Handover.id).where(Handover.post_id == post.id),
        select(Invite.id).where(Invite.post_id == post.id, col(Invite.used_at).is_not(None)),
    )
    return any(session.exec(found.limit(1)).first() is not None for found in pointing)
