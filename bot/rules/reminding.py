"""The ladder of reminders: on which worked days around a deadline, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Literal, get_args

from bot.rules.workdays import DAY, Calendar, Hours

Audience = Literal["holder", "unit_head", "lead", "clerk", "group", "citizen"]
AUDIENCES: Mapping[str, Audience] = {name: name for name in get_args(Audience)}
# The ways a reminder is worded, the most pressing first.
WORDINGS = ("pressing", "late", "today", "soon", "ahead", "check_in")
PRESSING_FROM = 3  # worked days late
SLOT = time(7, 30)
OFFICE = Hours()
_FARTHEST = 250  # worked days, about a year


@dataclass(frozen=True)
class Rung:
    """One reminder. `offset` counts worked days from the due day: -3 three before, 0 the day, 1 one late.

    `wording` names the message to use; `missed` says that the rung's own day has passed unheard.
    """

    offset: int
    audience: frozenset[Audience]
    wording: str
    missed: bool = False


@dataclass(frozen=True)
class Ladder:
    """Rungs in order of offset. From `repeat_after` on, the last rung comes again, `every` so many worked days."""

    rungs: tuple[Rung, ...]
    repeat_after: int | None = None
    every: int = 1

    def __post_init__(self) -> None:
        offsets = [rung.offset for rung in self.rungs]
        if not offsets or offsets != sorted(set(offsets)):
            raise ValueError("Các mốc nhắc việc phải khác ngày nhau và xếp theo thứ tự thời gian.")
        if self.repeat_after is not None and self.repeat_after < max(0, offsets[0]):
            raise ValueError("Chỉ được nhắc lại từ ngày đến hạn và từ mốc đầu tiên trở đi.")
        if self.every < 1:
            raise ValueError("Khoảng nhắc lại phải từ 1 ngày làm việc trở lên.")

    def repeats(self, position: int) -> bool:
        """Whether a position is one of those at which the last rung comes again."""
        start = self.repeat_after
        return start is not None and position >= start and (position - start) % self.every == 0


def usual_wording(offset: int) -> str:
    """How a reminder is worded so many worked days from the due day."""
    if offset > 0:
        return "pressing" if offset >= PRESSING_FROM else "late"
    return "today" if offset == 0 else "soon" if offset == -1 else "ahead"


def fitting_wording(wording: str, offset: int) -> str:
    """The chosen wording as long as it is true of the day; a deadline may have moved since it was chosen."""
    true = {"pressing": offset > 0, "late": offset > 0, "today": offset == 0, "soon": offset < 0, "ahead": offset < 0}
    return wording if true.get(wording, wording == "check_in") else usual_wording(offset)


def next_rung(
    ladder: Ladder,
    due: date,
    calendar: Calendar,
    after: datetime,
    hours: Hours = OFFICE,
    slot: time = SLOT,
) -> tuple[datetime, Rung] | None:
    """The first reminder strictly after a moment, as an aware UTC moment; None when none is left.

    A due day that is off counts as the worked day before it. On a repeated day the rung carries
    the offset of that day, so that a message can tell how late it is.
    """
    return _next_rung(ladder, due, calendar, after, hours, slot)


@lru_cache(maxsize=500)  # those who come together are reminded together
def _next_rung(
    ladder: Ladder, due: date, calendar: Calendar, after: datetime, hours: Hours, slot: time
) -> tuple[datetime, Rung] | None:
    base = calendar.previous_workday(due)
    position = calendar.workdays_between(base, _next_slot_day(calendar, after, hours, slot))
    offset = _offset_from(ladder, position)
    if offset is None:
        return None
    return hours.at(calendar.add_workdays(base, offset), slot), _rung_below(ladder, offset)


def rung_at(ladder: Ladder, due: date, calendar: Calendar, day: date) -> Rung | None:
    """The one reminder to give on a day: its own, or the latest that was passed over (`missed`).

    After days without power this gives each thing once. None before the first rung.
    """
    position = calendar.workdays_between(calendar.previous_workday(due), calendar.previous_workday(day))
    if position < ladder.rungs[0].offset:
        return None
    rung = _rung_below(ladder, _last_step(ladder, position))
    on_its_day = rung.offset == position and calendar.is_workday(day)
    return rung if on_its_day else replace(rung, missed=True)


def read_ladder(fields: Mapping[str, Any]) -> Ladder:
    """A ladder from JSON: {"rungs": [{"offset", "audience", "wording"}, …], "repeat_after": 1 or null, "every": 1}.

    ValueError, in Vietnamese, names what is wrong.
    """
    unknown = set(fields) - {"rungs", "repeat_after", "every"}
    if unknown:
        raise ValueError(f"Mốc nhắc việc có mục lạ: {', '.join(sorted(unknown))}.")
    rungs = fields.get("rungs")
    if not isinstance(rungs, list) or not rungs:
        raise ValueError("Mốc nhắc việc phải có ít nhất một mốc.")
    repeat = fields.get("repeat_after")
    return Ladder(
        tuple(_read_rung(rung) for rung in rungs),
        None if repeat is None else _read_offset(repeat),
        _read_offset(fields.get("every", 1)),
    )


def ladder_fields(ladder: Ladder) -> dict[str, Any]:
    """The JSON form that `read_ladder` takes back."""
    rungs = [
        {"offset": rung.offset, "audience": sorted(rung.audience), "wording": rung.wording} for rung in ladder.rungs
    ]
    return {"rungs": rungs, "repeat_after": ladder.repeat_after, "every": ladder.every}


def _next_slot_day(calendar: Calendar, after: datetime, hours: Hours, slot: time) -> date:
    day = hours.local(after).date()
    return calendar.next_workday(day if hours.at(day, slot) > after else day + DAY)


def _offset_from(ladder: Ladder, position: int) -> int | None:
    """The first offset at or after a position that has a reminder."""
    ahead = [rung.offset for rung in ladder.rungs if rung.offset >= position]
    if ladder.repeat_after is not None:
        passed = max(position - ladder.repeat_after, 0)
        ahead.append(ladder.repeat_after + -(-passed // ladder.every) * ladder.every)
    return min(ahead, default=None)


def _last_step(ladder: Ladder, position: int) -> int:
    """The last offset at or before a position that has a reminder."""
    below = max(rung.offset for rung in ladder.rungs if rung.offset <= position)
    if ladder.repeat_after is None or position < ladder.repeat_after:
        return below
    return max(below, position - (position - ladder.repeat_after) % ladder.every)


def _rung_below(ladder: Ladder, position: int) -> Rung:
    """The last rung at or before a position; where it comes again, moved to that position."""
    rung = [rung for rung in ladder.rungs if rung.offset <= position][-1]
    return replace(rung, offset=position) if ladder.repeats(position) else rung


def _read_rung(fields: object) -> Rung:
    if not isinstance(fields, dict) or set(fields) != {"offset", "audience", "wording"}:
        raise ValueError("Mỗi mốc nhắc việc gồm đúng ba mục: offset, audience, wording.")
    wording = fields["wording"]
    if not isinstance(wording, str) or wording not in WORDINGS:
        raise ValueError(f"Không có kiểu lời nhắc “{wording}”; chỉ gồm: {', '.join(sorted(WORDINGS))}.")
    return Rung(_read_offset(fields["offset"]), _read_audience(fields["audience"]), wording)


def _read_offset(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _FARTHEST:
        raise ValueError(f"Số ngày làm việc phải là số nguyên từ -{_FARTHEST} đến {_FARTHEST}.")
    return value


def _read_audience(value: object) -> frozenset[Audience]:
    names = value if isinstance(value, list) else []
    chosen = frozenset(AUDIENCES[name] for name in names if isinstance(name, str) and name in AUDIENCES)
    if not chosen or len(chosen) != len(names):
        raise ValueError(f"Người nhận lời nhắc chỉ gồm, mỗi người một lần: {', '.join(AUDIENCES)}.")
    return chosen
