"""What the clerks of an office taught: messages as unreadable marks, and how far each pulls what is like it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

MARGIN = 3.0  # a lesson's own message is as sure as this afterwards
# A message as like a lesson as this follows it wholly; one less like it than that, not at all.
# Of two examples taken at random one pair in a thousand is alike by 0.14.
_SAME = 0.36
_LEAST_ALIKE = 0.18
_TELLING = {"p:": 1.0, "b:": 0.7, "u:": 0.6}  # phrases, pairs, words: how much each tells one message from another
_LOCAL = 1.5  # times as much where no example holds it: a name or a word of the place
_MARK_BYTES = 6

Marks = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A corrected message: `marks` (of length 1) cannot be read back; pulls are in the model's scores."""

    marks: Marks
    kind: str
    kind_pull: float
    category: str | None = None
    topic_pull: float = 0.0


@dataclass(frozen=True, slots=True)
class Pulls:
    """What is added to the scores of kinds and topics."""

    kinds: Mapping[str, float]
    topics: Mapping[str, float]


NO_PULLS = Pulls({}, {})


def marks_of(names: Iterable[str], is_known: Callable[[str], bool], key: bytes) -> dict[str, float]:
    """The particular features of a message, without the words: marks that only the holder of the key can make."""
    weights: dict[str, float] = {}
    for name in names:
        telling = _TELLING.get(name[:2], 0.0)
        if telling:
            mark = blake2b(name.encode(), key=key[:64], digest_size=_MARK_BYTES).hexdigest()
            weights[mark] = telling * (1.0 if is_known(name) else _LOCAL)
    length = sum(weight * weight for weight in weights.values()) ** 0.5
    return {mark: weight / length for mark, weight in weights.items()}


class Taught:
    """The lessons of one office, found by their marks."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        self.lessons = tuple(lessons)
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, lesson in enumerate(self.lessons):
            for mark, weight in lesson.marks.items():
                self._holders[mark].append((at, weight))

    def pulls(self, marks: Marks) -> Pulls:
        """Of several lessons for a label the strongest counts: saying it twice makes nothing truer."""
        alike: dict[int, float] = defaultdict(float)
        for mark, weight in marks.items():
            for at, own in self._holders.get(mark, ()):
                alike[at] += own * weight
        kinds: dict[str, float] = defaultdict(float)
        topics: dict[str, float] = defaultdict(float)
        for at, share in alike.items():
            if share >= _LEAST_ALIKE:
                lesson, part = self.lessons[at], min(1.0, share / _SAME)
                kinds[lesson.kind] = max(kinds[lesson.kind], part * lesson.kind_pull)
                if lesson.category:
                    topics[lesson.category] = max(topics[lesson.category], part * lesson.topic_pull)
        return Pulls(kinds, topics)


NOTHING_TAUGHT = Taught()


def pull_needed(scores: Mapping[str, float], label: str, already: float) -> float:
    """How far a label must be pulled in all, to lead every other by the margin; `already` is within its score."""
    highest = max((score for name, score in scores.items() if name != label), default=0.0)
    return already + max(0.0, highest + MARGIN - scores[label])
