"""A reporting period in one sentence, as an office writes it and as it is shown to it.

"quý về cải cách hành chính: chốt ngày 14, gửi ngày 20 tháng cuối kỳ, ngày nghỉ chuyển sang ngày làm việc sau"
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from bot.rules.clock_said import HOUR, hour_in
from bot.rules.days_said import flat
from bot.rules.report_periods import AfterEnd, OnDay, OnWeekday, Periods, Rule, Send
from bot.rules.schedules import Unit
from bot.rules.vietnamese import nfc
from bot.rules.workdays import WEEKDAYS

LONGEST = 300  # characters
UNITS: Mapping[Unit, str] = {
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half-year": "6 tháng",
    "year": "năm",
}
_UNITS: Mapping[str, Unit] = {
    "tuan": "week",
    "thang": "month",
    "quy": "quarter",
    **dict.fromkeys(("6 thang", "06 thang", "sau thang", "nua nam"), "half-year"),
    "nam": "year",
}
_DAYS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"))},
    **{str(number + 2): number for number in range(6)},
    "chu nhat": 6,
}
_DAY = r"(?:thu )?(hai|ba|tu|nam|sau|bay|[2-7]|chu nhat)"
_HEAD = re.compile(
    rf"(?:bao cao )?(?:hang |dinh ky )?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
    r"(?: (?:bao cao )?ve (?P<about>[^:]+?))?(?:\s*:\s*|\s+)"
    r"(?=(?:chot|theo|tron|tu ngay|tu thu|tu chu|nhu|giu)\b)(?P<window>[^:]+)"
)
_KEEP = re.compile(r"(?:giu )?nhu ke hoach(?: ghi)?")
_WHOLE = re.compile(r"(?:theo|tron) (?:nam |thang |quy |tuan )?(?:duong )?(?:lich|thang|quy|nam|tuan|ky)")
_CUT = re.compile(r"chot (?:so lieu )?(?:vao |het )?(?:ngay )?(?P<cut>\d{1,2})(?: thang cuoi(?: ky| quy| nam)?)?")
_FROM = re.compile(
    r"tu ngay (?P<first>\d{1,2})(?: thang truoc)? (?:den|toi)(?: het)? (?:ngay )?(?P<cut>\d{1,2})"
    r"(?: thang (?:nay|sau|cuoi(?: ky| quy| nam)?))?"
)
_WEEK = re.compile(rf"(?:tu {_DAY} (?:den|toi)(?: het)? |chot (?:het )?){_DAY}")
_ON_DAY = re.compile(
    r"(?:vao )?(?P<before>truoc )?ngay (?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?"
    r"(?: (?:cua )?(?:(?P<later>thang sau|thang ke tiep|nam sau)"
    r"|(?P<same>thang cuoi(?: (?:cua )?(?:ky|quy|nam))?|cung thang)))?"
)
_AFTER = re.compile(r"(?:cham nhat )?sau (?P<days>\d{1,2}) ngay lam viec")
_AT_END = re.compile(r"(?:trong |vao )?ngay (?:chot|cuoi ky|cuoi)")
_ON_WEEKDAY = re.compile(rf"(?:vao )?{_DAY}(?P<after> tuan sau)?")
_OFF = re.compile(r"(?:neu |khi |gap |trung |roi vao )*ngay nghi (?:thi )?(?P<words>.+)")


@dataclass(frozen=True)
class Kind:
    """A packaged meaning; one with `base` answers for every report of the office."""

    key: str
    title: str
    base: bool
    source: str
    rules: tuple[Rule, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """Every packaged meaning by its key, in the order in which they are offered."""
    read = tomllib.loads(files("bot.rules").joinpath("report_periods.toml").read_text("utf-8"))
    return {key: _kind(key, **fields) for key, fields in read.items()}


def _kind(key: str, title: str, source: str, rules: list[str], base: bool = False) -> Kind:
    return Kind(key, title, base, source, tuple(read_rule(text).from_source(source) for text in rules))


def periods_of(base: str, own: list[dict[str, str]]) -> Periods:
    """From what an office keeps: the key of its base ("": nobody has said), its rules as sentence and source."""
    said = kinds().get(base)
    rules = tuple(read_rule(one["rule"]).from_source(one.get("source", "")) for one in own)
    return Periods(said.rules if said and said.base else None, rules)


def read_rule(text: str) -> Rule:
    """The rule that a sentence means. ValueError, in Vietnamese, names what was not understood."""
    whole = nfc(text).strip(" .;\n")
    if len(whole) > LONGEST:
        raise ValueError(f"Câu dài quá {LONGEST} ký tự.")
    head, *rest = re.split(r"\s*[,;]\s*", whole)
    found = _HEAD.fullmatch(flat(head))
    if found is None:
        raise ValueError(f"Chưa hiểu “{head}”. Xin ghi kỳ trước, ví dụ: quý: chốt ngày 14.")
    about = " ".join(head[slice(*found.span("about"))].split()) if found["about"] else ""
    rule = Rule(_UNITS[found["unit"]], about=about)
    if _KEEP.fullmatch(found["window"]):
        if rest:
            raise ValueError("Đã ghi “như kế hoạch” thì không ghi thêm ngày gửi.")
        return rule
    return _sent(_windowed(rule, found["window"], head), rest)


def _windowed(rule: Rule, said: str, shown: str) -> Rule:
    if rule.unit == "week":
        return replace(rule, cut=_last_of_week(said, shown))
    if _WHOLE.fullmatch(said):
        return rule
    found = _CUT.fullmatch(said) or _FROM.fullmatch(said)
    if found is None:
        raise ValueError(f"Chưa hiểu “{shown}”. Ví dụ: quý: chốt ngày 14, hoặc quý: theo dương lịch.")
    cut = int(found["cut"])
    if not 1 <= cut <= 27:
        raise ValueError("Ngày chốt từ 1 đến 27; chốt cuối tháng thì ghi “theo dương lịch”.")
    if "first" in found.re.groupindex and int(found["first"]) != cut + 1:
        raise ValueError(f"Kỳ chốt ngày {cut} phải bắt đầu từ ngày {cut + 1}.")
    return replace(rule, cut=cut)


def _last_of_week(said: str, shown: str) -> int:
    """On which weekday it ends, Monday being 0."""
    if _WHOLE.fullmatch(said):
        return 6
    week = _WEEK.fullmatch(said)
    if week is None:
        raise ValueError(f"Chưa hiểu “{shown}”. Ví dụ: tuần: từ thứ Năm đến thứ Tư.")
    last = _DAYS[week[2]]
    if week[1] and (_DAYS[week[1]] - last) % 7 != 1:
        raise ValueError("Kỳ tuần phải đủ bảy ngày, ví dụ từ thứ Năm đến thứ Tư.")
    return last


def _sent(rule: Rule, pieces: list[str]) -> Rule:
    for piece in pieces:
        said = flat(piece)
        if off := _OFF.fullmatch(said):
            rule = replace(rule, forward=_moves_on(off["words"], piece))
        elif said.startswith("gui ") and rule.send is None:
            rule = _read_send(rule, said.removeprefix("gui "), piece)
        else:
            raise ValueError(f"Chưa hiểu “{piece}”.")
    if rule.send is None:
        raise ValueError("Thiếu ngày gửi, ví dụ: gửi ngày 20 tháng cuối kỳ.")
    return rule


def _moves_on(said: str, shown: str) -> bool:
    if re.search(r"\b(?:truoc)\b", said):
        return False
    if re.search(r"\b(?:sau|tiep|ke)\b", said):
        return True
    raise ValueError(f"Chưa hiểu “{shown}”. Ghi: ngày nghỉ lùi về ngày làm việc trước, hoặc chuyển sang sau.")


def _read_send(rule: Rule, said: str, shown: str) -> Rule:
    timed = re.search(rf"(?:truoc )?{HOUR}(?: |$)", said)
    hour = hour_in(timed[0]) if timed else None
    left = " ".join((said[: timed.start()] + said[timed.end() :]).split()) if timed else said
    send = _send(rule, left)
    if send is None or (timed and hour is None):
        raise ValueError(f"Chưa hiểu “{shown}”. Ví dụ: gửi ngày 20 tháng cuối kỳ, gửi sau 2 ngày làm việc.")
    return replace(rule, send=send, hour=hour)


def _send(rule: Rule, said: str) -> Send | None:
    if after := _AFTER.fullmatch(said):
        return AfterEnd(int(after["days"]))
    if _AT_END.fullmatch(said):
        return AfterEnd(0)
    if rule.unit == "week":
        weekday = _ON_WEEKDAY.fullmatch(said)
        return OnWeekday(_DAYS[weekday[1]], bool(weekday["after"])) if weekday else None
    found = _ON_DAY.fullmatch(said)
    day = int(found["day"]) - bool(found["before"]) if found else 0
    if found is None or not 1 <= day <= 31:
        return None
    return _on_day(rule, day, found)


def _on_day(rule: Rule, day: int, found: re.Match[str]) -> Send | None:
    """Without a month the first such day after the period."""
    if found["month"]:
        month = int(found["month"])
        return OnDay(day, month % 12) if rule.unit == "year" and 1 <= month <= 12 else None
    later = 1 if found["later"] else 0 if found["same"] else int(rule.cut is None or day < rule.cut)
    if not later and rule.cut is not None and day < rule.cut:
        raise ValueError("Ngày gửi phải sau ngày chốt.")
    return OnDay(day, later)


def say_rule(rule: Rule) -> str:
    """The sentence that `read_rule` takes back."""
    about = f" về {rule.about}" if rule.about else ""
    name = f"{UNITS[rule.unit]}{about}"
    if rule.send is None:
        return f"{name}: như kế hoạch ghi"
    off = ", ngày nghỉ chuyển sang ngày làm việc sau" if rule.forward else ""
    return f"{name}: {_say_window(rule)}, gửi {_say_send(rule, rule.send)}{off}"


def _say_window(rule: Rule) -> str:
    if rule.unit == "week":
        last = rule.cut or 0
        return f"từ {WEEKDAYS[(last + 1) % 7]} đến {WEEKDAYS[last]}"
    return "theo dương lịch" if rule.cut is None else f"chốt ngày {rule.cut}"


def _say_send(rule: Rule, send: Send) -> str:
    hour = f"trước {rule.hour:%H:%M} " if rule.hour else ""
    match send:
        case AfterEnd(workdays):
            return f"{hour}sau {workdays} ngày làm việc" if workdays else f"{hour}trong ngày chốt"
        case OnWeekday(weekday, week_after):
            return f"{hour}{WEEKDAYS[weekday]}{' tuần sau' if week_after else ''}"
        case OnDay(day, later) if later > 1:
            return f"{hour}ngày {day}/{later}"
        case OnDay(day, later):
            here = "cùng tháng" if rule.unit == "month" else "tháng cuối kỳ"
            return f"{hour}ngày {day} {'tháng sau' if later else here}"
