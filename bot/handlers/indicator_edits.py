"""What the clerk changes of an indicator: a new one in a sentence, its rhythm, source, unit, target, its end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.acts.directory import directory_of
from bot.acts.entering import look_again
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.handlers.welcome import not_allowed
from bot.rules.access import KEEPERS
from bot.rules.computed import SOURCES, TYPED, likely_source
from bot.rules.indicator_said import EVERY, IndicatorSaid, read_indicator
from bot.rules.measuring import adds_up
from bot.rules.naming import comparable
from bot.rules.numbers import read_number
from bot.rules.targets import read_target
from bot.talk import Reply
from storage.indicators import Indicator, indicator_with_id, open_indicators

LIFE = timedelta(minutes=30)


def add(desk: Desk, words: str) -> Reply:
    """ "Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Văn phòng, hằng tháng"."""
    if not desk.rights.roles & KEEPERS:
        return not_allowed(desk, KEEPERS)
    if not words:
        return _ask_again(desk, "")
    try:
        said = read_indicator(words)
        unit_id = _unit(desk, said.responsible)
    except ValueError as unclear:
        return _ask_again(desk, str(unclear))
    desk.forget()
    year = said.year or desk.today.year
    same = _same(desk, said.name, year)
    if same:
        return desk.say("indicator_known", item=same)
    return _menu(desk, _made(desk, said, unit_id, year), new=True)


def indicator_said(desk: Desk, _data: dict[str, Any]) -> Reply:
    return add(desk, desk.heard.text)


def change(desk: Desk, words: str) -> Reply:
    """ "7": what can be changed · "7 ky month", "7 cong 1", "7 nguon pakn", "7 donvi 3", "7 muc", "7 dong chac"."""
    number, _, rest = words.partition(" ")
    item = _item(desk, number)
    if item is None:
        return desk.say("indicator_unknown", computed=False)
    verb, _, value = rest.partition(" ")
    if verb == "muc":
        desk.ask("indicator_target", LIFE, item=item.id)
        return desk.say("ask_target", item=item, problem="")
    if verb == "dong":
        return _close(desk, item, sure=value == "chac")
    if verb in _CHANGES and _CHANGES[verb](desk, item, value):
        look_again(desk, item)
    return _menu(desk, item)


def target_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """A new target; the old one stays in the history."""
    item = _item(desk, str(data["item"]))
    if item is None:
        return desk.say("indicator_unknown", computed=False)
    text = desk.heard.text.strip()[:200]
    goal = read_target(text)
    if goal is None:
        return desk.say("ask_target", item=item, problem=text)
    desk.forget()
    until = {"until": desk.today.isoformat(), "target_text": item.target_text, "goal": item.goal}
    item.past, item.target_text, item.goal = [*item.past, until], text, dict(goal)
    look_again(desk, item)
    return _menu(desk, item)


def _item(desk: Desk, number: str) -> Indicator | None:
    wanted = read_number(number)
    item = indicator_with_id(desk.session, desk.office.id, wanted) if wanted is not None else None
    return None if item is None or item.closed_at else item


def _ask_again(desk: Desk, problem: str) -> Reply:
    desk.ask("indicator", LIFE)
    return desk.say("ask_indicator", problem=problem)


def _unit(desk: Desk, names: tuple[str, ...]) -> int | None:
    """The unit that is named. ValueError where a name means none."""
    directory = directory_of(desk)
    for name in names:
        meaning = directory.meaning(name)
        if not meaning.unit_id:
            known = ", ".join(directory.units.values())
            raise ValueError(f"Chưa rõ đơn vị “{name}”. Các đơn vị: {known}.")
        return meaning.unit_id
    return None


def _same(desk: Desk, name: str, year: int) -> Indicator | None:
    found = open_indicators(desk.session, desk.office.id)
    return next((one for one in found if one.year == year and comparable(one.name) == comparable(name)), None)


def _made(desk: Desk, said: IndicatorSaid, unit_id: int | None, year: int) -> Indicator:
    item = Indicator(
        office_id=desk.office.id,
        year=year,
        name=said.name,
        measure=said.measure,
        target_text=said.target_text,
        goal=dict(said.goal),
        responsible_text="; ".join(said.responsible),
        unit_id=unit_id,
        every=said.every or "quarter",
        adds=adds_up(said.name, said.measure),
        since=desk.today,
    )
    desk.session.add(item)
    desk.session.flush()
    return item


def _menu(desk: Desk, item: Indicator, *, new: bool = False) -> Reply:
    likely = likely_source(item.name, item.measure)
    return desk.say(
        "indicator_edit",
        item=item,
        new=new,
        rhythms=EVERY,
        sources=SOURCES,
        likely=likely,
        names={unit: name for unit, name in unit_names(desk).items() if unit},
    )


def _close(desk: Desk, item: Indicator, *, sure: bool) -> Reply:
    if sure:
        item.closed_at = desk.now
        desk.session.add(item)
    return desk.say("indicator_closed", item=item, sure=sure)


def _set_rhythm(_desk: Desk, item: Indicator, value: str) -> bool:
    if value not in EVERY:
        return False
    item.every, item.asked = value, ""
    return True


def _set_adding(_desk: Desk, item: Indicator, value: str) -> bool:
    item.adds = value == "1"
    return value in ("0", "1")


def _set_source(_desk: Desk, item: Indicator, value: str) -> bool:
    if value not in (*SOURCES, TYPED):
        return False
    item.source = value
    item.adds = item.adds and value == TYPED  # what is computed is a share or a mean
    return True


def _set_unit(desk: Desk, item: Indicator, value: str) -> bool:
    number = read_number(value)
    if number not in unit_names(desk) or number is None:
        return False
    item.unit_id = number
    return True


_CHANGES: dict[str, Callable[[Desk, Indicator, str], bool]] = {
    "ky": _set_rhythm,
    "cong": _set_adding,
    "nguon": _set_source,
    "donvi": _set_unit,
}
