"""The same reminder once more, later; the deadline stays where it is."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.acts.slots import own_slot
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.handlers.dossiers import handled
from bot.handlers.duties import seen_duty
from bot.rules.access import may_handle_duty
from bot.rules.reminding import usual_wording
from bot.rules.snoozing import this_afternoon, tomorrow
from bot.rules.states import Work
from bot.talk import Reply
from storage.nudges import Nudge, put_nudge


def snooze(desk: Desk, words: str) -> Reply:
    """ "42 chieu", "42 mai" for a duty, "pa 7 mai" for a case, "hs 7 mai" for a dossier."""
    if words.startswith("hs "):
        return _snooze_dossier(desk, words.removeprefix("hs "))
    if words.startswith("pa "):
        return _snooze_case(desk, words.removeprefix("pa "))
    found = seen_duty(desk, words)
    if found is None or found[0].state not in (Work.OPEN, Work.DOING):
        return desk.say("duty_unknown")
    item, task = found
    audience = "holder" if may_handle_duty(desk.rights, task.unit_id, task.post_id) else "unit_head"
    return _again(desk, words, _About("occurrence", item.id, task.content, item.due, item.due_time, audience))


def _snooze_case(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    return _again(desk, words, _About("feedback", case.id, f"Phản ánh {case.code}", case.due))


def _snooze_dossier(desk: Desk, words: str) -> Reply:
    dossier = handled(desk, words)
    if dossier is None or dossier.is_over or dossier.due is None:
        return desk.say("dossier_unknown")
    about = _About("dossier", dossier.id, f"Hồ sơ {dossier.code}", dossier.due, dossier.due_time)
    return _again(desk, words, about)


@dataclass(frozen=True)
class _About:
    """What is to be said again; `subject` and `audience` as in Nudge."""

    subject: str
    number: int
    title: str
    due: date
    hour: time | None = None
    audience: str = "holder"


def _again(desk: Desk, words: str, about: _About) -> Reply:
    moment = _moment(desk, words)
    day = desk.hours.local(moment).date()
    offset = desk.calendar.workdays_between(about.due, day)
    nudge = Nudge(
        office_id=desk.office.id,
        person_id=desk.person.id,
        subject=about.subject,
        subject_id=about.number,
        day=day,
        rung=offset,
        audience=about.audience,
        made_at=desk.now,
        next_at=moment,
        wording=usual_wording(offset),
        why=desk.say("again_why", who=desk.person.name).text,
    )
    put_nudge(desk.session, nudge)
    return desk.say("snoozed", title=about.title, at=moment, due=about.due, hour=about.hour)


def _moment(desk: Desk, words: str) -> datetime:
    """This afternoon where there is still time, else the next worked day."""
    later = this_afternoon(desk.now, desk.calendar, desk.hours) if words.endswith(" chieu") else None
    return later or tomorrow(desk.now, desk.calendar, desk.hours, own_slot(desk, desk.person.id))
