"""A further account of somebody who is known: a code from the one account, a yes on the other."""

from datetime import timedelta

from bot.acts.letter_names import channel_title
from bot.acts.one_time import invite_by
from bot.desk import Desk
from bot.talk import Reply
from storage.invites import Invite, close_own_invites
from storage.letters import NEWS, add_letter
from storage.linking import make_one
from storage.people import Account, Person, posts_of

LIFE = timedelta(minutes=15)


def make_code(desk: Desk) -> tuple[str, str]:
    """The link word and the six digits; earlier ones end."""
    close_own_invites(desk.session, desk.person.id, desk.now)
    return invite_by(desk, desk.person.id, LIFE, account_id=desk.speaker.account.id)


def ask_to_link(desk: Desk, invite: Invite, word: str) -> Reply:
    """Nothing happens before whoever holds this account has read what it means."""
    maker = _maker(desk, invite)
    if maker is None:
        return desk.say("link_refused", staff=desk.rights.is_staff)
    name, title = _who(desk, maker)
    channel = channel_title(desk, maker.channel)
    return desk.say("link_ask", word=word, channel=channel, since=invite.made_at, name=name, title=title)


def link(desk: Desk, invite: Invite) -> Reply:
    """This account, with any other of its person, is the maker's from now on, who is told where the code was made."""
    maker = _maker(desk, invite)
    if maker is None:
        return desk.say("link_refused", staff=desk.rights.is_staff)
    invite.used_at, invite.used_by = desk.now, desk.person.id
    desk.speaker.account.failed_codes = 0
    person = desk.session.get_one(Person, maker.person_id)
    make_one(desk.session, desk.person, person)
    desk.session.add(invite)
    desk.session.flush()
    desk.speaker = desk.speaker._replace(person=person, posts=posts_of(desk.session, person.id))
    _tell_maker(desk, maker, invite)
    return desk.say("linked", channel=channel_title(desk, maker.channel))


def _maker(desk: Desk, invite: Invite) -> Account | None:
    """Where the code was made. An official's account is never given away to a citizen, nor to another official."""
    account = desk.session.get(Account, invite.account_id)
    is_other = account is not None and account.person_id != desk.person.id
    return account if is_other and not posts_of(desk.session, desk.person.id) else None


def _who(desk: Desk, maker: Account) -> tuple[str, str]:
    """An official's name and post; of a citizen nothing is told to whoever may have come by the code."""
    posts = posts_of(desk.session, maker.person_id)
    return (desk.session.get_one(Person, maker.person_id).name, posts[0].title) if posts else ("", "")


def _tell_maker(desk: Desk, maker: Account, invite: Invite) -> None:
    new = desk.speaker.account
    staff = bool(posts_of(desk.session, maker.person_id))
    reply = desk.say("link_news", channel=channel_title(desk, new.channel), account=new, staff=staff)
    letter = desk.letter(maker.person_id, f"linked:{invite.id}", reply, "nối tài khoản", NEWS)
    letter.channel, letter.address = maker.channel, maker.address
    add_letter(desk.session, letter)
