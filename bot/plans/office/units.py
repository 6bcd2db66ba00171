"""The sheet "Đơn vị": units, and every name that leads to one of them."""

import re
from dataclasses import dataclass, field

from bot.plans.office.plan import UnitPlan
from bot.plans.office.tables import Row, Table, said
from bot.plans.office.words import YES_NO, UnclearError, choice, hint, need, read_phone, read_text, take
from bot.rules.naming import comparable

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass
class UnitNames:
    """Unit by each of its names (as `comparable` spells it), and the cell where that name stands."""

    units: list[UnitPlan] = field(default_factory=list)
    owners: dict[str, UnitPlan] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def read(self, value: object) -> str:
        """The full name of the unit that a cell names. For `take` and `need`."""
        unit = self.owners.get(comparable(said(value)))
        if unit is None:
            near = hint(said(value), self._spelled())
            remedy = " Sửa tên, hoặc thêm ở trang Đơn vị." if near == "." else ""
            raise UnclearError(f"không có đơn vị “{said(value)}”{near}{remedy}")
        return unit.name

    def _spelled(self) -> list[str]:
        return [name for unit in self.units for name in (unit.name, *unit.aliases)]


def read_units(table: Table, problems: list[str]) -> UnitNames:
    names = UnitNames()
    for row in table.rows:
        unit = _unit(row, problems)
        if unit:
            names.units.append(unit)
            _claim(names, unit, row, problems)
    if not names.units and not table.missing:
        problems.append(f"{table.title}: chưa có đơn vị nào, hãy ghi từ dòng dưới tiêu đề.")
    return names


def _unit(row: Row, problems: list[str]) -> UnitPlan | None:
    name = need(row, "name", read_text, "tên đơn vị", problems)
    external = take(row, "external", choice(YES_NO, "lựa chọn"), problems)
    if not name:
        return None
    others = (said(part) for part in re.split(r"[;\n]", str(row.values.get("aliases", ""))))
    return UnitPlan(
        name,
        tuple(dict.fromkeys(other for other in others if comparable(other))),
        bool(external),
        phone=take(row, "phone", read_phone, problems) or "",
        address=row.text("address"),
        email=take(row, "email", _email, problems) or "",
    )


def _email(value: object) -> str:
    if not _EMAIL.fullmatch(said(value)):
        raise UnclearError(f"thư điện tử “{said(value)}” không đúng.")
    return said(value)


def _claim(names: UnitNames, unit: UnitPlan, row: Row, problems: list[str]) -> None:
    """Give the unit its names, unless another one has them already."""
    for key, name in (("name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
        owner = names.owners.setdefault(comparable(name), unit)
        place = names.places.setdefault(comparable(name), row.at(key))
        if owner is not unit:
            problems.append(f"{row.at(key)}: “{name}” đã là tên của đơn vị “{owner.name}” ({place}).")
