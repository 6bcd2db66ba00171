"""Which people a name in a message may mean: "chị Lan", "Nguyễn Thị Lan", "lan"."""

import re
from collections.abc import Mapping

from bot.rules.days_said import flat

_TITLE = re.compile(r"^(?:(?:chi|anh|co|ong|ba|em|chu|bac|thay|dong chi|d/c)\s+)+")


def bare(name: str) -> str:
    """A person's name as `flat`, without a title before it."""
    return _TITLE.sub("", " ".join(flat(name).split())).strip(" .,:")


def people_named(said: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Of `names` (number -> full name) those that are meant: a name in full wins, else the end of one."""
    wanted = bare(said)
    whole = tuple(number for number, name in names.items() if wanted and bare(name) == wanted)
    ends = (number for number, name in names.items() if wanted and f" {bare(name)}".endswith(f" {wanted}"))
    return whole if whole and " " in wanted else tuple(ends)
