"""What makes the sorting quick changes nothing of what it finds."""

from pathlib import Path

import pytest

from bot.rules.sorting import Sorter, matters
from bot.rules.sorting.features import Features, kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import packaged_lexicon
from bot.rules.sorting.model import Model, packaged_model

FILES = Path(__file__).parents[2] / "bench" / "messages"
MESSAGES = [
    line.split("\t")[-1]
    for file in sorted(FILES.glob("*.tsv"))
    for line in file.read_text("utf-8").splitlines()
    if line
]


def plain_scores(model: Model, seen: Features) -> dict[str, float]:
    """Added up label by label, as the weights are meant."""
    totals = dict.fromkeys(model.labels, 0.0)
    for name, value in seen.values.items():
        for label, code in zip(model.labels, model.base.get(name, b""), strict=False):
            steps = code - ord("P")
            totals[label] += value * 12.0 * (1 if steps > 0 else -1) * (steps / 46) ** 2
    return totals


def test_labels_added_up_side_by_side_score_as_each_on_its_own() -> None:
    for text in MESSAGES[::7]:
        reading = read_message(text, packaged_lexicon())
        for model, seen in (
            (packaged_model("kinds"), kind_features(reading)),
            (packaged_model("topics"), topic_features(reading)),
        ):
            assert model.scores(seen.values, {}) == pytest.approx(plain_scores(model, seen), abs=1e-9)


def test_a_long_message_overflows_no_place() -> None:
    seen = kind_features(read_message(" ".join(MESSAGES)[:20_000], packaged_lexicon()))
    model = packaged_model("kinds")
    assert model.scores(seen.values, {}) == pytest.approx(plain_scores(model, seen), abs=1e-9)


def test_what_was_asked_before_changes_no_answer() -> None:
    used = Sorter()
    for text in MESSAGES[::40]:
        assert (used.sort(text), matters(text, used)) == (Sorter().sort(text), matters(text, Sorter()))
        assert used.sort(text) == Sorter().sort(text)
