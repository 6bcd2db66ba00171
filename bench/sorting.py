"""Measures the sorter: on labelled messages (one JSON object per line), or by folds on its own examples."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from bot.rules.sorting import GUARDED, PAKN, Sorted, Sorter
from bot.rules.vietnamese import plain


@dataclass(frozen=True)
class Sample:
    """A labelled message; where the label is `uncertain`, a topic in `also` is right too."""

    text: str
    kind: str
    category: str | None
    also: tuple[str, ...] = ()
    uncertain: bool = False

    def accepts(self, category: str | None) -> bool:
        return category == self.category or (self.uncertain and category in self.also)


Result = tuple[Sample, Sorted]
SPELLINGS: dict[str, Callable[[str], str]] = {"as written": str, "without accents": plain}


def read_samples(path: Path, half: str) -> list[Sample]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    if path.suffix == ".tsv":
        return [
            Sample(text, kind, topic or None, tuple(also.split(",")), bool(also))
            for kind, topic, also, text in map(_cells, lines)
        ]
    rows = [json.loads(line) for line in lines]
    return [
        Sample(row["text"], row["kind"], row["category"], tuple(row["also"]), row["uncertain"])
        for row in rows
        if half == "all" or half == half_of(row["id"])
    ]


def _cells(line: str) -> list[str]:
    return line.split("\t")


def half_of(name: str) -> str:
    """The half that was looked at while developing, and the half that was not."""
    return "held" if sha256(name.encode()).digest()[0] % 2 else "dev"


def macro_f1(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """Mean F1 over the labels that occur in the truth (first of each pair)."""
    return sum(f1_by_label(pairs).values()) / max(1, len(f1_by_label(pairs)))


def f1_by_label(pairs: Sequence[tuple[str | None, str | None]]) -> dict[str, float]:
    truth, told = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    return {label: 2 * right[label] / (truth[label] + told[label]) for label in sorted(filter(None, truth))}


def fold_results(folds: int) -> dict[str, list[Result]]:
    """Every own example, in each spelling, sorted by weights trained without it."""
    from bench.train_sorting import read_examples, weights_of  # alone needs requirements-bench.txt

    examples = read_examples()
    results: dict[str, list[Result]] = {title: [] for title in SPELLINGS}
    for fold in range(folds):
        kept = [row for at, row in enumerate(examples) if at % folds != fold]
        sorter = Sorter(weights=weights_of(kept))
        for kind, category, text in examples[fold::folds]:
            sample = Sample(text, kind, category or None)
            for title, spelling in SPELLINGS.items():
                results[title].append((sample, sorter.sort(spelling(text))))
    return results


def report(title: str, results: Sequence[Result], *, worst: int) -> None:
    kinds = [(sample.kind, told.kind) for sample, told in results]
    topical = [(sample, told) for sample, told in results if sample.category]
    topics = [(sample.category, told.category) for sample, told in topical]
    lenient = [
        (told.category if sample.accepts(told.category) else sample.category, told.category) for sample, told in topical
    ]
    print(f"\n== {title}: {len(results)} messages, {len(topical)} with a topic")
    print(f"kind      macro-F1 {macro_f1(kinds):.3f}   right {_share_equal(kinds):.3f}")
    print(f"category  macro-F1 {macro_f1(topics):.3f}   right {_share_equal(topics):.3f}")
    print(f"  (with `also` accepted where uncertain: {macro_f1(lenient):.3f}, {_share_equal(lenient):.3f})")
    _report_auto(results)
    if worst:
        _report_labels(kinds, topics)
        _report_confusions(kinds + topics, worst)


def _report_auto(results: Sequence[Result]) -> None:
    for name, auto in (
        ("auto PAKN", [result for result in results if result[1].auto and result[1].kind in PAKN]),
        ("auto other", [result for result in results if result[1].auto and result[1].kind not in PAKN]),
    ):
        right = sum(told.kind == sample.kind and sample.accepts(told.category) for sample, told in auto)
        routed = sum(
            sample.kind in PAKN and sample.accepts(told.category) if told.kind in PAKN else told.kind == sample.kind
            for sample, told in auto
        )
        share = len(auto) / max(1, len(results))
        print(
            f"{name:10} {len(auto):4} = {share:.0%} of all; right {right / max(1, len(auto)):.3f}, "
            f"to the right unit {routed / max(1, len(auto)):.3f}"
        )
    missed = [sample.text for sample, told in results if sample.kind in GUARDED and told.auto]
    print(f"guarded messages that went through: {len(missed)}", *missed, sep="\n   ")


def _report_labels(*tables: Sequence[tuple[str | None, str | None]]) -> None:
    for pairs in tables:
        print("  ".join(f"{label} {score:.2f}" for label, score in f1_by_label(pairs).items()))


def _report_confusions(pairs: Sequence[tuple[str | None, str | None]], worst: int) -> None:
    for (truth, told), count in Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(worst):
        print(f"{count:4}  {truth} read as {told}")


def _share_equal(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def report_bars(results: Sequence[Result]) -> None:
    """Precision and share of PAKN above each bar, guards left aside: what the bar in the sorter rests on."""
    for bar in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        above = [(s, t) for s, t in results if t.kind in PAKN and t.confidence >= bar]
        right = sum(s.kind == t.kind and s.accepts(t.category) for s, t in above)
        print(f"bar {bar:.2f}: {len(above):5} messages, right {right / max(1, len(above)):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "path", nargs="?", type=Path, help="labelled messages: .jsonl, or .tsv (kind, topic, also, text)"
    )
    parser.add_argument("--half", choices=("all", "dev", "held"), default="all")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate on the own examples instead")
    parser.add_argument("--worst", type=int, default=12, help="how many confusions to print")
    given = parser.parse_args()
    folded = fold_results(given.folds) if given.folds else {}
    for title, spelling in SPELLINGS.items():
        if folded:
            report_bars(folded[title])
        results = folded.get(title) or _sorted_samples(read_samples(given.path, given.half), spelling)
        report(title, results, worst=given.worst)


def _sorted_samples(samples: Sequence[Sample], spelling: Callable[[str], str]) -> list[Result]:
    started = perf_counter()
    sorter = Sorter()
    loaded = perf_counter()
    results = [(sample, sorter.sort(spelling(sample.text))) for sample in samples]
    each = (perf_counter() - loaded) / max(1, len(samples))
    print(f"\nloaded in {loaded - started:.2f} s, {each * 1000:.1f} ms per message")
    return results


if __name__ == "__main__":
    main()
