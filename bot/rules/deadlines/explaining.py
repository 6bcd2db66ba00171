"""How a schedule was understood, in one short Vietnamese sentence for the clerk who checks it."""

from datetime import date

from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
    Edge,
    Every,
    External,
    From,
    Milestones,
    Ongoing,
    Relative,
    Schedule,
    Unit,
    Within,
)

_UNITS: dict[Unit, str] = {
    "day": "ngày",
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half-year": "06 tháng",
    "year": "năm",
}
_EDGES: dict[Edge, str] = {"before": "trước", "on": "chậm nhất"}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ANCHORS = {
    "quarter-first-month": "tháng đầu quý",
    "quarter-middle-month": "tháng giữa quý",
    "quarter-last-month": "tháng cuối quý",
    "next-quarter-first-month": "tháng đầu quý sau",
    "next-month": "tháng sau",
    "next-year": "năm sau",
    "previous-year": "năm trước",
    "week-end": "cuối tuần",
    "month-start": "đầu tháng",
    "month-middle": "giữa tháng",
    "month-end": "cuối tháng",
    "quarter-end": "cuối quý",
    "year-start": "đầu năm",
    "mid-year": "giữa năm",
    "year-end": "cuối năm",
    "last-day": "ngày cuối cùng",
    "last-working-day": "ngày làm việc cuối cùng",
    "first-day": "ngày đầu tiên",
    "first-working-day": "ngày làm việc đầu tiên",
}


def explained(schedule: Schedule) -> str:
    return f"Hiểu là: {_words(schedule)}."


def _words(schedule: Schedule) -> str:
    match schedule:
        case By(date=day, edge=edge):
            return " ".join((_EDGES[edge], *_hour(schedule), f"ngày {_day(day)}"))
        case Within(start, end):
            return f"từ {_day(start)} đến {_day(end)}"
        case Dates(months, year):
            return f"các tháng {', '.join(map(str, months))} năm {year}"
        case AnyOf(parts):
            return "; ".join(map(_words, parts))
        case Milestones(parts=steps):
            return "; ".join(f"{step.text} ({_words(step.schedule)})" for step in steps)
    return _undated(schedule)


def _undated(schedule: Schedule) -> str:
    match schedule:
        case Every():
            return _rhythm(schedule)
        case Ongoing(until):
            return f"thường xuyên đến {_day(until)}" if until else "thường xuyên"
        case Relative():
            return _relative(schedule)
        case From(day, words):
            return f"từ {_day(day)}" if day else f"từ {words}"
        case External(ref):
            return f"không có ngày cố định ({ref})"
    return "không có thời hạn"


def _rhythm(every: Every) -> str:
    parts = [f"{every.times} lần mỗi {_UNITS[every.unit]}", *_place(every)]
    parts += [f"từ {_day(every.start)}"] if every.start else []
    parts += [f"đến {_day(every.until)}"] if every.until else []
    return ", ".join(parts)


def _place(every: Every) -> list[str]:
    """Where in the unit it is due: "trước ngày 20 tháng cuối quý", "16 giờ thứ Sáu"."""
    words = [_EDGES[every.edge] if every.edge else ""]
    words += _hour(every)
    words.append(_WEEKDAYS[every.weekday] if every.weekday is not None else "")
    words.append(f"ngày {every.day}" if every.day else "")
    words.append(f"tháng {every.month}" if every.month else "")
    words.append(_ANCHORS.get(every.anchor, every.anchor) if every.anchor else "")
    said = " ".join(filter(None, words))
    return [said] if said else []


def _hour(limit: By | Every) -> list[str]:
    return [f"{limit.hour} giờ {limit.minute or 0:02d}"] if limit.hour is not None else []


def _relative(schedule: Relative) -> str:
    unit = "ngày làm việc" if schedule.calendar == "working" else "ngày"
    side = "trước" if schedule.direction == "before" else "sau"
    return f"{schedule.offset_days} {unit} {side} mốc “{schedule.trigger or 'không rõ'}”"


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
