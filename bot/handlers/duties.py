"""An official's own list, and one duty with what can be said of it."""

from bot.acts.directing import may_push, may_regive
from bot.acts.summing import current
from bot.desk import Desk
from bot.rules.access import may_handle_duty, may_see_duty
from bot.rules.numbers import read_number
from bot.rules.states import Role, Work
from bot.rules.status_views import WHOLE, View, read_view
from bot.talk import Reply
from storage.occurrences import Duty, duty, open_duties
from storage.offices import unit_named
from storage.plans import task_events

PAGE = 8


def my_duties(desk: Desk) -> list[Duty]:
    """What this person works on, nearest first."""
    rights = desk.rights
    found = open_duties(desk.session, desk.office.id, rights.units, rights.posts)
    own = [(item, task) for item, task in found if may_handle_duty(rights, task.unit_id, task.post_id)]
    return current(own, desk.here)


def list_duties(desk: Desk, words: str) -> Reply:
    found = my_duties(desk)
    page = read_number(words) or 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    if not shown and page:
        return list_duties(desk, "")
    if len(found) == 1:
        return show(desk, found[0])
    late = sum(item.is_late(desk.here) for item, _ in found)
    return desk.say("duties", duties=shown, first=page * PAGE, total=len(found), late=late, page=page)


def show_duty(desk: Desk, words: str) -> Reply:
    """ "42" · "42 tre dv3": with the view it is seen from, to go back to."""
    found = seen_duty(desk, words)
    return show(desk, found, read_view(words.partition(" ")[2])) if found else desk.say("duty_unknown")


def show(desk: Desk, found: Duty, back: View | None = None) -> Reply:
    item, task = found
    return desk.say(
        "duty",
        item=item,
        task=task,
        unit=unit_named(desk.session, desk.office.id, task.unit_id),
        moved=desk.calendar.why_off(item.printed) if item.due != item.printed else None,
        events=task_events(desk.session, task.id)[-3:],
        mine=may_handle_duty(desk.rights, task.unit_id, task.post_id),
        done=item.state == Work.DONE,
        leads=Role.LEAD in desk.rights.roles,
        pushes=may_push(desk, task.unit_id),
        regives=may_regive(desk, task),
        back=back if back != WHOLE else None,
    )


def seen_duty(desk: Desk, words: str) -> Duty | None:
    """The duty of this number, if the speaker may see it."""
    number = read_number(words.split(" ")[0])
    found = duty(desk.session, desk.office.id, number) if number is not None else None
    if found and may_see_duty(desk.rights, found[1].unit_id, found[1].post_id):
        return found
    return None


def own_duty(desk: Desk, words: str) -> Duty | None:
    """The duty of this number, if the speaker may work on it."""
    found = seen_duty(desk, words)
    if found and may_handle_duty(desk.rights, found[1].unit_id, found[1].post_id):
        return found
    return None
