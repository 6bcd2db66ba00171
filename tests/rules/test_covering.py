"""Who is told where somebody is away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.covering import told_instead

LAN, VAN, THU = 1, 2, 3


@pytest.mark.parametrize(
    ("people", "cover", "told"),
    [
        ([LAN], {}, {LAN: None}),
        ([LAN], {LAN: VAN}, {VAN: LAN}),
        ([LAN, VAN], {LAN: VAN}, {VAN: None}),
        ([LAN], {LAN: VAN, VAN: THU}, {THU: LAN}),
        ([LAN], {LAN: VAN, VAN: LAN}, {LAN: None}),
        ([LAN, THU], {LAN: THU}, {THU: None}),
        ([LAN], {LAN: LAN}, {LAN: None}),
        ([], {LAN: VAN}, {}),
    ],
)
def test_it_is(people: list[int], cover: dict[int, int], told: dict[int, int | None]) -> None:
    assert told_instead(people, cover) == told


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=5),
    st.dictionaries(st.integers(1, 6), st.integers(1, 6), max_size=6),
)
def test_somebody_always_is_and_who_is_there_never_gives_way(people: list[int], cover: dict[int, int]) -> None:
    told = told_instead(people, cover)
    assert told
    assert {person for person in people if person not in cover} <= set(told)
    assert all(absent is None or (absent in people and absent in cover) for absent in told.values())
    assert all(person not in cover for person, absent in told.items() if absent is not None)
