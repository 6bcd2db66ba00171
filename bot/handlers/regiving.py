"""A duty is given to another unit or person: chosen by a tap or named in words; both sides are told."""

from bot.acts.directing import may_regive, regive
from bot.acts.giving import addressed
from bot.acts.places import headed, holder_of, names_of, people_at
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.handlers.duties import seen_duty
from bot.rules.states import OVER, Role
from bot.rules.status_said import read_status
from bot.rules.status_views import View, read_view
from bot.talk import Reply
from storage.occurrences import Duty
from storage.offices import units_of
from storage.people import Post, duty_holders, office_posts

MOST = 6
Place = tuple[int | None, int | None]


def give_again(desk: Desk, words: str) -> Reply:
    """ "42": to whom? "42 dv3": to whom there? "42 dv3 donvi", "42 cb7": to that unit, to that post."""
    found = _regivable(desk, words)
    view = read_view(words.partition(" ")[2])
    if found is None or view is None:
        return desk.say("duty_unknown")
    if view.post is not None:
        return _to_post(desk, found, view.post)
    if view.unit and view.show == "donvi":
        return _give(desk, found, (view.unit, None)) if _may_take(desk, view.unit) else desk.say("duty_unknown")
    return _ask(desk, found, view)


def whom_said(desk: Desk, number: int) -> Reply:
    """Words instead of a tap: the name of a unit or of a person."""
    found = _regivable(desk, str(number))
    if found is None:
        desk.forget()
        return desk.say("duty_unknown")
    asked = read_status(desk.heard.text, names_of(desk)) if desk.heard.text else None
    if asked and len(asked.people) == 1:
        return _to_post(desk, found, asked.people[0])
    if asked and len(asked.units) == 1 and not asked.people and _may_take(desk, asked.units[0]):
        return _give(desk, found, (asked.units[0], None))
    return _ask(desk, found, View(), unclear=True)


def _regivable(desk: Desk, words: str) -> Duty | None:
    found = seen_duty(desk, words)
    return found if found and found[0].state not in OVER and may_regive(desk, found[1]) else None


def _may_take(desk: Desk, unit: int | None) -> bool:
    """Whether the speaker may give work there: the lead anywhere in the office, a head within the unit."""
    own = any(one.id == unit and not one.external for one in units_of(desk.session, desk.office.id))
    return own and (Role.LEAD in desk.rights.roles or unit in headed(desk))


def _ask(desk: Desk, found: Duty, view: View, *, unclear: bool = False) -> Reply:
    item, task = found
    desk.ask("regive", duty=item.id)
    leads = Role.LEAD in desk.rights.roles
    unit = view.unit or (None if leads else task.unit_id)
    chosen = unit if _may_take(desk, unit) else None
    people = [(holder_of(desk, post), post.id) for post in people_at(desk, chosen)] if chosen else []
    units = [] if chosen else [one for one in units_of(desk.session, desk.office.id) if not one.external]
    return desk.say(
        "regive_whom",
        item=item,
        task=task,
        now=addressed(desk, task),
        units=units[:MOST],
        unit=(chosen, unit_names(desk)[chosen]) if chosen else None,
        people=people[:MOST],
        unclear=unclear,
    )


def _to_post(desk: Desk, found: Duty, number: int) -> Reply:
    post = next((one for one in office_posts(desk.session, desk.office.id) if one.id == number), None)
    if post is None or not _may_have(desk, post):
        return desk.say("duty_unknown")
    return _give(desk, found, (post.unit_id, post.id))


def _may_have(desk: Desk, post: Post) -> bool:
    return Role.LEAD in desk.rights.roles or post.unit_id in headed(desk)


def _give(desk: Desk, found: Duty, place: Place) -> Reply:
    desk.forget()
    item, task = found
    if place == (task.unit_id, task.post_id):
        return desk.say("regive_same", item=item, task=task, whom=addressed(desk, task))
    before = addressed(desk, task)
    after = _called(desk, place)
    news = desk.say("regiven", item=item, task=task, who=desk.person.name, before=before)
    gone = desk.say("regiven_gone", item=item, task=task, who=desk.person.name, after=after)
    regive(desk, found, place, f"{before} → {after}" if before else after, news, gone)
    reached = duty_holders(desk.session, desk.office.id, *place)
    return desk.say("regive_kept", item=item, task=task, before=before, after=after, reached=bool(reached))


def _called(desk: Desk, place: Place) -> str:
    unit_id, post_id = place
    unit = unit_names(desk)[unit_id] if unit_id else ""
    post = next((one for one in office_posts(desk.session, desk.office.id) if one.id == post_id), None)
    name = (holder_of(desk, post) or post.title) if post else ""
    return " · ".join(part for part in (name, unit) if part)
