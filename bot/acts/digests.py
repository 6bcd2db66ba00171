"""All lines of one person become one letter, which says only what is true when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.acts.group_digests import group_words
from bot.acts.reaching import Gap, Reach, reach_case, reach_duty
from bot.desk import OfficeDay
from bot.rules.reminding import fitting_wording, usual_wording
from bot.rules.states import CASE_OPEN, OVER, Role
from bot.talk import Reply
from storage.feedback import Feedback
from storage.groups import is_group
from storage.letters import ROUND, Letter, add_letter, supersede, unsent_letters
from storage.nudges import Nudge, close_nudges, nudges_in
from storage.occurrences import Occurrence
from storage.offices import unit_named
from storage.people import Person, posts_of
from storage.plans import Task

MOST = 15
FRESH = timedelta(minutes=5)  # longer than a round takes to leave; after it things may stand otherwise
DIGEST = "digest:"  # how their keys begin
# The most urgent first: what is the person's own to do and due, then how others stand, then what lies ahead.
SECTIONS = ("pressing", "late", "today", "unit", "office", "soon", "ahead", "check_in")
_ABOUT_OTHERS = {"unit_head": "unit", "lead": "office", "clerk": "office"}


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of. `late` counts worked days since it was due, `passed`: today, its hour is over.

    `unit` only for those above it.

    `instead`: whose line it is, for who stands in; `again` names the thing to `/nhaclai`. `gap`, `names` as in Reach.
    """

    text: str
    due: date
    due_time: time | None
    late: int
    passed: bool
    section: str
    missed: bool
    unit: str
    command: str
    again: str
    instead: str
    gap: Gap
    names: tuple[str, ...]


def write_digest(day: OfficeDay, nudges: Sequence[Nudge]) -> None:
    """One letter of one person's lines, which are closed with it; none where nothing is left to say."""
    person_id, letter_id = nudges[0].person_id, None
    reply = digest(day, person_id, nudges)
    if reply:
        key = f"{DIGEST}{person_id}:{day.hours.local(day.now):%Y-%m-%dT%H:%M}:{nudges[0].id}"
        letter = day.letter(person_id, key, reply, _why(nudges), ROUND)
        add_letter(day.session, letter)
        letter_id = letter.id
    close_nudges(day.session, [nudge.id for nudge in nudges], letter_id)


def _why(nudges: Sequence[Nudge]) -> str:
    return "; ".join(f"{nudge.subject} {nudge.subject_id}: {nudge.why}" for nudge in nudges)


def digest(day: OfficeDay, person_id: int, nudges: Sequence[Nudge]) -> Reply | None:
    """What these lines say now; None where all they are about is finished."""
    if is_group(day.session, person_id):
        return group_words(day, person_id, [nudge for nudge in nudges if not is_moot(day, nudge)])
    lines = [_line(day, nudge) for nudge in nudges if not is_moot(day, nudge)]
    if not lines:
        return None
    lines.sort(key=lambda line: (SECTIONS.index(line.section), -line.late, line.due))
    shown = lines[:MOST]
    return day.say(
        "digest",
        lines=shown,
        more=len(lines) - len(shown),
        missed=any(line.missed for line in lines),
        keeps=any(post.role in (Role.CLERK, Role.ADMIN) for post in posts_of(day.session, person_id)),
    )


def is_moot(day: OfficeDay, nudge: Nudge) -> bool:
    """What it is about is finished, or its deadline moved so that this rung is still to come.

    A reminder that somebody asked for (it has no `kind`) stays as long as there is something to do.
    """
    item: Occurrence | Feedback
    if nudge.subject == "occurrence":
        item = day.session.get_one(Occurrence, nudge.subject_id)
        over = item.state in OVER
    else:
        item = day.session.get_one(Feedback, nudge.subject_id)
        over = item.state not in CASE_OPEN
    before = day.calendar.previous_workday
    return over or (
        bool(nudge.kind) and day.calendar.workdays_between(before(item.due), before(nudge.day)) < nudge.rung
    )


def _line(day: OfficeDay, nudge: Nudge) -> Line:
    item: Occurrence | Feedback
    if nudge.subject == "occurrence":
        item = day.session.get_one(Occurrence, nudge.subject_id)
        task = day.session.get_one(Task, item.task_id)
        text = f"{task.content} ({item.label})" if item.label else task.content
        reach, unit_id, command, again = reach_duty(day, task), task.unit_id, f"/v {item.id}", str(item.id)
        due_time, is_over = item.due_time, item.is_past(day.here)
    else:
        item = day.session.get_one(Feedback, nudge.subject_id)
        text = f"Phản ánh {item.code}: {item.text}"
        reach, unit_id, command, again = reach_case(day, item), item.unit_id, f"/pa {item.id}", f"pa {item.id}"
        due_time, is_over = None, False
    late = day.calendar.workdays_between(item.due, day.today)
    passed = is_over and late == 0
    return Line(
        text=text,
        due=item.due,
        due_time=due_time,
        late=late,
        passed=passed,
        section=_section(nudge, item, late + passed),
        missed=nudge.missed,
        unit=_unit(day, nudge, reach, unit_id),
        command=command,
        again=again,
        instead=day.session.get_one(Person, nudge.instead_of).name if nudge.instead_of else "",
        gap=reach.gap,
        names=reach.names,
    )


def _section(nudge: Nudge, item: Occurrence | Feedback, late: int) -> str:
    """By who hears it and by the wording that the ladder chose, as long as that is true today."""
    if isinstance(item, Occurrence) and item.kind == "check_in":
        return "check_in"
    about = _ABOUT_OTHERS.get(nudge.audience)
    return about or fitting_wording(nudge.wording or usual_wording(late), late)


def _unit(day: OfficeDay, nudge: Nudge, reach: Reach, unit_id: int | None) -> str:
    own = nudge.audience == "holder" and not reach.gap
    return "" if own else unit_named(day.session, nudge.office_id, unit_id)


def refresh(day: OfficeDay, letter: Letter) -> bool:
    """Bring a digest that is about to leave to what is true now; False: nothing of it is, and it never leaves.

    Other digests of this person that have not left are taken up in it: one letter, however long it waited.
    """
    others = unsent_letters(day.session, letter.person_id, DIGEST, letter.id)
    nudges = nudges_in(day.session, [letter.id, *others])
    if not others and not _is_stale(day, letter, nudges):
        return True
    newest = {(nudge.subject, nudge.subject_id): nudge for nudge in nudges}
    close_nudges(day.session, [nudge.id for nudge in nudges], letter.id)
    supersede(day.session, others)
    belongs = is_group(day.session, letter.person_id) or posts_of(day.session, letter.person_id)
    reply = digest(day, letter.person_id, list(newest.values())) if belongs else None
    if reply is None:
        return False
    fresh = day.letter(letter.person_id, letter.key, reply, _why(nudges), ROUND)
    letter.text, letter.choices, letter.why = fresh.text, fresh.choices, fresh.why
    day.session.add(letter)
    return True


def _is_stale(day: OfficeDay, letter: Letter, nudges: Sequence[Nudge]) -> bool:
    return day.now - letter.created_at > FRESH or any(is_moot(day, nudge) for nudge in nudges)
