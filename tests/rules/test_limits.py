"""How an office says how much may be sent."""

import pytest

from bot.rules.limits import UnreadableError, limit_of, limits, read_limit


@pytest.mark.parametrize(
    ("said", "key", "number"),
    [("tin 30", "messages", 30), ("Phản ánh 8", "cases", 8), ("giờ 100", "office", 100), ("trùng 5", "alike", 5)],
)
def test_a_limit_is_named_and_numbered(said: str, key: str, number: int) -> None:
    limit, found = read_limit(said)
    assert (limit.key, found) == (key, number)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tin", None),
        ("30", None),
        ("mưa 30", None),
        ("tin 0", "messages"),
        ("tin 9999", "messages"),
        ("tin -3", "messages"),
    ],
)
def test_what_is_unclear_is_refused_with_what_was_meant(said: str, meant: str | None) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_limit(said)
    assert (refused.value.limit.key if refused.value.limit else None) == meant


def test_the_usual_counts_unless_the_office_says_otherwise() -> None:
    assert limit_of("messages", {}) == 20
    assert limit_of("messages", {"messages": 30}) == 30
    assert all(one.least <= one.usual <= one.most for one in limits().values())
