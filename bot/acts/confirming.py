"""What cannot be undone is done by a second tap, soon after it was said what it means, and once."""

from datetime import timedelta
from typing import Any

from bot.desk import Desk
from storage.drafts import waiting_draft

CONFIRM_LIFE = timedelta(minutes=30)
# The topics that wait for a tap, not for words.
QUESTIONS_OF_TAPS = frozenset(
    {"erasing", "cutting", "parting", "replacing", "releasing", "discarding", "dropping", "shortening"}
)


def ask_sure(desk: Desk, topic: str, **about: Any) -> None:
    """Words instead of a tap go to the topic's handler, which asks once more."""
    desk.ask(topic, CONFIRM_LIFE, **about)


def is_sure(desk: Desk, topic: str, **about: Any) -> bool:
    """Whether just this was asked in this chat; whoever types the command of the tap was not asked."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or (draft.topic, draft.data) != (topic, about):
        return False
    desk.forget()
    return True
