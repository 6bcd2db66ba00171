"""An error is told by its kind and its place alone."""

import pytest

from bot.rules.tracing import where


def test_the_place_of_an_error_is_told_without_its_words() -> None:
    with pytest.raises(ValueError, match="ông B") as caught:
        raise ValueError("Tố giác ông B")
    assert where(caught.value).startswith("ValueError at ")
    assert "test_tracing.py:" in where(caught.value)
    assert "ông B" not in where(caught.value)
    assert where(KeyError("x")) == "KeyError"
