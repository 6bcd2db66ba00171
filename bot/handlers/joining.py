"""Invitations: how an official's account comes to a post."""

import re
from datetime import timedelta

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.further_accounts import ask_to_link, link
from bot.acts.handing_over import leave_post, take_post
from bot.acts.inviting import INVITE_LIFE, write_invite
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.rules.tokens import as_printed, digest
from bot.talk import Reply
from storage.invites import open_invite
from storage.linking import wrong_codes
from storage.offices import unit_named
from storage.people import Account, Person, Post, join, office_posts, overseers

WRONG_CODES = 5
WRONG_BY_ALL = 25  # within an hour: a thousand new accounts guess no better
LOCKED = timedelta(hours=1)
_SHORT = re.compile(r"\d{6}")


def invite(desk: Desk, words: str) -> Reply:
    """Choose a post, then get its one-time link and code. "12 khac": somebody else takes the post."""
    first, _, other = words.partition(" ")
    number = read_number(first)
    post = desk.session.get(Post, number) if number is not None else None
    if post is None or post.office_id != desk.office.id:
        return choose_post(desk)
    holder = post.person_id
    if holder and other in ("", "khac"):
        if not (other and is_sure(desk, "replacing", post=post.id, holder=holder)):
            ask_sure(desk, "replacing", post=post.id, holder=holder)
            return desk.say("invite_held", post=post, holder=desk.session.get_one(Person, holder))
        if post in invitable_by(desk):
            leave_post(desk, post)
    return new_invite(desk, post)


def unconfirmed(desk: Desk, post: int) -> Reply:
    """Words instead of a tap."""
    return invite(desk, str(post))


def choose_post(desk: Desk) -> Reply:
    posts = [(post, unit_named(desk.session, desk.office.id, post.unit_id)) for post in invitable_by(desk)]
    return desk.say("invite_choose", posts=posts)


def invitable_by(desk: Desk) -> list[Post]:
    """A clerk does not hand out the posts of lead and admin."""
    posts = office_posts(desk.session, desk.office.id)
    if Role.ADMIN in desk.rights.roles:
        return posts
    return [post for post in posts if post.role not in (Role.LEAD, Role.ADMIN)]


def new_invite(desk: Desk, post: Post) -> Reply:
    if post not in invitable_by(desk):
        return desk.say("invite_not_yours")
    link, code = write_invite(desk, post, desk.person.id)
    hours = INVITE_LIFE.days * 24
    return desk.say(
        "invite", post=post, code=code, links=desk.tools.links(link), pages=desk.tools.pages.items(), hours=hours
    )


def link_account(desk: Desk, words: str) -> Reply:
    """Join with a code; without one, ask for it."""
    if not words:
        desk.ask("link")
        return desk.say("ask_code")
    return redeem(desk, words)


def link_code_said(desk: Desk) -> Reply:
    desk.forget()
    return redeem(desk, desk.heard.text)


def redeem(desk: Desk, word: str, *, agreed: bool = False) -> Reply:
    """Take the post that a link or a code opens, or (`agreed`) become one with who made it.

    Wrong words are counted and soon lock the account.
    """
    account = desk.speaker.account
    if account.codes_locked_until and account.codes_locked_until > desk.now:
        return desk.say("codes_locked", until=account.codes_locked_until)
    if _SHORT.fullmatch(word.strip()) and _are_guessing(desk):
        return desk.say("codes_closed")
    found = open_invite(desk.session, desk.office.id, digest(desk.tools.secret, as_printed(word)), desk.now)
    if found is None:
        return _count_wrong(desk, account)
    if found.post_id is None:
        return link(desk, found) if agreed else ask_to_link(desk, found, word)
    found.used_at, found.used_by = desk.now, desk.person.id
    account.failed_codes = 0
    desk.session.add(found)
    return _take(desk, account, desk.session.get_one(Post, found.post_id))


def _are_guessing(desk: Desk) -> bool:
    """Of six digits so many are tried that somebody is guessing; longer words stay good. Those who invite are told."""
    wrong, locked = wrong_codes(desk.session, desk.office.id, desk.now - LOCKED, desk.now)
    count = wrong + locked * WRONG_CODES
    if count < WRONG_BY_ALL:
        return False
    told = overseers(desk.session, desk.office.id, Role.ADMIN)
    desk.tell_all(told, f"codes:{desk.here:%Y%m%d%H}", desk.say("codes_tried", count=count), "nhiều mã mời sai")
    return True


def _count_wrong(desk: Desk, account: Account) -> Reply:
    account.failed_codes += 1
    left = WRONG_CODES - account.failed_codes
    if left <= 0:
        account.failed_codes, account.codes_locked_until = 0, desk.now + LOCKED
    desk.session.add(account)
    return desk.say("code_wrong", left=max(left, 0))


def _take(desk: Desk, account: Account, post: Post) -> Reply:
    if post.person_id and post.person_id != account.person_id:
        join(desk.session, account, desk.session.get_one(Person, post.person_id))
    else:
        post.person_id = account.person_id
        desk.person.name = post.holder_name or desk.person.name
        take_post(desk, post, account.person_id)
    desk.session.add_all([account, post, desk.person])
    unit = unit_named(desk.session, desk.office.id, post.unit_id)
    return desk.say("joined", post=post, unit=unit, name=post.holder_name or desk.person.name)
