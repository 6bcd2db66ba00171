"""Offices, their units and the other names that plans and people use for them."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, bindparam
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.naming import comparable
from storage.columns import UtcDateTime
from storage.due import NOW, notice
from storage.remembering import remembered
from storage.rows import Row


class Office(Row, table=True):
    """A People's Committee; owns every other row."""

    id: int = Field(default=None, primary_key=True)
    name: str
    code: str = Field(unique=True)  # begins the codes of cases: TB-…
    address: str = ""
    phone: str = ""
    zone: str = "Asia/Ho_Chi_Minh"
    hours: list[list[str]] = Field(default_factory=lambda: [["07:30", "11:30"], ["13:30", "17:00"]], sa_type=JSON)
    slot: str = "07:30"  # when the morning digest goes out, local time
    answer_clock: str = "local10"
    profile: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    next_ask_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    next_news_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    next_retain_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    next_measure_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Unit(Row, table=True):
    """A đơn vị of the office, or (external) one outside that work is passed on to, with what a citizen needs to ask."""

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    name: str
    external: bool = False
    phone: str = ""
    address: str = ""
    email: str = ""


class UnitAlias(Row, table=True):
    """Another name of a unit, as `naming.comparable` spells it; `written`: as people do, "" where that is not known."""

    __table_args__ = (UniqueConstraint("office_id", "alias"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    alias: str
    written: str = ""


class UnitRoute(Row, table=True):
    """Which unit handles a category of feedback."""

    __table_args__ = (UniqueConstraint("office_id", "category"),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    category: str
    unit_id: int = Field(foreign_key="unit.id")


def add_unit(session: Session, office_id: int, name: str, aliases: tuple[str, ...] = ()) -> Unit:
    unit = Unit(office_id=office_id, name=name)
    session.add(unit)
    session.flush()
    for alias, written in {comparable(word): word for word in (*reversed(aliases), name)}.items():
        session.add(UnitAlias(office_id=office_id, unit_id=unit.id, alias=alias, written=written))
    return unit


# Built once: that takes longer than the answer.
_UNITS = select(Unit).where(Unit.office_id == bindparam("office")).order_by(col(Unit.id))
_ROUTES = select(UnitRoute.category, UnitRoute.unit_id).where(UnitRoute.office_id == bindparam("office"))


def units_of(session: Session, office_id: int) -> list[Unit]:
    here = {"office": office_id}
    return list(remembered(session, Unit, office_id, lambda: list(session.exec(_UNITS, params=here))))


def aliases_of(session: Session, office_id: int) -> dict[str, int]:
    """Alias (as `naming.comparable` spells it) -> unit id."""
    rows = session.exec(select(UnitAlias).where(UnitAlias.office_id == office_id))
    return {row.alias: row.unit_id for row in rows}


def alias_rows(session: Session, office_id: int) -> list[UnitAlias]:
    found = select(UnitAlias).where(UnitAlias.office_id == office_id)
    return list(session.exec(found.order_by(col(UnitAlias.id))))


def routes_of(session: Session, office_id: int) -> dict[str, int]:
    """Category of feedback -> unit id."""
    here = {"office": office_id}
    return dict(remembered(session, UnitRoute, office_id, lambda: dict(session.exec(_ROUTES, params=here).all())))


def own_routes(session: Session, office_id: int) -> dict[str, int]:
    """Category of feedback -> unit id, without those that go to a body outside the office."""
    outside = bodies_of(session, office_id)
    return {category: unit for category, unit in routes_of(session, office_id).items() if unit not in outside}


def bodies_of(session: Session, office_id: int) -> Mapping[int, Unit]:
    """The bodies outside the office, by id."""
    return remembered(
        session,
        Unit,
        ("bodies", office_id),
        lambda: {unit.id: unit for unit in units_of(session, office_id) if unit.external},
    )


def body_for(session: Session, office_id: int, category: str) -> Unit | None:
    """The body outside the office that takes a category, if one does."""
    unit_id = routes_of(session, office_id).get(category)
    return bodies_of(session, office_id).get(unit_id) if unit_id else None


def the_office(session: Session, code: str = "") -> Office | None:
    """The office with this code, or the first where none is named."""
    found = select(Office).order_by(col(Office.id))
    return session.exec(found.where(Office.code == code) if code else found).first()


def all_offices(session: Session) -> list[Office]:
    """In the order in which they were imported."""
    return list(session.exec(select(Office).order_by(col(Office.id))))


def unit_named(session: Session, office_id: int, unit_id: int | None) -> str:
    if unit_id is None:
        return ""
    return next((unit.name for unit in units_of(session, office_id) if unit.id == unit_id), "")


def next_office_to_ask(session: Session, now: datetime) -> Office | None:
    """An office whose weekly questions are due, or that has never had a moment for them."""
    return _office_due(session, col(Office.next_ask_at), now)


def next_office_to_ask_for_news(session: Session, now: datetime) -> Office | None:
    """An office whose day has come on which who has sent no news yet is reminded."""
    return _office_due(session, col(Office.next_news_at), now)


def next_office_to_retain(session: Session, now: datetime) -> Office | None:
    """An office whose nightly round of erasing is due."""
    return _office_due(session, col(Office.next_retain_at), now)


def next_office_to_measure(session: Session, now: datetime) -> Office | None:
    """An office whose daily look at its indicators is due."""
    return _office_due(session, col(Office.next_measure_at), now)


def _office_due(session: Session, moment: Any, now: datetime) -> Office | None:
    for question in _questions(moment):
        office = session.exec(question, params={"now": now}).first()
        if office is not None:
            notice(Office, moment.key, [office.id], at_once=True)
            return office
    return None


def office_without(session: Session, owner: Any) -> int | None:
    """An office that no row of this column names."""
    return session.exec(_without(owner)).first()


@cache
def _without(owner: Any) -> SelectOfScalar[int]:
    with_one = select(owner).where(owner == Office.id).exists()
    return select(Office.id).where(~with_one).order_by(col(Office.id)).limit(1)


@cache  # asked at every tick
def _questions(moment: Any) -> tuple[SelectOfScalar[Office], ...]:
    first = select(Office).order_by(moment, col(Office.id)).limit(1).with_for_update(skip_locked=True)
    return first.where(moment.is_(None)), first.where(moment <= NOW)
