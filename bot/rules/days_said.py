"""Days as people say them in a message: "mai", "thứ 4 tuần sau", "cuối tháng", "25/11"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import DAY, Calendar

_WEEKDAYS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"))},
    **{str(number + 2): number for number in range(6)},
}
_WEEK = r"(?: (?P<week>tuan nay|tuan sau|tuan toi|tuan tiep theo|sau|toi|nay))?"
_NEXT = ("tuan sau", "tuan toi", "tuan tiep theo", "sau", "toi")
_TITLES = re.compile(r"(?:^|\s)(?:chi|anh|co|ong|ba|em|chu|bac|thay|dong chi|d/c)\s*$")


@dataclass(frozen=True)
class DaySaid:
    """`start` and `end` count letters of `nfc(text)`. More than one day: only the speaker knows which is meant."""

    start: int
    end: int
    days: tuple[date, ...]


@dataclass(frozen=True)
class _Now:
    today: date
    calendar: Calendar

    def week_end(self, later: int) -> date:
        """The last worked day of this week, or of one `later`; never one that has passed."""
        sunday = self.today + (6 - self.today.weekday() + 7 * later) * DAY
        last = self.calendar.previous_workday(sunday)
        return last if last >= self.today else self.calendar.previous_workday(sunday + 7 * DAY)


def flat(text: str) -> str:
    """`plain`, letter for letter as long as `nfc(text)`."""
    return "".join(" " if letter.isspace() else (plain(letter) or letter)[0] for letter in nfc(text))


def days_said(text: str, today: date, calendar: Calendar) -> tuple[DaySaid, ...]:
    """Every day in a text, in its order. A date without a year is the next such day."""
    now, words, whole = _Now(today, calendar), flat(text), nfc(text)
    found: list[DaySaid] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(words):
            days = read(match, now) if _stands_alone(match, whole) else ()
            free = all(match.end() <= one.start or match.start() >= one.end for one in found)
            if days and free:
                found.append(DaySaid(match.start(), match.end(), days))
    return tuple(sorted(found, key=lambda one: one.start))


def _stands_alone(match: re.Match[str], whole: str) -> bool:
    """ "chị Mai" is a name, and "một" is a number."""
    printed = whole[match.start() : match.end()]
    if match[0] not in ("mai", "mot", "ngay mot"):
        return True
    named = printed[0].isupper() or _TITLES.search(flat(whole[: match.start()]))
    return not named and not printed.casefold().endswith("một")


def _fixed(ahead: int) -> Callable[[re.Match[str], _Now], tuple[date, ...]]:
    return lambda _match, now: (now.today + ahead * DAY,)


def _weekday(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    """On a Friday a bare "thứ Sáu" may mean today or a week from now."""
    wanted = _WEEKDAYS[match["day"]] if match["day"] else 6
    monday = now.today - now.today.weekday() * DAY
    week = match["week"] or ""
    day = monday + wanted * DAY
    if week in _NEXT:
        return (day + 7 * DAY,)
    if week:
        return (day,)
    if day == now.today:
        return (day, day + 7 * DAY)
    return (day if day > now.today else day + 7 * DAY,)


def _week_end(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    return (now.week_end(int((match["week"] or "") in _NEXT)),)


def _week_start(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    monday = now.today + (7 - now.today.weekday()) * DAY
    return (now.calendar.next_workday(monday),)


def _month_end(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    first = now.today.replace(day=1)
    if match["month"] in ("sau", "toi"):
        first = (first + 32 * DAY).replace(day=1)
    return (first.replace(day=monthrange(first.year, first.month)[1]),)


def _month_end_numbered(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return ()
    year = now.today.year + (month < now.today.month)
    return (date(year, month, monthrange(year, month)[1]),)


def _count(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    count = int(match["count"])
    return (now.calendar.add_workdays(now.today, count) if match["worked"] else now.today + count * DAY,)


def _date(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    tries = (year,) if year else (now.today.year, now.today.year + 1)
    return next(((day,) for day in _real(tries, parts) if year or day >= now.today), ())


def _real(years: tuple[int, ...], parts: Mapping[str, str | None]) -> Iterator[date]:
    for year in years:
        try:
            yield date(year, int(parts["month"] or 0), int(parts["day"] or 0))
        except ValueError:
            continue


def _day_of_month(match: re.Match[str], now: _Now) -> tuple[date, ...]:
    """ "ngày 25": of this month, or of the next where that has passed."""
    first = now.today.replace(day=1)
    for start in (first, (first + 32 * DAY).replace(day=1)):
        day = int(match["day"])
        if 1 <= day <= monthrange(start.year, start.month)[1] and start.replace(day=day) >= now.today:
            return (start.replace(day=day),)
    return ()


def _form(
    pattern: str, read: Callable[[re.Match[str], _Now], tuple[date, ...]]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], _Now], tuple[date, ...]]]:
    return re.compile(rf"(?<![\w/]){pattern}(?![\w/])"), read


# The surest first: what one form has taken, the later ones leave alone.
_FORMS = (
    _form(r"(?:ngay )?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d\d)", _date),
    _form(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?: nam (?P<year>20\d\d))?", _date),
    _form(r"(?:ngay )?(?P<day>\d{1,2})[/-](?P<month>\d{1,2})", _date),
    _form(r"ngay (?P<day>\d{1,2})(?: thang nay)?", _day_of_month),
    _form(rf"(?:thu ?|t)(?P<day>hai|ba|tu|nam|sau|bay|[2-7]){_WEEK}", _weekday),
    _form(rf"(?P<day>)(?:chu nhat|cn){_WEEK}", _weekday),
    _form(r"(?:hom nay|(?:sang|trua|chieu|cuoi gio chieu|cuoi buoi chieu) nay|trong ngay|cuoi ngay)", _fixed(0)),
    _form(r"(?:ngay mai|(?:sang|trua|chieu) mai|mai)", _fixed(1)),
    _form(r"(?:ngay mot|ngay kia|(?:sang|chieu) mot|mot)", _fixed(2)),
    _form(r"cuoi tuan(?: (?P<week>nay|sau|toi|tiep theo))?", _week_end),
    _form(r"dau tuan (?:sau|toi)", _week_start),
    _form(r"(?:trong|het|noi trong) (?P<week>tuan nay|tuan sau|tuan toi)", _week_end),
    _form(r"(?:cuoi|het|trong) thang(?: (?P<month>nay|sau|toi))?(?! \d)", _month_end),
    _form(r"(?:cuoi|het|trong) thang (?P<month>\d{1,2})", _month_end_numbered),
    _form(r"(?:trong vong|trong) (?P<count>\d{1,2}) ngay(?P<worked> lam viec)?", _count),
    _form(r"(?P<count>\d{1,2}) ngay(?P<worked> lam viec)? (?:nua|toi)", _count),
)
