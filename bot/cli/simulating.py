"""simulate: every letter that would go out."""

import asyncio
import json
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import make_url

from bot.acts.personal_calendar import duties_of
from bot.app import Kit, utc_now
from bot.cli.environment import StopError, err, settings, told
from bot.cli.rehearsal import Rehearsal, Sent, opened_copy, seat_everybody
from bot.desk import OfficeDay, office_hours
from bot.rules.letter_sums import Told, collisions, out_of_hours, per_day, silences
from bot.settings import Settings
from storage.offices import Office, the_office
from storage.people import Person, office_posts
from storage.store import Store


@dataclass(frozen=True)
class Span:
    """Both days included."""

    first: date
    last: date


@told
def simulate(options: Namespace) -> int:
    known = settings()
    span = Span(options.first, options.last)
    if span.last < span.first:
        raise StopError("--to phải từ ngày --from trở đi.")
    with tempfile.TemporaryDirectory(prefix="dondoc-simulate-") as folder:
        return _simulate(known, span, Path(folder), options)


def _simulate(known: Settings, span: Span, folder: Path, options: Namespace) -> int:
    with opened_copy(source_of(known), folder) as store:
        rehearsal, letters, seated = _run(store, known, span, joined_only=options.joined_only)
        if options.json:
            _print_letters(rehearsal, letters)
        if seated:
            err.print(f"{seated} vị trí chưa liên kết được coi như đã liên kết.")
        for line in summary(rehearsal, letters, span):
            err.print(line, markup=False)
    return 0


def source_of(known: Settings) -> Path:
    """The file of the store; StopError where it is no file, or not there."""
    url = make_url(known.database)
    if url.get_backend_name() != "sqlite":
        raise StopError("simulate hiện chỉ chạy trên SQLite: chưa sao được cơ sở dữ liệu PostgreSQL.")
    path = Path(url.database or "")
    if not url.database or not path.is_file():
        raise StopError("Chưa có cơ sở dữ liệu. Hãy nhập cơ quan trước: dondoc office import FILE.xlsx")
    return path


def _run(store: Store, known: Settings, span: Span, *, joined_only: bool) -> tuple[Rehearsal, list[Sent], int]:
    """From now, so that what is due before the span has been said, or from the span's own start where that is past."""
    office = _office(store)
    hours = office_hours(office)
    start = min(hours.at(span.first, time.min), utc_now())
    seated = 0 if joined_only else seat_everybody(store, office.id, start)
    rehearsal = Rehearsal(store, known.data, Kit.packaged(known.secret, {}), office.id, start)
    asyncio.run(rehearsal.run(hours.at(span.last + timedelta(days=1), time.min)))
    inside = [one for one in rehearsal.sent() if span.first <= hours.local(one.at).date() <= span.last]
    return rehearsal, inside, seated


def _office(store: Store) -> Office:
    with store.transaction() as session:
        office = the_office(session)
    if office is None:
        raise StopError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    return office


def _print_letters(rehearsal: Rehearsal, letters: Sequence[Sent]) -> None:
    hours = office_hours(_office(rehearsal.store))
    for one in letters:
        at = hours.local(one.at).isoformat()
        fields = {"at": at, "to": one.to, "channel": one.channel, "why": one.why, "text": one.text}
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")


def summary(rehearsal: Rehearsal, letters: Sequence[Sent], span: Span) -> list[str]:
    """Sums per person and day, then whatever should not be."""
    with rehearsal.store.transaction() as session:
        day = rehearsal.app.shop.day(session, rehearsal.office_id, rehearsal.now)
        names = {person.id: person.name for person in _officials(day)}
        busy = [number for number in names if duties_of(day, number)]
        hours, calendar = day.hours, day.calendar
    names |= {one.person_id: one.to for one in letters}
    told_ = [Told(one.at, one.person_id, one.key.startswith("digest:")) for one in letters]
    counts = per_day(told_, hours)
    lines = [f"Tổng cộng {len(told_)} tin."]
    lines += _sums(counts, names)
    lines += [f"TRÙNG: {names[who]} có hai bản nhắc lúc {_shown(hours.local(at))}" for who, at in collisions(told_)]
    for one in out_of_hours(told_, calendar, hours):
        lines.append(f"NGOÀI GIỜ: {names[one.person_id]} lúc {_shown(hours.local(one.at))}")
    for who, start, end in silences(told_, busy, span.first, span.last, calendar, hours):
        lines.append(f"IM LẶNG: {names[who]} có việc đang mở, không có tin từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}")
    return lines


def _officials(day: OfficeDay) -> list[Person]:
    posts = office_posts(day.session, day.office.id)
    numbers = dict.fromkeys(post.person_id for post in posts if post.person_id)
    return [day.session.get_one(Person, number) for number in numbers]


def _sums(counts: Counter[tuple[int, date]], names: dict[int, str]) -> list[str]:
    """Of each person all letters, then those of each day."""
    lines = []
    for who in sorted({person for person, _ in counts}, key=lambda person: names[person]):
        days = sorted((day, count) for (person, day), count in counts.items() if person == who)
        most = max(count for _, count in days)
        total = sum(count for _, count in days)
        lines.append(f"{names[who]}: {total} tin trong {len(days)} ngày, nhiều nhất {most} tin một ngày")
        lines += [f"  {day:%d/%m/%Y}: {count}" for day, count in days]
    return lines


def _shown(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"
