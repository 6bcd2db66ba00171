"""Trains the weights of the sorter from its own examples: multinomial logistic regression by AdaGrad."""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from bot.rules.sorting.features import kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import packaged_lexicon
from bot.rules.sorting.model import WEIGHT_UNIT
from bot.rules.sorting.words import read_table, read_words
from bot.rules.vietnamese import plain

DATA = Path(__file__).resolve().parents[1] / "bot" / "rules" / "sorting"
SOURCES = ("examples.tsv", "lexicon.tsv", "shorthand.tsv")
EPOCHS = 16
AVERAGED = 8  # the last ones, so that the order of the examples matters less
RATE = 0.35
# Rare kinds count more: the share of their scarcity that is made good.
RARITY = {"kinds": 0.5, "topics": 0.0}
LEAST_WEIGHT = 0.1
LEAST_SEEN = 5
JOINED = 1200
JOINTS = (". ", ". Với lại ", ". Ngoài ra ", ", rồi ", ". Còn ", ", mà ")

Lesson = tuple[dict[str, float], str]


def read_examples() -> list[tuple[str, str, str]]:
    return [(kind, category, text) for kind, category, text in read_table("examples.tsv")]


def lessons_of(task: str, examples: Iterable[tuple[str, str, str]]) -> list[Lesson]:
    """Each example twice, as written and without accents, and some of them in pairs."""
    lexicon = packaged_lexicon()
    features = kind_features if task == "kinds" else topic_features
    known = [row for row in examples if task == "kinds" or row[1]]
    spelt = [(row, spelling) for row in known for spelling in (row[2], plain(row[2]))]
    spelt += [(row, row[2]) for row in joined(task, known)]
    return [
        (features(read_message(spelling, lexicon)).values, kind if task == "kinds" else category)
        for (kind, category, _), spelling in spelt
    ]


def joined(task: str, examples: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Two matters in one message: the first gives the topic, the rules of the labels give the kind."""
    rng = random.Random(1)
    made: list[tuple[str, str, str]] = []
    while len(made) < JOINED:
        (kind, category, text), (other, topic, second) = rng.choice(examples), rng.choice(examples)
        if (task == "topics" and topic == category) or not (text and second):
            continue
        whole = text.rstrip(".") + rng.choice(JOINTS) + second[0].lower() + second[1:]
        first = (kind, category) if stronger(kind, other) else (other, topic)
        made.append((*first, whole))
    return made


def stronger(kind: str, other: str) -> bool:
    """Whether the first matter decides: unless the second is graver, or the first only a greeting."""
    rank = {name: at for at, name in enumerate(("khan_cap", "tai_lieu_mat", "to_cao", "khieu_nai"))}
    if kind == "khong_phai":
        return other == "khong_phai"
    return rank.get(kind, 9) <= rank.get(other, 9)


def train(task: str, lessons: Sequence[Lesson]) -> tuple[list[str], dict[str, list[float]]]:
    seen = Counter(name for values, _ in lessons for name in values)
    known = [
        ({name: value for name, value in values.items() if seen[name] >= LEAST_SEEN or name[:2] == "c:"}, label)
        for values, label in lessons
    ]
    counts = Counter(label for _, label in known)
    labels = sorted(counts)
    scarcity = {label: (max(counts.values()) / counts[label]) ** RARITY[task] for label in labels}
    weights: dict[str, list[float]] = {name: [0.0] * len(labels) for values, _ in known for name in values}
    squares: dict[str, list[float]] = {name: [1e-2] * len(labels) for name in weights}
    rng = random.Random(0)
    sums: dict[str, list[float]] = {name: [0.0] * len(labels) for name in weights}
    for epoch in range(EPOCHS):
        rng.shuffle(known)
        for values, label in known:
            slopes = _slopes(values, labels.index(label), weights, len(labels), scarcity[label])
            for name, value in values.items():
                _step(weights[name], squares[name], slopes, value, 1 / seen[name])
        if epoch >= EPOCHS - AVERAGED:
            sums = {name: [a + b for a, b in zip(row, weights[name], strict=True)] for name, row in sums.items()}
    return labels, {name: [total / AVERAGED for total in row] for name, row in sums.items()}


def _slopes(
    values: dict[str, float], right: int, weights: dict[str, list[float]], size: int, scarcity: float
) -> list[float]:
    totals = [0.0] * size
    for name, value in values.items():
        totals = [total + weight * value for total, weight in zip(totals, weights[name], strict=True)]
    top = max(totals)
    raised = [math.exp(total - top) for total in totals]
    whole = sum(raised)
    return [scarcity * (part / whole - (here == right)) for here, part in enumerate(raised)]


def _step(row: list[float], squares: list[float], slopes: list[float], value: float, decay: float) -> None:
    for here, slope in enumerate(slopes):
        change = slope * value + decay * row[here]
        if -1e-5 < change < 1e-5:
            continue
        squares[here] += change * change
        row[here] -= RATE * change / math.sqrt(squares[here])


def write_weights(task: str, labels: list[str], weights: dict[str, list[float]]) -> None:
    lines = [f"# trained by bench/train_sorting.py from {source_mark()}", f"labels\t{' '.join(labels)}"]
    for name, row in sorted(weights.items()):
        if max(map(abs, row)) >= LEAST_WEIGHT:
            lines.append(f"{name}\t{' '.join(str(round(weight * WEIGHT_UNIT)) for weight in row)}")
    (DATA / f"{task}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_shares() -> None:
    """How often an unaccented word is meant as this one: "den" is đèn in a third of the cases."""
    texts = [text for _, _, text in read_examples()]
    texts += [phrase for _, phrases in read_table("lexicon.tsv") for phrase in phrases.split(", ")]
    accented = [words for words in map(read_words, texts) if words.accented]
    forms = Counter(word.form for words in accented for word in words)
    bares = Counter(word.plain for words in accented for word in words)
    alone = {phrase for _, phrases in read_table("lexicon.tsv") for phrase in phrases.split(", ")}
    shares = {form: forms[form] / bares[plain(form)] for form in alone if forms[form]}
    rows = [f"{form}\t{share:.2f}" for form, share in sorted(shares.items()) if share < 0.995]
    (DATA / "shares.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def source_mark() -> str:
    """Changes when the examples or the lexicon do, so a test can tell stale weights."""
    digest = sha256()
    for name in SOURCES:
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()[:16]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    write_shares()
    for task in ("kinds", "topics"):
        labels, weights = train(task, lessons_of(task, read_examples()))
        write_weights(task, labels, weights)
        print(f"{task}: {len(labels)} labels, {len(weights)} features")


if __name__ == "__main__":
    main()
