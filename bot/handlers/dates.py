"""A date that another document decides: given in words, not known yet, or not needed this year."""

from bot.acts.dates import (
    NOT_YET,
    WAIVED,
    Asked,
    asked_of,
    date_wait,
    read_dues,
    read_start,
    record_answer,
    set_dates,
    set_start,
    undated,
)
from bot.desk import Desk
from bot.rules.access import may_handle_duty
from bot.talk import Reply
from storage.events import followed_task

PAGE = 8


def dates(desk: Desk, words: str) -> Reply:
    """ "": what is still without a date · "12" or "12 0": name it · "12 0 chua": not yet · "12 0 khong": never."""
    task, _, rest = words.partition(" ")
    if not task.isdecimal():
        return _list(desk, int(task[1:]) if task[:1] == "p" and task[1:].isdecimal() else 0)
    number, _, answer = rest.partition(" ")
    found = _asked(desk, task, number)
    if found is None:
        return desk.say("date_unknown")
    if answer in ("chua", "khong"):
        return _without(desk, found, answer)
    desk.ask("date", ref=f"{task} {found[1].number}")
    return desk.say("ask_date", task=found[0], wait=found[1])


def _list(desk: Desk, page: int) -> Reply:
    """Those who oversee the office see all of it."""
    found = undated(desk) if desk.rights.oversees else asked_of(desk).get(desk.person.id, [])
    shown = found[page * PAGE : (page + 1) * PAGE]
    return desk.say("dates", asked=shown, first=page * PAGE, total=len(found), page=page, monthly=False)


def _without(desk: Desk, found: Asked, answer: str) -> Reply:
    desk.forget()
    task, wait = found
    record_answer(desk, task, WAIVED if answer == "khong" else NOT_YET, wait.title)
    return desk.say("date_left", task=task, wait=wait, waived=answer == "khong")


def date_said(desk: Desk, ref: str) -> Reply:
    """ "15/12", "trước ngày 15/12", "hằng tháng": read by the same grammar as the plan."""
    found = _asked(desk, *ref.split(" "))
    if found is None:
        desk.forget()
        return desk.say("date_unknown")
    if found[1].is_start:
        return _start_said(desk, found)
    coming = read_dues(desk, desk.heard.text)
    if not coming:
        return desk.say("date_unclear", task=found[0], wait=found[1])
    desk.forget()
    made = set_dates(desk, *found, coming)
    desk.session.flush()
    return desk.say("date_kept", task=found[0], wait=found[1], items=made)


def _start_said(desk: Desk, found: Asked) -> Reply:
    first = read_start(desk, desk.heard.text)
    if first is None:
        return desk.say("date_unclear", task=found[0], wait=found[1])
    desk.forget()
    return desk.say("start_kept", task=found[0], wait=found[1], first=first, items=set_start(desk, *found, first))


def _asked(desk: Desk, task: str, number: str) -> Asked | None:
    """The task of this number and what is asked of it, if the speaker works on it or oversees the office."""
    found = followed_task(desk.session, desk.office.id, int(task)) if len(task) < 10 else None
    if found is None or not (desk.rights.oversees or may_handle_duty(desk.rights, found.unit_id, found.post_id)):
        return None
    wait = date_wait(found, number)
    return (found, wait) if wait else None
