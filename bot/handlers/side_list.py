"""The clerk decides, one tap each, of what was put aside: a case after all, nothing, or its sender blocked."""

from collections.abc import Sequence

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.setting_aside import add_to, drop, files_of, is_for_lead, is_told_of_dropping, take_in
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import CASE_OPEN, Role
from bot.talk import Reply
from storage.aside import MOST, Aside, count_open_asides, open_aside, open_asides
from storage.feedback import Feedback, cases_of

SURE = " bo"


def next_aside(desk: Desk, words: str) -> Reply:
    """The one that has waited longest; "12": this one; "sau 12": the one after it."""
    waiting = _visible(desk)
    first, _, after = words.partition(" ")
    number = read_number(after if first == "sau" else first)
    if number is None:
        return _show(desk, waiting[0], waiting) if waiting else desk.say("aside_none")
    if first == "sau":
        later = [row for row in waiting if row.id > number] or waiting
        return _show(desk, later[0], waiting) if later else desk.say("aside_none")
    wanted = [row for row in waiting if row.id == number]
    return _show(desk, wanted[0], waiting) if wanted else desk.say("aside_decided")


def _visible(desk: Desk) -> list[Aside]:
    rows = open_asides(desk.session, desk.office.id)
    return rows if Role.LEAD in desk.rights.roles else [row for row in rows if not is_for_lead(desk, row)]


def _show(desk: Desk, row: Aside, waiting: Sequence[Aside]) -> Reply:
    cases = cases_of(desk.session, row.person_id)
    return desk.say(
        "aside",
        attached=files_of([row]),
        item=row,
        total=max(len(waiting), count_open_asides(desk.session, desk.office.id) if len(waiting) >= MOST else 0),
        same_sender=sum(other.person_id == row.person_id for other in waiting),
        cases=len(cases),
        repeats=desk.session.get(Feedback, row.feedback_id) if row.feedback_id else None,
        last=_open_case(cases),
    )


def _open_case(cases: Sequence[Feedback]) -> Feedback | None:
    return next((case for case in cases if case.state in CASE_OPEN), None)


def accept(desk: Desk, words: str) -> Reply:
    """ "12": it becomes a case; "12 ca": together with all else that its sender has there."""
    rows = _chosen(desk, words)
    if not rows:
        return desk.say("aside_decided")
    case = take_in(desk, rows)
    return desk.say("aside_done", done="taken", case=case, total=len(rows)).then(next_aside(desk, ""))


def join(desk: Desk, words: str) -> Reply:
    """It is more about the newest open case of its sender."""
    rows = _chosen(desk, words)
    case = _open_case(cases_of(desk.session, rows[0].person_id)) if rows else None
    if not rows or case is None:
        return desk.say("aside_decided")
    add_to(desk, rows, case)
    return desk.say("aside_done", done="joined", case=case, total=len(rows)).then(next_aside(desk, ""))


def discard(desk: Desk, words: str) -> Reply:
    """ "12", "12 ca": is that meant? "12 bo", "12 ca bo": they become nothing, and their sender is told."""
    wanted = words.removesuffix(SURE)
    rows = _chosen(desk, wanted)
    if not rows:
        return desk.say("aside_decided")
    numbers = [row.id for row in rows]
    if wanted == words or not is_sure(desk, "discarding", wanted=wanted, rows=numbers):
        ask_sure(desk, "discarding", wanted=wanted, rows=numbers)
        return desk.say("ask_discard", rows=rows, wanted=wanted, told=is_told_of_dropping(rows))
    drop(desk, rows)
    return desk.say("aside_done", done="dropped", case=None, total=len(rows)).then(next_aside(desk, ""))


def unconfirmed(desk: Desk, wanted: str) -> Reply:
    """Words instead of a tap."""
    return discard(desk, wanted)


def _chosen(desk: Desk, words: str) -> list[Aside]:
    """What a decision is about, kept from being decided elsewhere."""
    first, _, all_of_them = words.partition(" ")
    number = read_number(first)
    row = open_aside(desk.session, desk.office.id, number) if number is not None else None
    if row is None or (Role.LEAD not in desk.rights.roles and is_for_lead(desk, row)):
        return []
    if all_of_them != "ca":
        return [row]
    theirs = open_asides(desk.session, desk.office.id, row.person_id)
    return [one for one in theirs if Role.LEAD in desk.rights.roles or not is_for_lead(desk, one)]
