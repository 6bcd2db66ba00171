"""How long what is personal is kept here, and what was erased."""

from collections.abc import Mapping
from typing import Any

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.keep_times import keep_time, set_keep_time
from bot.desk import Desk
from bot.rules.retention import UnreadableError, kinds, read_change
from bot.talk import Reply
from storage.erasures import last_erasures

SHOWN = 30
SURE = "ngan "


def show_times(desk: Desk, words: str) -> Reply:
    """ "": each kind with its time and its reason; "tệp 6 tháng": so long from now on, which is asked once more where
    that erases more ("ngan tệp 6 tháng")."""
    if not words:
        return desk.say("keep_times", kinds=[(kind, keep_time(desk, kind.key)) for kind in kinds().values()])
    try:
        meant, keep = read_change(words.removeprefix(SURE))
    except UnreadableError as unread:
        return desk.say("keep_unclear", meant=unread.kind)
    now = keep_time(desk, meant.key)
    if keep.days < now.days and not (
        words.startswith(SURE) and is_sure(desk, "shortening", kind=meant.key, keep=str(keep))
    ):
        ask_sure(desk, "shortening", kind=meant.key, keep=str(keep))
        return desk.say("ask_shorter", meant=meant, keep=keep, now=now)
    set_keep_time(desk, meant.key, keep)
    return desk.say("keep_kept", meant=meant, keep=keep)


def unconfirmed(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    """Words instead of a tap."""
    return show_times(desk, f"{kinds()[carried['kind']].words[0]} {carried['keep']}")


def show_ledger(desk: Desk, _words: str) -> Reply:
    """What was erased lately: how many of what, when, why."""
    titles = {kind.key: kind.title for kind in kinds().values()}
    return desk.say("ledger", rows=last_erasures(desk.session, desk.office.id, SHOWN), titles=titles)
