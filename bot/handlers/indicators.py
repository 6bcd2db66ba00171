"""Indicators looked at: the list by how they stand, one with its outlook, its history, its chart."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.acts.measuring import Measured, followed, measured
from bot.acts.reports.computed import computed, how
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.handlers.indicator_edits import add
from bot.papers.charts import lines
from bot.rules.access import KEEPERS, may_enter_figure, may_see_figure
from bot.rules.amounts import PERCENT, is_percent
from bot.rules.computed import SOURCES
from bot.rules.figures import Window
from bot.rules.measuring import Period
from bot.rules.numbers import read_number
from bot.rules.outlook import Standing
from bot.rules.targets import edges
from bot.rules.vietnamese import plain
from bot.talk import Kept, Reply
from storage.indicators import Indicator, indicator_with_id
from storage.people import Person

PAGE = 8
SEEN = 6  # the newest periods of a single one
_YEAR = re.compile(r"nam (20\d\d)")
_PAGE = re.compile(r"p\d+")
HISTORY = 20
_FIRST = (Standing.MISSED, Standing.RISK, Standing.NONE, Standing.ON_WAY, Standing.MET, Standing.OPEN)
_NEW = ("thêm", "them")


def indicators(desk: Desk, words: str) -> Reply:
    """ "": the list · "p2": its third page · "7", "7 lichsu", "7 bieudo": one · "thêm: …": a new one · "năm 2025",
    or part of a name: those."""
    first, _, rest = words.partition(" ")
    if first.rstrip(":").casefold() in _NEW:
        return add(desk, rest if first.endswith(":") else rest.removeprefix(":").strip())
    number = read_number(first.upper().removeprefix("CT-"))
    if number is not None:
        return _one(desk, number, rest)
    return _list(desk, words)


def show(desk: Desk, code: str) -> Reply:
    """ "CT-7" on its own."""
    return _one(desk, int(code), "")


def _list(desk: Desk, words: str) -> Reply:
    """The worst first; an earlier year's only until it is complete."""
    page = int(words[1:]) if _PAGE.fullmatch(words) else 0
    found = _of_year(followed(desk, None if desk.rights.oversees else desk.rights.units), words)
    named = _named(found, words)
    ranked = sorted(named, key=lambda one: _FIRST.index(one.standing))
    counts = Counter(one.standing for one in named)
    return desk.say(
        "indicators",
        shown=ranked[page * PAGE : (page + 1) * PAGE],
        counts=[(state, counts[state]) for state in _FIRST if counts[state]],
        total=len(ranked),
        searched=len(named) < len(found),
        page=page,
        names=unit_names(desk),
        keeps=bool(desk.rights.roles & KEEPERS),
        waits=any(one.awaited and not one.is_computed for one in found),
    )


def _of_year(known: Sequence[Measured], words: str) -> list[Measured]:
    year = _YEAR.fullmatch(plain(words))
    return [one for one in known if (one.item.year == int(year[1]) if year else not _is_history(one))]


def _named(found: list[Measured], words: str) -> list[Measured]:
    """Those with these words in their names; all where the words are a year or a page."""
    if _YEAR.fullmatch(plain(words)) or _PAGE.fullmatch(words):
        return found
    return [one for one in found if plain(words) in plain(one.item.name)]


def _is_history(one: Measured) -> bool:
    return bool(one.item.year and one.item.year < one.today.year and not one.awaited)


def _one(desk: Desk, number: int, verb: str) -> Reply:
    item = indicator_with_id(desk.session, desk.office.id, number)
    if item is None or not may_see_figure(desk.rights, item.unit_id):
        return desk.say("indicator_unknown", computed=False)
    (one,) = measured(desk, [item])
    if verb == "lichsu":
        return _history(desk, one)
    if verb == "bieudo":
        return desk.say("indicator_chart", attached=(_chart(desk, one),), one=one)
    return view(desk, one)


def view(desk: Desk, one: Measured) -> Reply:
    item, running = one.item, one.running
    live = (
        computed(desk, item, Window(running.first, running.last, running.label))
        if one.is_computed and running
        else None
    )
    return desk.say(
        "indicator",
        one=one,
        seen=[period for period in one.periods if period.key in one.known][-SEEN:],
        unit=unit_names(desk)[item.unit_id],
        source=SOURCES.get(item.source, ""),
        live=live,
        how=how(live) if live else "",
        keeps=bool(desk.rights.roles & KEEPERS),
        enters=may_enter_figure(desk.rights, item.unit_id) and not one.is_computed,
    )


def _history(desk: Desk, one: Measured) -> Reply:
    """Everything that was entered, the newest first, also what was corrected since."""
    rows = list(reversed(one.entered))[:HISTORY]
    people = {row.person_id: desk.session.get_one(Person, row.person_id).name for row in rows if row.person_id}
    counted = {row.id for row in one.known.values()}
    labels = {period.key: period.label for period in one.periods}
    return desk.say(
        "indicator_history", one=one, rows=rows, people=people, counted=counted, labels=labels, more=len(one.entered)
    )


def _chart(desk: Desk, one: Measured) -> Kept:
    item, known = one.item, one.known
    seen = [period for period in one.periods if period.first <= one.today]
    values = [known[period.key].value if period.key in known else None for period in seen]
    unit = PERCENT if is_percent(item.measure) else ""
    name = f"Kết quả ({item.measure})" if item.measure and not unit else "Kết quả"
    labels = [_short(period) for period in seen]
    data = lines(f"{item.code} {item.name}", labels, {name: values}, _aim(item), unit=unit)
    return Kept("photo", desk.tools.keep(data), f"{item.code}.png", "image/png", len(data))


def _short(period: Period) -> str:
    """ "T11" of a month, "T47" of a week, "Quý III": the year is the same for all."""
    return period.label.partition("/")[0].replace("Tháng ", "T").replace("Tuần ", "T")


def _aim(item: Indicator) -> float | None:
    """The line to reach; of counts that add up a period alone has none."""
    if item.goal is None or item.adds:
        return None
    least, most = edges(item.goal)
    return least if least is not None else most
