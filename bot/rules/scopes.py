"""Whose work is asked about: the office's, a unit's, a person's."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.states import Role


@dataclass(frozen=True)
class Seat:
    """A post as far as work goes."""

    id: int
    role: str
    unit_id: int | None


@dataclass(frozen=True)
class Scope:
    """The work of these units (None among them: of no unit), of these posts, of this person.

    `shared`: units of which only what nobody has been given alone counts. `whole`: all of the office.
    """

    whole: bool = False
    units: frozenset[int | None] = frozenset()
    posts: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()
    person: int | None = None

    def has_duty(self, unit_id: int | None, post_id: int | None) -> bool:
        if self.whole or unit_id in self.units:
            return True
        return post_id in self.posts if post_id is not None else unit_id in self.shared

    def has_case(self, unit_id: int | None, handler_id: int | None) -> bool:
        if self.whole or unit_id in self.units:
            return True
        return (handler_id == self.person and handler_id is not None) or (handler_id is None and unit_id in self.shared)


WHOLE = Scope(whole=True)


def work_of(seats: Iterable[Seat], person: int | None, *, heads: bool = True) -> Scope:
    """What somebody works on: their own and what their units share; `heads`: a head on all of the unit."""
    held = tuple(seats)
    led = frozenset(seat.unit_id for seat in held if heads and seat.role == Role.UNIT_HEAD and seat.unit_id is not None)
    units = frozenset(seat.unit_id for seat in held if seat.unit_id is not None)
    return Scope(units=led, posts=frozenset(seat.id for seat in held), shared=units - led, person=person)
