"""When a person's own digest comes."""

from datetime import time

from bot.acts.slots import own_slot
from bot.desk import Desk
from bot.rules.clock_said import read_clock
from bot.rules.vietnamese import plain
from bot.talk import Reply
from storage.slots import put_slot, slot_of


def set_slot(desk: Desk, words: str) -> Reply:
    """ "8:15" sets it, "chung" returns to the office's time, nothing shows it."""
    said = plain(words)
    if said == "chung":
        put_slot(desk.session, desk.person, "")
    elif said:
        wanted = read_clock(said)
        if wanted is None or not is_allowed(desk, wanted):
            return desk.say("slot_refused", slot=desk.slot, hours=desk.office.hours)
        put_slot(desk.session, desk.person, f"{wanted:%H:%M}")
    desk.session.flush()
    return desk.say(
        "slot", slot=own_slot(desk, desk.person.id), own=bool(slot_of(desk.session, desk.person.id)), common=desk.slot
    )


def is_allowed(desk: Desk, wanted: time) -> bool:
    """In office hours, and not before the morning's lines are gathered."""
    return wanted >= desk.slot and any(start <= wanted < end for start, end in desk.hours.spans)
