"""The same reminder once more, later; the deadline stays where it is."""

from datetime import datetime

from bot.acts.slots import own_slot
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.handlers.duties import seen_duty
from bot.rules.access import may_handle_duty
from bot.rules.reminding import usual_wording
from bot.rules.snoozing import this_afternoon, tomorrow
from bot.rules.states import Work
from bot.talk import Reply
from storage.feedback import Feedback
from storage.nudges import Nudge, put_nudge
from storage.occurrences import Occurrence


def snooze(desk: Desk, words: str) -> Reply:
    """ "42 chieu", "42 mai" for a duty, "pa 7 mai" for a case."""
    if words.startswith("pa "):
        return _snooze_case(desk, words.removeprefix("pa "))
    found = seen_duty(desk, words)
    if found is None or found[0].state not in (Work.OPEN, Work.DOING):
        return desk.say("duty_unknown")
    item, task = found
    mine = may_handle_duty(desk.rights, task.unit_id, task.post_id)
    return _again(desk, words, ("occurrence", item.id, item), task.content, "holder" if mine else "unit_head")


def _snooze_case(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    return _again(desk, words, ("feedback", case.id, case), f"Phản ánh {case.code}", "holder")


def _again(desk: Desk, words: str, about: tuple[str, int, Occurrence | Feedback], title: str, audience: str) -> Reply:
    moment = _moment(desk, words)
    day = desk.hours.local(moment).date()
    subject, number, item = about
    offset = desk.calendar.workdays_between(item.due, day)
    nudge = Nudge(
        office_id=desk.office.id,
        person_id=desk.person.id,
        subject=subject,
        subject_id=number,
        day=day,
        rung=offset,
        audience=audience,
        made_at=desk.now,
        next_at=moment,
        wording=usual_wording(offset),
        why=desk.say("again_why", who=desk.person.name).text,
    )
    put_nudge(desk.session, nudge)
    return desk.say(
        "snoozed", title=title, at=moment, due=item.due, hour=item.due_time if isinstance(item, Occurrence) else None
    )


def _moment(desk: Desk, words: str) -> datetime:
    """This afternoon where there is still time, else the next worked day."""
    later = this_afternoon(desk.now, desk.calendar, desk.hours) if words.endswith(" chieu") else None
    return later or tomorrow(desk.now, desk.calendar, desk.hours, own_slot(desk, desk.person.id))
