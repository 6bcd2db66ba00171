"""What the samples mark as somebody's own never stays; nearly all else does."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.rules.publishing import public_form
from bot.rules.redaction import redact

WORD = re.compile(r"\w+")
MOST_LOST = 0.005  # of all words that are nobody's


@pytest.fixture(scope="module")
def samples(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "samples" / "pakn_messages.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", [redact, public_form])
def test_nothing_marked_as_personal_stays(samples: list[dict[str, Any]], form: Callable[[str], str]) -> None:
    assert sum(len(sample["pii"]) for sample in samples) > 20
    for sample in samples:
        shown = form(sample["text"])
        assert not [piece for piece in sample["pii"] if piece in shown], sample["id"]


def test_places_offices_and_all_else_stay_readable(samples: list[dict[str, Any]]) -> None:
    lost = kept = 0
    for sample in samples:
        before, after = (Counter(WORD.findall(text)) for text in (sample["text"], redact(sample["text"])))
        personal = sum(len(WORD.findall(piece)) for piece in sample["pii"])
        lost += max(0, (before - after).total() - personal)
        kept += before.total()
    assert lost / kept < MOST_LOST


def test_where_it_is_can_still_be_read(samples: list[dict[str, Any]]) -> None:
    """A place that holds nothing personal is left as it is."""
    places = [(sample["place"], redact(sample["text"])) for sample in samples if sample["place"] and not sample["pii"]]
    assert sum(place in shown for place, shown in places) / len(places) > 0.95
