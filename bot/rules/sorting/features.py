"""What a message shows the model: concepts, phrases, words and letters, with the words they were read from."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.rules.sorting.lexicon import Lexicon, Match
from bot.rules.sorting.sender import without_sender
from bot.rules.sorting.words import Words, read_words

# The matter named first is the one to solve: a word's say shrinks along the message.
_FADE_WORDS = 50
_FADE_LEAST = 0.3
_WORD_SCALE = 4.5
# Stretches of letters inside a word and across two, for typing errors and kinds of words never seen.
_LETTERS = (3, 4, 5)
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


@dataclass(slots=True)
class Features:
    """Values by feature name, and for those that tell a reader something the words in the message that gave them."""

    values: dict[str, float] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def see(self, name: str, value: float, source: str = "") -> None:
        self.values[name] = max(value, self.values.get(name, 0.0))
        if source:
            self.sources[name].append(source)


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
    seen = Features()
    _see_concepts(reading, reading.things + reading.speech, seen, fading=False, phrase_scale=0.5)
    _see_pairs(seen)
    _see_vocabulary(reading, seen)
    _see_words(reading.words, seen, fading=False)
    _see_letters(reading.words, seen, fading=False)
    _see_shape(reading, seen)
    return seen


def topic_features(reading: Reading) -> Features:
    """Things only: how something is said tells nothing of what it is about."""
    seen = Features()
    _see_concepts(reading, reading.things, seen, fading=True, phrase_scale=0.7)
    _see_vocabulary(reading, seen)
    _see_words(reading.words, seen, fading=True)
    _see_letters(reading.words, seen, fading=True)
    _see_shape(reading, seen)
    return seen


def _fade(position: int) -> float:
    return max(_FADE_LEAST, 1 - position / _FADE_WORDS)


def _see_concepts(reading: Reading, matches: list[Match], seen: Features, *, fading: bool, phrase_scale: float) -> None:
    totals: dict[str, float] = defaultdict(float)
    for match in matches:
        text = reading.text(match)
        weight = match.weight * (_fade(match.start) if fading else 1)
        seen.see(f"p:{reading.bare(match)}", phrase_scale * weight, text)
        for name in match.concepts:
            totals[name] += weight
            seen.sources[f"c:{name}"].append(text)
    for name, total in totals.items():
        seen.values[f"c:{name}"] = min(total, 3.0) ** 0.5


def _see_vocabulary(reading: Reading, seen: Features) -> None:
    """How many everyday words of each topic there are; a word of many topics says less of each."""
    totals: dict[str, float] = defaultdict(float)
    for match in reading.vocabulary:
        telling = match.weight * (1.0 if match.length > 1 else 0.5) / len(match.concepts) ** 0.5
        for name in match.concepts:
            totals[name] += telling
            seen.sources[f"c:{name}"].append(reading.text(match))
    for name, total in totals.items():
        seen.values[f"c:{name}"] = min(total, 4.0) ** 0.5


def _see_letters(words: Words, seen: Features, *, fading: bool) -> None:
    found: dict[str, float] = {}
    plains = [*words.plains, ""]
    for at in reversed(range(len(words))):  # what stands further ahead says more, and goes in last
        joined = f"_{plains[at]}_{plains[at + 1]}_" if plains[at + 1] else f"_{plains[at]}_"
        found.update(dict.fromkeys(_stretches(joined), _fade(at) if fading else 1.0))
    _add_scaled(seen, found, _LETTER_SCALE, sum(strength * strength for strength in found.values()))


@lru_cache(maxsize=4_000)
def _stretches(joined: str) -> tuple[str, ...]:
    return tuple(f"g:{joined[a : a + size]}" for size in _LETTERS for a in range(len(joined) - size + 1))


def _add_scaled(seen: Features, found: dict[str, float], scale: float, length: float) -> None:
    """Names that nothing else has; `length`: squared, of all together."""
    scale /= max(1.0, length**0.5)
    seen.values.update({name: scale * strength for name, strength in found.items()})


def _see_pairs(seen: Features) -> None:
    def has(name: str) -> bool:
        return f"c:{name}" in seen.values

    if any(map(has, _PERSON)):
        for deed in filter(has, _DEEDS):
            seen.see(f"d:{deed}", 0.7)
    for name in filter(has, _COMPANIONS):
        for other in filter(has, _COMPANIONS[name]):
            seen.see(f"d:{name}+{other}", 0.7)


def _see_words(words: Words, seen: Features, *, fading: bool) -> None:
    """Single words, pairs and pairs with one word between; what is said of pairs with the words themselves."""
    found: dict[str, float] = {}
    told: dict[str, str] = {}
    forms, bares = ["^", *words.forms, "$"], ["^", *words.plains, "$"]
    for here in reversed(range(1, len(forms))):  # what stands further ahead says more, and goes in last
        strength = _fade(here - 1) if fading else 1.0
        if here > 1:
            found[f"s:{bares[here - 2]}_{bares[here]}"] = 0.7 * strength
        if here < len(forms) - 1:
            found[f"u:{bares[here]}"] = strength
        for name in _pair_names(forms, bares, here, accented=words.accented):
            pair = f"{forms[here - 1]} {forms[here]}".strip("^$ ")
            told[name] = pair if found.get(name) != strength else max(pair, told[name])
            found[name] = strength
        if words.accented and forms[here] != bares[here]:
            found[f"U:{forms[here]}"] = strength
    _add_scaled(seen, found, _WORD_SCALE, len(found))
    for name, pair in told.items():
        if pair:
            seen.sources[name].append(pair)


def _pair_names(forms: list[str], bares: list[str], here: int, *, accented: bool) -> tuple[str, ...]:
    bare = f"b:{bares[here - 1]}_{bares[here]}"
    if accented and forms[here - 1 : here + 1] != bares[here - 1 : here + 1]:
        return bare, f"B:{forms[here - 1]}_{forms[here]}"
    return (bare,)


def _see_shape(reading: Reading, seen: Features) -> None:
    words = reading.words
    count = len(words)
    seen.see("s!always", 1.0)
    for name, most in (("short", 3), ("brief", 7)):
        if count <= most:
            seen.see(f"s!{name}", 1.0)
    odd = sum(not _is_syllable(bare) for bare in words.plains)
    seen.see("s!gibberish", odd / max(1, count))
    if not reading.things:
        seen.see("s!nothing named", 1.0)
    if "?" in words.forms:
        seen.see("s!?", 1.0)


@lru_cache(maxsize=4_000)
def _is_syllable(bare: str) -> bool:
    return _SYLLABLE.fullmatch(bare) is not None
