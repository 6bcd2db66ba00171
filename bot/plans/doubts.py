"""What a careful clerk would ask about a row besides its deadline cell."""

import re
from collections.abc import Iterator

from bot.rules.deadlines import find, read
from bot.rules.schedules import AnyOf, By, External, Milestones, Nothing, Schedule, Within, last_day

# Cheap looks before the grammar reads a whole cell: is there a date, is there a rhythm?
_DATED = re.compile(r"\d\s*[/.-]\s*\d|(?:ngày|tháng|quý|Ngày|Tháng|Quý)\s+(?:\d|[IVX])")
_TIMED = re.compile(
    rf"{_DATED.pattern}|[Hh][àằ]ng|[Đđ]ịnh kỳ|lần|/\s*(?:ngày|tuần|tháng|quý|năm)|\d\s+(?:ngày|tháng)|sau khi|kể từ"
)
_SWAPPED = "Ô thời hạn không ghi thời gian, còn ô kết quả lại ghi thời gian: có thể hai ô bị đổi chỗ."


def missing_lead(lead: tuple[str, ...]) -> tuple[str, ...]:
    return () if lead else ("Chưa ghi đơn vị chủ trì.",)


def moved_time(deadline: str, product: str, year: int | None) -> tuple[Schedule, str] | None:
    """The time limit printed in the product cell of a row whose deadline cell holds something else."""
    if not deadline or not product:
        return None
    reading = read(product, year=year)
    if reading.needs_review or isinstance(reading.schedule, Nothing):
        return None
    found = reading.schedule
    return (External(found.ref, from_field="product") if isinstance(found, External) else found), _SWAPPED


def other_times(schedule: Schedule, content: str, product: str, note: str, year: int | None) -> tuple[str, ...]:
    """Time limits elsewhere in the row that the deadline cell does not name."""
    named = list(_leaves(schedule))
    doubts = []
    for place, text in (("nội dung", content), ("kết quả", product), ("ghi chú", note)):
        wanted = _DATED if place == "nội dung" else _TIMED
        for found in find(text, year=year) if wanted.search(text) else ():
            if place == "nội dung" and not isinstance(found.schedule, By | Within):
                continue
            if not any(_agree(leaf, found.schedule) for leaf in named):
                doubts.append(f"Phần {place} ghi một thời hạn khác: “{found.text}”.")
    return tuple(doubts)


def _leaves(schedule: Schedule) -> Iterator[Schedule]:
    if isinstance(schedule, AnyOf):
        for part in schedule.parts:
            yield from _leaves(part)
    elif isinstance(schedule, Milestones):
        for step in schedule.parts:
            yield from _leaves(step.schedule)
    else:
        yield schedule


def _agree(named: Schedule, found: Schedule) -> bool:
    return any(
        type(named) is type(leaf) and (named == leaf or last_day(named) == last_day(leaf) is not None)
        for leaf in _leaves(found)
    )
