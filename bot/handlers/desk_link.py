"""The way from the chat to the desk in a browser."""

from datetime import timedelta

from bot.acts.page_links import WORK_DESK, make_page_link
from bot.desk import Desk
from bot.talk import Reply

LINK_LIFE = timedelta(minutes=30)


def open_desk(desk: Desk, _words: str) -> Reply:
    """A link that opens the desk in a browser, once, soon."""
    url = make_page_link(desk, WORK_DESK, LINK_LIFE)
    return desk.say("desk_link", url=url, until=desk.now + LINK_LIFE)
