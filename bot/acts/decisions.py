"""What waits for a word of the speaker: it stands on top of every overview."""

from dataclasses import dataclass, replace

from bot.acts.places import headed
from bot.desk import Desk
from bot.rules.access import KEEPERS
from bot.rules.scopes import WHOLE, Scope
from bot.rules.states import Role
from storage.aside import count_open_asides
from storage.feedback import Feedback, FeedbackEvent
from storage.listed import asked_cases, asked_duties
from storage.occurrences import Duty
from storage.people import Person
from storage.plans import TaskEvent, count_to_review
from storage.sums import case_sums

SHOWN = 2  # requests at a time: each has two choices


@dataclass(frozen=True)
class Request:
    """More time that somebody asked for: of a duty, or of a case."""

    event: TaskEvent | FeedbackEvent
    who: str
    duty: Duty | None = None
    case: Feedback | None = None


@dataclass(frozen=True)
class Decisions:
    """`drafts` answers to be approved, `again` citizens unhappy, `unsorted` cases, `aside` messages, `doubts` dates."""

    requests: tuple[Request, ...] = ()
    drafts: int = 0
    again: int = 0
    unsorted: int = 0
    aside: int = 0
    doubts: int = 0

    @property
    def total(self) -> int:
        return len(self.requests) + self.drafts + self.again + self.unsorted + self.aside + self.doubts


def decisions(desk: Desk) -> Decisions:
    roles = desk.rights.roles
    leads, sorts = Role.LEAD in roles, Role.CLERK in roles
    if not (leads or sorts or roles & KEEPERS or headed(desk)):
        return Decisions()
    found = Decisions(requests=tuple(_requests(desk)))
    if leads or sorts:
        found = _of_cases(desk, found, leads=leads, sorts=sorts)
    if roles & KEEPERS:
        found = replace(found, doubts=count_to_review(desk.session, desk.office.id))
    return found


def _of_cases(desk: Desk, found: Decisions, *, leads: bool, sorts: bool) -> Decisions:
    cases = case_sums(desk.session, desk.office.id, WHOLE, desk.today, (desk.today, desk.today))
    unsorted = [row.open - row.draft - row.again for row in cases if row.unit_id is None]
    return replace(
        found,
        drafts=sum(row.draft for row in cases) if leads else 0,
        again=sum(row.again for row in cases) if leads else 0,
        unsorted=sum(unsorted) if sorts else 0,
        aside=count_open_asides(desk.session, desk.office.id),
    )


def _requests(desk: Desk) -> list[Request]:
    """Those the speaker may decide: the lead all, a head those of the unit but none of their own."""
    leads = Role.LEAD in desk.rights.roles
    scope = WHOLE if leads else Scope(units=frozenset(headed(desk)))
    if not leads and not scope.units:
        return []
    duties = asked_duties(desk.session, desk.office.id, scope)
    found = [Request(event, _name(desk, event), duty=duty) for event, duty in duties]
    cases = asked_cases(desk.session, desk.office.id, scope)
    found += [Request(event, _name(desk, event), case=case) for event, case in cases]
    return [one for one in found if leads or one.event.person_id != desk.person.id]


def _name(desk: Desk, event: TaskEvent | FeedbackEvent) -> str:
    return desk.session.get_one(Person, event.person_id).name if event.person_id else ""
