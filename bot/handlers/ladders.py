"""When reminders come and to whom: shown in words, changed by a sentence, with what it moves before it counts."""

import re
from datetime import timedelta
from typing import Any

from bot.acts.ladders import all_kinds, current_ladder, is_own, ladder_change, set_ladder
from bot.desk import Desk
from bot.handlers.planning import receive
from bot.rules.ladder_said import TONES, WHO
from bot.rules.ladders import ASKED, Kind, kind_called, kinds
from bot.rules.reminding import Ladder, ladder_fields, read_ladder
from bot.talk import Reply
from storage.drafts import waiting_draft

WAITS = timedelta(minutes=30)  # then free words are no change of a ladder any more
_NAMED = re.compile(r"\s*([^:;,\d]{2,60}):\s*(.*)", re.DOTALL)


def ladders(desk: Desk, words: str) -> Reply:
    """ "": all · "report": one · "macdinh report", "luu report", "bo": of what was shown · or a change in words."""
    verb, _, rest = words.partition(" ")
    if verb == "bo" and not rest:
        desk.forget()
        return desk.say("ladder_dropped")
    if verb == "luu" and rest in kinds():
        return _confirm(desk, kinds()[rest])
    if verb == "macdinh" and rest in kinds():
        return _propose(desk, kinds()[rest], kinds()[rest].ladder)
    if words in kinds():
        return _show(desk, kinds()[words])
    if words:
        return _read(desk, words, None)
    desk.ask("ladder", WAITS)
    return desk.say("ladders", kinds=all_kinds(desk))


def ladder_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """ "báo cáo: trước 5, 2 ngày; …", without the name where one was shown last. A document is a plan all the same."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents:
        desk.forget()
        return receive(desk, documents[0])
    return _read(desk, desk.heard.text, kinds().get(data.get("kind", "")))


def _show(desk: Desk, kind: Kind) -> Reply:
    desk.ask("ladder", WAITS, kind=kind.key)
    said = kind.say(current_ladder(desk, kind))
    people = [name for who, name in WHO.items() if who != "citizen" or kind.key == ASKED]
    tones = list(TONES.values())
    return desk.say("ladder", kind=kind, said=said, own=is_own(desk, kind), people=people, tones=tones)


def _read(desk: Desk, said: str, kind: Kind | None) -> Reply:
    named = _NAMED.fullmatch(said)
    called = kind_called(named[1]) if named else None
    if named and called:
        kind, said = called, named[2]
    if kind is None:
        desk.ask("ladder", WAITS)
        return desk.say("ladder_which", titles=[(one.key, one.title) for one in kinds().values()])
    try:
        ladder = kind.read(said)
    except ValueError as unclear:
        desk.ask("ladder", WAITS, kind=kind.key)
        return desk.say("ladder_unclear", kind=kind, problem=str(unclear), said=kind.say(current_ladder(desk, kind)))
    return _propose(desk, kind, ladder)


def _propose(desk: Desk, kind: Kind, ladder: Ladder) -> Reply:
    before = current_ladder(desk, kind)
    if ladder == before:
        desk.forget()
        return desk.say("ladder_same", kind=kind, said=kind.say(ladder))
    desk.ask("ladder", WAITS, kind=kind.key, ladder=ladder_fields(ladder))
    change = ladder_change(desk, kind, ladder)
    return desk.say("ladder_preview", change=change, before=kind.say(before), after=kind.say(ladder))


def _confirm(desk: Desk, kind: Kind) -> Reply:
    """Only the change that was shown last."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic != "ladder" or draft.data.get("kind") != kind.key or "ladder" not in draft.data:
        return desk.say("ladder_gone")
    desk.forget()
    ladder = read_ladder(draft.data["ladder"])
    change = ladder_change(desk, kind, ladder)
    set_ladder(desk, kind, ladder)
    return desk.say("ladder_kept", change=change, said=kind.say(ladder), own=is_own(desk, kind))
