"""What whoever looks after the bot hears of troubles: that one lasts, that it is over."""

from collections.abc import Set
from datetime import datetime

from bot.desk import OfficeDay
from bot.rules.states import Role
from bot.rules.troubles import STUCK, Trouble, look
from storage.people import overseers
from storage.put_off import put_off_now
from storage.troubles import ABOUT, is_any_failed, is_any_set_aside, oldest_due, remember, take_back, troubles


def tell_troubles(day: OfficeDay, around: Set[Trouble]) -> None:
    """`around`: what is wrong besides this office's own letters."""
    known = troubles(day.session, day.office.id)
    turn = look(known, around | own_troubles(day), day.now)
    for kind in sorted(turn.begun):
        _tell(day, kind, turn.known[kind].began_at)
    for kind in sorted(turn.over):
        _tell_over(day, kind, known[kind].began_at)
    remember(day.session, day.office.id, turn.known)


def own_troubles(day: OfficeDay) -> set[Trouble]:
    """Of the office's letters, updates and timed work."""
    oldest = oldest_due(day.session, day.now, day.office.id)
    found = {
        Trouble.LETTERS: oldest is not None and day.now - oldest >= STUCK,
        Trouble.FAILED: is_any_failed(day.session, day.office.id),
        Trouble.UPDATES: is_any_set_aside(day.session, day.office.id),
        Trouble.WORK: bool(put_off_now(day.session, day.office.id, day.now, 1)),
    }
    return {kind for kind, is_so in found.items() if is_so}


def _tell(day: OfficeDay, kind: Trouble, since: datetime) -> None:
    people = overseers(day.session, day.office.id, Role.ADMIN)
    reply = day.say("trouble", kind=kind, since=since)
    day.tell_all(people, _key(kind, since), reply, "sự cố của bot")


def _tell_over(day: OfficeDay, kind: Trouble, since: datetime) -> None:
    """What came and went while the office was closed is nobody's business."""
    if take_back(day.session, day.office.id, _key(kind, since)):
        return
    people = overseers(day.session, day.office.id, Role.ADMIN)
    reply = day.say("trouble_over", kind=kind)
    day.tell_all(people, f"{_key(kind, since)}:over", reply, "sự cố đã hết")


def _key(kind: Trouble, since: datetime) -> str:
    return f"{ABOUT}{kind}:{since.isoformat()}"
