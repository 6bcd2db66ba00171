"""A new office with its units, posts and routes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.rules.naming import resolve
from bot.rules.routing import DEFAULT_ROUTES
from bot.rules.states import Role
from storage.offices import Office, UnitRoute, add_unit, aliases_of
from storage.people import Post


@dataclass(frozen=True)
class UnitPlan:
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostPlan:
    """`unit` is a name or alias of one of the units, "" for none."""

    holder: str
    title: str
    role: Role
    unit: str = ""


@dataclass(frozen=True)
class OfficePlan:
    name: str
    code: str
    address: str = ""
    phone: str = ""
    units: Sequence[UnitPlan] = ()
    posts: Sequence[PostPlan] = ()
    routes: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_ROUTES))  # category -> unit's name


def found(session: Session, plan: OfficePlan, now: datetime) -> Office:
    """Write a whole office. ValueError, in Vietnamese, where a post names a unit that is not there."""
    office = Office(name=plan.name, code=plan.code, address=plan.address, phone=plan.phone, created_at=now)
    session.add(office)
    session.flush()
    for unit in plan.units:
        add_unit(session, office.id, unit.name, unit.aliases)
    aliases = aliases_of(session, office.id)
    for post in plan.posts:
        session.add(_post(office.id, post, aliases))
    for category, name in plan.routes.items():
        unit_id = resolve(name, aliases)
        if unit_id is not None:
            session.add(UnitRoute(office_id=office.id, category=category, unit_id=unit_id))
    session.flush()
    return office


def _post(office_id: int, post: PostPlan, aliases: Mapping[str, int]) -> Post:
    unit_id = resolve(post.unit, aliases) if post.unit else None
    if post.unit and unit_id is None:
        raise ValueError(f"Vị trí “{post.title}”: không có đơn vị “{post.unit}”.")
    return Post(office_id=office_id, unit_id=unit_id, title=post.title, role=post.role, holder_name=post.holder)
