"""What reporting periods mean in this office, and the due dates that follow from it."""

from dataclasses import dataclass, field
from datetime import date, time

from bot.acts.due_days import granted_days
from bot.acts.retiming import Shift, apply_shift, occurrences_of, shifts
from bot.acts.wanted import BASE, OWN, office_periods, wanted_dues
from bot.desk import OfficeDay
from bot.rules.occurrences import Due
from bot.rules.report_days import bare_units, is_report, rule_of
from bot.rules.report_periods import Periods, Rule
from bot.rules.report_said import Kind, kinds, periods_of, say_rule
from bot.rules.schedules import from_json
from bot.rules.states import Role, Work
from bot.talk import Reply
from storage.events import settled_tasks
from storage.occurrences import Occurrence
from storage.offices import Office
from storage.people import holders
from storage.plans import Plan, Task


@dataclass(frozen=True)
class Meaning:
    """What an office keeps: the key of its base ("": nobody has said) and its own rules, as sentence and source."""

    base: str
    own: tuple[dict[str, str], ...] = ()

    @property
    def periods(self) -> Periods:
        return periods_of(self.base, list(self.own))

    def with_kind(self, kind: Kind) -> "Meaning":
        if kind.base:
            return Meaning(kind.key, self.own)
        found = self
        for rule in kind.rules:
            found = found.with_rule(rule)
        return found

    def with_rule(self, rule: Rule) -> "Meaning":
        own = self.periods.with_rule(rule).own
        return Meaning(self.base, tuple({"rule": say_rule(one), "source": one.source} for one in own))

    def without(self, number: int) -> "Meaning":
        return Meaning(self.base, tuple(one for place, one in enumerate(self.own) if place != number))


@dataclass(frozen=True)
class Moved:
    """One date of a report. None before: it is new; none after: it is over under the new meaning."""

    task: Task
    label: str
    before: date | None
    after: date | None
    after_time: time | None = None
    starts: date | None = None
    covers_to: date | None = None


@dataclass
class PeriodChange:
    """`moves` are the dates that change; `shifts` also those whose days covered do."""

    moves: list[Moved] = field(default_factory=list)
    shifts: list[tuple[Task, Shift]] = field(default_factory=list)


def meaning_of(office: Office) -> Meaning:
    said = office.profile.get(BASE, "")
    return Meaning(said if said in kinds() else "", tuple(office.profile.get(OWN, [])))


def keep_meaning(office: Office, meaning: Meaning) -> None:
    office.profile = {**office.profile, BASE: meaning.base, OWN: list(meaning.own)}


def reports(day: OfficeDay) -> list[tuple[Task, Plan]]:
    """All that is a report, whether or not its plan prints a day."""
    found = settled_tasks(day.session, day.office.id)
    return [(task, plan) for task, plan in found if is_report(task.content, task.deadline_text)]


def unclear_reports(day: OfficeDay) -> list[Task]:
    """Periodic reports whose day depends on what their period means, as long as nobody has said it.

    A week is the same to everybody until an office says otherwise.
    """
    periods = office_periods(day.office)
    if periods.base is not None:
        return []
    found = ((task, bare_units(from_json(task.schedule)) - {"week"}) for task, _ in reports(day))
    return [task for task, units in found if any(periods.rule_for(unit, task.content) is None for unit in units)]


def period_question(day: OfficeDay) -> Reply:
    """What periods mean now, what they may mean, and which reports wait for an answer."""
    now, found = meaning_of(day.office), unclear_reports(day)
    base = [kind for kind in kinds().values() if kind.base]
    more = [kind for kind in kinds().values() if not kind.base]
    return day.say("periods", now=now, base=base, more=more, tasks=found[:3], total=len(found))


def ask_meaning(day: OfficeDay, plan: Plan) -> None:
    """Where a plan was saved outside the chat, those who keep the plans are asked there."""
    if unclear_reports(day):
        keepers = {*holders(day.session, day.office.id, Role.CLERK), *holders(day.session, day.office.id, Role.ADMIN)}
        day.tell_all(sorted(keepers), f"periods:{plan.id}", period_question(day), "hỏi kỳ báo cáo")


def period_change(day: OfficeDay, meaning: Meaning) -> PeriodChange:
    """What a meaning would do; writes nothing."""
    change, granted = PeriodChange(), granted_days(day.session, day.office.id)
    for task, plan in reports(day):
        found = list(shifts(day, occurrences_of(day.session, task.id), _dues(day, task, plan, meaning)))
        change.shifts += [(task, shift) for shift in found]
        moved = (_moved(task, shift, granted) for shift in found)
        change.moves += [one for one in moved if one.before != one.after]
    change.moves.sort(key=lambda one: one.after or one.before or date.max)
    return change


def _dues(day: OfficeDay, task: Task, plan: Plan, meaning: Meaning) -> list[Due]:
    return [due for due in wanted_dues(day, task, plan, meaning.periods).all if due.kind == "due"]


def _moved(task: Task, shift: Shift, granted: dict[int, date]) -> Moved:
    item, due = shift.item, shift.due
    is_open = item is not None and item.state != Work.DROPPED
    before = item.due if item is not None and is_open else None
    stays = item is not None and item.id in granted
    after = before if stays else due.last if due else None
    if due is None:
        return Moved(task, item.label if item else "", before, after)
    return Moved(task, due.label, before, after, due.due_time, due.first, due.covers_to)


def set_meaning(day: OfficeDay, meaning: Meaning) -> PeriodChange:
    """From now on reporting periods mean this; dates that are open follow."""
    change, granted = period_change(day, meaning), granted_days(day.session, day.office.id)
    keep_meaning(day.office, meaning)
    day.session.add(day.office)
    for task, shift in change.shifts:
        apply_shift(day, task, shift, granted)
    return change


def fit_reports(day: OfficeDay) -> int:
    """Bring the dates of reports to what the office has said already; how many moved."""
    return len(set_meaning(day, meaning_of(day.office)).moves)


def rule_behind(day: OfficeDay, item: Occurrence, task: Task) -> Rule | None:
    """The rule by which a report covers its days; None where the plan's own words decide."""
    plan = day.session.get_one(Plan, task.plan_id)
    found = (due for due in wanted_dues(day, task, plan).all if due.key == item.key)
    due = next(found, None) if item.covers_to else None
    return rule_of(due, office_periods(day.office), task.content) if due else None
