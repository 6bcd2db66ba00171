"""Whatever strangers call themselves and whatever they write, a message stays the message it is, on every channel."""

from pathlib import Path
from random import Random

import pytest

import messages
from bench.fuzz.__main__ import CHANNELS
from bench.fuzz.hostile import Pages, hostile_words
from bench.fuzz.templates import run_template
from bench.fuzz.updates import run_piece
from bot.channels.markup import escape, plain

# `python -m bench.fuzz` goes on where these end: 10,000 strings in each message, 100,000 updates through each door.


def test_no_words_forge_or_break_the_mark_up_of_any_message() -> None:
    pages = Pages()
    found = {name: run_template(pages, name, 8) for name in messages.names()}
    assert [line for one in found.values() for line in one.wrong] == []
    assert [name for name, one in found.items() if not one.fills] == []


def test_words_of_people_reach_a_channel_without_mark_up_as_they_were_written() -> None:
    chance = Random(1)
    for _ in range(500):
        words = hostile_words(chance)
        assert plain(escape(words)) == words


@pytest.mark.parametrize("channel", CHANNELS)
async def test_no_update_ends_in_an_error_and_none_that_is_refused_leaves_a_row(
    channel: str, migrated_file: Path
) -> None:
    piece = await run_piece(channel, "a seed", 60, migrated_file)
    assert piece.wrong == []
    assert piece.taken > 20
    assert piece.refused > 3
