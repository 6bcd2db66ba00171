"""The double counts as Telegram does, where it is told to."""

from contextlib import suppress

import pytest

from bot.fakes.telegram.rates import Rates
from bot.fakes.telegram.refusals import RefusalError


def let_in(rates: Rates, chats: list[int]) -> int:
    for chat in chats:
        with suppress(RefusalError):
            rates.check(chat)
    return len(chats) - rates.refused


@pytest.mark.parametrize(
    ("chats", "taken"),
    [(list(range(1, 101)), 30), ([7] * 10, 5), ([-7] * 30, 20), ([7] * 10 + [8], 6)],
    ids=["in all", "one person", "one group", "others beside a busy one"],
)
def test_more_than_is_allowed_at_once_is_refused(chats: list[int], taken: int) -> None:
    assert let_in(Rates(clock=lambda: 100.0), chats) == taken


def test_after_the_pause_that_the_refusal_names_it_is_taken() -> None:
    now = [100.0]
    rates = Rates(clock=lambda: now[0])
    let_in(rates, [-7] * 20)
    with pytest.raises(RefusalError) as caught:
        rates.check(-7)
    assert caught.value.code == 429
    now[0] += caught.value.parameters["retry_after"]
    rates.check(-7)
    assert rates.refused == 1
