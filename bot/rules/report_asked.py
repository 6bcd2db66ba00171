"""Which report people ask for: "báo cáo tháng 11", "bao cao quy 3", "báo cáo từ 01/3 đến 15/4"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules.report_periods import Periods
from bot.rules.report_windows import Kind, Period, period_in, span, window_of
from bot.rules.vietnamese import plain
from bot.rules.workdays import DAY
from bot.rules.year_parts import day_in

_WORDS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_WORDS, start=1)},
    **{"bon": 4, "gieng": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4},
}
_WHICH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:\s*[/.-]\s*|\s+)(?:nam )?(?P<year>20\d\d)"
_REL = r"(?P<rel>nay|truoc|qua|roi|vua qua|vua roi|ngoai)"
_DAY = r"(?:ngay )?(?P<d{n}>\d{{1,2}})(?: ?[/.-] ?| thang )(?P<m{n}>\d{{1,2}})(?:(?: ?[/.-] ?| nam )(?P<y{n}>20\d\d))?"
_ASKED = re.compile(
    r"(?:(?:xem|soan|lap|lam|tao|cho (?:toi|anh|em|chi)|xin|lay) )*"
    r"bao cao(?: (?:cong tac|dinh ky|tong hop|ket qua|tinh hinh|thuc hien|nhiem vu))*(?: (?:cua|ve))? (?P<period>.+)"
)
_KEYS: Mapping[str, Kind] = {
    r"(?P<year>20\d\d)-W(?P<n>\d\d)": "week",
    r"(?P<year>20\d\d)-(?P<n>\d\d)": "month",
    r"(?P<year>20\d\d)-Q(?P<n>[1-4])": "quarter",
    r"(?P<year>20\d\d)-H(?P<n>[12])": "half-year",
    r"(?P<year>20\d\d)-9M": "nine-months",
    r"(?P<year>20\d\d)": "year",
}
_MONTHS: Mapping[Kind, int] = {"month": 1, "quarter": 3, "half-year": 6, "nine-months": 12, "year": 12}
_MOST: Mapping[Kind, int] = {"week": 53, "month": 12, "quarter": 4, "half-year": 2, "nine-months": 1, "year": 1}
_CALLED: Mapping[Kind, str] = {"week": "Tuần", "month": "Tháng", "quarter": "Quý"}


@dataclass(frozen=True)
class _Now:
    today: date
    periods: Periods

    def has_begun(self, period: Period) -> bool:
        return window_of(period, self.periods).first <= self.today

    def last_begun(self, kind: Kind, number: int) -> Period:
        """That of this number whose days have begun last."""
        for year in (self.today.year + 1, self.today.year):
            period = _numbered(kind, number, year)
            if self.has_begun(period):
                return period
        return _numbered(kind, number, self.today.year - 1)


def read_asked(text: str, today: date, periods: Periods) -> Period | None:
    """The period of a whole utterance that asks for a report; None for anything else.

    ValueError, in Vietnamese, where it names a period that there is not.
    """
    found = _ASKED.fullmatch(_flat(text))
    return _read(found["period"], _Now(today, periods)) if found else None


def read_period(text: str, today: date, periods: Periods) -> Period | None:
    """A period by its key ("2026-Q3") or in words ("quý 3", "tháng trước"). ValueError as above."""
    keyed = period_keyed(text.strip())
    said = _flat(text)
    return keyed or _read(said, _Now(today, periods)) or read_asked(said, today, periods)


def period_keyed(key: str) -> Period | None:
    for form, kind in _KEYS.items():
        if found := re.fullmatch(form, key):
            return _checked(kind, int(found.groupdict().get("n") or 1), int(found["year"]))
    if found := re.fullmatch(r"(20\d\d)-(\d\d)-(\d\d)_(20\d\d)-(\d\d)-(\d\d)", key):
        return span(_day(int(found[1]), found[2], found[3]), _day(int(found[4]), found[5], found[6]))
    return None


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[^\w/.\-\s]", " ", plain(text)).split()).strip(" .-/")


def _read(said: str, now: _Now) -> Period | None:
    for form, read in _FORMS:
        if found := form.fullmatch(said):
            return read(found, now)
    return None


def _checked(kind: Kind, number: int, year: int) -> Period:
    if not 1 <= number <= _MOST[kind]:
        raise ValueError(f"{_CALLED[kind]} từ 1 đến {_MOST[kind]}.")
    return _numbered(kind, number, year)


def _numbered(kind: Kind, number: int, year: int) -> Period:
    if kind == "week":
        return period_in("week", date.fromisocalendar(year, min(number, _weeks(year)), 1))
    return period_in(kind, date(year, (number - 1) * _MONTHS[kind] + 1, 1))


def _weeks(year: int) -> int:
    """52 or 53; the last week of a year holds 28 December."""
    return date(year, 12, 28).isocalendar().week


def _by_number(kind: Kind) -> Callable[[re.Match[str], _Now], Period]:
    def read(found: re.Match[str], now: _Now) -> Period:
        number = int(found["n"]) if found["n"].isdigit() else _NUMBERS[found["n"]]
        if found["year"]:
            return _checked(kind, number, int(found["year"]))
        _checked(kind, number, now.today.year)
        return now.last_begun(kind, number)

    return read


def _relative(kind: Kind) -> Callable[[re.Match[str], _Now], Period]:
    def read(found: re.Match[str], now: _Now) -> Period:
        this = period_in(kind, now.today)
        if kind == "week" and window_of(this, now.periods).last < now.today:
            this = period_in(kind, this.last + DAY)  # an office's week may begin on a Thursday
        before = found["rel"] not in (None, "nay")
        return period_in(kind, this.first - DAY) if before else this

    return read


def _half(found: re.Match[str], now: _Now) -> Period:
    """Without "đầu" or "cuối" the half whose days have begun last."""
    numbers = {"dau": (1,), "cuoi": (2,)}.get(found["half"] or "", (1, 2))
    if found["year"]:
        return _numbered("half-year", numbers[0], int(found["year"]))
    return max((now.last_begun("half-year", number) for number in numbers), key=lambda period: period.first)


def _nine(found: re.Match[str], now: _Now) -> Period:
    if found["year"]:
        return _numbered("nine-months", 1, int(found["year"]))
    return now.last_begun("nine-months", 1)


def _year(found: re.Match[str], _now: _Now) -> Period:
    return _numbered("year", 1, int(found["year"]))


def _from_to(found: re.Match[str], now: _Now) -> Period:
    """A day without a year: the first is the last such day, the second the next one after it."""
    later = int(found["y2"]) if found["y2"] else None
    year = int(found["y1"]) if found["y1"] else later or now.today.year
    first = _day(year, found["m1"], found["d1"])
    if not (found["y1"] or later) and first > now.today:
        first = _day(year - 1, found["m1"], found["d1"])
    last = _day(later or first.year, found["m2"], found["d2"])
    if later is None and last < first:
        last = _day(first.year + 1, found["m2"], found["d2"])
    return span(first, last)


def _until_now(found: re.Match[str], now: _Now) -> Period:
    kinds: Mapping[str, Kind] = {"nam": "year", "thang": "month", "quy": "quarter", "tuan": "week"}
    return span(period_in(kinds[found["part"]], now.today).first, now.today)


def _day(year: int, month: str, day: str) -> date:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= day_in(year, int(month), 31).day:
        raise ValueError(f"Không có ngày {day}/{month}/{year}.")
    return date(year, int(month), int(day))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Now], Period]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"tuan (?:thu )?(?P<n>\d{{1,2}})(?:{_YEAR})?", _by_number("week")),
        (rf"(?:ca )?tuan(?: {_REL})?", _relative("week")),
        (rf"thang (?P<n>\d{{1,2}}|{_WHICH})(?:{_YEAR})?", _by_number("month")),
        (rf"(?:ca )?thang(?: {_REL})?", _relative("month")),
        (rf"(?:quy|q) ?(?P<n>[1-9]|0[1-4]|{_WHICH})(?:{_YEAR})?", _by_number("quarter")),
        (rf"(?:ca )?quy(?: {_REL})?", _relative("quarter")),
        (rf"(?:0?6|sau) thang(?: (?P<half>dau|cuoi))?(?: nam)?(?:{_YEAR})?(?: nay)?", _half),
        (rf"nua (?P<half>dau|cuoi)? ?nam(?:{_YEAR})?(?: nay)?", _half),
        (rf"(?:0?9|chin) thang(?: dau)?(?: nam)?(?:{_YEAR})?(?: nay)?", _nine),
        (r"(?:ca )?nam (?P<year>20\d\d)", _year),
        (rf"(?:ca |cuoi )?nam(?: {_REL})?", _relative("year")),
        (rf"tu {_DAY.format(n=1)} ?(?:den|toi|-) ?(?:het )?{_DAY.format(n=2)}", _from_to),
        (r"tu dau (?P<part>nam|thang|quy|tuan)(?: (?:den|toi) (?:nay|hom nay))?", _until_now),
    )
)
