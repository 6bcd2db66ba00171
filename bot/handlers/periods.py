"""What "quý", "tháng", "tuần" mean in reports: asked once, changed in words, shown with what moves before it counts."""

from dataclasses import asdict, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.acts.periods import Meaning, meaning_of, period_change, period_question, set_meaning, unclear_reports
from bot.desk import Desk
from bot.handlers.planning import confirm, receive
from bot.rules.report_said import kinds, read_rule
from bot.talk import Reply
from storage.drafts import waiting_draft

WAITS = timedelta(minutes=30)  # then free words are no change of a period any more


def periods(desk: Desk, words: str) -> Reply:
    """ "": what periods mean · "14": a packaged meaning · "xoa 0": without this rule · "luu 1a2b3c4d", "bo": of what
    was shown · or a rule in words."""
    verb, _, rest = words.partition(" ")
    now = meaning_of(desk.office)
    if verb == "bo" and not rest:
        desk.forget()
        return desk.say("periods_dropped")
    if verb == "luu":
        return _confirm(desk, rest)
    if verb == "xoa" and rest.isdecimal() and int(rest) < len(now.own):
        return _propose(desk, now.without(int(rest)))
    if words in kinds():
        return _propose(desk, now.with_kind(kinds()[words]))
    return _read(desk, words) if words else _question(desk)


def period_said(desk: Desk, _data: dict[str, Any]) -> Reply:
    """ "quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ", a rule a line. A document is a plan all the same."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents:
        desk.forget()
        return receive(desk, documents[0])
    return _read(desk, desk.heard.text)


def _question(desk: Desk) -> Reply:
    desk.ask("periods", WAITS)
    return period_question(desk)


def _read(desk: Desk, text: str) -> Reply:
    wanted = meaning_of(desk.office)
    try:
        for line in filter(None, map(str.strip, text.splitlines())):
            wanted = wanted.with_rule(read_rule(line))
    except ValueError as unclear:
        desk.ask("periods", WAITS)
        return desk.say("periods_unclear", problem=str(unclear))
    return _propose(desk, wanted)


def _propose(desk: Desk, wanted: Meaning) -> Reply:
    now = meaning_of(desk.office)
    if wanted == now:
        desk.forget()
        return desk.say("periods_same", now=now, kinds=kinds())
    desk.ask("periods", WAITS, **asdict(wanted))
    change = period_change(desk, wanted)
    return desk.say("periods_preview", wanted=wanted, kinds=kinds(), change=change, mark=_mark(wanted))


def _confirm(desk: Desk, mark: str) -> Reply:
    """Only what was shown last, and only by the button that stood under it."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    shown = draft.data if draft and draft.topic == "periods" and "base" in draft.data else None
    wanted = Meaning(shown["base"], tuple(shown["own"])) if shown else None
    if wanted is None or _mark(wanted) != mark:
        return desk.say("periods_gone")
    desk.forget()
    return desk.say("periods_kept", wanted=wanted, kinds=kinds(), change=set_meaning(desk, wanted))


def _mark(wanted: Meaning) -> str:
    return sha256(repr(wanted).encode()).hexdigest()[:8]


def plan_confirmed(desk: Desk, words: str) -> Reply:
    """After a plan with reports of unclear periods is saved the office is asked what it means by them."""
    reply = confirm(desk, words)
    if not unclear_reports(desk):
        return reply
    asked = period_question(desk)
    return replace(reply, text=f"{reply.text}\n\n{asked.text}", choices=(*reply.choices, *asked.choices))
