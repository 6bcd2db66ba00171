"""An official's phone is lost or their account stolen: the administrator cuts it off with one command."""

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.cutting_off import cut_off
from bot.desk import Desk
from bot.handlers.joining import new_invite
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.offices import unit_named
from storage.people import Person, Post, office_posts


def lost_phone(desk: Desk, words: str) -> Reply:
    """ "": whose? "12": what that means for who holds post 12; "12 ngat": done, with a new invitation."""
    number, _, sure = words.partition(" ")
    post = _held_post(desk, read_number(number))
    if post is None or post.person_id is None:
        return _choose(desk)
    if post.person_id == desk.person.id:
        return desk.say("lost_phone_own")
    holder = desk.session.get_one(Person, post.person_id)
    if sure != "ngat" or not is_sure(desk, "cutting", post=post.id, holder=holder.id):
        ask_sure(desk, "cutting", post=post.id, holder=holder.id)
        return desk.say("lost_phone_ask", post=post, holder=holder)
    done = cut_off(desk, holder.id)
    return desk.say("lost_phone_cut", holder=holder, done=done).then(new_invite(desk, post))


def unconfirmed(desk: Desk, post: int) -> Reply:
    """Words instead of a tap."""
    return lost_phone(desk, str(post))


def _choose(desk: Desk) -> Reply:
    held = [post for post in office_posts(desk.session, desk.office.id) if post.person_id]
    posts = [(post, unit_named(desk.session, desk.office.id, post.unit_id)) for post in held]
    return desk.say("lost_phone_choose", posts=posts)


def _held_post(desk: Desk, number: int | None) -> Post | None:
    post = desk.session.get(Post, number) if number is not None else None
    return post if post and post.office_id == desk.office.id else None
