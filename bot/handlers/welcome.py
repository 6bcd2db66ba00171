"""First words, help, and the way out of a conversation."""

from bot.acts.guiding import RECEPTION, schedule_of
from bot.desk import Desk
from bot.handlers.joining import redeem
from bot.rules.access import KEEPERS
from bot.rules.states import Role
from bot.talk import Reply
from storage.letters import ANSWER, add_letter

LINK_MARK = "moi_"  # what the start word of an invitation begins with


def start(desk: Desk, words: str) -> Reply:
    """The first tap on a channel; an invitation's link brings its word along."""
    if words.startswith(LINK_MARK):
        return redeem(desk, words.removeprefix(LINK_MARK))
    desk.speaker.account.greeted = True
    return greeting(desk)


def greeting(desk: Desk) -> Reply:
    if desk.rights.is_staff:
        return desk.say("greeting_staff", person=desk.person, posts=desk.speaker.posts)
    return desk.say("greeting_citizen", places=desk.takes_places)


def cancel(desk: Desk, _words: str) -> Reply:
    desk.forget()
    return desk.say("cancelled", is_staff=desk.rights.is_staff)


def reception(desk: Desk, words: str) -> Reply:
    """Where and when the office receives people; with words, clerk, admin or lead say when its head does."""
    says = bool(desk.rights.roles & (KEEPERS | {Role.LEAD}))
    if words and says:
        desk.office.profile = {**desk.office.profile, RECEPTION: words[:500]}
        desk.session.add(desk.office)
    return desk.say("reception", hours=desk.office.hours, schedule=schedule_of(desk), says=says)


def in_group(desk: Desk) -> Reply:
    """A group gets nothing that belongs to one person or one case."""
    return desk.say("in_group")


def not_allowed(desk: Desk, roles: frozenset[Role]) -> Reply:
    return desk.say("not_allowed", staff_only=Role.CITIZEN not in roles, is_staff=desk.rights.is_staff)


def unreadable(desk: Desk) -> None:
    """Something came whose content the platform keeps to itself: asked for in words, once a day, never in a group."""
    heard = desk.heard
    if not heard.private:
        return
    key = f"unreadable:{heard.channel}:{heard.address}:{desk.today}"
    said = desk.say("unreadable", is_staff=desk.rights.is_staff)
    letter = desk.letter(desk.person.id, key, said, "tin không đọc được", ANSWER)
    letter.channel, letter.address = heard.channel, heard.address
    add_letter(desk.session, letter)
