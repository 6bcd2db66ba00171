"""The office decides what of an answered case the public may read; a person confirms just what was shown."""

from collections.abc import Mapping
from typing import Any

from bot.acts import publishing
from bot.desk import Desk
from bot.rules.access import may_make_public
from bot.rules.numbers import read_number
from bot.rules.publishing import LONGEST, is_settled
from bot.talk import Reply
from storage.feedback import Feedback, feedback_with_id
from storage.offices import unit_named
from storage.publications import cases_to_publish, published_cases

SHOWN = "da"  # asks for what is published already
MOST = 10
DROPPED = frozenset({"words", "place"})  # parts that can only be left out, not rewritten


def register(desk: Desk, words: str) -> Reply:
    """What waits; "da": what is published; "7": what the public would read of case 7."""
    if words and words.split(" ")[0] != SHOWN:
        case = _decidable(desk, words)
        return _show(desk, case) if case else desk.say("not_publishable")
    waiting, shown = cases_to_publish(desk.session, desk.office.id), published_cases(desk.session, desk.office.id)
    found = shown if words else waiting
    return desk.say(
        "register",
        cases=found[:MOST],
        total=len(found),
        published=bool(words),
        count=len(shown),
        titles=desk.topics,
        late={case.id for case in waiting if publishing.is_late(desk, case)},
        site=desk.tools.site,
    )


def _show(desk: Desk, case: Feedback, *, changed: bool = False) -> Reply:
    entry = publishing.proposed(desk, case)
    return desk.say(
        "publication",
        case=case,
        entry=entry,
        mark=publishing.asked_mark(desk, case),
        topic=desk.topic_title(case.category),
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
        received=desk.hours.local(case.received_at).date(),
        answered=desk.hours.local(case.answered_at or desk.now).date(),
        agreed=bool(case.may_publish) and not case.anonymous,
        shown=publishing.is_shown(case),
        same=is_settled(case.state, case.answered_at, case.published_at) and publishing.shown_entry(case) == entry,
        changed=changed,
    )


def confirm(desk: Desk, words: str) -> Reply:
    """ "7 3f9a…": case 7 as it stood when it was shown."""
    case = _decidable(desk, words)
    if case is None:
        return desk.say("not_publishable")
    if words.partition(" ")[2] != publishing.asked_mark(desk, case):
        return _show(desk, case, changed=True)
    publishing.publish(desk, case)
    return desk.say("published", case=case, site=desk.tools.site)


def change(desk: Desk, words: str) -> Reply:
    """ "7 result": ask for other words; "7 place": leave it out."""
    case, part = _decidable(desk, words), words.partition(" ")[2]
    if case is None or part not in publishing.EDITS:
        return desk.say("not_publishable")
    if part in DROPPED:
        publishing.edit(desk, case, part, "")
        return _show(desk, case)
    desk.ask("publication", case=case.id, part=part)
    return desk.say("ask_publication", case=case, part=part, entry=publishing.proposed(desk, case))


def changed(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    case, part = _decidable(desk, str(carried["case"])), carried["part"]
    if case is None:
        desk.forget()
        return desk.say("not_publishable")
    if not desk.heard.text or len(desk.heard.text) > LONGEST:
        return desk.say("ask_publication", case=case, part=part, entry=publishing.proposed(desk, case))
    desk.forget()
    publishing.edit(desk, case, part, desk.heard.text)
    return _show(desk, case)


def leave_out(desk: Desk, words: str) -> Reply:
    """ "7": why? "7 personal": for this reason."""
    case, reason = _decidable(desk, words), words.partition(" ")[2]
    if case is None:
        return desk.say("not_publishable")
    told = desk.say("withhold_reason", reason=reason).text
    if told:
        return _leave_out(desk, case, told)
    desk.ask("withhold", case=case.id)
    return desk.say("ask_withhold", case=case, shown=publishing.is_shown(case))


def left_out_because(desk: Desk, number: int) -> Reply:
    case = _decidable(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("not_publishable")
    if not desk.heard.text:
        return desk.say("ask_withhold", case=case, shown=publishing.is_shown(case))
    return _leave_out(desk, case, desk.heard.text)


def _leave_out(desk: Desk, case: Feedback, reason: str) -> Reply:
    desk.forget()
    shown = publishing.is_shown(case)
    publishing.withhold(desk, case, reason)
    return desk.say("withheld", case=case, shown=shown)


def _decidable(desk: Desk, words: str) -> Feedback | None:
    """The case of this number, if it can be published or is, and the speaker may decide of that."""
    number = read_number(words.split(" ")[0])
    case = feedback_with_id(desk.session, desk.office.id, number) if number is not None else None
    if case is None or not may_make_public(desk.rights):
        return None
    return case if publishing.is_publishable(case) or publishing.is_shown(case) else None
