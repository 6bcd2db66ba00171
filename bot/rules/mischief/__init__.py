"""What a clerk should see before it becomes a case: insults, advertising, the same words again and again."""

from typing import Literal, NamedTuple

from bot.rules.mischief.adverts import advertising
from bot.rules.mischief.insults import insulting
from bot.rules.mischief.words import bare

__all__ = ["Mischief", "Reason", "advertising", "bare", "insulting", "mischief_in"]

Reason = Literal["flood", "repeat", "insult", "advert"]


class Mischief(NamedTuple):
    """`words`: what in the message says so."""

    reason: Reason
    words: tuple[str, ...]


def mischief_in(text: str, *, is_sure: bool) -> Mischief | None:
    """`is_sure`: the sorting is certain what it is about. Who reports something real in anger is heard all the same."""
    rude = insulting(text)
    if rude.is_foul and not is_sure:
        return Mischief("insult", rude.words)
    selling = () if is_sure else advertising(text)
    if selling:
        return Mischief("advert", selling)
    return Mischief("insult", rude.words) if rude.is_nothing_else else None
