"""How the office stands, by a command, by a choice, or by the words in which people ask."""

from dataclasses import replace

from bot.acts.places import headed, holder_of, names_of, own_posts, place_of
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.handlers.overview_charts import chart, charts
from bot.handlers.overview_pages import rows, sums, waiting, work_page
from bot.rules.status_said import Asked, read_status
from bot.rules.status_views import WHOLE, View, read_view
from bot.talk import Reply
from storage.people import Post

LONGEST = 120  # letters of a question
MOST = 7


def status(desk: Desk, words: str) -> Reply:
    """ "", "tre dv3 tr2": what a choice carries · "phòng kinh tế tuần này": what people say."""
    view = read_view(words)
    if view is not None:
        return show(desk, view)
    asked = read_status(words[:LONGEST], names_of(desk))
    return _answer(desk, asked) if asked else _unclear(desk, words)


def late_now(desk: Desk, words: str) -> Reply:
    return status(desk, f"tre {words}".strip())


def said(desk: Desk, *, firmly: bool) -> Reply | None:
    """The answer where free words are nothing but such a question; `firmly`: another talk waits for words."""
    text = desk.heard.text
    if not text or len(text) > LONGEST or desk.heard.kept or not desk.rights.is_staff:
        return None
    asked = read_status(text, names_of(desk))
    if asked is None or (firmly and not asked.firm):
        return None
    return _answer(desk, asked)


def show(desk: Desk, view: View) -> Reply:
    place = place_of(desk, view)
    if place is None:
        return _not_theirs(desk)
    if view.show in ("donvi", "nguoi"):
        return rows(desk, view, place)
    if view.show == "cho":
        return waiting(desk)
    if view.show == "bieudo" and not view.about:
        return charts(desk, view, place)
    if view.show:
        return chart(desk, view, place)
    return work_page(desk, view, place) if view.is_list else sums(desk, view, place)


def _answer(desk: Desk, asked: Asked) -> Reply:
    if asked.unknown:
        return _unclear(desk, asked.unknown)
    if asked.people:
        return _of_people(desk, asked)
    units = asked.units or (_own_units(desk) if asked.ours else ())
    if len(units) > 1:
        names = unit_names(desk)
        return _which(desk, [(names[unit], replace(asked.view, unit=unit)) for unit in units])
    if units:
        return show(desk, replace(asked.view, unit=units[0]))
    if asked.office and not desk.rights.oversees:
        return _not_theirs(desk)
    own = own_posts(desk) if asked.mine and desk.rights.oversees else []
    return show(desk, replace(asked.view, post=own[0].id, unit=own[0].unit_id) if own else asked.view)


def _of_people(desk: Desk, asked: Asked) -> Reply:
    found = [desk.session.get_one(Post, number) for number in asked.people]
    views = [(_called(desk, post), replace(asked.view, post=post.id, unit=post.unit_id)) for post in found]
    return show(desk, views[0][1]) if len(views) == 1 else _which(desk, views)


def _called(desk: Desk, post: Post) -> str:
    return " · ".join(part for part in (holder_of(desk, post), unit_names(desk)[post.unit_id]) if part)


def _own_units(desk: Desk) -> tuple[int, ...]:
    units = headed(desk) or frozenset(post.unit_id for post in own_posts(desk) if post.unit_id)
    return tuple(sorted(units))


def _which(desk: Desk, views: list[tuple[str, View]]) -> Reply:
    """Only the speaker knows: asked once, a tap answers."""
    return desk.say("status_which", views=views[:MOST], more=len(views) > MOST)


def _unclear(desk: Desk, words: str) -> Reply:
    units = unit_names(desk) if desk.rights.oversees else {}
    shown = [(name, View(unit=unit)) for unit, name in units.items() if unit]
    return desk.say("status_unclear", words=words, views=shown[:MOST])


def _not_theirs(desk: Desk) -> Reply:
    if desk.rights.oversees:
        return _unclear(desk, "")
    return desk.say("status_not_yours", heads=bool(headed(desk)), whole=WHOLE)
