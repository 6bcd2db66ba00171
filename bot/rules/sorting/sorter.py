"""The kind and the topic of a citizen's message, how sure that is, and whether a person must look."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from bot.rules.sorting.categories import CATEGORIES, CONDUCT
from bot.rules.sorting.features import Features, Reading, kind_features, read_message, topic_features
from bot.rules.sorting.lexicon import Lexicon, packaged_lexicon
from bot.rules.sorting.model import Model, packaged_model
from bot.rules.sorting.words import read_words, shown
from bot.rules.vietnamese import plain

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

# Bars measured by `bench/sorting.py --folds` on messages the weights had not seen.
_PAKN_BAR = 0.85
_OTHER_BAR = 0.90
_GUARDED_MOST = 0.03
# Concepts of the lexicon; a message with all of one set is read by a person, whatever the weights say.
_GUARD_WORDS = (
    *({"k_mat"}, {"k_tocao"}, {"k_khieunai"}, {"k_chay"}, {"k_nan"}),
    *({"k_thamnhung", "k_nguoi"}, {"k_thamnhung", "chuc_danh"}, {"k_bangchung", "k_nguoi"}),
    *({"k_bangchung", "chuc_danh"}, {"k_bao_hanh", "k_nguoi"}, {"k_bao_hanh", "chuc_danh"}),
    *({"k_khongdongy", "k_quyetdinh"}, {"k_khongdongy", "k_cua_toi"}, {"k_toi_bi", "k_quyetdinh"}),
)
_ALSO_LEAST = 0.6
_MOST_REASONS = 4
_CLAUSE = re.compile(r"[.;!?\n]+|,? (?:với lại|ngoài ra|nhân tiện|nhân đây|còn cái|mà cái|rồi lại) ", re.I)
_LEAST_CLAUSE_WORDS = 4


class Correction(NamedTuple):
    """What a clerk made of a message; `category` only for PAKN."""

    text: str
    kind: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """`auto`: sure enough that nobody need look. `also`: topics of second matters in the message."""

    kind: str
    category: str | None
    also: tuple[str, ...]
    confidence: float
    auto: bool
    why: tuple[str, ...]


class Sorter:
    """Built once; sorting neither reads files nor changes anything."""

    def __init__(
        self,
        corrections: Iterable[tuple[str, str, str | None]] = (),
        *,
        lexicon: Lexicon | None = None,
        models: tuple[Model, Model] | None = None,
    ) -> None:
        self._lexicon = lexicon or packaged_lexicon()
        self._kinds, self._topics = models or (packaged_model("kinds"), packaged_model("topics"))
        lessons = [Correction(*correction) for correction in corrections]
        if lessons:
            self._kinds, self._topics = self._taught(lessons)

    def sort(self, text: str) -> Sorted:
        reading = read_message(text, self._lexicon)
        kind_seen, topic_seen = kind_features(reading), topic_features(reading)
        kinds = self._kinds.probabilities(kind_seen.values)
        kind = max(kinds, key=lambda name: (kinds[name], name))
        topics = self._topics.probabilities(topic_seen.values)
        category = max(topics, key=lambda name: (topics[name], name)) if kind in PAKN else None
        confidence = kinds[kind] * (topics[category] if category else 1.0)
        return Sorted(
            kind=kind,
            category=category,
            also=self._also(text, category),
            confidence=round(confidence, 4),
            auto=_is_auto(kind, category, confidence, kinds, reading),
            why=self._why(kinds, category, kind_seen, topic_seen),
        )

    def topic_of(self, text: str, least: float) -> str | None:
        """The topic of a part of a message, where it names things and the topic is at least so sure."""
        reading = read_message(text, self._lexicon)
        if not reading.things:
            return None
        topics = self._topics.probabilities(topic_features(reading).values)
        best = max(topics, key=lambda name: (topics[name], name))
        return best if topics[best] >= least else None

    def learn(self, corrections: Iterable[tuple[str, str, str | None]]) -> "Sorter":
        """A new sorter that has also learnt these; this one stays as it is.

        Raises ValueError for a kind or a category that does not exist.
        """
        return Sorter(corrections, lexicon=self._lexicon, models=(self._kinds, self._topics))

    def _taught(self, lessons: list[Correction]) -> tuple[Model, Model]:
        kinds: list[tuple[dict[str, float], str]] = []
        topics: list[tuple[dict[str, float], str]] = []
        for text, kind, category in lessons:
            for spelling in (text, plain(text)):
                reading = read_message(spelling, self._lexicon)
                kinds.append((kind_features(reading).values, kind))
                if category:
                    topics.append((topic_features(reading).values, category))
        return self._kinds.taught_by(kinds), self._topics.taught_by(topics)

    def _also(self, text: str, main: str | None) -> tuple[str, ...]:
        found: list[str] = []
        clauses = [clause for clause in _CLAUSE.split(normalize("NFC", text)) if clause.strip()]
        for clause in clauses if len(clauses) > 1 else ():
            best = self.topic_of(clause, _ALSO_LEAST) if len(read_words(clause)) >= _LEAST_CLAUSE_WORDS else None
            if best and best != main and best not in found:
                found.append(best)
        return tuple(found)

    def _why(
        self, kinds: dict[str, float], category: str | None, kind_seen: Features, topic_seen: Features
    ) -> tuple[str, ...]:
        kind, rival = sorted(kinds, key=lambda name: (-kinds[name], name))[:2]
        told = [_told(KIND_NAMES[kind], self._kinds.reasons(kind_seen, kind, rival))]
        if category:
            told.append(_told(f"lĩnh vực {CATEGORIES[category].title}", self._topics.reasons(topic_seen, category)))
        return tuple(told)


def _told(what: str, words: list[str]) -> str:
    quoted = ", ".join(f"“{shown(word)}”" for word in _without_parts(words)[:_MOST_REASONS])
    return f"{what} vì có {quoted}" if quoted else f"{what} theo cách viết chung của tin"


def _without_parts(words: list[str]) -> list[str]:
    """Of "đèn đường" and "đèn" only the longer one is worth telling."""
    kept: list[str] = []
    for word in words[: 3 * _MOST_REASONS]:
        if not any(f" {word} " in f" {other} " for other in kept):
            kept = [other for other in kept if f" {other} " not in f" {word} "] + [word]
    return kept


def _is_auto(kind: str, category: str | None, confidence: float, kinds: dict[str, float], reading: Reading) -> bool:
    if kind in GUARDED or category == CONDUCT:
        return False
    if sum(kinds[name] for name in GUARDED) > _GUARDED_MOST or _is_guarded(reading):
        return False
    return confidence >= (_PAKN_BAR if kind in PAKN else _OTHER_BAR)


def _is_guarded(reading: Reading) -> bool:
    named = reading.concepts()
    return any(words <= named for words in _GUARD_WORDS)
