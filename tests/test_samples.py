"""Every message has a sample: what preview shows and what the words are measured on."""

import re

from bot.channels.markup import plain
from bot.samples.filling import samples
from messages import values_of

FILLED = [(one, one.shown()) for one in samples()]


def test_a_sample_gives_what_its_message_asks_for_and_nothing_else() -> None:
    for one, _ in FILLED:
        assert one.values.keys() <= values_of(one.name), one.name


def test_no_value_shows_as_the_machine_writes_it() -> None:
    for one, said in FILLED:
        shown = "\n".join([plain(said.text), *(label for row in said.choices for label, _ in row)])
        assert not re.search(
            r"\bNone\b|\bTrue\b|\bFalse\b|[\[(]['\"]|\bnamespace\(|<\w+ object|\{\{(?!mã)|%\}", shown
        ), (one.name, shown)
