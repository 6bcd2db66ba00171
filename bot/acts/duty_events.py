"""What happened to a duty, written down by whom and when."""

from bot.desk import Desk
from storage.occurrences import Duty
from storage.plans import TaskEvent, add_task_event


def record(desk: Desk, found: Duty, what: str, words: str = "") -> TaskEvent:
    item, task = found
    event = TaskEvent(
        office_id=desk.office.id,
        task_id=task.id,
        occurrence_id=item.id,
        person_id=desk.person.id,
        at=desk.now,
        what=what,
        words=words,
    )
    return add_task_event(desk.session, event)
