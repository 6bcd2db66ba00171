"""What makes the sorting quick changes nothing of what it finds."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.rules.sorting import Sorter, matters
from bot.rules.sorting.columns import MOST_STEPS, Columns, Place
from bot.rules.sorting.features import Features, kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import packaged_lexicon
from bot.rules.sorting.model import Model, packaged_weights
from bot.rules.sorting.spelling import spelling_of
from bot.rules.sorting.words import Words, read_words

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
    for name, value in seen.values().items():
        row = model.weights.rows.get(name)
        for label, code in zip(model.labels, row[model.begin :] if row else b"", strict=False):
            steps = code - ord("P")
            totals[label] += value * 12.0 * (1 if steps > 0 else -1) * (steps / 46) ** 2
    return totals


def quick_scores(model: Model, seen: Features) -> dict[str, float]:
    return model.scores(seen, model.weights.sums(seen.reading.spelling), {})


def plain_places(words: Words) -> dict[str, int]:
    """Each name with the place where it first stands, word by word and letter by letter."""
    found: dict[str, int] = {}
    forms, bares = ["^", *words.forms, "$"], ["^", *words.plains, "$"]
    for at in range(len(forms) - 1):
        names = {f"b:{bares[at]}_{bares[at + 1]}"}
        if words.accented and forms[at : at + 2] != bares[at : at + 2]:
            names.add(f"B:{forms[at]}_{forms[at + 1]}")
        if at:
            names.add(f"s:{bares[at - 1]}_{bares[at + 1]}")
        if at < len(words):
            names |= plain_names_at(words, at)
        found |= {name: at for name in names if name not in found}
    return found


def plain_names_at(words: Words, at: int) -> set[str]:
    form, word = words.forms[at], words.plains[at]
    joined = f"_{'_'.join([word, *filter(None, words.plains[at + 1 : at + 2])])}_"
    stretches = {joined[a:b] for a in range(len(joined)) for b in range(a + 3, min(a + 5, len(joined)) + 1)}
    marked = {f"U:{form}"} if words.accented and form != word else set()
    return {f"u:{word}", *marked, *(f"g:{stretch}" for stretch in stretches)}


@example("nhân \u0323 a")  # a mark that no letter bears
@given(st.text("ađeờ ốp?1̣́", max_size=40) | st.sampled_from(MESSAGES))
@settings(max_examples=60)
def test_each_name_of_the_spelling_stands_where_it_is_first_said(text: str) -> None:
    words = read_words(text)
    _, said, skips, letters = spelling_of(words)
    assert said.places() | skips.places() | letters.places() == plain_places(words)


def test_labels_added_up_side_by_side_score_as_each_on_its_own() -> None:
    for text in MESSAGES[::7]:
        reading = read_message(text, packaged_lexicon())
        for model, seen in (
            (packaged_weights().models[0], kind_features(reading)),
            (packaged_weights().models[1], topic_features(reading)),
        ):
            assert quick_scores(model, seen) == pytest.approx(plain_scores(model, seen), abs=1e-9)


@pytest.mark.parametrize("place", ["I", "Q"])
@given(st.lists(st.binary(min_size=5, max_size=5), min_size=1, max_size=9))
@settings(max_examples=40)
def test_a_sum_of_rows_holds_the_sum_of_each_label(place: Place, rows: list[bytes]) -> None:
    columns = Columns(5, place)
    numbers = [columns.number(row) for row in rows]
    *totals, count = columns.apart(sum(numbers))
    assert count == len(rows)
    assert [total - count * MOST_STEPS for total in totals] == [
        sum(map(steps, column)) for column in zip(*rows, strict=True)
    ]
    assert columns.of(numbers)(2) == [columns.apart(number)[2] for number in numbers]
    assert columns.added(numbers, 1, 3) == [sum(columns.apart(number)[1:4]) for number in numbers]


def steps(code: int) -> int:
    """A weight as its character tells it."""
    return (1 if code > ord("P") else -1) * min((code - ord("P")) ** 2, 46 * 46)


def test_a_long_message_overflows_no_place() -> None:
    seen = kind_features(read_message(" ".join(MESSAGES)[:20_000], packaged_lexicon()))
    model = packaged_weights().models[0]
    assert quick_scores(model, seen) == pytest.approx(plain_scores(model, seen), abs=1e-9)


def test_what_was_asked_before_changes_no_answer() -> None:
    used = Sorter()
    for text in MESSAGES[::40]:
        assert (used.sort(text), matters(text, used)) == (Sorter().sort(text), matters(text, Sorter()))
        assert used.sort(text) == Sorter().sort(text)
