"""A citizen agrees to the handling of their data, or not, reads what that means, and takes it back."""

from typing import Any

from bot.acts.consents import forget_words, has_agreed, hold, take_back, write_consent
from bot.acts.held import Held
from bot.acts.keep_times import keep_time
from bot.desk import Desk
from bot.handlers.adding import join_held
from bot.handlers.intake import citizen_said, guide, take, unusable
from bot.rules.privacy import NOTICE
from bot.rules.sorting import PAKN
from bot.talk import Reply
from storage.consents import live_consent
from storage.drafts import waiting_draft


def agree(desk: Desk, _words: str) -> Reply:
    """What waited is taken now, and answered as if it had just been said."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    held = Held.read(draft.data) if draft and draft.topic == "consent" else None
    write_consent(desk)
    if held is None:
        return desk.say("privacy_agreed")
    desk.forget()
    desk.heard = held.said_again(desk.heard)
    if held.case is not None:
        return join_held(desk, held)
    return take(desk, held) if held.sent_as else citizen_said(desk)


def disagree(desk: Desk, _words: str) -> Reply:
    """What waited is erased; the other ways to the office stay open."""
    if has_agreed(desk, desk.person.id):
        return privacy(desk, "")
    forget_words(desk)
    return desk.say("privacy_declined", hours=desk.office.hours)


def consent_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """Words instead of a yes: more of the matter waits with it, a question is answered meanwhile."""
    refused = unusable(desk)
    if refused:
        return refused
    if desk.heard.text:
        found = desk.sorter.sort(desk.heard.text)
        if found.kind not in PAKN:
            return guide(desk, found, offer=False).then(desk.say("privacy_waits"))
    return hold(desk, Held.read(data).with_more(desk.heard))


def privacy(desk: Desk, _words: str) -> Reply:
    """What is kept and for how long, and whether this person has agreed."""
    consent = live_consent(desk.session, desk.person.id, NOTICE)
    return desk.say("privacy", consent=consent, kept=keep_time(desk, "cases"))


def withdraw(desk: Desk, _words: str) -> Reply:
    if not has_agreed(desk, desk.person.id):
        return privacy(desk, "")
    take_back(desk)
    return desk.say("privacy_withdrawn", kept=keep_time(desk, "cases"))
