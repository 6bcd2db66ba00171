"""The week as the units tell it: what each duty's people said, what heads add, who has not answered."""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.rhythm import week_on
from bot.acts.summing import unit_names
from bot.acts.weekly import unanswered
from bot.desk import OfficeDay
from storage.occurrences import Duty, duties
from storage.people import Person, posts_of
from storage.week_rounds import WeekRound, last_round
from storage.weeks import WeekLine, WeekNote, WeekReport, week_lines, week_notes, week_reports

STUCK = "vuong"
PROGRESS = {"dung": "đúng tiến độ", "sap": "sắp xong", STUCK: "có vướng mắc", "chua": "chưa bắt đầu"}


@dataclass(frozen=True)
class Answer:
    """What somebody said of a duty; `words`: why it is stuck. `late`: after the week had gone to the lead."""

    duty: Duty
    progress: str
    words: str
    who: str
    late: bool

    @property
    def is_stuck(self) -> bool:
        return self.progress == STUCK


@dataclass(frozen=True)
class Silent:
    """Somebody with open questions, `left` of them; `some`: others they answered."""

    who: str
    unit: str
    left: int
    some: bool


@dataclass(frozen=True)
class UnitWeek:
    """A unit's week. `words`: what its people add. `notes` are its head's remarks, `extras` work that no plan has."""

    unit_id: int | None
    name: str
    answers: tuple[Answer, ...]
    words: tuple[tuple[str, str], ...]
    notes: tuple[WeekNote, ...]
    extras: tuple[WeekNote, ...]
    silent: tuple[Silent, ...]
    late: tuple[str, ...]

    @property
    def stuck(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.answers if one.is_stuck)


@dataclass(frozen=True)
class _Week:
    """What was read of a week, once for all units."""

    reports: list[WeekReport]
    whose: dict[int, int]  # report -> person
    lines: list[WeekLine]
    duties: dict[int, Duty]
    notes: list[WeekNote]
    people: dict[int, tuple[str, int | None]]
    open: dict[int, int]
    sent_at: datetime | None


def week_to_write(day: OfficeDay) -> WeekRound:
    """The week that was asked about and has not gone to the lead, else (not stored) the one that runs now."""
    around = last_round(day.session, day.office.id)
    if around and around.sent_at is None:
        return around
    week = week_on(day, day.today)
    return WeekRound(office_id=day.office.id, first=week.first, last=week.last, asked_at=day.now, send_at=day.now)


def week_shown(day: OfficeDay) -> WeekRound | None:
    """The newest week of which something was said; None: of none yet."""
    now = week_to_write(day)
    has_words = now.next_at or week_notes(day.session, day.office.id, now.first)
    return now if has_words else last_round(day.session, day.office.id)


def unit_weeks(day: OfficeDay, around: WeekRound) -> list[UnitWeek]:
    """Every unit of which something is to be said, in the order of the office."""
    week, names = _read(day, around), unit_names(day)
    found = (_unit_week(week, unit_id, names) for unit_id in names)
    return [one for one in found if one.answers or one.words or one.notes or one.extras or one.silent or one.late]


def _read(day: OfficeDay, around: WeekRound) -> _Week:
    reports = week_reports(day.session, day.office.id, around.first)
    lines = week_lines(day.session, [one.id for one in reports])
    held = {one[0].id: one for one in duties(day.session, [line.occurrence_id for line in lines])}
    notes = week_notes(day.session, day.office.id, around.first)
    people = {one.person_id: _person(day, one.person_id) for one in reports}
    whose = {one.id: one.person_id for one in reports}
    return _Week(reports, whose, lines, held, notes, people, unanswered(day, reports), around.sent_at)


def _person(day: OfficeDay, person_id: int) -> tuple[str, int | None]:
    units = (post.unit_id for post in posts_of(day.session, person_id) if post.unit_id)
    return day.session.get_one(Person, person_id).name, next(units, None)


def _unit_week(week: _Week, unit_id: int | None, names: dict[int | None, str]) -> UnitWeek:
    own = [one for one in week.reports if week.people[one.person_id][1] == unit_id]
    who = {one.id: week.people[one.person_id][0] for one in week.reports}
    notes = [note for note in week.notes if note.unit_id == unit_id]
    lines = [line for line in week.lines if _unit_of(week, line) == unit_id]
    some = {line.report_id for line in week.lines}
    left = [one for one in own if one.id in week.open]
    return UnitWeek(
        unit_id=unit_id,
        name=names[unit_id],
        answers=tuple(_answer(week, line, who[line.report_id]) for line in lines),
        words=tuple((who[one.id], one.words) for one in own if one.words),
        notes=tuple(note for note in notes if note.kind == "remark"),
        extras=tuple(note for note in notes if note.kind == "extra"),
        silent=tuple(Silent(who[one.id], names[unit_id], week.open[one.id], one.id in some) for one in left),
        late=tuple(who[one.id] for one in own if _is_late(week, one.answered_at)),
    )


def _unit_of(week: _Week, line: WeekLine) -> int | None:
    """Where the duty belongs; where it has no unit, that of who answered."""
    found = week.duties.get(line.occurrence_id)
    return (found[1].unit_id if found else None) or week.people[week.whose[line.report_id]][1]


def _answer(week: _Week, line: WeekLine, who: str) -> Answer:
    return Answer(week.duties[line.occurrence_id], line.progress, line.words, who, _is_late(week, line.at))


def _is_late(week: _Week, at: datetime | None) -> bool:
    return at is not None and week.sent_at is not None and at > week.sent_at
