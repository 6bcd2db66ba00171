"""A case as it is shown to the office, and what is told of it to its unit and its citizen."""

from collections.abc import Sequence

from bot.acts.case_clocks import is_silent
from bot.acts.case_steps import running_steps
from bot.acts.directing import may_push
from bot.acts.publishing import TOLD_OF, is_publishable
from bot.desk import Desk, OfficeDay
from bot.rules.access import may_make_public
from bot.rules.states import CASE_OPEN, Case, Role
from bot.rules.status_views import WHOLE, View
from bot.talk import Reply
from storage.feedback import Feedback, FeedbackEvent, feedback_events
from storage.files import attached_to_feedback
from storage.letters import Letter, letters_keyed
from storage.offices import unit_named
from storage.people import duty_holders, has_account, overseers, posts_of

_PUSHED = CASE_OPEN - {Case.WAITING_CITIZEN, Case.AWAITING_APPROVAL}  # somebody of the office works on it now
QUIET = ("taken", "passed", "sorted")  # no news worth a call


def present(day: OfficeDay, case: Feedback, added: int | None = None, back: View | None = None) -> Reply:
    """A case as the office sees it, with its photos and what can be done.

    `added`: the event that is news; `back`: the view it is seen from.
    """
    events = feedback_events(day.session, case.id)
    wanted = [event.id for event in events] if added is None else [added]
    return day.say(
        "case",
        attached=attached_to_feedback(day.session, wanted),
        case=case,
        unit=unit_named(day.session, day.office.id, case.unit_id),
        title=day.topic_title(case.category),
        events=[event for event in events if event.words and event.what not in TOLD_OF][-4:],
        publishable=isinstance(day, Desk) and may_make_public(day.rights) and is_publishable(case),
        sorts=isinstance(day, Desk) and bool(day.rights.roles & {Role.CLERK, Role.LEAD}),
        pushes=isinstance(day, Desk) and case.state in _PUSHED and may_push(day, case.unit_id),
        leads=isinstance(day, Desk) and Role.LEAD in day.rights.roles,
        back=back if back != WHOLE else None,
        added=added is not None,
        clocks=[] if added else running_steps(day, case),
        silent=is_silent(day, case),
        told=_told(day, case, events),
        open=case.state in CASE_OPEN,
        late=case.is_late(day.today),
    )


def _told(day: OfficeDay, case: Feedback, events: Sequence[FeedbackEvent]) -> Letter | None:
    """The letter that took the newest answer to who sent the case."""
    if not case.answer:
        return None
    keys = [f"case:{case.id}:answer:{event.id}" for event in events]
    return next(reversed(letters_keyed(day.session, day.office.id, keys)), None)


def pass_to_unit(day: OfficeDay, case: Feedback, added: int | None = None) -> None:
    """Bring the case (or what was added to it) to the officials of its unit."""
    people = duty_holders(day.session, day.office.id, case.unit_id, None)
    step = f"added:{added}" if added else f"unit:{case.unit_id}:{len(feedback_events(day.session, case.id))}"
    if people:
        day.tell_all(people, f"case:{case.id}:{step}", present(day, case, added), "phản ánh của người dân")


def tell_citizen(day: OfficeDay, case: Feedback, step: str, news: Reply, why: str) -> None:
    """News for who sent the case, unless they wished to be forgotten; `step` names the cause, once for ever."""
    if case.erased_at is not None:
        return
    if case.recorded_by is not None and not has_account(day.session, case.person_id):
        pass_on(day, case, step, news)
    else:
        day.tell(case.person_id, f"case:{case.id}:{step}", news, why)


def pass_on(day: OfficeDay, case: Feedback, step: str, news: Reply) -> None:
    """Who cannot be written to is called or given a paper: by who wrote the case down, else by the clerk."""
    if step.partition(":")[0] in QUIET:
        return
    recorder = [case.recorded_by] if case.recorded_by and posts_of(day.session, case.recorded_by) else []
    people = recorder or overseers(day.session, day.office.id, Role.CLERK)
    waits = case.state == Case.WAITING_CITIZEN
    head = day.say("to_pass_on", case=case).text
    told = Reply(f"{head}\n\n{news.text}", (), news.files)
    ways = day.say("ways_to_pass_on", case=case, waits=waits)
    day.tell_all(people, f"case:{case.id}:{step}", told.then(ways), "báo lại người không nhắn tới được")


def tell_withdrawn(day: OfficeDay, case: Feedback) -> None:
    """Who has the case hears that its sender wants it no more."""
    people = [case.handler_id] if case.handler_id else duty_holders(day.session, day.office.id, case.unit_id, None)
    news = day.say("case_withdrawn", code=case.code, received_at=case.received_at)
    day.tell_all(people, f"withdrawn:{case.id}", news, "người dân rút phản ánh")
