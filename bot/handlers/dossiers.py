"""One-stop dossiers for officials: mine, the unit's, the office's; what is late, what is due soon; one, and its end."""

from collections.abc import Sequence

from bot.acts.dossiers.steps import note_step, set_state
from bot.acts.dossiers.whose import counter_unit, holder_of, may_handle_dossier, may_see_dossier
from bot.acts.reminded import reminded_of
from bot.desk import Desk
from bot.handlers import dossier_asking
from bot.rules.dossier_codes import code_within, key_of
from bot.rules.dossier_words import reasons
from bot.rules.numbers import read_number
from bot.rules.states import DossierState, Role
from bot.rules.vietnamese import plain
from bot.talk import Reply
from storage.dossiers import (
    Dossier,
    dossier_events,
    dossier_keyed,
    dossier_with_id,
    lock_dossier,
    open_dossiers,
)
from storage.offices import unit_named
from storage.people import Post

PAGE = 8
SOON = 3  # worked days ahead
SCOPES = {"toi": "của tôi", "dv": "của đơn vị", "cq": "của cơ quan"}
FILTERS = {"": "đang giải quyết", "tre": "trễ hạn", "sap": "sắp đến hạn"}
_SCOPE_WORDS = {"toi": "toi", "dv": "dv", "don": "dv", "phong": "dv", "cq": "cq", "co": "cq", "tat": "cq"}
_FILTER_WORDS = {"tre": "tre", "qua": "tre", "sap": "sap", "gan": "sap"}


def dossiers(desk: Desk, words: str) -> Reply:
    """ "H29.155-261128-0005": that one · officials: "", "toi", "dv", "cq", with "tre" or "sap", and a page."""
    key = code_within(words) or key_of(words)
    if not desk.rights.is_staff:
        return dossier_asking.look_up(desk, words) if words else dossier_asking.mine(desk, "")
    if key:
        return look_up(desk, key)
    said = plain(words).split()
    scope = next((_SCOPE_WORDS[word] for word in said if word in _SCOPE_WORDS), _usual_scope(desk))
    chosen = next((_FILTER_WORDS[word] for word in said if word in _FILTER_WORDS), "")
    page = read_number(said[-1]) if said else None
    return _list(desk, scope, chosen, page or 0)


def late(desk: Desk, _words: str) -> Reply:
    return dossiers(desk, "tre")


def soon(desk: Desk, _words: str) -> Reply:
    return dossiers(desk, "sap")


def look_up(desk: Desk, key: str) -> Reply:
    """By its code: who may see it sees all, any other official what everybody is told."""
    found = dossier_keyed(desk.session, desk.office.id, key)
    if found and may_see_dossier(desk, found):
        return show(desk, found)
    return dossier_asking.look_up(desk, key)


def _usual_scope(desk: Desk) -> str:
    if _sees_all(desk):
        return "cq"
    return "dv" if Role.UNIT_HEAD in desk.rights.roles else "toi"


def _sees_all(desk: Desk) -> bool:
    return desk.rights.oversees or counter_unit(desk) in desk.rights.units


def _scoped(desk: Desk, scope: str) -> list[Dossier]:
    rights = desk.rights
    if scope == "cq" and _sees_all(desk):
        return open_dossiers(desk.session, desk.office.id)
    found = open_dossiers(desk.session, desk.office.id, rights.units, rights.posts)
    if scope != "toi":
        return found
    return [one for one in found if one.post_id in rights.posts or (one.post_id is None and one.unit_id is not None)]


def is_soon(desk: Desk, dossier: Dossier) -> bool:
    if dossier.state != DossierState.OPEN or dossier.due is None or dossier.is_late(desk.here):
        return False
    return desk.calendar.workdays_between(desk.today, dossier.due) <= SOON


