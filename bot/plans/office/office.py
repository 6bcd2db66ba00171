"""The sheet "Cơ quan": one item a row, its value beside it."""

import re
from datetime import time

from bot.plans.office.forms import OFFICE_ITEMS
from bot.plans.office.plan import OfficePlan
from bot.plans.office.tables import Row, Table, bare, said
from bot.plans.office.words import Unclear, choice, hint, need, read_hours, read_time, take
from bot.rules.clocks import PROFILES

CLOCKS = {profile.name: key for key, profile in PROFILES.items() if "answer" in profile.steps}
_CODE = re.compile(r"[A-Z0-9]{2,6}")
_PHONE = re.compile(r"[+01][\d ().-]{2,24}")
_FIRST_SLOT, _LAST_SLOT = time(5), time(12)


def read_office(table: Table, problems: list[str]) -> OfficePlan:
    """What is said of the office itself, without units and posts."""
    rows = _items(table, problems)
    empty = Row(table.title, 0, {}, {})
    return OfficePlan(
        name=_needed(rows, "name", problems),
        code=take(rows.get("code", empty), "value", _code, problems) or "",
        address=rows.get("address", empty).text("value"),
        phone=take(rows.get("phone", empty), "value", _phone, problems) or "",
        slot=take(rows.get("slot", empty), "value", _slot, problems),
        hours=take(rows.get("hours", empty), "value", read_hours, problems),
        answer_clock=take(rows.get("clock", empty), "value", choice(CLOCKS, "thời hạn"), problems),
    )
