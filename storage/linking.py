"""Accounts that come to one person, and one that leaves again."""

from datetime import datetime

from sqlmodel import Session, col, func, or_, select, update

from storage.people import Account, Person, accounts_of, join


def own_account(session: Session, person_id: int, account_id: int | None) -> Account | None:
    found = select(Account).where(Account.person_id == person_id, Account.id == account_id)
    return session.exec(found).first()


def prefer(session: Session, account: Account, now: datetime) -> None:
    """From now on it comes before the person's others."""
    account.preferred_at = now
    session.add(account)


def prefer_none(session: Session, person_id: int) -> None:
    """From now on the account used last comes first."""
    session.exec(update(Account).where(col(Account.person_id) == person_id).values(preferred_at=None))


def make_one(session: Session, left: Person, other: Person) -> None:
    """All accounts of one person, and what its citizen had asked for, are the other's from now on."""
    for account in accounts_of(session, left.id):
        account.preferred_at = None
        join(session, account, other)
    other.phone = other.phone or left.phone
    session.add(other)


def part(session: Session, account: Account, now: datetime) -> None:
    """It is a stranger's again: nothing of the person goes with it."""
    person = Person(office_id=account.office_id, created_at=now)
    session.add(person)
    session.flush()
    account.person_id, account.preferred_at, account.greeted = person.id, None, False
    session.add(account)


def wrong_codes(session: Session, office_id: int, since: datetime, now: datetime) -> tuple[int, int]:
    """How many wrong codes all accounts heard since then have typed, and how many accounts are locked for that now."""
    counted = select(func.sum(Account.failed_codes), func.count(col(Account.codes_locked_until)))
    here = (Account.office_id == office_id, or_(Account.failed_codes > 0, col(Account.codes_locked_until) > now))
    recent = or_(col(Account.last_seen_at) > since, col(Account.codes_locked_until) > now)
    wrong, locked = session.exec(counted.where(*here, recent)).one()
    return wrong or 0, locked