def _list(desk: Desk, scope: str, chosen: str, page: int) -> Reply:
    found = _scoped(desk, scope)
    kept = {
        "": found,
        "tre": [one for one in found if one.is_late(desk.here)],
        "sap": [one for one in found if is_soon(desk, one)],
    }
    listed = kept[chosen]
    page = page if page * PAGE < len(listed) else 0
    scopes = [
        one for one, has in (("toi", desk.rights.units), ("dv", desk.rights.units), ("cq", _sees_all(desk))) if has
    ]
    return desk.say(
        "dossiers",
        title=f"Hồ sơ {FILTERS[chosen]} {SCOPES[scope] if scope in scopes else SCOPES['dv']}",
        found=listed[page * PAGE : (page + 1) * PAGE],
        total=len(listed),
        first=page * PAGE,
        page=page,
        scope=scope,
        chosen=chosen,
        counts={name: len(rows) for name, rows in kept.items()},
        scopes={one: SCOPES[one] for one in scopes if one != scope},
        units=_unit_names(desk, listed[page * PAGE : (page + 1) * PAGE]),
    )


def _unit_names(desk: Desk, found: Sequence[Dossier]) -> dict[int, str]:
    return {one.id: unit_named(desk.session, desk.office.id, one.unit_id) for one in found}


def show_dossier(desk: Desk, words: str) -> Reply:
    found = seen(desk, words)
    return show(desk, found) if found else desk.say("dossier_unknown")


def show(desk: Desk, dossier: Dossier) -> Reply:
    post = desk.session.get(Post, dossier.post_id) if dossier.post_id else None
    return desk.say(
        "dossier",
        dossier=dossier,
        unit=unit_named(desk.session, desk.office.id, dossier.unit_id),
        handler=holder_of(desk, post) if post else "",
        late=dossier.is_late(desk.here),
        mine=may_handle_dossier(desk, dossier),
        reason=reasons().get(dossier.reason, ""),
        events=dossier_events(desk.session, dossier.id)[-4:],
        on_time=_was_on_time(dossier),
        told=reminded_of(desk, "dossier", dossier.id)[:3],
    )


def _was_on_time(dossier: Dossier) -> bool | None:
    """None: it is not known on which day."""
    if dossier.finished is None or dossier.original_due is None:
        return None
    return dossier.finished <= dossier.original_due


def seen(desk: Desk, words: str) -> Dossier | None:
    """The dossier of this number, if the speaker may see it."""
    number = read_number(words.split(" ")[0])
    found = dossier_with_id(desk.session, desk.office.id, number) if number is not None else None
    return found if found and may_see_dossier(desk, found) else None


def handled(desk: Desk, words: str) -> Dossier | None:
    """The dossier of this number, if the speaker may act on it; nobody else changes it meanwhile."""
    found = seen(desk, words)
    if found is None or not may_handle_dossier(desk, found):
        return None
    return lock_dossier(desk.session, desk.office.id, found.id)


def done(desk: Desk, words: str) -> Reply:
    """ "7": handed out today · "7 cho": its result waits to be collected. The list may come later than that."""
    dossier = handled(desk, words)
    if dossier is None or (dossier.is_over and dossier.state != DossierState.READY):
        return show(desk, dossier) if dossier else desk.say("dossier_unknown")
    state = DossierState.READY if words.endswith(" cho") else DossierState.DONE
    dossier.done_by = desk.person.id
    set_state(desk, dossier, state, dossier.finished or desk.today)  # on time once its result was there
    note_step(desk, dossier, "done", desk.person.id, on=desk.today)
    return desk.say("dossier_done", dossier=dossier, on_time=_was_on_time(dossier))


def undo(desk: Desk, words: str) -> Reply:
    """What was said to be done in the chat is not; what the list says stays."""
    dossier = handled(desk, words)
    if dossier is None or dossier.done_by is None:
        return show(desk, dossier) if dossier else desk.say("dossier_unknown")
    dossier.done_by = None
    set_state(desk, dossier, DossierState.OPEN, None)
    note_step(desk, dossier, "undone", desk.person.id)
    return show(desk, dossier)
