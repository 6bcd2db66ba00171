"""A case, or a citizen, is forgotten: words, contact, files, letters and conversations go, what is counted stays."""

from collections.abc import Sequence

from bot.acts.cases import move
from bot.desk import OfficeDay
from bot.rules.retention import Cause
from bot.rules.states import CASE_OPEN, Case
from storage.blocks import block_of, blocks_of
from storage.consents import end_consents
from storage.dossier_follows import drop_looks, unfollow
from storage.erasing import (
    Mentions,
    drop_asides,
    drop_drafts,
    drop_page,
    drop_spoken,
    erase_bubbles,
    erase_files,
    erase_letters,
    erase_words,
    letters_about,
    letters_to,
)
from storage.erasures import Erasure, note_erasure
from storage.feedback import Feedback, all_cases_of
from storage.invites import drop_invites_of
from storage.people import Person, accounts_of, posts_of
from storage.webchat import WEB

UNFINISHED = CASE_OPEN | {Case.MERGED}  # somebody still works on it, or on the one it went into


def forget_cases(day: OfficeDay, cases: Sequence[Feedback], cause: Cause) -> list[str]:
    """Forget these cases. The digests of files that nothing of them names any more."""
    if not cases:
        return []
    digests = erase_files(day.session, [case.id for case in cases])
    note(day, "files", cause, len(digests))
    digests += _forget_copies(day, Mentions.of(day.office.id, cases), cause)
    erase_words(day.session, cases, day.now, day.say("erased").text)
    note(day, "cases", cause, len(cases))
    return digests


def _forget_copies(day: OfficeDay, about: Mentions, cause: Cause) -> list[str]:
    """In letters to whomever, on the pages of the web chat, in conversations."""
    letters = letters_about(day.session, about)
    note(day, "letters", cause, len(letters))
    digests = erase_letters(day.session, letters)
    digests += erase_bubbles(day.session, about, day.say("erased").text)
    return digests + drop_drafts(day.session, about)


def forget_citizen(day: OfficeDay, person: Person, cause: Cause) -> list[str]:
    """Forget a person as a citizen. Nothing of theirs may be unfinished; an official stays one.

    Who is blocked stays known by their account until that ends, or a block would mean nothing.
    """
    digests = forget_cases(day, kept_cases(day, person.id), cause)
    digests += _forget_copies(day, Mentions.of(day.office.id, (), person.id), cause)
    digests += drop_asides(day.session, person.id)
    drop_spoken(day.session, person.id)
    drop_looks(day.session, person.id)
    unfollow(day.session, person.id)
    end_consents(day.session, person.id, day.now)
    if not posts_of(day.session, person.id):
        digests += _forget_name(day, person, cause)
    return digests


def _forget_name(day: OfficeDay, person: Person, cause: Cause) -> list[str]:
    """Name, accounts, and all that was said with them in whatever chat."""
    letters = letters_to(day.session, person.id)
    digests = erase_letters(day.session, letters)
    digests += drop_drafts(day.session, Mentions.of(day.office.id, ()), person.id)
    note(day, "letters", cause, len(letters))
    note(day, "people", cause, 1)
    person.name = person.phone = ""
    day.session.add(person)
    for block in blocks_of(day.session, person.id):
        if block.ended_at or block.ends_at <= day.now:
            block.why = ""
            day.session.add(block)
    blocked = block_of(day.session, person.id, day.now) is not None
    for account in accounts_of(day.session, person.id):
        if account.channel == WEB:
            digests += drop_page(day.session, day.office.id, account.address)
        if not blocked:
            drop_invites_of(day.session, account.id)
            day.session.delete(account)
    day.session.flush()
    return digests


def kept_cases(day: OfficeDay, person_id: int) -> list[Feedback]:
    """This person's cases whose words are still there."""
    return [case for case in all_cases_of(day.session, person_id) if case.erased_at is None]


def unfinished(day: OfficeDay, person_id: int) -> list[Feedback]:
    return [case for case in all_cases_of(day.session, person_id) if case.state in UNFINISHED]


def withdraw(day: OfficeDay, cases: Sequence[Feedback]) -> None:
    """Their sender wants them no more."""
    for case in cases:
        move(day, case, Case.CLOSED, "withdrawn")
    day.session.flush()


def close_answered(day: OfficeDay, cases: Sequence[Feedback]) -> None:
    """Nothing more will be said of them."""
    for case in cases:
        if case.state == Case.ANSWERED:
            move(day, case, Case.CLOSED, "closed")


def note(day: OfficeDay, kind: str, cause: Cause, count: int) -> None:
    """In the ledger: how many of a kind went today, and why."""
    row = Erasure(office_id=day.office.id, day=day.today, kind=kind, cause=cause, count=count, at=day.now)
    note_erasure(day.session, row)
