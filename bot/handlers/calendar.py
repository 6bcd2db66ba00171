"""The office's own calendar: closures, worked Saturdays and half days, shown with what they move before they count."""

from datetime import date, timedelta
from typing import Any

from bot.acts.calendar import Moves, moves_of
from bot.acts.rescheduling import apply_change
from bot.desk import Desk
from bot.handlers.planning import receive
from bot.rules.closures import Change, read_change
from bot.talk import Reply
from storage.days import own_days
from storage.drafts import waiting_draft

SHOWN = 20
WAITS = timedelta(minutes=30)  # then free words are no change of the calendar any more


def calendar(desk: Desk, words: str) -> Reply:
    """ "": the office's own days · "luu 2026-11-25", "bo": of what was shown · "xoa 2026-11-25" · or a change."""
    verb, _, rest = words.partition(" ")
    if verb == "luu":
        return _confirm(desk, rest)
    if verb == "bo" and not rest:
        desk.forget()
        return desk.say("calendar_dropped")
    if verb == "xoa":
        return _remove(desk, rest)
    if words:
        return _propose(desk, read_change(words, desk.today))
    coming = [row for row in own_days(desk.session, desk.office.id) if row.day >= desk.today]
    desk.ask("calendar", WAITS)
    return desk.say("calendar", days=coming[:SHOWN], more=len(coming[SHOWN:]))


def change_said(desk: Desk, _data: dict[str, Any]) -> Reply:
    """ "nghỉ 25/11 vì bão", "làm việc thứ Bảy 28/11", "nghỉ chiều 25/11 vì họp". A document is a plan all the same."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents:
        desk.forget()
        return receive(desk, documents[0])
    return _propose(desk, read_change(desk.heard.text, desk.today))


def _remove(desk: Desk, words: str) -> Reply:
    found = [row.day for row in own_days(desk.session, desk.office.id) if row.day.isoformat() == words]
    return _propose(desk, Change("drop", tuple(found), "", "") if found and found[0] >= desk.today else None)


def _propose(desk: Desk, change: Change | None) -> Reply:
    if change is None:
        desk.ask("calendar", WAITS)
        return desk.say("calendar_unclear")
    moves = moves_of(desk, change)
    if not moves.lines:
        desk.ask("calendar", WAITS)
        return desk.say("calendar_same", days=change.days)
    days = [day.isoformat() for day in change.days]
    desk.ask("calendar", kind=change.kind, days=days, part=change.part, reason=change.reason)
    return desk.say("calendar_preview", change=change, moves=moves, first=days[0])


def _confirm(desk: Desk, first: str) -> Reply:
    """Only the change that was shown last, and only by the button that stood under it."""
    change = _waiting(desk)
    if change is None or change.days[0].isoformat() != first:
        return desk.say("calendar_gone")
    desk.forget()
    moves: Moves = moves_of(desk, change)
    apply_change(desk, change, moves)
    return desk.say("calendar_kept", change=change, moves=moves)


def _waiting(desk: Desk) -> Change | None:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic != "calendar" or "days" not in draft.data:
        return None
    data = draft.data
    change = Change(data["kind"], tuple(map(date.fromisoformat, data["days"])), data["part"], data["reason"])
    return change if change.days[0] >= desk.today else None
