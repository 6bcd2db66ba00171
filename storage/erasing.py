"""Taking a citizen's words, name and files out of the rows; what is counted stays."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from bot.rules.states import LetterState
from bot.rules.tokens import CODE_LETTERS
from storage.aside import Aside
from storage.drafts import Draft
from storage.feedback import Feedback, FeedbackEvent
from storage.files import Attachment
from storage.letters import Letter
from storage.looks import Look
from storage.spoken import Spoken
from storage.webchat import WebMessage

SENDER = "NG-"  # begins the number by which the side list calls a sender
_SENDER = re.compile(rf"\b{SENDER}(\d+)\b")
_CODE = re.compile(rf"[A-Z0-9]+-[{CODE_LETTERS}]{{6}}")
_UNSENT = (LetterState.WAITING, LetterState.PARKED, LetterState.UNSURE)


@dataclass(frozen=True)
class Mentions:
    """By what letters, bubbles and drafts with somebody's words are found.

    Each such text says the code of the case, or (of what was put aside) the number of the sender.
    """

    office_id: int
    codes: frozenset[str]
    ids: frozenset[int]
    people: frozenset[str]

    @classmethod
    def of(cls, office_id: int, cases: Sequence[Feedback], person_id: int | None = None) -> "Mentions":
        people = {*(case.person_id for case in cases), *(() if person_id is None else (person_id,))}
        codes, ids = frozenset(case.code for case in cases), frozenset(case.id for case in cases)
        return cls(office_id, codes, ids, frozenset(str(one) for one in people))

    def are_in(self, text: str) -> bool:
        senders, codes = _SENDER.findall(text), _CODE.findall(text)
        return not (self.codes.isdisjoint(codes) and self.people.isdisjoint(senders))


def erase_words(session: Session, cases: Sequence[Feedback], now: datetime, instead: str) -> None:
    """Of these cases: what was said, where, by whom. `instead` takes the place of a reason that must not be empty."""
    for case in cases:
        case.text = case.place = case.why = case.contact = case.outside_code = ""
        case.answer = case.draft_answer = case.public_words = ""
        case.latitude = case.longitude = None
        case.withheld = instead if case.withheld else ""
        case.erased_at = now
        session.add(case)
    session.flush()
    ids = [case.id for case in cases]
    said = update(FeedbackEvent).where(col(FeedbackEvent.feedback_id).in_(ids), col(FeedbackEvent.words) != "")
    session.exec(said.values(words=""))
    session.exec(update(Look).where(col(Look.feedback_id).in_(ids)).values(why=""))


def erase_files(session: Session, case_ids: Sequence[int]) -> list[str]:
    """Let go of what is attached to these cases; the digests."""
    of_cases = select(FeedbackEvent.id).where(col(FeedbackEvent.feedback_id).in_(case_ids))
    found = session.exec(select(Attachment).where(col(Attachment.feedback_event_id).in_(of_cases))).all()
    for row in found:
        session.delete(row)
    session.flush()
    return [row.digest for row in found]


def erase_letters(session: Session, letters: Iterable[Letter]) -> list[str]:
    """What letters say and where they went; one that has not left never will. The digests of their files."""
    digests: list[str] = []
    for letter in letters:
        digests += digests_in(letter.files)
        letter.text, letter.choices, letter.files = "", [], []
        letter.address = letter.sent_address = letter.sent_ref = ""
        if letter.state in _UNSENT:
            letter.state = LetterState.SUPERSEDED
        session.add(letter)
    session.flush()
    return digests


def letters_to(session: Session, person_id: int) -> list[Letter]:
    """All that still say something."""
    return list(session.exec(select(Letter).where(Letter.person_id == person_id, Letter.text != "")))


def letters_about(session: Session, wanted: Mentions) -> list[Letter]:
    """Letters to whomever in which these cases stand: one search for all of them, as it opens every letter."""
    found = select(Letter.id, Letter.text).where(Letter.office_id == wanted.office_id, Letter.text != "")
    ids = [number for number, text in session.exec(found) if wanted.are_in(text)]
    return [row for some in _few(ids) for row in session.exec(select(Letter).where(col(Letter.id).in_(some)))]


def erase_bubbles(session: Session, wanted: Mentions, instead: str) -> list[str]:
    """What the web chat's pages show of these cases; the digests of the files in it."""
    found = select(WebMessage.id, WebMessage.text).where(WebMessage.office_id == wanted.office_id)
    ids = [number for number, text in session.exec(found) if wanted.are_in(text)]
    bubbles = [
        row for some in _few(ids) for row in session.exec(select(WebMessage).where(col(WebMessage.id).in_(some)))
    ]
    return _erase_bubbles(session, bubbles, instead)


def erase_bubble(session: Session, office_id: int, key: str, instead: str) -> list[str]:
    """The one that shows the letter of this key, on whosever page; the digests of its files."""
    found = select(WebMessage).where(WebMessage.office_id == office_id, WebMessage.key == key)
    return _erase_bubbles(session, session.exec(found).all(), instead)


def _erase_bubbles(session: Session, bubbles: Iterable[WebMessage], instead: str) -> list[str]:
    digests: list[str] = []
    for bubble in bubbles:
        digests += digests_in(bubble.files)
        bubble.text, bubble.choices, bubble.files = instead, [], []
        session.add(bubble)
    session.flush()
    return digests


def drop_page(session: Session, office_id: int, address: str) -> list[str]:
    """Everything that a visitor's page shows; the digests of the files in it."""
    found = select(WebMessage).where(WebMessage.office_id == office_id, WebMessage.address == address)
    return _drop(session, session.exec(found).all())


def drop_drafts(session: Session, wanted: Mentions, person_id: int | None = None) -> list[str]:
    """Conversations about these cases, and all of one person; the digests of the files that waited in them."""
    rows = session.exec(select(Draft).where(Draft.office_id == wanted.office_id)).all()
    theirs = [row for row in rows if row.person_id == person_id or _is_about(row, wanted)]
    for row in theirs:
        session.delete(row)
    session.flush()
    return [digest for row in theirs for digest in digests_in(row.data.get("files", []))]


def _is_about(row: Draft, wanted: Mentions) -> bool:
    return row.data.get("case") in wanted.ids or row.data.get("code") in wanted.codes


def drop_asides(session: Session, person_id: int) -> list[str]:
    """What was put aside of this person's; the digests of the files in it."""
    return _drop(session, session.exec(select(Aside).where(Aside.person_id == person_id)).all())


def drop_spoken(session: Session, person_id: int) -> None:
    session.exec(delete(Spoken).where(col(Spoken.person_id) == person_id))


def _drop(session: Session, rows: Sequence[WebMessage] | Sequence[Aside]) -> list[str]:
    for row in rows:
        session.delete(row)
    session.flush()
    return [digest for row in rows for digest in digests_in(row.files)]


def digests_in(files: Iterable[Any]) -> list[str]:
    """Of files as JSON holds them."""
    return [file["digest"] for file in files if file.get("digest")]


def _few(ids: Sequence[int], at_once: int = 500) -> list[Sequence[int]]:
    return [ids[start : start + at_once] for start in range(0, len(ids), at_once)]
