"""Being away, as an official says it: "từ 25/11 đến 27/11 thay: chị Lan"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.rules.days_said import days_said, flat
from bot.rules.vietnamese import nfc
from bot.rules.workdays import Calendar

_INSTEAD = re.compile(r"(?:,? ?nguoi)?,?\s*\bthay(?: the)?\s*:?\s*(?P<name>.+)$")


@dataclass(frozen=True)
class Leave:
    """`first` and `last` are both away; None where the words name no stretch that is still to come."""

    first: date | None
    last: date | None
    stand_in: str


def read_leave(words: str, today: date, calendar: Calendar) -> Leave:
    """One day stands for itself; of a weekday that is today, today is meant."""
    text = nfc(words)
    named = _INSTEAD.search(flat(text))
    name = text[named.start("name") :].strip(" .") if named else ""
    days = [said.days[0] for said in days_said(text[: named.start()] if named else text, today, calendar)]
    if not days or days[-1] < max(days[0], today):
        return Leave(None, None, name)
    return Leave(days[0], days[-1], name)
