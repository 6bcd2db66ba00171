"""A due list that was read: shown, stored with one tap, and what it leaves open is asked."""

from collections.abc import Sequence

from bot.acts.dossiers.listing import Compared, compare
from bot.acts.dossiers.previewing import preview
from bot.acts.dossiers.steps import note_step, set_reminder, set_state
from bot.acts.dossiers.storing import last_day_known, store
from bot.acts.dossiers.whose import holder_of, may_bring_lists, whose
from bot.desk import Desk
from bot.rules.dossier_list import from_record
from bot.rules.numbers import read_number
from bot.rules.states import DossierState, Role
from bot.talk import Reply
from storage.dossiers import Dossier, dossier_with_id, open_dossiers
from storage.due_lists import DueList, HandlerName, handler_name, lock_due_list, settle
from storage.offices import units_of
from storage.page_passes import drop_passes
from storage.people import office_posts
from storage.plans import plans_waiting

PAGE = 8
MOST_POSTS = 12


def show(desk: Desk, words: str) -> Reply:
    due_list = _waiting(desk, words)
    return preview(desk, due_list) if due_list else desk.say("due_list_gone")


def confirm(desk: Desk, words: str) -> Reply:
    """All of it or nothing; a list with a problem is not stored."""
    due_list = _waiting(desk, words)
    if due_list is None or due_list.problems:
        return preview(desk, due_list) if due_list else desk.say("due_list_gone")
    stored = store(desk, due_list, _compared(desk, due_list), desk.person.id)
    _drop_plan(desk, due_list)
    desk.spare([due_list.digest])
    return desk.say("due_list_stored", due_list=due_list, stored=stored)


def _drop_plan(desk: Desk, due_list: DueList) -> None:
    """The same file was thought to be a plan as well."""
    for plan in plans_waiting(desk.session, desk.office.id):
        if plan.digest == due_list.digest:
            drop_passes(desk.session, plan.id)
            desk.session.delete(plan)


def drop(desk: Desk, words: str) -> Reply:
    due_list = _waiting(desk, words)
    if due_list is None:
        return desk.say("due_list_gone")
    settle(desk.session, due_list, desk.now)
    desk.spare([due_list.digest])
    return desk.say("due_list_dropped")


def _compared(desk: Desk, due_list: DueList) -> Compared:
    return compare(desk, [from_record(record) for record in due_list.rows], whose(desk))


def _waiting(desk: Desk, words: str) -> DueList | None:
    due_list = _known(desk, words)
    return due_list if due_list and due_list.settled_at is None else None


def _known(desk: Desk, words: str) -> DueList | None:
    number = read_number(words.split(" ")[0])
    if number is None or not may_bring_lists(desk):
        return None
    return lock_due_list(desk.session, desk.office.id, number)


def vanished(desk: Desk, words: str) -> Reply:
    """ "3": what list 3 no longer names · "3 xong", "3 giu": all of it · "3 xong 7", "3 giu 7": one of it."""
    due_list = _known(desk, words)
    if due_list is None or not due_list.vanished:
        return desk.say("due_list_gone")
    _, decision, one = [*words.split(" "), "", ""][:3]
    number = read_number(one)
    chosen = [number] if number is not None else list(due_list.vanished)
    if decision in ("xong", "giu"):
        found = _still_open(desk, [number for number in chosen if number in due_list.vanished])
        for dossier in found:
            _decide(desk, dossier, is_over=decision == "xong")
        due_list.vanished = [number for number in due_list.vanished if number not in chosen]
        desk.session.add(due_list)
    left = _still_open(desk, due_list.vanished)
    return desk.say("due_list_vanished", due_list=due_list, found=left[:PAGE], total=len(left), decided=decision)


def _still_open(desk: Desk, numbers: Sequence[int]) -> list[Dossier]:
    found = (dossier_with_id(desk.session, desk.office.id, number) for number in numbers)
    return [one for one in found if one is not None and not one.is_over]


def _decide(desk: Desk, dossier: Dossier, *, is_over: bool) -> None:
    if is_over:
        dossier.done_by = desk.person.id
        set_state(desk, dossier, DossierState.DONE, last_day_known(desk, dossier))
    note_step(desk, dossier, "vanished_over" if is_over else "vanished_kept", desk.person.id, on=dossier.finished)


def handlers(desk: Desk, words: str) -> Reply:
    """ "4": whom the printed name 4 means · "4 p 7": post 7 · "4 u 2": unit 2 · "4 k": nobody here."""
    number, sense, one = [*words.split(" "), "", ""][:3]
    name = handler_name(desk.session, desk.office.id, read_number(number) or 0)
    if name is None or not _may_name(desk, name):
        return desk.say("due_list_gone")
    if not sense:
        return _ask(desk, name)
    if not _is_decided(desk, name, sense, read_number(one)):
        return _ask(desk, name)
    name.decided_by, name.decided_at = desk.person.id, desk.now
    desk.session.add(name)
    given = _give(desk, name)
    return desk.say("dossier_handler_known", name=name, who=_said(desk, name), count=given)


def _may_name(desk: Desk, name: HandlerName) -> bool:
    head = Role.UNIT_HEAD in desk.rights.roles and name.unit_id in desk.rights.units
    return head or may_bring_lists(desk)


def _ask(desk: Desk, name: HandlerName) -> Reply:
    """The posts of the unit where it is known, else the units."""
    posts = [post for post in office_posts(desk.session, desk.office.id) if post.unit_id is not None]
    mine = [post for post in posts if post.unit_id == name.unit_id][:MOST_POSTS]
    units = [] if mine else [unit for unit in units_of(desk.session, desk.office.id) if not unit.external]
    people = [(post.id, " – ".join(filter(None, (holder_of(desk, post), post.title)))) for post in mine]
    return desk.say("dossier_handler_which", name=name, people=people, units=units)


def _is_decided(desk: Desk, name: HandlerName, sense: str, number: int | None) -> bool:
    """A unit alone leaves the question open which of its posts it is."""
    if sense == "k":
        name.post_id = name.unit_id = None
        return True
    if sense == "u":
        name.unit_id = next(
            (one.id for one in units_of(desk.session, desk.office.id) if one.id == number), name.unit_id
        )
        desk.session.add(name)
        return False
    post = next((one for one in office_posts(desk.session, desk.office.id) if one.id == number), None)
    if sense != "p" or post is None or (name.unit_id is not None and post.unit_id != name.unit_id):
        return False
    name.post_id, name.unit_id = post.id, post.unit_id
    return True


def _give(desk: Desk, name: HandlerName) -> int:
    """The open dossiers that print this name go to whom it means."""
    known = whose(desk)
    given = 0
    for dossier in open_dossiers(desk.session, desk.office.id):
        if dossier.post_id is None and name.printed in (dossier.handler, dossier.unit_text):
            place = known.place(dossier.handler, dossier.unit_text)
            dossier.unit_id, dossier.post_id = place.unit_id or dossier.unit_id, place.post_id
            set_reminder(desk, dossier)
            given += 1
    return given


def _said(desk: Desk, name: HandlerName) -> str:
    post = next((one for one in office_posts(desk.session, desk.office.id) if one.id == name.post_id), None)
    return holder_of(desk, post) if post else ""
