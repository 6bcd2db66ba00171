"""Choices as lines of text, for channels without buttons; what is typed is understood by `dispatch`."""

import re
from collections.abc import Collection, Sequence

from bot.channels.markup import plain
from bot.rules.choosing import Marked, marked
from bot.talk import Choice
from messages import render


def menu(text: str, rows: Sequence[Sequence[Choice]], tapped: Collection[int] = ()) -> str:
    """The lines that go below `text` (plain words); "" without choices.

    What the text already lists under its own number is not said twice. `tapped`: which choices, counted from 0, are
    buttons all the same.
    """
    every = marked([[choice.label for choice in row] for row in rows])
    choices = [one for at, one in enumerate(every) if at not in tapped]
    if not choices:
        return ""
    listed = set(re.findall(r"^\W{0,3}(\d{1,3})\. ", text, flags=re.MULTILINE))
    above = [one for one in choices if one.own and one.mark in listed]
    left = [one for one in choices if one not in above]
    return plain(render("choices_typed", above=_ranges(above), choices=left, more=bool(tapped)).text)


def _ranges(choices: Sequence[Marked]) -> str:
    """ "1–4, 6" """
    runs: list[list[int]] = []
    for number in sorted(int(one.mark) for one in choices):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
