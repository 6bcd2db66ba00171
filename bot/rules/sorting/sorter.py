"""The kind and the topic of a citizen's message, how sure that is, and whether a person must look."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from bot.rules.sorting.categories import CATEGORIES, CONDUCT, Category
from bot.rules.sorting.features import Features, Reading, kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import Lexicon, packaged_lexicon
from bot.rules.sorting.model import Weights, packaged_weights, probabilities
from bot.rules.sorting.reasons import Reasons, told
from bot.rules.sorting.sender import without_sender
from bot.rules.sorting.teaching import NO_PULLS, NOTHING_TAUGHT, Lesson, Pulls, Taught, marks_of, pull_needed
from bot.rules.sorting.words import Words, read_words

PAKN = frozenset({"phan_anh", "kien_nghi"})
# Never registered as PAKN: a person reads these first.
GUARDED = frozenset({"khan_cap", "tai_lieu_mat", "to_cao", "khieu_nai"})
KIND_NAMES = {
    "phan_anh": "phản ánh",
    "kien_nghi": "kiến nghị",
    "khieu_nai": "khiếu nại",
    "to_cao": "tố cáo",
    "khan_cap": "khẩn cấp",
    "hoi_thu_tuc": "hỏi thủ tục",
    "khong_phai": "không phải phản ánh",
    "tai_lieu_mat": "tài liệu mật",
}

# Bars measured by `bench/sorting.py`, by folds and on the sets of bench/messages, which the weights had not seen.
_PAKN_BAR = 0.92
_OTHER_BAR = 0.9
# What may be another kind as likely as this is read by a person.
_AT_MOST = {"to_cao": 0.025, "khieu_nai": 0.025, "tai_lieu_mat": 0.025, "khan_cap": 0.05}
# Concepts of the lexicon; a message with all of one set is read by a person, whatever the weights say.
_GUARD_WORDS = (
    *({"k_mat"}, {"k_tocao"}, {"k_khieunai"}, {"k_chay"}, {"k_nan"}),
    *({"k_thamnhung", "k_nguoi"}, {"k_thamnhung", "chuc_danh"}, {"k_bangchung", "k_nguoi"}),
    *({"k_bangchung", "chuc_danh"}, {"k_bao_hanh", "k_nguoi"}, {"k_bao_hanh", "chuc_danh"}),
    *({"k_khongdongy", "k_quyetdinh"}, {"k_khongdongy", "k_cua_toi"}, {"k_toi_bi", "k_quyetdinh"}),
)
_ALSO_LEAST = 0.6
_CLAUSE = re.compile(r"[.;!?\n]+|,? (?:với lại|ngoài ra|nhân tiện|nhân đây|còn cái|mà cái|rồi lại) ", re.I)
_LEAST_CLAUSE_WORDS = 4
_REMEMBERED = 16
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Sorted:
    """`auto`: sure enough that nobody need look."""

    kind: str
    category: str | None
    confidence: float
    auto: bool
    why: tuple[str, ...]


class _Weighed(NamedTuple):
    """A message read: the score of every kind and topic, its share of one, and which it is."""

    reading: Reading
    kind_seen: Features
    topic_seen: Features
    pulls: Pulls
    kinds: dict[str, float]
    topics: dict[str, float]
    shares: dict[str, float]
    kind: str
    category: str | None
    confidence: float


class Sorter:
    """Built once; sorting reads no files and changes no answer that follows."""

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        weights: Weights | None = None,
        taught: Taught = NOTHING_TAUGHT,
        key: bytes = b"",
        tree: Mapping[str, Category] = CATEGORIES,
    ) -> None:
        """`taught` is what one office taught, with its `key`; `tree` holds the office's topics."""
        self._lexicon = lexicon or packaged_lexicon()
        self._weights = weights or packaged_weights()
        self._kinds, self._topics = self._weights.models
        self._taught = taught
        self._key = key
        self._tree = tree
        self._weighed: dict[str, _Weighed] = {}
        self._sorted: dict[str, Sorted] = {}
        self._about: dict[str, dict[str, float]] = {}

    def sort(self, text: str) -> Sorted:
        return _remembered(self._sorted, text, self._sort)

    def _sort(self, text: str) -> Sorted:
        seen = self._weigh(text)
        return Sorted(
            kind=seen.kind,
            category=seen.category,
            confidence=round(seen.confidence, 4),
            auto=self._is_auto(seen),
            why=self._why(seen),
        )

    def labels(self, text: str) -> tuple[str, str | None]:
        """Its kind, and its topic where it is a report; for less than a whole sorting costs."""
        seen = self._weigh(text)
        return seen.kind, seen.category

    def also(self, text: str) -> tuple[str, ...]:
        """The topics of second matters in the message."""
        found: list[str | None] = [self._weigh(text).category]
        clauses = [clause for clause in _CLAUSE.split(normalize("NFC", text)) if clause.strip()]
        for clause in clauses if len(clauses) > 1 else ():
            best = self.topic_of(clause, _ALSO_LEAST) if len(read_words(clause)) >= _LEAST_CLAUSE_WORDS else None
            if best and best not in found:
                found.append(best)
        return tuple(filter(None, found[1:]))

    def likeliest(self, text: str) -> tuple[str, ...]:
        """Every topic of the office, the likeliest first."""
        scores = self._weigh(text).topics
        return tuple(sorted(self._tree, key=lambda code: (-scores.get(code, float("-inf")), code)))

    def knowing(self, lessons: Iterable[Lesson], key: bytes, tree: Mapping[str, Category] = CATEGORIES) -> "Sorter":
        return self.taught(Taught(lessons), key, tree)

    def taught(self, taught: Taught, key: bytes, tree: Mapping[str, Category] = CATEGORIES) -> "Sorter":
        """The same sorter with what an office taught it; this one stays as it is."""
        return Sorter(self._lexicon, self._weights, taught, key, tree)

    def lesson(self, text: str, kind: str, category: str | None = None) -> Lesson:
        """What to keep of a correction so that this message, and any like it, is sorted so from now on.

        Raises ValueError for a kind or a category that does not exist.
        """
        if kind not in KIND_NAMES or (category and category not in self._tree):
            raise ValueError(f"{kind}, {category}: not in the kinds and topics of the office")
        seen = self._weigh(text)
        topics = {category or "": min(seen.topics.values())} | seen.topics
        return Lesson(
            self._marks(seen.kind_seen),
            kind,
            pull_needed(seen.kinds, kind, seen.pulls.kinds.get(kind, 0.0)),
            category,
            pull_needed(topics, category, seen.pulls.topics.get(category, 0.0)) if category else 0.0,
        )

    def learn(self, corrections: Iterable[tuple[str, str, str | None]]) -> "Sorter":
        """A new sorter that has also learnt these, each after the one before; this one stays as it is."""
        pupil = self
        for text, kind, category in corrections:
            lessons = (*pupil._taught.lessons, pupil.lesson(text, kind, category))
            pupil = self.knowing(lessons, self._key, self._tree)
        return pupil

    def topic_of(self, text: str, least: float) -> str | None:
        """The topic of a part of a message, where it names things and the topic is at least so sure."""
        topics = _remembered(self._about, " ".join(read_words(without_sender(text)).forms), self._topics_of)
        best = _likeliest(topics) if topics else ""
        return best if best and topics[best] >= least else None

    def _topics_of(self, forms: str) -> dict[str, float]:
        """How likely each is; none where nothing is named."""
        words = Words(forms.split())
        found = self._lexicon.find(words)
        if not found.things:
            return {}
        reading = Reading(words, found)
        return probabilities(self._topics.scores(topic_features(reading), self._weights.sums(reading.spelling), {}))

    def _weigh(self, text: str) -> _Weighed:
        return _remembered(self._weighed, text, self._read)

    def _read(self, text: str) -> _Weighed:
        reading = read_message(text, self._lexicon)
        kind_seen, topic_seen = kind_features(reading), topic_features(reading)
        sums = self._weights.sums(reading.spelling)
        pulls = self._taught.pulls(self._marks(kind_seen)) if self._taught.lessons else NO_PULLS
        kinds = self._kinds.scores(kind_seen, sums, pulls.kinds)
        topics = self._topics.scores(topic_seen, sums, pulls.topics)
        shares = probabilities(kinds)
        kind = _likeliest(shares)
        about = probabilities(topics) if kind in PAKN else {}
        category = _likeliest(about) if about else None
        confidence = shares[kind] * (about[category] if category else 1.0)
        return _Weighed(reading, kind_seen, topic_seen, pulls, kinds, topics, shares, kind, category, confidence)

    def _marks(self, seen: Features) -> dict[str, float]:
        return marks_of((*seen.named, *seen.reading.spelling.words.names), self._kinds.knows, self._key)

    def _why(self, seen: _Weighed) -> tuple[str, ...]:
        kind, rival = sorted(seen.shares, key=lambda name: (-seen.shares[name], name))[:2]
        reasons = Reasons(seen.reading, self._weights, seen.kind_seen.told)
        taught = " như cán bộ đã sửa ở tin tương tự"
        why = [told(KIND_NAMES[kind], reasons.words_for(self._kinds, seen.kind_seen, kind, rival))]
        if seen.pulls.kinds.get(kind):
            why = [KIND_NAMES[kind] + taught]
        if seen.category:
            about = f"lĩnh vực {self._title(seen.category)}"
            words = reasons.words_for(self._topics, seen.topic_seen, seen.category)
            why.append(about + taught if seen.pulls.topics.get(seen.category) else told(about, words))
        return tuple(why)

    def _is_auto(self, seen: _Weighed) -> bool:
        if seen.kind in GUARDED or seen.category == CONDUCT or _is_guarded(seen.reading):
            return False
        # However an office taught it: what may be an accusation is read by a person.
        pulls, untaught = seen.pulls.kinds, seen.shares
        if pulls:
            untaught = probabilities({name: score - pulls.get(name, 0.0) for name, score in seen.kinds.items()})
        if any(untaught[name] > most for name, most in _AT_MOST.items()):
            return False
        return seen.confidence >= (_PAKN_BAR if seen.kind in PAKN else _OTHER_BAR)

    def _title(self, category: str) -> str:
        return self._tree[category].title if category in self._tree else category


def _remembered(known: dict[K, V], asked: K, find: Callable[[K], V]) -> V:
    """What is asked about the same words again, as happens on a message's way, is found out once."""
    found = known.get(asked)
    if found is None:
        found = find(asked)
        if len(known) >= _REMEMBERED:
            known.clear()
        known[asked] = found
    return found


def _likeliest(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda name: (shares[name], name))


def _is_guarded(reading: Reading) -> bool:
    named = reading.concepts()
    return any(words <= named for words in _GUARD_WORDS)
