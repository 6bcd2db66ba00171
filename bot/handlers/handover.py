"""The list for handing a post over."""

from bot.acts.handing_over import handover_list
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.talk import Reply
from storage.people import Post


def hand_over(desk: Desk, words: str) -> Reply:
    """One's own post; "12": that post, for who invites people and for the lead."""
    posts = desk.speaker.posts
    keeps = desk.rights.roles & {Role.CLERK, Role.LEAD, Role.ADMIN}
    number = read_number(words)
    if number is not None:
        post = desk.session.get(Post, number)
        known = post is not None and post.office_id == desk.office.id
        if post is not None and known and (keeps or post in posts):
            return handover_list(desk, post)
    if len(posts) > 1:
        return desk.say("handover_choose", posts=posts)
    return handover_list(desk, posts[0])
