"""The sheet "Mốc nhắc việc": when reminders of each kind of task come, and to whom."""

from functools import partial

from bot.plans.office.tables import Table, said
from bot.plans.office.words import UnclearError, choice, need, take
from bot.rules.ladders import Kind, kinds
from bot.rules.reminding import Ladder
from bot.rules.vietnamese import plain

_USUAL = "mac dinh"


def read_ladders(table: Table, problems: list[str]) -> dict[str, Ladder]:
    """Key of a kind -> its ladder; a kind whose cell is empty is not in it, "mặc định" is the packaged one."""
    titles = {kind.title: kind for kind in kinds().values()}
    ladders: dict[str, Ladder] = {}
    for row in table.rows:
        kind = need(row, "kind", choice(titles, "loại việc"), "loại việc", problems)
        ladder = take(row, "steps", partial(_ladder, kind), problems) if kind else None
        if kind and kind.key in ladders:
            problems.append(f"{row.at('kind')}: loại việc “{kind.title}” có hai dòng.")
        elif kind and ladder:
            ladders[kind.key] = ladder
    return ladders


def _ladder(kind: Kind, value: object) -> Ladder:
    if plain(said(value)) == _USUAL:
        return kind.ladder
    try:
        return kind.read(str(value))
    except ValueError as unclear:
        raise UnclearError(str(unclear)) from unclear
