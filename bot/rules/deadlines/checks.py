"""Days that cannot be meant: earlier than the plan, far from its year, or with day and month swapped."""

from collections.abc import Iterator
from datetime import date

from bot.rules.schedules import AnyOf, By, Every, From, Milestones, Ongoing, Schedule, Within, last_day


def leaves(schedule: Schedule) -> Iterator[Schedule]:
    """The schedule itself, or the parts it is made of."""
    match schedule:
        case AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Milestones(steps):
            for step in steps:
                yield from leaves(step.schedule)
        case _:
            yield schedule


def date_doubts(schedule: Schedule, year: int | None, issued: date | None) -> tuple[str, ...]:
    found = [d for leaf in leaves(schedule) for d in (*_early(leaf, issued), *_far(leaf, year))]
    return tuple(dict.fromkeys(found))


def _early(leaf: Schedule, issued: date | None) -> tuple[str, ...]:
    last = last_day(leaf)
    if issued is None or last is None or last >= issued:
        return ()
    return (f"Thời hạn {_shown(last)} sớm hơn ngày ban hành kế hoạch ({_shown(issued)}).{_swap_hint(leaf, issued)}",)


def _swap_hint(leaf: Schedule, issued: date) -> str:
    if not isinstance(leaf, By) or leaf.date.day > 12 or leaf.date.day == leaf.date.month:
        return ""
    swapped = date(leaf.date.year, leaf.date.day, leaf.date.month)
    return f" Có thể ngày và tháng bị đảo: {_shown(swapped)}." if swapped >= issued else ""


# A plan runs one year; its last reports come in the next.
def _far(leaf: Schedule, year: int | None) -> tuple[str, ...]:
    if year is None:
        return ()
    first, last = _years(leaf)
    if last is not None and last < year:
        return (f"Thời hạn thuộc năm {last}, trước năm {year} của kế hoạch.",)
    if last is not None and last > year + 1:
        return (f"Thời hạn thuộc năm {last}, xa năm {year} của kế hoạch.",)
    if first is not None and not year - 1 <= first <= year + 1:
        return (f"Bắt đầu từ năm {first}, xa năm {year} của kế hoạch.",)
    return ()


def _years(leaf: Schedule) -> tuple[int | None, int | None]:
    """The first and the last year a schedule speaks of."""
    match leaf:
        case Within(start, end):
            return start.year, end.year
        case From(date=day) if day:
            return day.year, None
        case Every(start=start, until=until):
            return (start.year if start else None), (until.year if until else None)
        case Ongoing(until) if until:
            return None, until.year
    last = last_day(leaf)
    return None, (last.year if last else None)


def _shown(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
