"""How a schedule was understood, in one short Vietnamese sentence for the clerk who checks it."""

from datetime import date

from bot.rules.schedules import (
    AnyOf,
    By,
    Dates,
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


def explained(schedule: Schedule) -> str:
    return f"Hiểu là: {_words(schedule)}."


def _words(schedule: Schedule) -> str:
    match schedule:
        case By(day, edge):
            return f"{'trước' if edge == 'before' else 'chậm nhất'} ngày {_day(day)}"
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
        case Every(unit, times):
            return f"{times} lần mỗi {_UNITS[unit]}"
        case Ongoing(until):
            return f"thường xuyên đến {_day(until)}" if until else "thường xuyên"
        case Relative():
            return _relative(schedule)
        case From(day, words):
            return f"từ {_day(day)}" if day else f"từ {words}"
        case External(ref):
            return f"theo {ref}"
    return "không có thời hạn"


def _relative(schedule: Relative) -> str:
    unit = "ngày làm việc" if schedule.calendar == "working" else "ngày"
    side = "trước" if schedule.direction == "before" else "sau"
    return f"{schedule.offset_days} {unit} {side} mốc “{schedule.trigger or 'không rõ'}”"


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
