"""Neighbouring phrases that speak of one limit: "hàng tháng, trước ngày 25", "thường xuyên trong năm 2024"."""

from dataclasses import replace

from bot.rules.deadlines.anchors import yearly_of
from bot.rules.deadlines.leftovers import has_content, separators
from bot.rules.deadlines.phrases import Phrase, doubted
from bot.rules.deadlines.tokens import Line
from bot.rules.schedules import By, Every, External, From, Ongoing, Within

_UP_TO = ("đến", "hết", "tới", "cho")
_HARD = {";", ".", "-", "+"}


def merged(line: Line, phrases: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in phrases:
        while kept and (one := _one_of(line, kept[-1], phrase)):
            kept.pop()
            phrase = one
        kept.append(phrase)
    return kept


def _one_of(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    gap = range(left.end, right.start)
    if left.schedule == right.schedule and left.kind == right.kind and not has_content(line, gap):
        return _joined(left, right, right)
    for rule in (_anchored, _same_rhythm, _named_report, _vague_period, _qualified, _on_demand):
        if one := rule(line, left, right):
            return one
    if separators(line, gap) & _HARD or has_content(line, gap):
        return None
    for rule in (_of_each_year, _lasting, _started):
        if one := rule(line, left, right) or rule(line, right, left):
            return one
    return None


def _joined(left: Phrase, right: Phrase, chosen: Phrase) -> Phrase:
    """The chosen one over the ground of both, with the doubts of both."""
    return replace(
        chosen,
        start=min(left.start, right.start),
        end=max(left.end, right.end),
        bare=False,
        printed=left.printed or right.printed,
        inferred=left.inferred or right.inferred,
        doubts=tuple(dict.fromkeys((*left.doubts, *right.doubts))),
        notes=tuple(dict.fromkeys((*left.notes, *right.notes))),
    )


def _anchored(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Hàng tháng" with "trước ngày 25", in either order."""
    rhythm, anchor = (right, left) if left.kind == "anchor" else (left, right)
    if anchor.kind != "anchor" or rhythm.kind != "rhythm":
        return None
    every, place = rhythm.schedule, anchor.schedule
    if not isinstance(every, Every) or not isinstance(place, Every):
        return doubted(_joined(left, right, rhythm), "Không rõ ngày in kèm thuộc kỳ nào.")
    if every.unit == place.unit:
        return _joined(left, right, replace(rhythm, schedule=_narrowed(every, place)))
    narrowed = replace(_narrowed(every, place), unit=every.unit)
    return doubted(_joined(left, right, replace(rhythm, schedule=narrowed)), "Không rõ tháng nào trong kỳ.")


def _narrowed(every: Every, place: Every) -> Every:
    return replace(
        place,
        times=max(every.times, place.times),
        anchor=place.anchor or every.anchor,
        start=every.start,
        until=every.until,
    )


def _same_rhythm(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Hàng quý, trước ngày 20 tháng cuối quý" says the quarter twice."""
    match left.schedule, right.schedule:
        case Every() as plain, Every() as placed if plain.unit == placed.unit and left.kind == right.kind == "rhythm":
            if plain == Every(plain.unit) and placed != plain:
                return _joined(left, right, right)
            if placed == Every(placed.unit):
                return _joined(left, right, left)
    return None


def _named_report(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """In "báo cáo quý I trước 30/3" the quarter names the report."""
    colon = line.word(left.end) == ":" and right.kind == "calendar"
    if left.end + colon != right.start or right.bare or right.kind not in ("calendar", "rhythm", "anchor", "relative"):
        return None
    after_word = colon or line.kind(left.start - 1) == "word"
    named = left.bare and (left.kind == "rhythm" or (left.kind == "calendar" and after_word))
    if not named or isinstance(left.schedule, By):
        return None
    if right.kind == "anchor":
        return _anchored(line, left, right)
    one = _joined(replace(left, doubts=(), notes=(), inferred=False, printed=False), right, right)
    return replace(one, named=True)


def _vague_period(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Định kỳ báo cáo theo quý": the rhythm comes after all."""
    vague = isinstance(left.schedule, External) and left.schedule.ref.endswith("(không nêu chu kỳ)")
    soft = not separators(line, range(left.end, right.start)) & {";", ".", "-", "+", "/", "và", "hoặc"}
    if not vague or right.kind not in ("rhythm", "anchor") or not soft:
        return None
    return replace(right, start=left.start)


def _qualified(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Trước 30/6 theo Kế hoạch của tỉnh": the document is only the source."""
    source = right.kind == "external" and right.bare and not right.doubts
    joints = separators(line, range(left.end, right.start))
    if (
        not source
        or joints & {";", ".", "-", "+", "và", "hoặc", "/"}
        or has_content(line, range(left.end, right.start))
    ):
        return None
    if left.kind in ("calendar", "rhythm", "ongoing"):
        return replace(_joined(left, right, left), notes=(*left.notes, f"Theo {_ref(right)}."))
    return None


def _on_demand(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Đột xuất, khi có yêu cầu" is said twice."""
    both = left.kind == right.kind == "external" and not left.bare and not right.bare
    sudden = "đột xuất" in (_ref(left).casefold(), _ref(right).casefold())
    if not both or not sudden or separators(line, range(left.end, right.start)) - {",", "(", ")"}:
        return None
    ref = line.printed(left.start, right.end)
    return replace(_joined(left, right, left), schedule=External(ref))


def _ref(phrase: Phrase) -> str:
    return phrase.schedule.ref if isinstance(phrase.schedule, External) else ""


def _of_each_year(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """ "Hàng năm (trước 15/11)"."""
    if left.schedule != Every("year") or right.kind != "calendar" or right.printed:
        return None
    match right.schedule:
        case Within(start, end) if (end - start).days > 200:
            return None
    yearly = yearly_of(line, right)
    return _joined(left, replace(right, inferred=False, notes=()), replace(left, schedule=yearly)) if yearly else None


def _lasting(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """A rhythm or lasting work with the time it lasts: "hàng quý trong năm 2024", "… đến hết năm 2025"."""
    if right.kind != "calendar":
        return None
    match left.schedule, right.schedule:
        case Ongoing(), Within(end=end):
            return _joined(left, right, replace(left, schedule=Ongoing(end)))
        case Ongoing(), By(end, "on") if line.word(right.start) in _UP_TO:
            return _joined(left, right, replace(left, schedule=Ongoing(end)))
        case Every() as every, Within(start, end) if (end - start).days > 80 and every.unit != "year":
            return _joined(left, right, replace(left, schedule=replace(every, start=start, until=end)))
        case Every() as every, By(end, "on") if line.word(right.start) in _UP_TO:
            return _joined(left, right, replace(left, schedule=replace(every, until=end)))
    return None


def _started(line: Line, left: Phrase, right: Phrase) -> Phrase | None:
    """Lasting work or a rhythm with a start; a start in words with a printed end."""
    if right.kind != "start" or not isinstance(right.schedule, From):
        return None
    match left.schedule:
        case Ongoing():
            return _joined(left, right, right)
        case Every() as every if right.schedule.date:
            return _joined(left, right, replace(left, schedule=replace(every, start=right.schedule.date)))
        case By(edge="on") if line.word(left.start) in _UP_TO and right.schedule.start_text:
            note = f"Bắt đầu từ {right.schedule.start_text}."
            return replace(_joined(left, right, left), notes=(*left.notes, note))
    return None
