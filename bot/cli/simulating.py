"""simulate: every letter that would go out."""

import asyncio
import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from bot.app import Kit, utc_now
from bot.cli.environment import StopError, chosen_office, keys_of, settings, told
from bot.cli.terminal import Terminal, err, out
from bot.desk import office_hours
from bot.rehearsal.copying import NothingToCopyError, opened_copy
from bot.rehearsal.findings import NAMES, Findings, PersonSum, look_through, titles
from bot.rehearsal.running import NOT_JOINED, Rehearsal, Sent, seat_everybody
from bot.rules.workdays import Hours
from bot.settings import Settings
from messages.words import day
from storage.copying import keep_one_office
from storage.offices import Office
from storage.store import Store

MONTH = timedelta(days=28)


@dataclass(frozen=True)
class Span:
    """Both days included."""

    first: date
    last: date


@dataclass(frozen=True)
class Shown:
    """The letters of a span and what stands out; `titles` as in `findings.titles`, `seated` posts as if joined."""

    letters: Sequence[Sent]
    findings: Findings
    titles: dict[tuple[str, int], str]
    hours: Hours
    seated: int


@told
def simulate(options: Namespace) -> int:
    known = settings()
    span = Span(options.first, options.last)
    if span.last < span.first:
        raise StopError("--to phải từ ngày --from trở đi.")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="dondoc-simulate-") as folder,
            opened_copy(known.database, keys_of(known), Path(folder)) as store,
        ):
            found = _run(store, known, span, options)
    except NothingToCopyError as reason:
        raise StopError(str(reason)) from reason
    if options.json:
        _print_json(found)
    else:
        _print_letters(found)
    _print_summary(found, err if options.json else out)
    return 0


def _run(store: Store, known: Settings, span: Span, options: Namespace) -> Shown:
    """From now, so that what is due before the span has been said, or from the span's own start where that is past."""
    office = _office(store, options.office)
    hours = office_hours(office)
    start = min(hours.at(span.first, time.min), utc_now())
    seated = 0 if options.joined_only else seat_everybody(store, office.id, start)
    kit = Kit.packaged(known.secret, {})
    rehearsal = Rehearsal(store, known.data, kit, office.id, start, options.done_after)
    asyncio.run(_live(rehearsal, hours.at(span.last + timedelta(days=1), time.min), hours))
    inside = [one for one in rehearsal.sent() if span.first <= hours.local(one.at).date() <= span.last]
    with rehearsal.day() as today:
        return Shown(inside, look_through(today, inside, span.first, span.last), titles(today), hours, seated)


async def _live(rehearsal: Rehearsal, end: datetime, hours: Hours) -> None:
    """Month by month, and say on a terminal how far it is."""
    with err.status("Đang chạy thử trên bản sao") as status:
        while rehearsal.now < end:
            until = min(rehearsal.now + MONTH, end)
            await rehearsal.run(until)
            rehearsal.now = until
            status.update(f"Đang chạy thử trên bản sao: {hours.local(until):%d/%m/%Y}")


def _office(store: Store, code: str | None) -> Office:
    """The one to rehearse, alone in the copy from now on."""
    with store.transaction() as session:
        office = chosen_office(session, code)
    keep_one_office(store, office.id)
    return office


def _print_json(found: Shown) -> None:
    for one in found.letters:
        at = found.hours.local(one.at).isoformat()
        fields = {"at": at, "to": one.to, "channel": one.channel, "why": one.why, "text": one.text}
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")


def _print_letters(found: Shown) -> None:
    """Day by day: when, to whom, about what and why."""
    for on, letters in groupby(found.letters, key=lambda one: found.hours.local(one.at).date()):
        words = day(on)
        out.print(f"\n{words[0].upper()}{words[1:]}", style="bold", markup=False)
        for one in letters:
            channel = "chưa liên kết" if one.channel == NOT_JOINED else one.channel
            why = "nhắc việc" if one.said else one.why
            out.print(f"  {found.hours.local(one.at):%H:%M}  {one.to} ({channel}): {why}", markup=False)
            for subject, number, reason in one.said:
                title = found.titles[subject, number]
                out.print(f"         · {title} – {reason}", markup=False)


def _print_summary(found: Shown, to: Terminal) -> None:
    """Sums per person and day, then whatever should not be."""
    if found.seated:
        to.print(f"{found.seated} vị trí chưa liên kết được coi như đã liên kết.")
    to.print(f"\nTổng cộng {len(found.letters)} tin.", style="bold")
    for person in found.findings.people:
        to.print(
            f"{person.name}: {person.total} tin trong {len(person.days)} ngày, nhiều nhất {person.most} tin một ngày",
            markup=False,
        )
        for line in _month_lines(person):
            to.print(f"  {line}", markup=False)
    if found.findings.flags:
        to.print("\nCần xem lại", style="bold")
    for flag in found.findings.flags:
        to.print(f"{NAMES[flag.kind]}: {flag.words}", markup=False)


def _month_lines(person: PersonSum) -> list[str]:
    """Tháng 1/2026: ngày 5, 6 (2 tin), 12"""
    lines = []
    for (year, month), days in groupby(person.days, key=lambda one: (one[0].year, one[0].month)):
        shown = (f"{on.day}" if count == 1 else f"{on.day} ({count} tin)" for on, count in days)
        lines.append(f"Tháng {month}/{year}: ngày {', '.join(shown)}")
    return lines
