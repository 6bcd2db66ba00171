"""What a message shows the model: concepts, phrases, its spelling, with the words they were read from."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import repeat
from operator import sub

from bot.rules.sorting.lexicon import Found, Lexicon, Match
from bot.rules.sorting.sender import without_sender
from bot.rules.sorting.spelling import Spelling, spelling_of
from bot.rules.sorting.words import Known, Words, read_words

# The matter named first is the one to solve: a word's say shrinks by one in so many with each word before it.
FADE_WORDS = 50
FADING_WORDS = 35  # and no more after these
_FADES = [1 - at / FADE_WORDS for at in range(FADING_WORDS + 1)]
_FADE_LEAST = 0.3
_WORD_SCALE = 4.5
_SKIP_SHARE = 0.7  # a pair with a word between says less than words that stand together
_LETTER_SCALE = 2.0
_DOUBT = 0.5
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?|[0?!%]"
)
_PERSON = ("k_nguoi", "chuc_danh")
_DEEDS = (
    *("k_thamnhung", "k_bao_hanh", "k_bangchung", "k_tocao", "trom", "lua_dao", "te_nan", "co_bac"),
    *("an_ban", "khai_thac", "no_nan", "danh_nhau", "lau", "k_keodai", "thai_do", "k_chiu"),
)
# A speech concept and those that change what it means.
_COMPANIONS = {
    "k_nan": ("k_dang", "k_cuu", "k_daqua"),
    "k_chay": ("k_dang", "k_cuu", "k_daqua"),
    "k_khongdongy": ("k_quyetdinh", "k_cua_toi"),
    "k_quyetdinh": ("k_toi_bi",),
    "k_mat": ("k_gui",),
    "k_hoi": ("k_thutuc", "k_keodai"),
    "k_xin": ("k_them", "k_doi", "k_hu", "k_xuly", "k_keodai", "k_chiu"),
    "k_dexuat": ("k_them", "k_doi"),
    "k_camon": ("k_hu", "k_keodai"),
}


Scales = tuple[float, float, float]  # what words, skips and letters are worth


@dataclass(slots=True)
class Reading:
    """One message, matched once with what is asked of it: for its kind, for its topic."""

    words: Words
    found: Found
    spelling: Spelling = field(init=False)
    everyday: dict[str, list[tuple[float, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self.spelling = spelling_of(self.words)
        self.everyday = _everyday(self.found.vocabulary)

    @property
    def oddness(self) -> float:
        """The share of words that are no Vietnamese syllables."""
        return sum(map(_IS_ODD.__getitem__, self.words.plains)) / max(1, len(self.words))

    def concepts(self) -> set[str]:
        """What is named beyond doubt: not by a word that without its accents may be another."""
        matches = (*self.found.things, *self.found.speech)
        return {name for match in matches if match.sure > _DOUBT for name in match.concepts}


@dataclass(slots=True)
class Features:
    """`named`: values of concepts, phrases and the shape; `told`: the words of the message that gave them."""

    reading: Reading
    fading: bool
    named: dict[str, float] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    fades: list[float] = field(init=False)  # how much is left at each place
    scales: Scales = field(init=False)

    def __post_init__(self) -> None:
        _, words, skips, letters = self.reading.spelling
        places = len(letters.ends)
        self.fades = [*_FADES[:places], *repeat(_FADE_LEAST, places - len(_FADES))] if self.fading else [1.0] * places
        seen = _faded_twice(letters.ends, self.fades) if self.fading else len(letters.names)
        word_scale = _WORD_SCALE / max(1.0, (len(words.names) + len(skips.names)) ** 0.5)
        self.scales = word_scale, word_scale * _SKIP_SHARE, _LETTER_SCALE / max(1.0, seen**0.5)

    def see(self, name: str, value: float, source: str = "") -> None:
        self.named[name] = max(value, self.named.get(name, 0.0))
        if source:
            self.told[name].add(source)

    def values(self) -> dict[str, float]:
        """By name, those of the spelling among them."""
        strands = zip(self.reading.spelling[1:], self.scales, strict=True)
        return self.named | {
            name: scale * self.fades[at] for strand, scale in strands for name, at in strand.places().items()
        }


def read_message(text: str, lexicon: Lexicon) -> Reading:
    words = read_words(without_sender(text))
    return Reading(words, lexicon.find(words))


def kind_features(reading: Reading) -> Features:
    seen = Features(reading, fading=False)
    _see_concepts(seen, reading.found.things + reading.found.speech, phrase_scale=0.5)
    _see_pairs(seen)
    _see_vocabulary(seen)
    _see_shape(seen)
    return seen


def topic_features(reading: Reading) -> Features:
    """Things only: how something is said tells nothing of what it is about."""
    seen = Features(reading, fading=True)
    _see_concepts(seen, reading.found.things, phrase_scale=0.7)
    _see_vocabulary(seen)
    _see_shape(seen)
    return seen


def _see_concepts(seen: Features, matches: list[Match], *, phrase_scale: float) -> None:
    totals: dict[str, float] = defaultdict(float)
    for match in matches:
        weight = match.sure * seen.fades[match.start]
        seen.see(match.name, phrase_scale * weight, match.text)
        for concept in match.concepts:
            name = f"c:{concept}"
            totals[name] += weight
            seen.told[name].add(match.text)
    for name, total in totals.items():
        seen.named[name] = min(total, 3.0) ** 0.5


def _see_vocabulary(seen: Features) -> None:
    for name, found in seen.reading.everyday.items():
        seen.named[name] = min(sum(telling for telling, _ in found), 4.0) ** 0.5
        seen.told[name].update(text for _, text in found)


def _see_pairs(seen: Features) -> None:
    def has(name: str) -> bool:
        return f"c:{name}" in seen.named

    if any(map(has, _PERSON)):
        for deed in filter(has, _DEEDS):
            seen.see(f"d:{deed}", 0.7)
    for name in filter(has, _COMPANIONS):
        for other in filter(has, _COMPANIONS[name]):
            seen.see(f"d:{name}+{other}", 0.7)


def _see_shape(seen: Features) -> None:
    reading = seen.reading
    seen.see("s!always", 1.0)
    for name, most in (("short", 3), ("brief", 7)):
        if len(reading.words) <= most:
            seen.see(f"s!{name}", 1.0)
    seen.see("s!gibberish", reading.oddness)
    if not reading.found.things:
        seen.see("s!nothing named", 1.0)
    if "?" in reading.words.forms:
        seen.see("s!?", 1.0)


def _everyday(vocabulary: list[Match]) -> dict[str, list[tuple[float, str]]]:
    """The everyday words of each topic; a word of many topics says less of each."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for match in vocabulary:
        telling = match.sure * (1.0 if " " in match.text else 0.5) / len(match.concepts) ** 0.5
        for name in match.concepts:
            found[f"c:{name}"].append((telling, match.text))
    return found


def _faded_twice(ends: list[int], fades: list[float]) -> float:
    """How many names there are, each counted by what is left of it at its place, squared."""
    counts = map(sub, ends, [0, *ends])
    return sum([count * fade * fade for count, fade in zip(counts, fades, strict=False)], 0.0)


def _is_odd(bare: str) -> bool:
    return _SYLLABLE.fullmatch(bare) is None


_IS_ODD = Known(_is_odd, 4_000)
