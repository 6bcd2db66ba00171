"""Reports of the same matter: found among what is open, and the sender's own earlier ones."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from itertools import islice

from bot.desk import OfficeDay
from bot.rules.duplicates import DAYS, Told, is_same_matter, most_alike
from bot.rules.redaction import HIDDEN, redact
from bot.rules.routing import CONDUCT
from bot.rules.sorting import is_repeat
from bot.rules.states import QUESTION, Case
from storage.clues import told_by
from storage.columns import keys_of
from storage.feedback import Feedback, cases_numbered, cases_of
from storage.matters import Matter, open_matters

_Opener = Callable[[str], str]
MOST = 3
_NEVER = (Case.REFUSED, Case.GUIDED)


def _at(case: Matter) -> tuple[float, float] | None:
    return (case.latitude, case.longitude) if case.latitude is not None and case.longitude is not None else None


@lru_cache(maxsize=300)  # each new report is compared with the same ones again
def _told_as_stored(opened: _Opener, text: str, category: str, place: str, at: tuple[float, float] | None) -> Told:
    """What is sealed anew looks otherwise: nothing that was changed or erased is found here any more."""
    return Told(opened(text), category, opened(place), at)


def same_matters(day: OfficeDay, case: Feedback) -> list[Feedback]:
    """Open cases of other people that seem to be about the same and are promised no later, the oldest first."""
    return cases_numbered(day.session, [one.id for one, _ in told_the_same(day, case)])


def told_the_same(day: OfficeDay, case: Feedback) -> list[tuple[Feedback | Matter, Told]]:
    """The same, at most `MOST`, each with what was said."""
    if case.category in ("", CONDUCT) or case.kind == QUESTION or case.anonymous:
        return []
    mine, opened = told_by(case), keys_of(day.session).opened
    open_ones = open_matters(day.session, case, day.now - timedelta(days=DAYS))
    told = ((one, _told_by(one, opened)) for one in open_ones)
    return list(islice((one for one in told if is_same_matter(mine, one[1])), MOST))


def _told_by(one: Feedback | Matter, opened: _Opener) -> Told:
    if isinstance(one, Feedback):
        return told_by(one)
    return _told_as_stored(opened, one.text, one.category, one.place, _at(one))


def earlier_of(day: OfficeDay, person_id: int, told: Told) -> Feedback | None:
    """The sender's own earlier case about the same matter; of who says it is not the first time the one most alike."""
    own = [one for one in cases_of(day.session, person_id, 30) if one.state not in _NEVER and one.kind != QUESTION]
    if told.category == CONDUCT:
        return None
    same = [one for one in own if is_same_matter(told, told_by(one))]
    if not same and is_repeat(told.text):
        same = [one for one in own if one.category == told.category or not told.category]
    key = most_alike(told.text, [(one.id, one.text) for one in same])
    return next((one for one in same if one.id == key), None)


@lru_cache(maxsize=500)
def area_of(place: str) -> str:
    """Where a case is, as far as that names nobody."""
    said = redact(place) if place else ""
    return "" if HIDDEN in said else said
