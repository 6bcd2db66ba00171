"""A phone is lost: whoever has it can do nothing with it from this moment on, on any channel."""

from dataclasses import dataclass

from bot.desk import Desk
from storage.drafts import drop_draft
from storage.erasing import drop_page
from storage.feeds import end_feeds
from storage.invites import close_invites_by
from storage.linking import part
from storage.page_passes import end_passes_of
from storage.people import accounts_of
from storage.webchat import WEB


@dataclass(frozen=True)
class CutOff:
    """How many accounts, and how many invitations to others that were given out there."""

    accounts: int
    invites: int


def cut_off(desk: Desk, person_id: int) -> CutOff:
    """All accounts of an official become strangers', open pages, addresses and invitations given out there end.

    The post stays theirs: a new invitation brings a new phone to it, with all that waits for them.
    """
    found = accounts_of(desk.session, person_id)
    for account in found:
        drop_draft(desk.session, desk.office.id, account.channel, account.address)
        if account.channel == WEB:  # the page shows what they were told
            desk.spare(drop_page(desk.session, desk.office.id, account.address))
        part(desk.session, account, desk.now)
    end_feeds(desk.session, person_id, desk.now)
    end_passes_of(desk.session, person_id, desk.now)
    return CutOff(len(found), close_invites_by(desk.session, person_id, desk.now))
