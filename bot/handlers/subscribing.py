"""A private address of one's own calendar, for the calendar on a phone."""

import secrets

from bot.desk import Desk
from bot.rules.tokens import digest
from bot.talk import Reply
from storage.feeds import Feed, end_feeds, has_feed

PAGE = "/chat#"


def subscribe(desk: Desk, words: str) -> Reply:
    """An address, shown once; "moi": a new one, the old one ends; "thoi": none any more."""
    if words == "thoi":
        end_feeds(desk.session, desk.person.id, desk.now)
        return desk.say("feed_ended")
    if words != "moi" and has_feed(desk.session, desk.person.id):
        return desk.say("feed_known")
    end_feeds(desk.session, desk.person.id, desk.now)
    token = secrets.token_urlsafe(24)
    desk.session.add(
        Feed(
            office_id=desk.office.id,
            person_id=desk.person.id,
            digest=digest(desk.tools.secret, token),
            made_at=desk.now,
        )
    )
    return desk.say("feed", address=f"{site_address(desk)}/ics/{token}.ics")


def site_address(desk: Desk) -> str:
    """Where this bot's own pages are; "" where it has none."""
    pages = (url for _, url in desk.tools.links("") if PAGE in url)
    return next((url.partition(PAGE)[0] for url in pages), "")
