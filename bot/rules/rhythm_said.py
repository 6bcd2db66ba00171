"""How an office reports its weeks, in one sentence as it writes it and as it is shown to it.

"tuần từ thứ Năm đến thứ Tư, hỏi 08:00 thứ Tư, gửi 16:00 thứ Tư"
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from bot.rules.clock_said import HOUR, hour_in
from bot.rules.days_said import flat
from bot.rules.reporting import USUAL, Rhythm, week_of
from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import WEEKDAYS, Calendar, Hours

LONGEST = 200  # characters
EXAMPLE = "tuần từ thứ Năm đến thứ Tư, hỏi 8h thứ Tư, gửi 16h thứ Tư"
_SAID: Mapping[str, int] = {
    **{plain(name): number for number, name in enumerate(WEEKDAYS)},
    **{f"thu {number + 2}": number for number in range(6)},
    "cn": 6,
}
_NAMES = "|".join(_SAID)
_DAY = rf"(?P<day>{_NAMES})(?: (?:tuan (?:sau|nay|ke tiep)|hang tuan))?"
_WINDOW = re.compile(
    rf"(?:(?:bao cao )?tuan )?(?:tinh )?tu (?P<first>{_NAMES}) (?:den|toi)(?: het)? (?P<last>{_NAMES})"
)
_LAST_WORKED = r"(?:vao )?ngay lam viec cuoi(?: cung)?(?: (?:cua )?tuan)?"
_FIRST_WORKED = r"(?:vao )?ngay lam viec dau(?: tien)?(?: (?:cua )?tuan)?(?: sau| ke tiep)?"
_ASK = re.compile(r"hoi(?: don vi| can bo)?(?: (?:vao|luc))?(?P<when> .+)?")
_SEND = re.compile(r"(?:gui|tong hop|nop)(?: (?:cho )?lanh dao)?(?: (?:vao|luc|truoc))?(?P<when> .+)?")
_USUAL = re.compile(r"(?:nhu )?(?:mac dinh|binh thuong|cu)")
_ANY_DAY, _ALL_DAY = date(2026, 3, 4), Hours(((time.min, time.max),))
_LEAST = timedelta(hours=1)


def read_rhythm(text: str, now: Rhythm = USUAL) -> Rhythm:
    """What a sentence changes of the rhythm of now. ValueError, in Vietnamese, says what is unclear or cannot be."""
    whole = nfc(text).strip(" .;\n")
    if len(whole) > LONGEST:
        raise ValueError(f"Câu dài quá {LONGEST} ký tự.")
    if _USUAL.fullmatch(flat(whole)):
        return USUAL
    found = now
    for piece in filter(None, re.split(r"\s*[,;:]\s+|\s*[,;]\s*", whole)):
        found = _read_piece(found, piece)
    _check(found)
    return found


def _read_piece(rhythm: Rhythm, piece: str) -> Rhythm:
    said = flat(piece)
    if window := _WINDOW.fullmatch(said):
        last = _SAID[window["last"]]
        if (_SAID[window["first"]] - last) % 7 != 1:
            raise ValueError("Kỳ tuần phải đủ bảy ngày, ví dụ từ thứ Năm đến thứ Tư.")
        return replace(rhythm, last=last)
    if asked := _ASK.fullmatch(said):
        day, hour = _when(asked["when"] or "", _LAST_WORKED, piece)
        return replace(rhythm, ask_on=day, ask=hour or rhythm.ask)
    if sent := _SEND.fullmatch(said):
        day, hour = _when(sent["when"] or "", _FIRST_WORKED, piece)
        return replace(rhythm, send_on=day, send=hour or rhythm.send)
    raise ValueError(f"Chưa hiểu “{piece}”. Ví dụ: {EXAMPLE}.")


def _when(said: str, worked: str, shown: str) -> tuple[int | None, time | None]:
    """The weekday (None: the worked day that is usual) and the hour, in either order."""
    timed = re.search(rf"(?:truoc |luc )?{HOUR}", said)
    hour = hour_in(timed[0]) if timed else None
    left = said.replace(timed[0], " ") if timed else said
    left = re.sub(r"\b(?:vao|luc|truoc)\b", " ", left)
    left = " ".join(left.split())
    weekday = re.fullmatch(_DAY, left)
    if (timed and hour is None) or not (weekday or re.fullmatch(worked, left)):
        raise ValueError(f"Chưa hiểu “{shown}”: cần ngày trong tuần và giờ, ví dụ {EXAMPLE}.")
    return (_SAID[weekday["day"]] if weekday else None), hour


def check_open(rhythm: Rhythm, hours: Hours) -> None:
    """ValueError, in Vietnamese, where the office is closed at one of its hours."""
    for name, clock in (("hỏi", rhythm.ask), ("gửi", rhythm.send)):
        if not any(start <= clock < end for start, end in hours.spans):
            raise ValueError(f"Giờ {name} {clock:%H:%M} ngoài giờ làm việc.")


def _check(rhythm: Rhythm) -> None:
    """In an ordinary week the sending comes after the asking, on the day that was said."""
    if {rhythm.ask_on, rhythm.send_on} & {5, 6}:
        raise ValueError("Ngày hỏi, ngày gửi phải từ thứ Hai đến thứ Sáu.")
    week = week_of(_ANY_DAY, Calendar(), _ALL_DAY, rhythm)  # one without a day off
    assert week.ask_at
    assert week.send_at
    sent = _ALL_DAY.local(week.send_at)
    if week.send_at - week.ask_at < _LEAST or rhythm.send_on not in (None, sent.weekday()):
        raise ValueError("Giờ gửi phải sau giờ hỏi ít nhất một giờ.")


def say_rhythm(rhythm: Rhythm) -> str:
    """The sentence that `read_rhythm` takes back."""
    days = f"tuần từ {WEEKDAYS[(rhythm.last + 1) % 7]} đến {WEEKDAYS[rhythm.last]}"
    asked = "ngày làm việc cuối tuần" if rhythm.ask_on is None else WEEKDAYS[rhythm.ask_on]
    sent = "ngày làm việc đầu tuần sau" if rhythm.send_on is None else WEEKDAYS[rhythm.send_on]
    return f"{days}, hỏi {rhythm.ask:%H:%M} {asked}, gửi {rhythm.send:%H:%M} {sent}"
