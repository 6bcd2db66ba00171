"""What a store that came back from a copy needs before it is used: time has gone on since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.acts.erasing import forget_cases, forget_citizen, unfinished, withdraw
from bot.jobs.retain import retain_some
from bot.jobs.shop import Shop
from storage.audit import act_as, note_act
from storage.erased import Erased
from storage.feedback import Feedback
from storage.offices import Office
from storage.people import Person
from storage.unsure_letters import doubt_letters
from storage.unused import spare_files


@dataclass(frozen=True)
class Settled:
    """`letters`: may have left already, so that somebody decides about each; `cases`, `people`: erased once more."""

    letters: int
    cases: int
    people: int


def settle(shop: Shop, erased: Erased, now: datetime) -> Settled:
    """Nothing leaves a second time by itself, and who was erased since the copy was made is erased again."""
    with shop.store.transaction() as session:
        act_as(session, None, "", now)
        letters = doubt_letters(session, now)
        cases, spare = _forget_cases(shop, session, erased.cases, now)
        people, more = _forget_people(shop, session, erased.people, now)
        session.flush()
        left = spare_files(session, [*spare, *more])
        for office in session.exec(select(Office)):
            office.next_retain_at = now
            session.add(office)
            note_act(session, office.id, "restored", letters=letters, cases=cases, people=people)
    shop.shelf.drop(left)
    while retain_some(shop, now):
        pass
    return Settled(letters, cases, people)


def _forget_cases(shop: Shop, session: Session, codes: Iterable[str], now: datetime) -> tuple[int, list[str]]:
    """How many, and the files of theirs."""
    found = select(Feedback).where(col(Feedback.code).in_(list(codes)), col(Feedback.erased_at).is_(None))
    cases = session.exec(found).all()
    digests: list[str] = []
    for office in {case.office_id for case in cases}:
        own = [case for case in cases if case.office_id == office]
        digests += forget_cases(shop.day(session, office, now), own, "request")
    return len(cases), digests


def _forget_people(shop: Shop, session: Session, numbers: Iterable[int], now: datetime) -> tuple[int, list[str]]:
    found = session.exec(select(Person).where(col(Person.id).in_(list(numbers)))).all()
    digests: list[str] = []
    for person in found:
        day = shop.day(session, person.office_id, now)
        withdraw(day, unfinished(day, person.id))
        digests += forget_citizen(day, person, "request")
    return len(found), digests
