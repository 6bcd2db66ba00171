""" "5 rõ": a task is clear as to person, work, time, responsibility and product, or it says which is not."""

from collections.abc import Sequence
from typing import Literal

from bot.rules.directory import Meaning

Clear = Literal["person", "work", "time", "charge", "product"]
NAMES: dict[Clear, str] = {
    "person": "rõ người",
    "work": "rõ việc",
    "time": "rõ thời gian",
    "charge": "rõ trách nhiệm",
    "product": "rõ sản phẩm",
}
_TIMELESS = frozenset({"none"})


def missing_clear(
    leads: Sequence[Meaning], content: str, schedule_type: str, time_in_doubt: bool, product: str
) -> tuple[Clear, ...]:
    """Which of the five are not clear, in their usual order.

    Person: nobody who leads is known. Charge: it is shared, by a group or by several who all lead.
    """
    known = [lead for lead in leads if lead.kind in ("unit", "post")]
    found: dict[Clear, bool] = {
        "person": not known,
        "work": len(content.split()) < 2,
        "time": schedule_type in _TIMELESS or time_in_doubt,
        "charge": len(known) > 1 or any(lead.kind == "group" for lead in leads),
        "product": not product.strip(),
    }
    return tuple(name for name, lacking in found.items() if lacking)
