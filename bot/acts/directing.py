"""What who oversees a piece of work does about it from above: remind at once, give it to somebody else."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.acts.places import headed
from bot.acts.reaching import people_of_duty
from bot.desk import Desk
from bot.rules.states import Role
from bot.talk import Reply
from storage.feedback import FeedbackEvent
from storage.nudges import close_nudges, nudges_of
from storage.occurrences import Duty
from storage.plans import Task, TaskEvent, add_task_event, put_units_beside, units_beside

PUSHED, REGIVEN = "pushed", "regiven"  # as events call it
GAP = timedelta(hours=4)  # between two reminders of one thing


def may_push(desk: Desk, unit_id: int | None) -> bool:
    """The lead and the clerk; a head within the unit."""
    return bool(desk.rights.roles & {Role.LEAD, Role.CLERK}) or (unit_id is not None and unit_id in headed(desk))


def may_regive(desk: Desk, task: Task) -> bool:
    """The lead; a head what the unit has."""
    return Role.LEAD in desk.rights.roles or (task.unit_id is not None and task.unit_id in headed(desk))


def push_key(event: TaskEvent | FeedbackEvent) -> str:
    """The key of the letters of a reminder, before the person."""
    about = f"case:{event.feedback_id}:push" if isinstance(event, FeedbackEvent) else "push"
    return f"{about}:{event.id}"


def leaves_at(desk: Desk, said_at: datetime) -> datetime:
    """When a reminder that was asked for at a moment goes out: never outside office hours."""
    return desk.hours.next_open(desk.calendar, said_at)


def too_early(desk: Desk, pushes: Iterable[datetime]) -> datetime | None:
    """Until when nobody should be reminded again, after the reminders that were asked for so far."""
    last = max(pushes, default=None)
    until = leaves_at(desk, last) + GAP if last else None
    return until if until and until > desk.now else None


def regive(desk: Desk, found: Duty, place: tuple[int | None, int | None], words: str, news: Reply, gone: Reply) -> None:
    """Another unit or post has the whole task from now on; both sides are told (`news`, `gone`)."""
    item, task = found
    before = people_of_duty(desk, task)
    task.unit_id, task.post_id = place
    desk.session.add(task)
    put_units_beside(desk.session, task, units_beside(desk.session, task.id) - {task.unit_id})
    event = add_task_event(desk.session, _event(desk, found, REGIVEN, words))
    after = people_of_duty(desk, task)
    left = [one for one in before if one not in after]
    lines = nudges_of(desk.session, desk.office.id, left)
    close_nudges(desk.session, [one.id for one in lines if (one.subject, one.subject_id) == ("occurrence", item.id)])
    now, left = ([one for one in people if one != desk.person.id] for people in (after, left))
    desk.tell_all(now, f"regiven:{event.id}", news, "giao lại việc")
    desk.tell_all(left, f"regiven:{event.id}:gone", gone, "giao lại việc")


def note_push(desk: Desk, found: Duty) -> TaskEvent:
    return add_task_event(desk.session, _event(desk, found, PUSHED, ""))


def _event(desk: Desk, found: Duty, what: str, words: str) -> TaskEvent:
    item, task = found
    return TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        occurrence_id=item.id,
        person_id=desk.person.id,
        at=desk.now,
        what=what,
        words=words,
    )
