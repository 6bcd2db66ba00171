"""What opens something for whoever knows it is too long to be guessed, and drawn by chance that nobody foresees."""

import ast
from collections.abc import Callable
from math import log2
from pathlib import Path

import pytest

from bot.rules.tokens import new_letters, slip_key
from bot.web.visitors import new_token

ROOT = Path(__file__).resolve().parents[2] / "bot"
SEEN = 3000
# What grants: a link or session is 128 bits and more. What is typed off paper is less, and few tries are had.
LONG, ON_PAPER = 128, 39
NO_GRANT = {("leases.py", 8), ("site.py", 9)}  # the name of a process, the number of a form: bytes


def measured(make: Callable[[int], str]) -> float:
    """Bits, by the letters seen at each place of many words."""
    words = [make(number) for number in range(SEEN)]
    assert len(set(words)) == SEEN
    return sum(log2(len(set(letters))) for letters in zip(*words, strict=True))


@pytest.mark.parametrize(
    ("make", "bits"),
    [
        (lambda _: new_token(), LONG),
        (lambda _: new_letters(), ON_PAPER),
        (lambda number: slip_key(b"a secret for tests only, 32 bytes", f"XT-{number}"), ON_PAPER),
    ],
)
def test_as_many_are_possible_as_it_takes(make: Callable[[int], str], bits: int) -> None:
    assert measured(make) >= bits


def test_every_word_of_a_link_or_a_session_has_enough_bytes_and_none_is_drawn_foreseeably() -> None:
    for path in ROOT.rglob("*.py"):
        if {"fakes", "demo"} & set(path.relative_to(ROOT).parts):
            continue
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not (isinstance(one, ast.Import) and any(name.name == "random" for name in one.names)), path
            assert not (isinstance(one, ast.ImportFrom) and one.module == "random"), path
            if isinstance(one, ast.Call) and ast.unparse(one.func) in ("secrets.token_urlsafe", "secrets.token_hex"):
                size = int(ast.unparse(one.args[0]))
                assert (path.name, size) in NO_GRANT or size * 8 >= LONG, path
