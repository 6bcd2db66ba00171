"""The units of an office as they are and as they are to be, found by any of their names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from bot.plans.office.plan import UnitPlan
from bot.rules.naming import comparable, resolve
from storage.offices import Unit, UnitAlias, alias_rows, aliases_of, units_of

_REACH = ("phone", "address", "email")


@dataclass
class Place:
    """A unit that is there, one that is planned, or both."""

    unit: Unit | None = None
    plan: UnitPlan | None = None

    @property
    def name(self) -> str:
        named = self.plan or self.unit
        return named.name if named else ""

    @property
    def unit_id(self) -> int:
        """Of a unit that is written."""
        if self.unit is None:
            raise LookupError(f"not written yet: {self.name}")
        return self.unit.id


@dataclass
class Roll:
    """`names`: every name, as `comparable` spells it -> position in `places`; the first `stored` of them are saved.

    `written`: the same as people wrote it, of those that are planned.
    """

    places: list[Place] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    stored: int = 0
    written: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Place | None:
        position = resolve(name, self.names)
        return None if position is None else self.places[position]

    def with_id(self, unit_id: int | None) -> Place | None:
        return next((place for place in self.places if place.unit_id == unit_id), None)


def read_roll(session: Session, office_id: int) -> Roll:
    places = [Place(unit) for unit in units_of(session, office_id)]
    position = {place.unit_id: at for at, place in enumerate(places)}
    names = {alias: position[unit_id] for alias, unit_id in aliases_of(session, office_id).items()}
    return Roll(places, names, len(names))


def plan_units(roll: Roll, plans: Sequence[UnitPlan], problems: list[str]) -> None:
    """Give every planned unit its place and its names. Its full name finds the unit that is there, else an alias does.

    Where a name belongs to another unit, that is a problem.
    """
    for plan in plans:
        _plan_unit(roll, plan, problems)


def _plan_unit(roll: Roll, plan: UnitPlan, problems: list[str]) -> None:
    names = list(dict.fromkeys(comparable(name) for name in (plan.name, *plan.aliases)))
    owners = list(dict.fromkeys(roll.names[name] for name in names if name in roll.names))
    if not owners:
        owners = [len(roll.places)]
        roll.places.append(Place())
    taken = [roll.places[other] for other in owners if other != owners[0] or roll.places[other].plan]
    problems += [f"Đơn vị “{plan.name}” có một tên đã thuộc về đơn vị “{place.name}”." for place in taken]
    roll.places[owners[0]].plan = plan
    for name in names:
        roll.names.setdefault(name, owners[0])
    for written in (plan.name, *plan.aliases):
        roll.written.setdefault(comparable(written), written)


def _differs(unit: Unit, plan: UnitPlan) -> bool:
    """What a plan does not say of how to reach it stays as it is."""
    said = [(getattr(plan, name), getattr(unit, name)) for name in _REACH if getattr(plan, name)]
    return (unit.name, unit.external) != (plan.name, plan.external) or any(new != old for new, old in said)


def _bring(unit: Unit, plan: UnitPlan) -> None:
    unit.name, unit.external = plan.name, plan.external
    for name in _REACH:
        setattr(unit, name, getattr(plan, name) or getattr(unit, name))


def write_units(session: Session, office_id: int, roll: Roll) -> tuple[int, int, int]:
    """Save what is planned; how many units were added and changed, and how many other names added."""
    added = changed = 0
    for place in roll.places:
        if place.unit is None:
            place.unit = Unit(office_id=office_id, name=place.name)
            added += 1
        elif place.plan and _differs(place.unit, place.plan):
            changed += 1
        if place.plan:
            _bring(place.unit, place.plan)
        session.add(place.unit)
    session.flush()
    new = list(roll.names.items())[roll.stored :]
    for name, position in new:
        unit_id, written = roll.places[position].unit_id, roll.written[name]
        session.add(UnitAlias(office_id=office_id, unit_id=unit_id, alias=name, written=written))
    for row in alias_rows(session, office_id):
        row.written = row.written or roll.written.get(row.alias, "")
    return added, changed, len(new)
