"""By which account a letter leaves now, or what bars every way to its person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.acts.paying import budget, fare, left_to_pay, next_budget
from bot.acts.saving import saved_until
from bot.desk import OfficeDay
from bot.rules.states import Hindrance
from bot.rules.windows import Passage, closes_at, passage, pieces, weightiest
from bot.talk import Traits
from storage.outbox import Outgoing
from storage.people import Account, Place, places_of
from storage.quotas import spent_channels


@dataclass(frozen=True)
class Way:
    """`cost` in đồng, as far as the office can tell."""

    channel: str
    address: str
    cost: int = 0


@dataclass(frozen=True)
class Barred:
    """`until`: when it passes by itself."""

    hindrance: Hindrance
    until: datetime | None = None


@dataclass
class Outlook:
    """What the ways of an office's letters at one moment are found from, read once for many of them."""

    day: OfficeDay
    spent: Mapping[str, datetime]
    places: dict[int, list[Place]]

    @classmethod
    def on(cls, day: OfficeDay, letters: Iterable[Outgoing]) -> "Outlook":
        people = {letter.person_id for letter in letters if letter.channel not in day.tools.traits}
        places = places_of(day.session, people) if people else {}
        return cls(day, spent_channels(day.session, day.office.id, day.now), places)

    def places_of(self, person_id: int) -> list[Place]:
        if person_id not in self.places:
            self.places |= {person_id: []} | places_of(self.day.session, [person_id])
        return self.places[person_id]


def find_way(outlook: Outlook, letter: Outgoing) -> Way | Barred:
    """Where an answer was asked for; else the first account that is free of charge, then one that costs."""
    day, known = outlook.day, outlook.day.tools.traits
    spent = {**outlook.spent, **_saved(day, letter)}
    if letter.channel in known and not _is_spent(known[letter.channel], letter.channel, spent):
        return Way(letter.channel, letter.address)
    accounts = [one for one in outlook.places_of(letter.person_id) if one.channel in known]
    bars = {one.id: _bar(day, one, letter, spent) for one in accounts}
    free = [one for one in accounts if not bars[one.id]]
    if free:
        return Way(free[0].channel, free[0].address)
    paid = _paid_way(day, [one for one in accounts if bars[one.id] == Hindrance.UNPAID], letter)
    if paid:
        return paid
    hindrance = weightiest(bars.values())
    if hindrance == Hindrance.TAKEN:
        return Barred(hindrance, min(one.taken_until or day.now for one in accounts if bars[one.id] == hindrance))
    if hindrance == Hindrance.SPENT:
        return Barred(hindrance, min(spent[one.channel] for one in accounts if bars[one.id] == hindrance))
    return Barred(hindrance, next_budget(day) if hindrance == Hindrance.UNPAID else None)


def _saved(day: OfficeDay, letter: Outgoing) -> dict[str, datetime]:
    limited = [channel for channel, traits in day.tools.traits.items() if traits.monthly]
    return {channel: until for channel in limited if (until := saved_until(day, channel, letter))}


def _is_spent(traits: Traits, channel: str, spent: Mapping[str, datetime]) -> bool:
    """What is free of charge within a window needs no quota."""
    return channel in spent and traits.free is None


def _bar(day: OfficeDay, account: Place, letter: Outgoing, spent: Mapping[str, datetime]) -> Hindrance:
    return Hindrance.REFUSED if account.id in letter.refused else _account_bar(day, account, spent)


def _account_bar(day: OfficeDay, account: Account | Place, spent: Mapping[str, datetime]) -> Hindrance:
    if not account.live:
        return Hindrance(account.hindrance or Hindrance.GONE)
    if account.taken_until and account.taken_until > day.now:
        return Hindrance.TAKEN
    traits = day.tools.traits[account.channel]
    if _is_spent(traits, account.channel, spent):
        return Hindrance.SPENT
    how = passage(traits.free, traits.paid, account.last_seen_at, day.now)
    if how == Passage.PAID:
        return Hindrance.SPENT if account.channel in spent else Hindrance.UNPAID
    return Hindrance.NONE if how == Passage.FREE else Hindrance.CLOSED


@dataclass(frozen=True)
class Standing:
    """`hindrance`: why nothing can be sent to an account now; `closes`: when that ends without a word from there."""

    hindrance: Hindrance
    closes: datetime | None


def standing(day: OfficeDay, account: Account) -> Standing:
    traits = day.tools.traits.get(account.channel)
    if traits is None:
        return Standing(Hindrance.NOBODY, None)
    found = _account_bar(day, account, spent_channels(day.session, day.office.id, day.now))
    pays = budget(day) > 0
    bar = Hindrance.NONE if pays and found == Hindrance.UNPAID else found
    closes = closes_at(traits.free, traits.paid, account.last_seen_at, pays=pays)
    return Standing(bar, None if bar else closes)


def _paid_way(day: OfficeDay, accounts: Sequence[Place], letter: Outgoing) -> Way | None:
    if not accounts:
        return None
    first = accounts[0]
    units = len(letter.text.encode("utf-16-le")) // 2
    cost = fare(day) * pieces(units, day.tools.traits[first.channel].longest, len(letter.files))
    return Way(first.channel, first.address, cost) if cost <= left_to_pay(day) else None
