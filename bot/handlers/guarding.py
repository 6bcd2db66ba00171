"""The door for free words: who is blocked hears why, who sends too much is told once and the clerk has the rest."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.acts.consents import has_agreed, hold
from bot.acts.held import Held
from bot.acts.limits import messages_over
from bot.acts.setting_aside import set_aside
from bot.desk import Desk
from bot.handlers.intake import LONGEST
from bot.rules.limits import MESSAGES_WITHIN
from bot.rules.mischief import Mischief
from bot.talk import Reply
from storage.aside import last_aside
from storage.blocks import Block, block_of
from storage.drafts import Draft
from storage.spoken import Spoken

MOST_FILES = 30  # of a stranger who sends on and on without agreeing to anything
Handler = Callable[[Desk, str], Reply]


@dataclass(frozen=True)
class Stop:
    """The words go no further; `reply` is what is said, if anything."""

    reply: Reply | None


def stop(desk: Desk, draft: Draft | None) -> Stop | None:
    """Why a citizen's words are not heard now; None: they are. `draft`: the conversation they belong to."""
    if desk.rights.is_staff:
        return None
    block = block_of(desk.session, desk.person.id, desk.now)
    if block and not (draft and draft.topic == "supplement"):
        return Stop(_emergency_first(desk, blocked(desk, block)))
    over = messages_over(desk)
    desk.session.add(Spoken(office_id=desk.office.id, person_id=desk.person.id, at=desk.now))
    return Stop(_emergency_first(desk, _too_much(desk, draft, over))) if over else None


def blocked(desk: Desk, block: Block) -> Reply:
    return desk.say("blocked", block=block, hours=desk.office.hours)


def unless_blocked(handler: Handler) -> Handler:
    """A command that sends something to the office."""

    def run(desk: Desk, words: str) -> Reply:
        block = block_of(desk.session, desk.person.id, desk.now)
        return blocked(desk, block) if block else handler(desk, words)

    return run


def _emergency_first(desk: Desk, reply: Reply | None) -> Reply | None:
    if not desk.heard.text or desk.sorter.sort(desk.heard.text).kind != "khan_cap":
        return reply
    numbers = desk.say("urgent", hours=desk.office.hours, offer=False)
    return numbers.then(reply) if reply else numbers


def _too_much(desk: Desk, draft: Draft | None, over: int) -> Reply | None:
    """What came in is kept: for the clerk, or until its sender agrees to that. Said once."""
    held = _capped(Held.heard(desk.heard))
    if not has_agreed(desk, desk.person.id):
        waiting = Held.read(draft.data) if draft and draft.topic == "consent" else Held()
        asked = hold(desk, _capped(waiting.with_more(desk.heard)))
        return desk.say("aside_told", reason="flood", case=None, again=False).then(asked) if over == 1 else None
    before = last_aside(desk.session, desk.person.id, "flood")
    set_aside(desk, held, Mischief("flood", ()))
    if before and before.at > desk.now - MESSAGES_WITHIN:
        return None
    return desk.say("aside_told", reason="flood", case=None, again=False)


def _capped(held: Held) -> Held:
    kept = tuple(file for file in held.kept if not file.problem)
    return replace(held, text=held.text[:LONGEST], kept=kept[:MOST_FILES])
