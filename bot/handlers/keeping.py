"""How long what is personal is kept here, and what was erased."""

from bot.acts.keep_times import keep_time, set_keep_time
from bot.desk import Desk
from bot.rules.retention import UnreadableError, kinds, read_change
from bot.talk import Reply
from storage.erasures import last_erasures

SHOWN = 30


def show_times(desk: Desk, words: str) -> Reply:
    """ "": each kind with its time and its reason; "tệp 6 tháng": so long from now on."""
    if not words:
        return desk.say("keep_times", kinds=[(kind, keep_time(desk, kind.key)) for kind in kinds().values()])
    try:
        meant, keep = read_change(words)
    except UnreadableError as unread:
        return desk.say("keep_unclear", meant=unread.kind)
    set_keep_time(desk, meant.key, keep)
    return desk.say("keep_kept", meant=meant, keep=keep)


def show_ledger(desk: Desk, _words: str) -> Reply:
    """What was erased lately: how many of what, when, why."""
    titles = {kind.key: kind.title for kind in kinds().values()}
    return desk.say("ledger", rows=last_erasures(desk.session, desk.office.id, SHOWN), titles=titles)
