"""Whether a message should become a case at once, or be looked at by the clerk first."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from sqlmodel import Session

from bot.acts.held import Held
from bot.acts.limits import has_too_many_cases, limit
from bot.desk import Desk
from bot.rules.limits import ALIKE_WITHIN, LEAST_COMPARED, OWN_ALIKE_WITHIN
from bot.rules.mischief import Mischief, bare, mischief_in
from bot.rules.sorting import PAKN, Sorted
from bot.rules.states import CASE_OPEN
from bot.rules.tokens import digest
from storage.feedback import Feedback
from storage.spoken import Spoken, look_for_unsaid, said_alike

SURE = 0.5  # from here on a message is about something, however rude it is


def what_is_wrong(desk: Desk, held: Held, found: Sorted) -> tuple[Mischief, Feedback | None] | None:
    """Why this should not become a case at once, and the case that it repeats, if it does."""
    repeated = _repeated(desk, held.text)
    if repeated:
        return repeated
    if found.kind not in ("khan_cap", "to_cao"):
        wrong = mischief_in(held.text, is_sure=found.kind in PAKN and (found.auto or found.confidence >= SURE))
        if wrong:
            return wrong, None
    return (Mischief("flood", ()), None) if has_too_many_cases(desk) else None


def _repeated(desk: Desk, text: str) -> tuple[Mischief, Feedback | None] | None:
    """The same words again by the same person while they are being looked at, or by many."""
    mark = mark_of(desk.tools.secret, text)
    if not mark:
        return None
    alike = said_alike(desk.session, desk.office.id, mark, desk.now - OWN_ALIKE_WITHIN)
    own = next((one for one in alike if one.person_id == desk.person.id), None)
    if own:
        case = desk.session.get(Feedback, own.feedback_id) if own.feedback_id else None
        if case is None or case.state in CASE_OPEN:
            return Mischief("repeat", ()), case
    others = {one.person_id for one in alike if one.at > desk.now - ALIKE_WITHIN} - {desk.person.id}
    return (Mischief("repeat", ()), None) if len(others) >= limit(desk, "alike") else None


def expect_said(session: Session, office_id: int, secret: bytes, texts: Iterable[str], now: datetime) -> None:
    """What is about to be said, by several: who said the same is looked up for all at once."""
    marks = {mark_of(secret, text) for text in texts} - {""}
    if marks:
        look_for_unsaid(session, office_id, marks, now - OWN_ALIKE_WITHIN)


@lru_cache(maxsize=200)  # asked for three times on a message's way
def mark_of(secret: bytes, text: str) -> str:
    """By what the same words are known again; "" where they are too few."""
    letters = bare(text)
    return digest(secret, letters) if len(letters) >= LEAST_COMPARED else ""


def remember(desk: Desk, text: str, case: Feedback | None) -> None:
    """That these words were said, for as long as they may be said again."""
    mark = mark_of(desk.tools.secret, text)
    if mark:
        row = Spoken(office_id=desk.office.id, person_id=desk.person.id, at=desk.now, digest=mark)
        row.feedback_id = case.id if case else None
        desk.session.add(row)
