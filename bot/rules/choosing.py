"""How choices are told apart where nothing can be tapped: each has a mark, a number or a letter, that is typed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.vietnamese import plain

_OWN = re.compile(r"(\d{1,3}|[a-z])\. (.+)", re.DOTALL)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Marked:
    """`own`: the label itself began with the mark, as a line of the text above it does."""

    mark: str
    label: str
    own: bool = False


def marked(rows: Sequence[Sequence[str]]) -> list[Marked]:
    """The labels with their marks, in order.

    A label's own number ("11. Dọn kho") is its mark unless another has it too; the others are counted on from the
    largest. What stands beside such a label says of which it speaks: "Xử lý lại (11)".
    """
    owners = Counter(own[1] for row in rows for label in row if (own := _OWN.fullmatch(label)))
    number = max((int(mark) for mark in owners if mark.isdigit()), default=0)
    found = []
    for row in rows:
        of = ""
        for label in row:
            own = _OWN.fullmatch(label)
            if own and owners[own[1]] == 1:
                of = own[1]
                found.append(Marked(of, own[2], own=True))
            else:
                number += 1
                found.append(Marked(str(number), f"{label} ({of})" if of else label))
    return found


def lettered(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same labels marked with letters, for where a bare number is an answer."""
    letters = iter(_LETTERS)
    return [[_with_letter(label, next(letters, "")) for label in row] for row in rows]


def _with_letter(label: str, letter: str) -> str:
    own = _OWN.fullmatch(label)
    return f"{letter}. {own[2] if own else label}" if letter else label


def chosen(rows: Sequence[Sequence[str]], said: str, *, by_words: bool = False) -> int | None:
    """Which of all the labels, counted from 0, somebody means by a mark, or by its very words; None: no one."""
    mark = said.strip().rstrip(".)").strip().lower()
    if mark.isascii() and mark.isdigit() and len(mark) <= 3:
        mark = str(int(mark))
    meant = _bare(said) if by_words else ""
    for at, one in enumerate(marked(rows)):
        if mark == one.mark or (meant and meant == _bare(one.label)):
            return at
    return None


def _bare(words: str) -> str:
    """The letters and figures alone, without accents."""
    return " ".join(re.sub(r"[^\w\s]", " ", plain(words)).split())
