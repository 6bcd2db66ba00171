"""Numbers as people write them, and as they round them."""

import pytest

from bot.rules.numbers import half_up


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"), [(90.625, 2, 90.63), (12.25, 1, 12.3), (2.5, 0, 3), (66.666, 1, 66.7), (0, 1, 0)]
)
def test_a_half_is_rounded_up(value: float, decimals: int, rounded: float) -> None:
    assert half_up(value, decimals) == rounded
