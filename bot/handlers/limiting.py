"""The office says how much may be sent before the rest waits for the clerk."""

from bot.acts.limits import limit, set_limit
from bot.desk import Desk
from bot.rules.limits import UnreadableError, limits, read_limit
from bot.talk import Reply


def show_limits(desk: Desk, words: str) -> Reply:
    """ "": all of them; "tin 30": so many messages from now on."""
    if not words:
        return desk.say("limits", limits=[(one, limit(desk, one.key)) for one in limits().values()])
    try:
        meant, number = read_limit(words)
    except UnreadableError as unread:
        return desk.say("limit_unclear", meant=unread.limit)
    set_limit(desk, meant.key, number)
    return desk.say("limit_kept", meant=meant, number=number)
