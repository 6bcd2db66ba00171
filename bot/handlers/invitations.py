"""All invitations at once: who has joined and who has not, a sheet to print, a word to who can hand it on."""

from bot.acts.inviting import SHEET_DAYS, cards_of, helpers_in, missing_posts
from bot.desk import Desk
from bot.handlers.joining import invitable_by
from bot.papers.kinds import DOCX
from bot.talk import Reply
from storage.letters import letters_keyed
from storage.offices import unit_named
from storage.people import Post, names_of, office_posts


def invitations(desk: Desk, words: str) -> Reply:
    """ "in": print those that are missing; "nhac": ask others for help."""
    if words == "in":
        return _sheet(desk)
    if words == "nhac":
        return _ask_for_help(desk)
    posts = office_posts(desk.session, desk.office.id)
    missing = [(unit_named(desk.session, desk.office.id, unit), _names(ones)) for unit, ones in _missing(desk)]
    return desk.say("joined_list", joined=sum(post.person_id is not None for post in posts), missing=missing, all=posts)


def _missing(desk: Desk) -> list[tuple[int | None, list[Post]]]:
    return sorted(missing_posts(desk).items(), key=lambda found: found[0] or 0)


def _names(posts: list[Post]) -> list[str]:
    return [post.holder_name or post.title for post in posts]


def _sheet(desk: Desk) -> Reply:
    posts = [post for post in invitable_by(desk) if post.person_id is None]
    if not posts:
        return desk.say("sheet_nobody")
    from bot.papers.invitations_docx import sheet_docx

    cards = cards_of(desk, posts, desk.person.id)
    paper = desk.paper("Giấy mời.docx", DOCX, sheet_docx(cards))
    return desk.say("sheet_made", (paper,), count=len(cards), days=SHEET_DAYS)


def _ask_for_help(desk: Desk) -> Reply:
    """At most once a day of the same unit."""
    asked, early, nobody = [], [], []
    for unit_id, posts in _missing(desk):
        unit = unit_named(desk.session, desk.office.id, unit_id)
        people = [person for person in helpers_in(desk, unit_id) if person != desk.person.id]
        key = f"join_help:{unit_id or 0}:{desk.today}"
        if not people:
            nobody.append((unit, _names(posts)))
        elif letters_keyed(desk.session, desk.office.id, [f"{key}:{person}" for person in people]):
            early.append(unit)
        else:
            desk.tell_all(people, key, desk.say("join_help", unit=unit, names=_names(posts)), "nhờ mời cán bộ")
            asked.append((unit, list(names_of(desk.session, people).values())))
    return desk.say("join_asked", asked=asked, early=early, nobody=nobody)
