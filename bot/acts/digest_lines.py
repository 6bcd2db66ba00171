"""One line of a digest: what it is about, as that stands when the digest leaves."""

from dataclasses import dataclass
from datetime import date, time

from bot.acts.digest_about import About, dossier_about, news_about, week_about
from bot.acts.progress_notes import wants_progress
from bot.acts.reaching import Gap, Reach, reach_duty, reach_step
from bot.desk import OfficeDay
from bot.rules.clock_rules import read_step
from bot.rules.clocks import STEPS
from bot.rules.reminding import fitting_wording, usual_wording
from bot.rules.states import CASE_OPEN, OVER, Case, DossierState
from storage.case_clocks import last_clock
from storage.dossiers import Dossier
from storage.feedback import Feedback
from storage.nudges import Nudge
from storage.occurrences import Occurrence
from storage.offices import unit_named
from storage.people import Person
from storage.plans import Task

# The most urgent first: what is the person's own to do and due, then how others stand, then what lies ahead. What the
# week asks of everybody comes last.
SECTIONS = ("pressing", "late", "today", "unit", "office", "soon", "ahead", "check_in", "week", "news")
_ROUNDS = {"week": week_about, "news": news_about}
_ABOUT_OTHERS = {"unit_head": "unit", "lead": "office", "clerk": "office"}


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of. `late` counts worked days since it was due, `passed`: today, its hour is over.

    `unit` only for those above it.

    `instead`: whose line it is, for who stands in; `again` names the thing to `/nhaclai`, `progress` the case of which
    the citizen should hear how it stands, `explain` the dossier that wants a reason. `gap`, `names` as in Reach.
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
    progress: str
    explain: str
    instead: str
    gap: Gap
    names: tuple[str, ...]

    @property
    def is_round(self) -> bool:
        """It is asked of everybody, and is no work of the plan and no case."""
        return self.section in _ROUNDS


def is_moot(day: OfficeDay, nudge: Nudge) -> bool:
    """What it is about is finished, or its deadline moved so that this rung is still to come.

    A reminder that somebody asked for (it has no `kind`) stays as long as there is something to do.
    """
    if nudge.subject in _ROUNDS:
        return _ROUNDS[nudge.subject](day, nudge) is None
    if nudge.subject == "occurrence":
        item = day.session.get_one(Occurrence, nudge.subject_id)
        over, due = item.state in OVER, item.due
    elif nudge.subject == "dossier":
        dossier = day.session.get_one(Dossier, nudge.subject_id)
        over, due = dossier.state != DossierState.OPEN or dossier.due is None, dossier.due or nudge.day
    else:
        over, due = _case_stands(day, nudge)
    before = day.calendar.previous_workday
    return over or (bool(nudge.kind) and day.calendar.workdays_between(before(due), before(nudge.day)) < nudge.rung)


def _case_stands(day: OfficeDay, nudge: Nudge) -> tuple[bool, date]:
    """Whether there is nothing more to say of this step of a case, and its date."""
    case = day.session.get_one(Feedback, nudge.subject_id)
    if not nudge.step:
        return case.state not in CASE_OPEN, case.due
    clock = last_clock(day.session, case.id, nudge.step)
    if clock is None:
        return True, case.due
    return not clock.runs or clock.paused_at is not None or case.state == Case.MERGED, clock.due


def line_of(day: OfficeDay, nudge: Nudge) -> Line:
    about = _about(day, nudge)
    late = day.calendar.workdays_between(about.due, day.today)
    passed = about.is_over and late == 0
    return Line(
        text=about.text,
        due=about.due,
        due_time=about.due_time,
        late=late,
        passed=passed,
        section=about.section or _section(nudge, late + passed),
        missed=nudge.missed,
        unit=_unit(day, nudge, about.reach, about.unit_id),
        command=about.command,
        again=about.again,
        progress=about.progress if late > 0 and not about.reach.gap else "",
        explain=about.explain if late >= -1 and nudge.audience == "holder" and not about.reach.gap else "",
        instead=day.session.get_one(Person, nudge.instead_of).name if nudge.instead_of else "",
        gap=about.reach.gap,
        names=about.reach.names,
    )


def _about(day: OfficeDay, nudge: Nudge) -> About:
    if nudge.subject in _ROUNDS:
        about = _ROUNDS[nudge.subject](day, nudge)
        assert about  # there is no line of what is moot
        return about
    return _THINGS[nudge.subject](day, nudge)


def _duty(day: OfficeDay, nudge: Nudge) -> About:
    item = day.session.get_one(Occurrence, nudge.subject_id)
    task = day.session.get_one(Task, item.task_id)
    text = f"{task.content} ({item.label})" if item.label else task.content
    return About(
        text=text,
        due=item.due,
        due_time=item.due_time,
        is_over=item.is_past(day.here),
        reach=reach_duty(day, task),
        unit_id=task.unit_id,
        command=f"/v {item.id}",
        again=str(item.id),
        section="check_in" if item.kind == "check_in" else "",
    )


def _case(day: OfficeDay, nudge: Nudge) -> About:
    case = day.session.get_one(Feedback, nudge.subject_id)
    clock = last_clock(day.session, case.id, nudge.step) if nudge.step else None
    step = f" ({STEPS[read_step(nudge.step)].lower()})" if nudge.step not in ("", "answer", "handle") else ""
    return About(
        text=f"Phản ánh {case.code}{step}: {case.text}",
        due=clock.due if clock else case.due,
        due_time=day.hours.local(clock.ends_at).time() if clock and clock.unit == "hours" else None,
        is_over=clock is not None and clock.ends_at <= day.now,
        reach=reach_step(day, case, nudge.step or "handle"),
        unit_id=case.unit_id,
        command=f"/congkhai {case.id}" if nudge.step == "publish" else f"/pa {case.id}",
        again=f"pa {case.id}",
        progress=str(case.id) if nudge.audience == "holder" and wants_progress(day, case) else "",
    )


_THINGS = {"occurrence": _duty, "feedback": _case, "dossier": dossier_about}


def _section(nudge: Nudge, late: int) -> str:
    """By who hears it and by the wording that the ladder chose, as long as that is true today."""
    about = _ABOUT_OTHERS.get(nudge.audience)
    return about or fitting_wording(nudge.wording or usual_wording(late), late)


def _unit(day: OfficeDay, nudge: Nudge, reach: Reach, unit_id: int | None) -> str:
    own = nudge.audience == "holder" and not reach.gap
    return "" if own else unit_named(day.session, nudge.office_id, unit_id)
