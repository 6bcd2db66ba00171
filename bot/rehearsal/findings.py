"""What a rehearsal shows: sums per person and day, and whatever should not be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import col, select

from bot.acts.digests import DIGEST
from bot.desk import OfficeDay
from bot.rehearsal.running import Sent
from bot.rules.letter_sums import (
    Followed,
    Told,
    busy_days,
    collisions,
    out_of_hours,
    per_day,
    silences,
    untold,
)
from bot.rules.states import Work
from messages.words import cut
from storage.dossiers import Dossier
from storage.feedback import Feedback
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.people import Person, duty_holders
from storage.plans import Task

FlagKind = Literal["double", "crowd", "many", "hours", "silent", "untold"]
_ROUNDS = {"week": "Báo cáo tuần", "news": "Tin, bài trong tuần"}
NAMES: dict[FlagKind, str] = {
    "double": "TRÙNG",
    "crowd": "CÙNG LÚC",
    "many": "NHIỀU TIN",
    "hours": "NGOÀI GIỜ",
    "silent": "IM LẶNG",
    "untold": "KHÔNG AI ĐƯỢC NHẮC",
}


@dataclass(frozen=True)
class Flag:
    """Something to look at. `day`: on which it is, or on which it begins."""

    kind: FlagKind
    day: date
    words: str


@dataclass(frozen=True)
class PersonSum:
    """How many letters one person gets on which day."""

    name: str
    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.days)

    @property
    def most(self) -> int:
        return max(count for _, count in self.days)


@dataclass(frozen=True)
class Findings:
    people: tuple[PersonSum, ...]
    flags: tuple[Flag, ...]


def look_through(day: OfficeDay, letters: Sequence[Sent], first: date, last: date) -> Findings:
    """`day`: the office at the rehearsal's end; both days of the span are included."""
    names = {one.person_id: one.to for one in letters}
    told = [Told(one.at, one.person_id, one.key.startswith(DIGEST)) for one in letters]
    counts = per_day(told, day.hours)
    works = _works(day, letters, last)
    flags = [*_heaps(day, told, names, counts), *_silences(day, told, works, first, last)]
    return Findings(_sums(counts, names), tuple(sorted(flags, key=lambda flag: (flag.day, flag.kind, flag.words))))


def _sums(counts: Counter[tuple[int, date]], names: dict[int, str]) -> tuple[PersonSum, ...]:
    people = sorted({person for person, _ in counts}, key=lambda person: names[person])
    by_person = {
        one: sorted((day, count) for (person, day), count in counts.items() if person == one) for one in people
    }
    return tuple(PersonSum(names[person], tuple(days)) for person, days in by_person.items())


def _heaps(
    day: OfficeDay, told: Sequence[Told], names: dict[int, str], counts: Counter[tuple[int, date]]
) -> Iterator[Flag]:
    for heap in collisions(told):
        at, who = day.hours.local(heap.at), names[heap.person_id]
        if heap.digests > 1:
            yield Flag("double", at.date(), f"{who} có {heap.digests} bản nhắc lúc {_shown(at)}")
        else:
            yield Flag("crowd", at.date(), f"{who} nhận {heap.letters} tin lúc {_shown(at)}")
    for person, on, count in busy_days(counts):
        yield Flag("many", on, f"{names[person]} nhận {count} tin ngày {on:%d/%m/%Y}")
    for one in out_of_hours(told, day.calendar, day.hours):
        at = day.hours.local(one.at)
        yield Flag("hours", at.date(), f"{names[one.person_id]} lúc {_shown(at)}")


def _silences(
    day: OfficeDay, told: Sequence[Told], works: Sequence[Followed], first: date, last: date
) -> Iterator[Flag]:
    for person, start, end in silences(told, works, first, last, day.calendar, day.hours):
        words = f"{_person(day, person)} có việc đang mở, không có tin từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}"
        yield Flag("silent", start, words)
    for work, start, end in untold(works, first, day.calendar):
        yield Flag("untold", start, f"“{cut(work.title)}” từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}")


def _works(day: OfficeDay, letters: Sequence[Sent], last: date) -> list[Followed]:
    """All that has a deadline: what is only asked about now and then may be silent in between."""
    told: dict[int, set[date]] = {}
    for one in letters:
        for subject, number, _ in one.said:
            if subject == "occurrence":
                told.setdefault(number, set()).add(day.hours.local(one.at).date())
    found = select(Occurrence, Task).join(Task, col(Task.id) == col(Occurrence.task_id))
    mine = (Occurrence.office_id == day.office.id, Occurrence.kind == "due", Occurrence.state != Work.DROPPED)
    rows = day.session.exec(found.where(*mine))
    return [_work(day, item, task, told.get(item.id, set()), last) for item, task in rows]


def _work(day: OfficeDay, item: Occurrence, task: Task, told: set[date], last: date) -> Followed:
    people = duty_holders(day.session, day.office.id, task.unit_id, task.post_id)
    until = day.hours.local(item.done_at).date() if item.done_at else last
    due = day.calendar.previous_workday(item.due)
    return Followed(task.content, frozenset(people), item.starts, due, min(until, last), frozenset(told))


def titles(day: OfficeDay) -> dict[tuple[str, int], str]:
    """What digests speak of by (subject, number), as short as it fits a line."""
    found = select(Occurrence, Task).join(Task, col(Task.id) == col(Occurrence.task_id))
    rows = day.session.exec(found.where(Occurrence.office_id == day.office.id))
    named = {("occurrence", item.id): _title(item, task) for item, task in rows}
    cases = day.session.exec(select(Feedback).where(Feedback.office_id == day.office.id))
    named |= {("feedback", case.id): f"Phản ánh {case.code}" for case in cases}
    dossiers = day.session.exec(select(Dossier).where(Dossier.office_id == day.office.id))
    named |= {("dossier", one.id): f"Hồ sơ {one.code}" for one in dossiers}
    rounds = select(Nudge.subject, Nudge.subject_id).where(col(Nudge.subject).in_(_ROUNDS))
    told = day.session.exec(rounds.where(Nudge.office_id == day.office.id).distinct())
    return named | {(subject, number): _ROUNDS[subject] for subject, number in told}


def _title(item: Occurrence, task: Task) -> str:
    return f"{cut(task.content)} ({item.label})" if item.label else cut(task.content)


def _person(day: OfficeDay, number: int) -> str:
    return day.session.get_one(Person, number).name


def _shown(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"
