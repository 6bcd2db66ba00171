"""A trouble is told once when it lasts, and once when it is over."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.troubles import LASTING, Known, Trouble, look

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Minutes = st.lists(st.frozensets(st.sampled_from(sorted(Trouble)), max_size=3), max_size=60)


def told(minutes: list[frozenset[Trouble]]) -> list[tuple[int, Trouble, bool]]:
    """What is said when such troubles are there minute by minute: the minute, of what, whether it has begun."""
    known: dict[Trouble, Known] = {}
    said = []
    for minute, present in enumerate(minutes):
        turn = look(known, present, NOW + minute * MINUTE)
        said += [(minute, kind, True) for kind in turn.begun] + [(minute, kind, False) for kind in turn.over]
        known = dict(turn.known)
    return said


def test_what_lasts_is_told_once_and_its_end_once() -> None:
    minutes = [frozenset({Trouble.DISK})] * 30 + [frozenset[Trouble]()] * 30
    assert told(minutes) == [(5, Trouble.DISK, True), (39, Trouble.DISK, False)]


def test_what_is_soon_over_is_not_told() -> None:
    assert told([frozenset({Trouble.LETTERS})] * 4 + [frozenset[Trouble]()] * 30) == []


def test_what_comes_and_goes_is_one_trouble() -> None:
    minutes = [frozenset({Trouble.TICKS}) if minute % 8 < 6 else frozenset[Trouble]() for minute in range(60)]
    assert told(minutes) == [(5, Trouble.TICKS, True)]


def test_what_somebody_must_deal_with_is_told_at_once() -> None:
    assert told([frozenset({Trouble.FAILED})]) == [(0, Trouble.FAILED, True)]


@given(Minutes)
def test_nobody_hears_of_an_end_without_a_beginning_or_twice_of_either(minutes: list[frozenset[Trouble]]) -> None:
    for kind in Trouble:
        spoken = [begun for _, of, begun in told(minutes) if of == kind]
        assert spoken == [number % 2 == 0 for number in range(len(spoken))]


@given(Minutes)
def test_nothing_is_told_of_what_was_not_there(minutes: list[frozenset[Trouble]]) -> None:
    for minute, kind, begun in told(minutes):
        assert (kind in minutes[minute]) == begun
        assert not begun or kind in LASTING or all(kind in one for one in minutes[minute - 5 : minute])
