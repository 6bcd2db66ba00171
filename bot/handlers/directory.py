"""Whose name, title and telephone may be told to everybody: seen and changed post by post."""

from typing import Any

from bot.acts.listings import holder_of
from bot.desk import Desk
from bot.rules.addresses import read_part
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.offices import unit_named
from storage.people import Post, office_posts

PAGE = 8


def posts_to_tell(desk: Desk, words: str) -> Reply:
    """ "": all posts · "trang 1" · "12": one · "12 co", "12 khong": told or not · "12 sdt": ask for its phone."""
    first, _, rest = words.partition(" ")
    number = read_number(first)
    post = _post(desk, number)
    if post is None:
        return _list(desk, read_number(rest) or 0 if first == "trang" else 0)
    if rest in ("co", "khong"):
        post.published = rest == "co"
        desk.session.add(post)
        desk.session.flush()
    if rest == "sdt":
        desk.ask("post_phone", post=post.id)
        return desk.say("ask_post_phone", post=post, name=holder_of(desk, post), problem="")
    return _show(desk, post)


def phone_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """The number, or a dash for none."""
    post = _post(desk, data["post"])
    if post is None:
        desk.forget()
        return _list(desk, 0)
    try:
        phone = read_part("phone", desk.heard.text)
    except ValueError as unclear:
        return desk.say("ask_post_phone", post=post, name=holder_of(desk, post), problem=str(unclear))
    desk.forget()
    post.phone = phone
    desk.session.add(post)
    return _show(desk, post)


def _post(desk: Desk, number: int | None) -> Post | None:
    post = desk.session.get(Post, number) if number is not None else None
    return post if post and post.office_id == desk.office.id else None


def _list(desk: Desk, page: int) -> Reply:
    posts = [(post, holder_of(desk, post)) for post in office_posts(desk.session, desk.office.id)]
    shown = posts[page * PAGE : (page + 1) * PAGE] or posts[:PAGE]
    more = (page + 1) * PAGE < len(posts)
    told = sum(post.published for post, _ in posts)
    return desk.say("posts_to_tell", posts=shown, page=page, more=more, told=told, total=len(posts))


def _show(desk: Desk, post: Post) -> Reply:
    unit = unit_named(desk.session, desk.office.id, post.unit_id)
    return desk.say("post_to_tell", post=post, name=holder_of(desk, post), unit=unit)
