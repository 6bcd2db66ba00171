"""Neighbouring phrases that speak of one limit: "hàng tháng, trước ngày 25", "hàng quý (tháng 3, 6, 9, 12)"."""

from dataclasses import replace

from bot.rules.deadlines.lasting import each_year, lasting, spelled_out, started
from bot.rules.deadlines.leftovers import Gap, gap_between
from bot.rules.deadlines.phrases import Phrase, doubted, joined
from bot.rules.deadlines.qualifying import named_report, on_demand, qualified, vague_period, weekday_of
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import Every


def merged(line: Line, phrases: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in phrases:
        while kept and (one := _one_of(line, kept[-1], phrase)):
            kept.pop()
            phrase = one
        kept.append(phrase)
    return kept


def _one_of(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    gap = gap_between(line, left.end, right.start)
    near = next((one for rule in _NEAR if (one := rule(line, left, right, gap))), None)
    # Across a full stop or a bullet two phrases are two limits, even where they would fit together.
    if near or gap.content or gap.joints - {",", "và"}:
        return near
    wider = (started,) if "và" in gap.joints else (each_year, spelled_out, lasting, started)
    tries = ((rule, pair) for rule in wider for pair in _both_ways(left, right))
    return next((one for rule, (first, second) in tries if (one := rule(line, first, second))), None)


def _both_ways(left: Phrase, right: Phrase) -> tuple[tuple[Phrase, Phrase], ...]:
    return (left, right), (right, left)


def _repeated(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    same = left.schedule == right.schedule and left.kind == right.kind
    return joined(left, right, right) if same and not gap.content else None


def _anchored(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "Hàng tháng" with "trước ngày 25", in either order."""
    rhythm, anchor = (right, left) if left.kind == "anchor" else (left, right)
    if anchor.kind != "anchor" or rhythm.kind != "rhythm":
        return None
    every, place = rhythm.schedule, anchor.schedule
    if not isinstance(every, Every) or not isinstance(place, Every):
        return doubted(joined(left, right, rhythm), "Không rõ ngày in kèm thuộc kỳ nào.")
    one = joined(left, right, replace(rhythm, schedule=_narrowed(every, place)))
    if every.day or every.weekday is not None:
        return doubted(one, "Có hai ngày cho cùng một kỳ.")
    return one if every.unit == place.unit else doubted(one, "Không rõ ngày in kèm thuộc tháng nào trong kỳ.")


def _narrowed(every: Every, place: Every) -> Every:
    return replace(
        place,
        unit=every.unit,
        times=max(every.times, place.times),
        anchor=place.anchor or every.anchor,
        start=every.start,
        until=every.until,
    )


def _same_rhythm(line: Line, left: Phrase, right: Phrase, gap: Gap) -> Phrase | None:
    """ "Hàng quý, trước ngày 20 tháng cuối quý" says the quarter twice."""
    match left.schedule, right.schedule:
        case Every() as plain, Every() as placed if plain.unit == placed.unit and left.kind == right.kind == "rhythm":
            if plain == Every(plain.unit) and placed != plain:
                return joined(left, right, right)
            if placed == Every(placed.unit):
                return joined(left, right, left)
    return None


# A day without its rhythm has to find one first; what only describes comes last.
_NEAR = (_repeated, _anchored, _same_rhythm, named_report, vague_period, qualified, on_demand, weekday_of)
