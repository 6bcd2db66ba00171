"""Where somebody is written to: their accounts, which comes first, a further one, one less."""

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.further_accounts import LIFE, make_code
from bot.acts.letter_names import channel_title
from bot.acts.ways import standing
from bot.desk import Desk
from bot.handlers.joining import redeem
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.drafts import drop_draft
from storage.letters import NEWS, add_letter
from storage.linking import own_account, part, prefer, prefer_none
from storage.people import Account, accounts_of


def channels(desk: Desk, _words: str) -> Reply:
    found = accounts_of(desk.session, desk.person.id)
    shown = [
        {
            "id": one.id,
            "title": channel_title(desk, one.channel),
            "here": one.id == desk.speaker.account.id,
            "preferred": one.preferred_at is not None,
            "standing": standing(desk, one),
            "seen": one.last_seen_at,
        }
        for one in found
    ]
    return desk.say("channels", accounts=shown, staff=desk.rights.is_staff)


def prefer_account(desk: Desk, words: str) -> Reply:
    """ "12": this account first; "0": the one used last."""
    account = _own(desk, words)
    if account:
        prefer(desk.session, account, desk.now)
    elif words == "0":
        prefer_none(desk.session, desk.person.id)
    desk.session.flush()
    return channels(desk, "")


def further_account(desk: Desk, _words: str) -> Reply:
    link, code = make_code(desk)
    here = channel_title(desk, desk.speaker.account.channel)
    links = [(name, address) for name, address in desk.tools.links(link) if name != here]
    links += [(name, page) for name, page in desk.tools.pages.items() if name != here]
    return desk.say(
        "further_account", code=code, links=links, minutes=int(LIFE.total_seconds() // 60), staff=desk.rights.is_staff
    )


def agree_to_link(desk: Desk, words: str) -> Reply:
    return redeem(desk, words, agreed=True)


def part_account(desk: Desk, words: str) -> Reply:
    """ "12": what that means; "12 go": the account is let go."""
    number, _, sure = words.partition(" ")
    account = _own(desk, number)
    if account is None or account.id == desk.speaker.account.id:
        return channels(desk, "")
    title = channel_title(desk, account.channel)
    if sure != "go" or not is_sure(desk, "parting", account=account.id):
        ask_sure(desk, "parting", account=account.id)
        return desk.say("account_part_ask", account=account, title=title, staff=desk.rights.is_staff)
    drop_draft(desk.session, desk.office.id, account.channel, account.address)
    part(desk.session, account, desk.now)
    gone = desk.letter(
        account.person_id, f"parted:{account.id}:{account.person_id}", desk.say("account_let_go"), "gỡ tài khoản", NEWS
    )
    gone.channel, gone.address = account.channel, account.address
    add_letter(desk.session, gone)
    return desk.say("account_parted", title=title)


def unconfirmed(desk: Desk, account: int) -> Reply:
    """Words instead of a tap."""
    return part_account(desk, str(account))


def _own(desk: Desk, words: str) -> Account | None:
    return own_account(desk.session, desk.person.id, read_number(words))
