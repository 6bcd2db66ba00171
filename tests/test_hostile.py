"""Whatever strangers call themselves and whatever they write, a message stays the message it is, on every channel."""

import random
import re

import messages
from bench.hostile import Pages, hostile_words
from bot.channels.markup import escape, plain, split_markup
from bot.fakes.telegram.markup import read_html
from bot.rules.vietnamese import storable

TAG = re.compile(r"</?(?:b|i|code)>")
PAGES = Pages()
SEEDS = (3, 2, 1, 4)  # so many things in each list, until a message can be filled


def check(name: str, seed: int) -> bool:
    """Whether the message could be filled. Its mark-up is the same as with harmless words in it."""
    chance = random.Random(f"{name} {seed}")
    said: list[str] = []

    def words() -> str:
        said.append(storable(hostile_words(chance)))
        return said[-1]

    filled, harmless = PAGES.fill(name, words, seed), PAGES.fill(name, lambda: "An", seed)
    if filled is None or harmless is None:
        return False
    text, _ = filled
    assert TAG.findall(text) == TAG.findall(harmless[0]), (name, said)
    assert read_html(text)[0] == plain(text), name
    parts = split_markup(text, 120)
    assert "".join(map(plain, parts)) == plain(text), name
    assert all(len(TAG.findall(part)) % 2 == 0 for part in parts), name
    return True


def test_no_words_forge_or_break_the_mark_up_of_any_message() -> None:
    assert [name for name in messages.names() if not any(check(name, seed) for seed in SEEDS)] == []


def test_words_of_people_reach_a_channel_without_mark_up_as_they_were_written() -> None:
    chance = random.Random(1)
    for _ in range(500):
        words = hostile_words(chance)
        assert plain(escape(words)) == words
