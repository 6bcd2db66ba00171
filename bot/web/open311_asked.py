"""What a program asks of the requests: which, of which days, which page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.rules.numbers import read_number

SPAN = timedelta(days=90)
MOST = 1000  # requests in one answer
STATES = frozenset({"open", "closed"})


@dataclass
class UnclearError(Exception):
    """Nothing is answered to this: the HTTP status, and why."""

    status: int
    words: str


@dataclass(frozen=True)
class Asked:
    """`ids` override all else; an empty set asks for every one. `since` and `until` are both included."""

    ids: frozenset[str]
    topics: frozenset[str]
    states: frozenset[str]
    since: datetime
    until: datetime
    page: int
    size: int

    @property
    def first(self) -> int:
        return (self.page - 1) * self.size

    def is_met(self, code: str, topic: str, at: datetime, state: str) -> bool:
        if self.ids:
            return code in self.ids
        fits = (not self.topics or topic in self.topics) and (not self.states or state in self.states)
        return fits and self.since <= at <= self.until


def read_asked(given: Mapping[str, str], now: datetime, zone: tzinfo) -> Asked:
    """UnclearError (400) names what is wrong. What is empty counts as not given."""
    since, until = _span(_moment(given, "start_date", zone), _moment(given, "end_date", zone), now)
    states = _listed(given, "status")
    if not states <= STATES:
        raise UnclearError(400, "status chỉ nhận open, closed.")
    return Asked(
        ids=frozenset(code.upper() for code in _listed(given, "service_request_id")),
        topics=_listed(given, "service_code"),
        states=states,
        since=since,
        until=until,
        page=_count(given, "page", 1, 1_000_000),
        size=_count(given, "page_size", MOST, MOST),
    )


def _listed(given: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(filter(None, (part.strip() for part in given.get(name, "").split(","))))


def _count(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = given.get(name, "").strip()
    number = read_number(text) if text else usual
    if number is None or not 1 <= number <= most:
        raise UnclearError(400, f"{name} phải là số từ 1 đến {most}.")
    return number


def _span(since: datetime | None, until: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """Ninety days at most, by default the last."""
    if since is None:
        until = until or now
        return until - SPAN, until
    until = until or min(now, since + SPAN)
    if until - since > SPAN:
        raise UnclearError(400, "start_date và end_date cách nhau không quá 90 ngày.")
    return since, until


def _moment(given: Mapping[str, str], name: str, zone: tzinfo) -> datetime | None:
    """A W3 moment with its zone; a day alone begins at midnight here. A "+" typed as it is comes in as a blank."""
    text = given.get(name, "").strip().replace(" ", "+")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnclearError(400, f"{name} phải viết như 2026-11-20T00:00:00+07:00.") from error
    if moment.tzinfo is None and "T" in text:
        raise UnclearError(400, f"{name} thiếu múi giờ, viết như 2026-11-20T00:00:00+07:00.")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
