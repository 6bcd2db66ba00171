"""Vietnamese words for dates, moments and amounts."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from html import unescape

from bot.rules.workdays import WEEKDAYS


def day(value: date, at: time | None = None) -> str:
    """thứ Sáu, 20/11/2026, or 16:30 thứ Sáu, 20/11/2026"""
    return f"{_hour(at)}{WEEKDAYS[value.weekday()]}, {value:%d/%m/%Y}"


def short_day(value: date, at: time | None = None) -> str:
    """thứ Sáu 20/11, or 16:30 thứ Sáu 20/11"""
    return f"{_hour(at)}{WEEKDAYS[value.weekday()]} {value:%d/%m}"


def hour(at: time) -> str:
    """16:30"""
    return f"{at:%H:%M}"


def spans(hours: Iterable[tuple[time | str, time | str]]) -> str:
    """07:30 – 11:30, 13:30 – 17:00"""
    return ", ".join(" – ".join(hour(at) if isinstance(at, time) else at for at in span) for span in hours)


def _hour(at: time | None) -> str:
    return f"{hour(at)} " if at else ""


def moment(value: datetime, zone: tzinfo) -> str:
    """14:05 thứ Sáu, 20/11/2026, on the clock of `zone`."""
    local = value.astimezone(zone)
    return day(local.date(), local.time())


def bare(markup: str) -> str:
    """The words of a message without its mark-up, for papers and calendars."""
    return unescape(re.sub(r"</?(?:b|i|code)>", "", markup))


def cut(text: str, length: int = 90) -> str:
    """At most `length` characters, ended at a word with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head).rstrip(" ,.;:–-") + "…"


def within(title: str) -> str:
    """A title inside a sentence: "Tháng 11/2026" -> "tháng 11/2026"."""
    return title[:1].lower() + title[1:]


def size(count: int) -> str:
    """Bytes as people say them: 1,5 MB."""
    if count < 1_000_000:
        return f"{max(1, count // 1000)} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def money(amount: int) -> str:
    """1.250.000 đồng"""
    return f"{amount:,} đồng".replace(",", ".")


def span(length: timedelta) -> str:
    """48 giờ, 7 ngày"""
    hours = int(length.total_seconds() // 3600)
    return f"{hours} giờ" if hours <= 72 else f"{hours // 24} ngày"


def two(number: int) -> str:
    """Numbers below ten with a leading zero, as in administrative papers (NĐ 30/2020): 02."""
    return f"{number:02d}"


def plain_day(value: date) -> str:
    """20/11/2026"""
    return f"{value:%d/%m/%Y}"
