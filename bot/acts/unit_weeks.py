"""The week as the units tell it: what each duty's people said, what heads add, who has not answered."""

from collections.abc import Sequence
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

    def who(self, report_id: int) -> str:
        return self.people[self.whose[report_id]][0]

    def reports_of(self, unit_id: int | None) -> list[WeekReport]:
        return [one for one in self.reports if self.people[one.person_id][1] == unit_id]

    def lines_of(self, unit_id: int | None) -> list[WeekLine]:
        return [line for line in self.lines if self._unit_of(line) == unit_id]

    def notes_of(self, unit_id: int | None, kind: str) -> tuple[WeekNote, ...]:
        return tuple(note for note in self.notes if note.unit_id == unit_id and note.kind == kind)

    def is_late(self, at: datetime | None) -> bool:
        return at is not None and self.sent_at is not None and at > self.sent_at

    def _unit_of(self, line: WeekLine) -> int | None:
        """Where the duty belongs; where it has no unit, that of who answered."""
        found = self.duties.get(line.occurrence_id)
        return (found[1].unit_id if found else None) or self.people[self.whose[line.report_id]][1]


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
    week = _read(day, around)
    found = (_unit_week(week, unit_id, name) for unit_id, name in unit_names(day).items())
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


def _unit_week(week: _Week, unit_id: int | None, name: str) -> UnitWeek:
    own = week.reports_of(unit_id)
    return UnitWeek(
        unit_id=unit_id,
        name=name,
        answers=tuple(_answer(week, line) for line in week.lines_of(unit_id)),
        words=tuple((week.who(one.id), one.words) for one in own if one.words),
        notes=week.notes_of(unit_id, "remark"),
        extras=week.notes_of(unit_id, "extra"),
        silent=_silent(week, own, name),
        late=tuple(week.who(one.id) for one in own if week.is_late(one.answered_at)),
    )


def _silent(week: _Week, own: Sequence[WeekReport], name: str) -> tuple[Silent, ...]:
    some = {line.report_id for line in week.lines}
    left = [one for one in own if one.id in week.open]
    return tuple(Silent(week.who(one.id), name, week.open[one.id], one.id in some) for one in left)


def _answer(week: _Week, line: WeekLine) -> Answer:
    duty, who = week.duties[line.occurrence_id], week.who(line.report_id)
    return Answer(duty, line.progress, line.words, who, week.is_late(line.at))
