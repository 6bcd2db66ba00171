"""Whose words and names are gone: what a copy from before has to forget again once it is back.

By codes of cases and numbers of people alone, so that the list may lie beside the copies.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from storage.backups import whole_file
from storage.consents import Consent
from storage.feedback import Feedback
from storage.people import Account, Person
from storage.sealing import Sealer, unsealed


@dataclass(frozen=True)
class Erased:
    cases: list[str] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def erased_since(session: Session, since: datetime) -> Erased:
    """People: citizens who took their consent back and have neither name nor account any more."""
    cases = session.exec(select(Feedback.code).where(col(Feedback.erased_at) >= since).order_by(col(Feedback.id)))
    ended = select(Consent.person_id).where(col(Consent.ended_at) >= since)
    live = select(Consent.person_id).where(col(Consent.ended_at).is_(None))
    known = select(Account.person_id)
    people = select(Person.id).where(
        Person.name == "",
        col(Person.id).in_(ended),
        col(Person.id).not_in(live),
        col(Person.id).not_in(known),
    )
    people = people.order_by(col(Person.id))
    return Erased(list(cases), list(session.exec(people)))


def write_erased(file: Path, key: str, found: Erased) -> None:
    with whole_file(file) as raw:
        Sealer(raw, key).write(json.dumps(asdict(found)).encode(), is_last=True)


def read_erased(file: Path, key: str) -> Erased:
    """SealError where the list is not as it was written."""
    with file.open("rb") as raw:
        return Erased(**json.loads(b"".join(unsealed(raw, key))))
