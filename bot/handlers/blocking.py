"""Blocking a sender: a person decides it, with a reason and an end, and another one hears of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.acts.setting_aside import drop
from bot.desk import Desk
from bot.handlers.guarding import blocked
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.talk import Reply
from storage.aside import open_aside, open_asides
from storage.blocks import Block, block_of, running_block, running_blocks
from storage.drafts import waiting_draft
from storage.feedback import feedback_coded
from storage.people import holders, posts_of

MOST_DAYS = 90
LONGEST_REASON = 300


def block(desk: Desk, words: str) -> Reply:
    """ "12": who sent this message that was put aside; "TB-7KM3QX": who sent this case; "": who is blocked now."""
    if not words:
        return list_blocks(desk)
    person_id = _sender(desk, words)
    if person_id is None or posts_of(desk.session, person_id):
        return desk.say("block_whom")
    known = block_of(desk.session, person_id, desk.now)
    if known:
        return desk.say("block_known", block=known)
    desk.ask("block", person=person_id, why="")
    return desk.say("ask_block")


def list_blocks(desk: Desk) -> Reply:
    return desk.say("blocks", blocks=running_blocks(desk.session, desk.office.id, desk.now))


def _sender(desk: Desk, words: str) -> int | None:
    number = read_number(words)
    row = open_aside(desk.session, desk.office.id, number) if number is not None else None
    case = feedback_coded(desk.session, desk.office.id, words)
    found = row or case
    return found.person_id if found else None


def reason_chosen(desk: Desk, words: str) -> Reply:
    """One of the reasons that were offered."""
    draft = _waiting(desk)
    why = desk.say("block_reason", reason=words).text
    if draft is None or not why:
        return desk.say("nothing_to_send")
    return _ask_days(desk, draft, why)


def block_said(desk: Desk, data: Mapping[str, Any]) -> Reply:
    """The reason in own words, then for how many days."""
    if not desk.heard.text:
        return desk.say("ask_block_days", most=MOST_DAYS) if data["why"] else desk.say("ask_block")
    if not data["why"]:
        return _ask_days(desk, data, desk.heard.text[:LONGEST_REASON])
    return days_chosen(desk, desk.heard.text.split(" ")[0])


def _ask_days(desk: Desk, data: Mapping[str, Any], why: str) -> Reply:
    desk.ask("block", person=data["person"], why=why)
    return desk.say("ask_block_days", most=MOST_DAYS)


def days_chosen(desk: Desk, words: str) -> Reply:
    """ "7": the block begins, and ends by itself after so many days."""
    draft = _waiting(desk)
    if draft is None or not draft["why"]:
        return desk.say("nothing_to_send")
    days = read_number(words)
    if days is None or not 0 < days <= MOST_DAYS:
        return desk.say("ask_block_days", most=MOST_DAYS)
    desk.forget()
    return _begin(desk, draft["person"], draft["why"], days)


def _waiting(desk: Desk) -> Mapping[str, Any] | None:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    return draft.data if draft and draft.topic == "block" else None


def _begin(desk: Desk, person_id: int, why: str, days: int) -> Reply:
    row = Block(
        office_id=desk.office.id,
        person_id=person_id,
        why=why,
        made_by=desk.person.id,
        made_at=desk.now,
        ends_at=desk.now + timedelta(days=days),
    )
    desk.session.add(row)
    desk.session.flush()
    theirs = open_asides(desk.session, desk.office.id, person_id)
    drop(desk, theirs, "blocked")
    desk.tell(person_id, f"block:{row.id}", blocked(desk, row), "tạm ngừng nhận tin")
    leads = [one for one in holders(desk.session, desk.office.id, Role.LEAD) if one != desk.person.id]
    desk.tell_all(
        leads, f"block:{row.id}:lead", desk.say("block_news", block=row, who=desk.person.name), "chặn người gửi"
    )
    return desk.say("block_begun", block=row, dropped=len(theirs))


def unblock(desk: Desk, words: str) -> Reply:
    """ "3": block 3 ends now, and who was blocked hears it."""
    number = read_number(words)
    row = running_block(desk.session, desk.office.id, number, desk.now) if number is not None else None
    if row is None:
        return list_blocks(desk)
    row.ended_at, row.ended_by = desk.now, desk.person.id
    desk.session.add(row)
    desk.tell(row.person_id, f"block:{row.id}:ended", desk.say("unblocked"), "nhận tin trở lại")
    return desk.say("block_ended", block=row)
