"""The sheet "Lĩnh vực": which unit handles which kind of citizens' feedback."""

from bot.plans.office.tables import Table
from bot.plans.office.units import UnitNames
from bot.plans.office.words import choice, need, take
from bot.rules.routing import CATEGORIES

TITLES = {category.title: code for code, category in CATEGORIES.items()}


def read_routes(table: Table, names: UnitNames, problems: list[str]) -> dict[str, str] | None:
    """Category -> unit's name, without those left open; None where the sheet is missing."""
    if table.missing:
        return None
    routes: dict[str, str] = {}
    for row in table.rows:
        category = need(row, "category", choice(TITLES, "lĩnh vực"), "lĩnh vực", problems)
        unit = take(row, "unit", names.read, problems)
        if category in routes:
            problems.append(f"{row.at('category')}: lĩnh vực “{row.text('category')}” có hai dòng.")
        elif category and unit:
            routes[category] = unit
    return routes
