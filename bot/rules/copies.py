"""Which copies of the store are kept: some of the last days, some of the last weeks, none that is old.

Who was erased lives on in older copies, so that there is an end to them.
"""

from collections.abc import Iterable
from datetime import date, time

DAILY, WEEKLY = 7, 4
NIGHT = time(1, 30)  # when nobody waits for an answer, and before the night's erasing begins


def kept_copies(days: Iterable[date], today: date, most_days: int) -> set[date]:
    """Of copies made on these days: the last seven, and of the last four weeks with any the newest of each."""
    fresh = sorted({day for day in days if (today - day).days <= most_days}, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in fresh:
        weeks.setdefault(day.isocalendar()[:2], day)
    return {*fresh[:DAILY], *list(weeks.values())[:WEEKLY]}
