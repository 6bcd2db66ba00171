"""Trains the weights of the sorter from its own examples: a linear margin and a naive count of words, added up.

It needs requirements-bench.txt beside what the project needs; the same examples give the same weights.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.rules.sorting import PAKN
from bot.rules.sorting.features import kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import packaged_lexicon
from bot.rules.sorting.model import ALWAYS, Weights, packed
from bot.rules.sorting.words import read_table, read_words
from bot.rules.vietnamese import plain

DATA = Path(__file__).resolve().parents[1] / "bot" / "rules" / "sorting"
HARDNESS = 0.1  # of the margin
# A feature by the first letter of its name (see features.py): in how many lessons it must be to count at all.
LEAST_SEEN = {
    "kinds": {"c": 1, "g": 60, "s": 40, "b": 8, "B": 10},
    "topics": {"c": 1, "g": 60, "s": 30, "b": 6, "B": 8, "u": 3, "U": 3},
}
OTHER_LEAST_SEEN = 4
# What a word was seen with, shrunk towards what chance would give: log(1 + seen / (SHRINK * share of the label)).
SHRINK = {"kinds": 10.0, "topics": 0.5}
# The say of these counts beside the margin: of words and pairs alone. A concept of the lexicon is in so many lessons
# that its counts would drown those of the words.
COUNTED = {
    "kinds": {"u": 0.07, "U": 0.07, "b": 0.05, "B": 0.05, "s": 0.03},
    "topics": {"u": 0.3, "U": 0.3, "b": 0.2, "B": 0.2, "s": 0.1},
}
JOINED = 1500
FRAMED_SHARE = 0.5  # of the examples also stand among words that tell nothing of their matter
AROUND = Path(__file__).with_name("messages") / "around.tsv"
JOINTS = (". ", ". Với lại ", ". Ngoài ra ", ", rồi ", ". Còn ", ", mà ")
FOLDS = 3
NO_PAKN = 1 / 3  # of what an office receives; among the examples it is less

Example = tuple[str, str, str]
Matrix = NDArray[np.float64]
Row = tuple[NDArray[np.int32], NDArray[np.float32]]
TASKS = {"kinds": kind_features, "topics": topic_features}


def read_examples() -> list[Example]:
    """Kind, topic ("" where it has none) and text of each, in an order in which any stretch is a fair mixture."""
    rows = [
        (kind, category, text)
        for path in sorted((DATA / "examples").glob("*.tsv"))
        for kind, category, text in (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    ]
    random.Random(7).shuffle(rows)
    return rows


class Reader:
    """Reads each text once, for both tasks, as a row of features."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self._rows: dict[str, dict[str, Row]] = {}

    def table(self, task: str, texts: Sequence[str]) -> csr_matrix:
        rows = [self._read(text)[task] for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        cells = np.concatenate([values for _, values in rows]), np.concatenate([columns for columns, _ in rows]), ends
        return csr_matrix(cells, shape=(len(rows), len(self.columns)))

    def _read(self, text: str) -> dict[str, Row]:
        if text not in self._rows:
            reading = read_message(text, packaged_lexicon())
            self._rows[text] = {task: self._row(features(reading).values()) for task, features in TASKS.items()}
        return self._rows[text]

    def _row(self, values: dict[str, float]) -> Row:
        columns = [self.columns.setdefault(name, len(self.columns)) for name in values]
        return np.array(columns, np.int32), np.array([*values.values()], np.float32)


READER = Reader()


def spelt(examples: Sequence[Example]) -> list[Example]:
    """Each example twice, as written and without accents."""
    return [(*row[:2], spelling) for row in examples for spelling in (row[2], plain(row[2]))]


def made_of(task: str, examples: Sequence[Example]) -> list[Example]:
    """What no example says as it stands: a matter among other words; for the kinds also two matters in one message."""
    # Joined matters make topics worse (0.86 right against 0.87 on bench/messages): the second blurs the first.
    return [*framed(examples), *(joined(examples) if task == "kinds" else ())]


def joined(examples: Sequence[Example]) -> list[Example]:
    """Two matters in one message: the first gives the topic, the rules of the labels give the kind."""
    rng = random.Random(1)
    made: list[Example] = []
    while len(made) < JOINED:
        (kind, category, text), (other, topic, second) = rng.choice(examples), rng.choice(examples)
        if (kind, category) == (other, topic) or not (text and second):
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


def framed(examples: Sequence[Example]) -> list[Example]:
    """Some of the examples among greetings, places, names, numbers and laments; about half of them without accents."""
    made: list[Example] = []
    for row in examples:
        rng = random.Random(row[2])  # the same words around it whatever other examples there are
        if row[0] != "khong_phai" and row[2] and rng.random() < FRAMED_SHARE:
            made.append((*row[:2], rng.choice((str, plain))(_framed(row, rng))))
    return made


def _framed(row: Example, rng: random.Random) -> str:
    kind, _, text = row
    before, after = (
        [words for where, whose, words in _around() if where == side and (whose == "any" or kind in PAKN)]
        for side in ("before", "after")
    )
    which = rng.random()
    if which < 0.65:
        text = text.rstrip(". ") + rng.choice(after)
    if which > 0.4:
        lead = rng.choice(before)
        text = lead + (text if lead.rstrip().endswith((".", ":")) else text[0].lower() + text[1:])
    return text


@cache
def _around() -> list[list[str]]:
    lines = AROUND.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class Trainee:
    """Lessons as a matrix, and the weights learnt from any part of them."""

    def __init__(self, task: str, lessons: Sequence[Example]) -> None:
        self.task = task
        whole = READER.table(task, [text for *_, text in lessons])
        seen, names = np.diff(whole.tocsc().indptr), list(READER.columns)
        kept = [at for at, n in enumerate(seen) if n >= LEAST_SEEN[task].get(names[at][0], OTHER_LEAST_SEEN)]
        kept = sorted((at for at in kept if names[at] != ALWAYS), key=names.__getitem__)
        self.names = [names[at] for at in kept]
        self._say = np.array([COUNTED[task].get(name[0], 0.0) for name in self.names])
        self.table = whole[:, kept]
        told = [kind if task == "kinds" else category for kind, category, _ in lessons]
        self.labels = sorted(set(told))
        self.right = np.array([self.labels.index(label) for label in told])

    def learn(self, part: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        """Weights (label, feature) and what each label starts with."""
        table, right = self.table[part], self.right[part]
        margin = LinearSVC(C=HARDNESS, tol=3e-3, random_state=0, max_iter=3000).fit(table, right)
        return margin.coef_ + self._say * self._counted(table, right), margin.intercept_

    def _counted(self, table: csr_matrix, right: NDArray[np.int64]) -> Matrix:
        there = (table > 0).astype(float)
        seen = np.vstack([np.asarray(there[right == label].sum(axis=0)) for label in range(len(self.labels))])
        share = seen.sum(axis=1, keepdims=True) / seen.sum()
        return np.log1p(seen / (SHRINK[self.task] * share))


class Learnt(NamedTuple):
    """`rows`: for each feature a weight for every label, packed."""

    labels: tuple[str, ...]
    rows: dict[str, bytes]


def weights_of(examples: Sequence[Example]) -> Weights:
    """Both tasks' side by side; a feature that says nothing in either is left out."""
    kinds, topics = (model_of(task, examples) for task in TASKS)
    idle = [packed([0.0] * len(learnt.labels)) for learnt in (kinds, topics)]
    names = sorted({*kinds.rows, *topics.rows})
    rows = {name: kinds.rows.get(name, idle[0]) + topics.rows.get(name, idle[1]) for name in names}
    return Weights(kinds.labels, topics.labels, {name: row for name, row in rows.items() if row != b"".join(idle)})


def model_of(task: str, examples: Sequence[Example]) -> Learnt:
    """Weights scaled so that their softmax is as often right as it says, measured on lessons left out."""
    known = [row for row in examples if task == "kinds" or row[1]]
    single, made = spelt(known), made_of(task, known)
    trainee = Trainee(task, single + made)
    scale, starts = calibration(trainee, np.arange(len(single)))
    weights, begin = trainee.learn(np.arange(len(single) + len(made)))
    weights -= weights.mean(axis=0)  # the same for every label: says nothing, and small weights are packed finer
    base = {name: packed(column * scale) for name, column in zip(trainee.names, weights.T, strict=True)}
    base[ALWAYS] = packed(begin * scale + starts)
    return Learnt(tuple(trainee.labels), base)


def calibration(trainee: Trainee, single: NDArray[np.int64]) -> tuple[float, Matrix]:
    """A factor for all scores and an addition for each label, by the likelihood of the folds left out."""
    # Both spellings of an example stand beside each other and must stay in the same fold.
    fold = single // 2 % FOLDS
    scores = np.zeros((len(single), len(trainee.labels)))
    for left_out in range(FOLDS):
        weights, begin = trainee.learn(single[fold != left_out])
        scores[fold == left_out] = trainee.table[single[fold == left_out]] @ weights.T + begin

    often = commonness([trainee.labels[at] for at in trainee.right[single]])

    def loss(given: Matrix) -> float:
        raised = scores * given[0] + given[1:]
        raised -= raised.max(axis=1, keepdims=True)
        told = raised[single, trainee.right[single]] - np.log(np.exp(raised).sum(axis=1))
        return float(-(told * often).mean() + 1e-3 * (given[1:] ** 2).mean())

    best = minimize(loss, np.array([2.0, *np.zeros(len(trainee.labels))]), method="L-BFGS-B").x
    return float(best[0]), best[1:]


def commonness(labels: Sequence[str]) -> Matrix:
    """How much each lesson counts, so that reports stand to the other kinds as they do in an office."""
    pakn = np.array([label in PAKN for label in labels])
    if not pakn.any():  # topics
        return np.ones(len(labels))
    return np.where(pakn, (1 - NO_PAKN) / pakn.mean(), NO_PAKN / (1 - pakn.mean()))


def write_weights(weights: Weights) -> None:
    lines = [f"# trained by bench/train_sorting.py from {source_mark()}"]
    lines += [f"labels\t{' '.join(weights.kinds)}\t{' '.join(weights.topics)}"]
    lines += [f"{name}\t{row.decode()}" for name, row in weights.rows.items()]
    (DATA / "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_shares() -> None:
    """How often an unaccented word is meant as this one: "den" is đèn in a third of the cases."""
    texts = [text for _, _, text in read_examples()]
    texts += [phrase for _, phrases in read_table("lexicon.tsv") for phrase in phrases.split(", ")]
    accented = [words for words in map(read_words, texts) if words.accented]
    forms = Counter(form for words in accented for form in words.forms)
    bares = Counter(bare for words in accented for bare in words.plains)
    alone = {phrase for _, phrases in read_table("lexicon.tsv") for phrase in phrases.split(", ")}
    shares = {form: forms[form] / bares[plain(form)] for form in alone if forms[form]}
    rows = [f"{form}\t{share:.2f}" for form, share in sorted(shares.items()) if share < 0.995]
    (DATA / "shares.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def source_mark() -> str:
    """Changes when the examples or the lexicon do, so that stale weights can be told."""
    digest = sha256()
    for path in (*sorted((DATA / "examples").glob("*.tsv")), DATA / "lexicon.tsv", DATA / "shorthand.tsv", AROUND):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    write_shares()
    packaged_lexicon.cache_clear()
    weights = weights_of(read_examples())
    write_weights(weights)
    print(f"{len(weights.kinds)} kinds, {len(weights.topics)} topics, {len(weights.rows)} features")


if __name__ == "__main__":
    main()
