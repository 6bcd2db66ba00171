"""Who cannot be written to now, and why: citizens for whom something waits, officials without a way."""

from bot.acts.unreached import cases_unreached
from bot.acts.ways import standing
from bot.desk import Desk
from bot.rules.access import KEEPERS
from bot.rules.states import Hindrance
from bot.talk import Reply
from storage.people import Post, accounts_of, office_posts

MOST = 10


def unreached(desk: Desk, _words: str) -> Reply:
    cases = cases_unreached(desk)
    posts = [(post, _bar(desk, post)) for post in office_posts(desk.session, desk.office.id)]
    barred = [(post.holder_name or post.title, bar) for post, bar in posts if bar]
    return desk.say(
        "unreached",
        cases=cases[:MOST],
        more_cases=max(0, len(cases) - MOST),
        posts=barred[:MOST],
        more_posts=max(0, len(barred) - MOST),
        keeps=bool(desk.rights.roles & KEEPERS),
    )


def _bar(desk: Desk, post: Post) -> Hindrance:
    accounts = accounts_of(desk.session, post.person_id) if post.person_id else []
    bars = [standing(desk, account).hindrance for account in accounts]
    if not bars:
        return Hindrance.NOBODY
    return Hindrance.NONE if Hindrance.NONE in bars else bars[0]
