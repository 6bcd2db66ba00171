"""What a message shows the model: concepts, phrases, its spelling, with the words they were read from."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.rules.sorting.lexicon import Lexicon, Match
from bot.rules.sorting.sender import without_sender
from bot.rules.sorting.spelling import Pair, Place, pairs_of, places_of
from bot.rules.sorting.words import Words, read_words

# The matter named first is the one to solve: a word's say shrinks along the message.
_FADE_WORDS = 50
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


Strength = tuple[float, float, float]  # what the words, the skips and the letters of a place are worth


@dataclass
class Features:
    """`named`: values of concepts, phrases and the shape; `told`: the words of the message that gave them."""

    reading: "Reading"
    fading: bool
    named: dict[str, float] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def see(self, name: str, value: float, source: str = "") -> None:
        self.named[name] = max(value, self.named.get(name, 0.0))
        if source:
            self.told[name].append(source)

    def fade(self, at: int) -> float:
        return max(_FADE_LEAST, 1 - at / _FADE_WORDS) if self.fading else 1.0

    @cached_property
    def strengths(self) -> list[Strength]:
        """Of each place of the spelling; where nothing fades, of all of them alike."""
        places = self.reading.spelling
        fades = [self.fade(at) for at in range(len(places))]
        letters = sum(len(place.letters) * fade * fade for place, fade in zip(places, fades, strict=True))
        word_scale = _WORD_SCALE / max(1.0, self.reading.word_count**0.5)
        letter_scale = _LETTER_SCALE / max(1.0, letters**0.5)
        if not self.fading:
            return [(word_scale, word_scale * _SKIP_SHARE, letter_scale)] * len(places)
        return [(word_scale * fade, word_scale * (_SKIP_SHARE * fade), letter_scale * fade) for fade in fades]

    def values(self) -> dict[str, float]:
        """By name, those of the spelling among them."""
        found = dict(self.named)
        for place, strength in zip(self.reading.spelling, self.strengths, strict=True):
            for names, value in zip(place, strength, strict=True):
                found.update(dict.fromkeys(names, value))
        return found

    def telling(self) -> Iterator[tuple[str, float, Collection[str]]]:
        """What tells a reader something, not "ở" or "rồi": name, value and the words that gave it."""
        for name, sources in self.told.items():
            yield name, self.named[name], set(sources)
        strengths = self.strengths
        first: dict[str, tuple[float, str]] = {}
        for pair in self.reading.pairs:
            here = strengths[pair.at][0], pair.text
            for name in pair.names:
                known = first.get(name)
                if known is None or (known < here and known[0] == here[0]):
                    first[name] = here
        for name, (value, text) in first.items():
            yield name, value, (text,)


@dataclass(frozen=True)
class Reading:
    """One message, matched once with what is asked of it: for its kind, for its topic."""

    words: Words
    lexicon: Lexicon

    @cached_property
    def things(self) -> list[Match]:
        return self.lexicon.things(self.words)

    @cached_property
    def speech(self) -> list[Match]:
        return self.lexicon.speech(self.words)

    @cached_property
    def vocabulary(self) -> list[Match]:
        return self.lexicon.vocabulary(self.words)

    @cached_property
    def spelling(self) -> list[Place]:
        return places_of(self.words)

    @cached_property
    def pairs(self) -> list[Pair]:
        return list(pairs_of(self.words))

    @cached_property
    def word_count(self) -> int:
        """How many different words and pairs there are."""
        return sum(len(place.words) + len(place.skips) for place in self.spelling)

    @cached_property
    def everyday(self) -> dict[str, list[tuple[float, str]]]:
        """The everyday words of each topic; a word of many topics says less of each."""
        found: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for match in self.vocabulary:
            telling = match.weight * (1.0 if match.length > 1 else 0.5) / len(match.concepts) ** 0.5
            for name in match.concepts:
                found[f"c:{name}"].append((telling, self.text(match)))
        return found

    @cached_property
    def oddness(self) -> float:
        """The share of words that are no Vietnamese syllables."""
        return sum(not _is_syllable(bare) for bare in self.words.plains) / max(1, len(self.words))

    def concepts(self) -> set[str]:
        """What is named beyond doubt: not by a word that without its accents may be another."""
        matches = (*self.things, *self.speech)
        return {name for match in matches if match.weight > _DOUBT for name in match.concepts}

    def text(self, match: Match) -> str:
        return " ".join(self.words.forms[match.start : match.start + match.length])

    def bare(self, match: Match) -> str:
        return "_".join(self.words.plains[match.start : match.start + match.length])


def read_message(text: str, lexicon: Lexicon) -> Reading:
    return Reading(read_words(without_sender(text)), lexicon)


def kind_features(reading: Reading) -> Features:
    seen = Features(reading, fading=False)
    _see_concepts(seen, reading.things + reading.speech, phrase_scale=0.5)
    _see_pairs(seen)
    _see_vocabulary(seen)
    _see_shape(seen)
    return seen


def topic_features(reading: Reading) -> Features:
    """Things only: how something is said tells nothing of what it is about."""
    seen = Features(reading, fading=True)
    _see_concepts(seen, reading.things, phrase_scale=0.7)
    _see_vocabulary(seen)
    _see_shape(seen)
    return seen


def _see_concepts(seen: Features, matches: list[Match], *, phrase_scale: float) -> None:
    totals: dict[str, float] = defaultdict(float)
    for match in matches:
        text = seen.reading.text(match)
        weight = match.weight * seen.fade(match.start)
        seen.see(f"p:{seen.reading.bare(match)}", phrase_scale * weight, text)
        for name in match.concepts:
            totals[name] += weight
            seen.told[f"c:{name}"].append(text)
    for name, total in totals.items():
        seen.named[f"c:{name}"] = min(total, 3.0) ** 0.5


def _see_vocabulary(seen: Features) -> None:
    for name, found in seen.reading.everyday.items():
        seen.named[name] = min(sum(telling for telling, _ in found), 4.0) ** 0.5
        seen.told[name] += [text for _, text in found]


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
    if not reading.things:
        seen.see("s!nothing named", 1.0)
    if "?" in reading.words.forms:
        seen.see("s!?", 1.0)


@lru_cache(maxsize=4_000)
def _is_syllable(bare: str) -> bool:
    return _SYLLABLE.fullmatch(bare) is not None
