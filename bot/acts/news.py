"""The news of a week: who sent what, how many are wanted, who lacks some."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.acts.rhythm import week_on
from bot.desk import OfficeDay
from bot.rules.news import News, remind_at
from bot.rules.reporting import Week
from bot.rules.states import Role
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.absences import away_throughout
from storage.news import NewsItem, news_between
from storage.offices import Office, units_of
from storage.people import names_of, office_posts

QUOTA = "news_quota"  # where Office.profile keeps how many each official owes a week
WRITERS = frozenset({Role.OFFICIAL, Role.UNIT_HEAD, Role.CLERK})


@dataclass(frozen=True)
class Writer:
    """An official who has joined; `unit` "": of none."""

    person_id: int
    name: str
    unit: str


@dataclass(frozen=True)
class Lack:
    """Who has sent fewer than are wanted."""

    writer: Writer
    sent: int


@dataclass(frozen=True)
class NewsWeek:
    """`wanted` 0: none are asked for, and nobody lacks any."""

    week: Week
    wanted: int
    items: tuple[tuple[str, NewsItem], ...]
    lacking: tuple[Lack, ...]

    @property
    def is_worth_telling(self) -> bool:
        return bool(self.items or self.lacking)

    def sent_by(self, person_id: int) -> list[NewsItem]:
        return [item for _, item in self.items if item.person_id == person_id]


def quota(office: Office, on: date | None = None) -> int:
    """As it is now; of a day before it was first said: none."""
    kept = office.profile.get(QUOTA, {"number": 0, "since": ""})
    return 0 if on and on.isoformat() < kept["since"] else int(kept["number"])


def set_quota(day: OfficeDay, number: int) -> None:
    since = day.office.profile.get(QUOTA, {}).get("since") if quota(day.office) and number else None
    day.office.profile = {**day.office.profile, QUOTA: {"number": number, "since": since or day.today.isoformat()}}
    day.office.next_news_at = next_reminder_of_news(day)
    day.session.add(day.office)


def writers(day: OfficeDay) -> list[Writer]:
    """Everybody from whom news may be wanted, each once, by the first of their posts."""
    units = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    posts = [post for post in office_posts(day.session, day.office.id) if post.person_id and post.role in WRITERS]
    names = names_of(day.session, [post.person_id for post in posts if post.person_id])
    found: dict[int, Writer] = {}
    for post in posts:
        if post.person_id:
            writer = Writer(post.person_id, names[post.person_id], units.get(post.unit_id or 0, ""))
            found.setdefault(post.person_id, writer)
    return list(found.values())


def news_week(day: OfficeDay, on: date) -> NewsWeek:
    """The office's own week in which a day lies. Who was away on all its days owes nothing."""
    week = week_on(day, on)
    items = news_of(day, week.first, week.last)
    wanted, counts = quota(day.office, week.last), Counter(item.person_id for item in items)
    away = away_throughout(day.session, day.office.id, *_worked(day, week)) if wanted else frozenset()
    lacking = (Lack(one, counts[one.person_id]) for one in writers(day) if wanted and one.person_id not in away)
    names = names_of(day.session, [item.person_id for item in items])
    named = tuple((names[item.person_id], item) for item in items)
    return NewsWeek(week, wanted, named, tuple(one for one in lacking if one.sent < wanted))


def _worked(day: OfficeDay, week: Week) -> tuple[date, date]:
    """The first and the last worked day of a week, or its ends where none is."""
    first, last = day.calendar.next_workday(week.first), day.calendar.previous_workday(week.last)
    return (first, last) if first <= last else (week.first, week.last)


def lack_of(day: OfficeDay, person_id: int, on: date) -> tuple[int, int] | None:
    """How many somebody has sent in the week of a day, and how many are wanted; None where that is enough."""
    week = week_on(day, on)
    wanted = quota(day.office, week.last)
    sent = sum(item.person_id == person_id for item in news_of(day, week.first, week.last))
    return (sent, wanted) if sent < wanted else None


def news_of(day: OfficeDay, first: date, last: date) -> list[NewsItem]:
    """What was sent from the first to the last day and counts."""
    since, until = day.hours.at(first, "00:00"), day.hours.at(last + DAY, "00:00")
    return news_between(day.session, day.office.id, since, until)


def same_news(day: OfficeDay, news: News) -> NewsItem | None:
    """What was sent this week already, by whomever."""
    week = week_on(day, day.today)
    return next((item for item in news_of(day, week.first, week.last) if _read(item).is_same(news)), None)


def _read(item: NewsItem) -> News:
    return News(item.kind, item.link, item.words, frozenset(file["digest"] for file in item.files))


def next_reminder_of_news(day: OfficeDay) -> datetime:
    week = week_on(day, day.today)
    while (found := remind_at(week, day.calendar, day.hours)) is None or found <= day.now:
        week = week_on(day, week.last + DAY)
    return found


def told_news(day: OfficeDay, found: NewsWeek, person_id: int | None = None) -> Reply:
    """The list of a week: all of it, or that of one person."""
    items = [one for one in found.items if person_id in (None, one[1].person_id)]
    before = found.week.first - DAY
    return day.say("news_week", found=found, items=items, own=person_id is not None, before=before)
