"""A rhythm or lasting work together with its year, its months, its start or its end."""

from dataclasses import replace

from bot.rules.deadlines.phrases import Phrase, joined
from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.yearly import yearly_of
from bot.rules.schedules import AnyOf, By, Dates, Every, From, Ongoing, Within

_UP_TO = ("đến", "hết", "tới", "cho")
# How many dates a list must have to be the whole rhythm spelled out.
_PER_YEAR = {"year": 1, "half-year": 2, "quarter": 4, "month": 12}


def each_year(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Hàng năm (trước 15/11)"."""
    if left.schedule != Every("year") or right.kind != "calendar" or right.printed:
        return None
    match right.schedule:
        case Within(start, end) if (end - start).days > 200:
            return None
    yearly = yearly_of(line, right)
    return joined(left, replace(right, inferred=False, notes=()), replace(left, schedule=yearly)) if yearly else None


def lasting(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """A rhythm or lasting work with the time it lasts: "hàng quý trong năm 2024", "… đến hết năm 2025"."""
    if right.kind != "calendar":
        return None
    up_to = line.word(right.start) in _UP_TO
    match left.schedule, right.schedule:
        case Ongoing(), Within(start, end) if (end - start).days > 300 or left.end == right.start:
            return joined(left, right, replace(left, schedule=Ongoing(end)))
        case Ongoing(), By(end, "on") if up_to:
            return joined(left, right, replace(left, schedule=Ongoing(end)))
        case Every() as every, Within(start, end) if (end - start).days > 80 and every.unit != "year":
            return joined(left, right, replace(left, schedule=replace(every, start=start, until=end)))
        case Every() as every, By(end, "on") if up_to:
            return joined(left, right, replace(left, schedule=replace(every, until=end)))
    return None


def spelled_out(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "02 lần/năm (tháng 6 và tháng 12)": the months are those times."""
    if not isinstance(left.schedule, Every) or right.kind != "calendar" or right.printed:
        return None
    match right.schedule:
        case Dates(months):
            count = len(months)
        case AnyOf(parts):
            count = len(parts)
        case _:
            return None
    if count != left.schedule.times * _PER_YEAR.get(left.schedule.unit, 0):
        return None
    anchored = replace(left.schedule, anchor=line.printed(right.start, right.end))
    return joined(left, replace(right, inferred=False, notes=()), replace(left, schedule=anchored))


def started(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """Lasting work or a rhythm with a start; a start in words with a printed end."""
    if right.kind != "start" or not isinstance(right.schedule, From):
        return None
    match left.schedule:
        case Ongoing():
            return joined(left, right, right)
        case Every() as every if right.schedule.date:
            return joined(left, right, replace(left, schedule=replace(every, start=right.schedule.date)))
        case By(edge="on") if line.word(left.start) in _UP_TO and right.schedule.start_text:
            note = f"Bắt đầu từ {right.schedule.start_text}."
            return replace(joined(left, right, left), notes=(*left.notes, note))
    return None
