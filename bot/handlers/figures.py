"""Figures of indicators, entered in chat: one or many at once, asked back where they are hard to believe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.acts.entering import Entered, enter
from bot.acts.measuring import Measured, measured, waiting_for
from bot.desk import Desk
from bot.rules.access import may_enter_figure
from bot.rules.amounts import Amount, in_measure, read_amount, say_amount
from bot.rules.measuring import Period
from bot.rules.numbers import read_number
from bot.rules.part_said import read_part
from bot.rules.plausible import MOST, doubt_of
from bot.rules.values_said import Said, read_values
from bot.talk import Reply
from storage.indicators import indicator_with_id

LIFE = timedelta(hours=2)  # then a bare number is no figure any more
SURE = "chac"


@dataclass(frozen=True)
class Taken:
    """What became of one figure: kept (`problem` ""), or why not. `amount` is what was understood."""

    one: Measured | None
    said: Said
    problem: str = ""
    period: Period | None = None
    amount: Amount | None = None


def figures(desk: Desk, words: str) -> Reply:
    """ "": what is waited for · "7": ask for CT-7 · "7 2026-Q2": for that period · "7 2026-Q2 97,5 chac": keep it."""
    number, _, rest = words.partition(" ")
    key, _, said = rest.partition(" ")
    if read_number(number) is None:
        return _wanted(desk)
    one = own_indicator(desk, number)
    if one is None or one.is_computed:
        return desk.say("indicator_unknown", computed=bool(one))
    period = _period_keyed(one, key) or one.awaited or one.finished or one.running
    if period is None:
        return desk.say("indicator_unknown", computed=False)
    if not said:
        desk.ask("figures", LIFE, items=[one.item.id], period=period.key, sure=[])
        return desk.say("ask_figure", one=one, period=period)
    typed = said.removesuffix(SURE).strip()
    return _answer(desk, [_take(desk, one, Said(typed), period, sure=said.endswith(SURE))])


def _wanted(desk: Desk) -> Reply:
    found = waiting_for(desk, desk.rights)
    if found:
        desk.ask("figures", LIFE, items=[one.item.id for one in found], period="", sure=[])
    return desk.say("figures_wanted", found=found)


def figures_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """The next words after a question: figures in the order of the list, or each with its code."""
    asked = [one for number in data["items"] if (one := own_indicator(desk, str(number)))]
    if not desk.heard.text:
        return desk.say("figure_unclear", taken=[], asked=asked)
    return _read(desk, read_values(desk.heard.text), asked, data)


def heard(desk: Desk) -> Reply | None:
    """Free words that are figures: with codes, or in the place of what the speaker is asked for; None: they are not."""
    said = read_values(desk.heard.text) if desk.heard.text and not desk.heard.kept else []
    if not said:
        return None
    if all(one.number for one in said):
        return _read(desk, said, [], {})
    if any(one.number for one in said) or not all(read_amount(one.words) for one in said):
        return None
    asked = waiting_for(desk, desk.rights)
    return _read(desk, said, asked, {}) if asked else None


def are_awaited(desk: Desk, count: int) -> bool:
    """Whether the speaker is asked for exactly so many, more than one."""
    return count > 1 and len(waiting_for(desk, desk.rights)) == count


def own_indicator(desk: Desk, number: str) -> Measured | None:
    """The indicator of this number, if the speaker may enter its figures."""
    wanted = read_number(number)
    item = indicator_with_id(desk.session, desk.office.id, wanted) if wanted is not None else None
    if item is None or item.closed_at or not may_enter_figure(desk.rights, item.unit_id):
        return None
    return measured(desk, [item])[0]


def _read(desk: Desk, said: list[Said], asked: Sequence[Measured], data: dict[str, Any]) -> Reply:
    bare = [one for one in said if one.number is None]
    if bare and (len(said) != len(bare) or len(bare) != len(asked)):
        return _which(desk, bare, asked)
    sure = [tuple(pair) for pair in data.get("sure", [])]
    taken = []
    for place, line in enumerate(said):
        one = own_indicator(desk, str(line.number)) if line.number else asked[place]
        period = _period_of(desk, one, line, data.get("period", "")) if one else None
        taken.append(_take(desk, one, line, period, sure=bool(one) and _was_doubted(one, line, sure)))
    return _answer(desk, taken)


def _which(desk: Desk, bare: list[Said], asked: Sequence[Measured]) -> Reply:
    """A figure that may belong to several: chosen by tapping."""
    amount = read_amount(bare[0].words) if len(bare) == 1 else None
    if asked:
        desk.ask("figure_doubt", LIFE, items=[one.item.id for one in asked], period="", sure=[])
    return desk.say("figure_which", asked=asked, typed=typed(amount.value) if amount else "", count=len(bare))


def _period_of(desk: Desk, one: Measured, line: Said, key: str) -> Period | None:
    if line.period:
        part = read_part(line.period, one.item.year or desk.today.year)
        return _period_keyed(one, part.key) if part else None
    return _period_keyed(one, key) or one.awaited or one.finished or one.running


def _period_keyed(one: Measured, key: str) -> Period | None:
    """Only one that has begun can have a figure."""
    return next((period for period in one.periods if period.key == key and period.first <= one.today), None)


def _was_doubted(one: Measured | None, line: Said, sure: list[tuple[Any, ...]]) -> bool:
    amount = read_amount(line.words)
    return bool(one and amount and (one.item.id, amount.value) in sure)


def _take(desk: Desk, one: Measured | None, line: Said, period: Period | None, *, sure: bool) -> Taken:
    if one is None or one.is_computed or period is None:
        problem = "unknown" if one is None else "computed" if one.is_computed else "period"
        return Taken(one, line, problem)
    read = read_amount(line.words)
    if read is None or abs(read.value) >= MOST:
        return _take_words(desk, one, line, period)
    amount = _alone(one, period, in_measure(read, one.item.measure))
    level = one.item.goal.get("value") if one.item.goal and not one.item.adds else None
    doubt = "" if sure else doubt_of(amount, one.item.measure, one.before(period), level)
    if doubt:
        return Taken(one, line, doubt, period, amount)
    words = f"{amount.share[0]}/{amount.share[1]}" if amount.share else ""
    kept = enter(desk, one, period, Entered(amount.value, words, amount.note, desk.person.id))
    return Taken(kept, line, "", period, amount)


def _take_words(desk: Desk, one: Measured, line: Said, period: Period) -> Taken:
    """An indicator that counts nothing is answered in words."""
    if one.item.goal is not None:
        return Taken(one, line, "number", period)
    kept = enter(desk, one, period, Entered(None, line.words, "", desk.person.id))
    return Taken(kept, line, "", period)


def _alone(one: Measured, period: Period, amount: Amount) -> Amount:
    """What was said since the year began, of counts that add up, without the periods before."""
    if not (amount.running and one.item.adds):
        return amount
    return replace(amount, value=amount.value - sum(one.before(period)), other=None)


def _answer(desk: Desk, taken: list[Taken]) -> Reply:
    """What was kept, what is asked back, and what is still waited for."""
    again = [one for one in taken if one.problem and one.one and not one.one.is_computed]
    left = [] if again else waiting_for(desk, desk.rights)
    if again:
        _ask_again(desk, again)
    elif left:
        desk.ask("figures", LIFE, items=[one.item.id for one in left], period="", sure=[])
    else:
        desk.forget()
    return desk.say("figures_taken", taken=taken, left=left, typed=typed)


def _ask_again(desk: Desk, doubted: list[Taken]) -> None:
    """A bare "1" is then the first choice, not a figure."""
    known = [(one.one.item.id, one) for one in doubted if one.one]
    period = doubted[0].period if len(doubted) == 1 else None
    sure = [[number, one.amount.value] for number, one in known if one.amount]
    items = [number for number, _ in known]
    desk.ask("figure_doubt", LIFE, items=items, period=period.key if period else "", sure=sure)


def typed(value: float) -> str:
    """As a choice carries it: digits with a comma, read back as the same."""
    return say_amount(value).replace(".", "")
