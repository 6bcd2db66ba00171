"""What a message shows the model: concepts, phrases, words and letters, with the words they were read from."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

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
    """Values by feature name, and for each the words in the message that gave it."""

    values: dict[str, float] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def see(self, name: str, value: float, source: str = "") -> None:
        self.values[name] = max(value, self.values.get(name, 0.0))
        if source:
            self.sources[name].append(source)


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, matched once and asked twice: for its kind and for its topic."""

    words: Words
    things: list[Match]
    speech: list[Match]
    vocabulary: list[Match]

    def concepts(self) -> set[str]:
        """What is named beyond doubt: not by a word that without its accents may be another."""
        matches = (*self.things, *self.speech)
        return {name for match in matches if match.weight > _DOUBT for name in match.concepts}

    def text(self, match: Match) -> str:
        return " ".join(word.form for word in self.words[match.start : match.start + match.length])


def read_message(text: str, lexicon: Lexicon) -> Reading:
    words = read_words(without_sender(text))
    return Reading(words, lexicon.things(words), lexicon.speech(words), lexicon.vocabulary(words))


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
        bare = "_".join(word.plain for word in reading.words[match.start : match.start + match.length])
        seen.see(f"p:{bare}", phrase_scale * weight, text)
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
    found: dict[str, tuple[float, str]] = {}
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        joined = f"_{word.plain}_{following.plain}_" if following else f"_{word.plain}_"
        strength = _fade(at) if fading else 1.0
        for letters in (joined[a : a + size] for size in _LETTERS for a in range(len(joined) - size + 1)):
            if strength > found.get(letters, (0.0, ""))[0]:
                found[letters] = (strength, word.form)
    scale = _LETTER_SCALE / max(1.0, sum(strength * strength for strength, _ in found.values()) ** 0.5)
    for letters, (strength, source) in found.items():
        seen.see(f"g:{letters}", scale * strength, source)


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
    found: dict[str, tuple[float, str]] = {}
    forms = ["^", *(word.form for word in words), "$"]
    bares = ["^", *(word.plain for word in words), "$"]
    accented = words.accented
    for here in range(1, len(forms)):
        strength = _fade(here - 1) if fading else 1.0
        for name, share, source in _word_features(forms, bares, here, accented):
            found[name] = max(found.get(name, (0.0, "")), (share * strength, source))
    scale = _WORD_SCALE / max(1.0, len(found) ** 0.5)
    for name, (strength, source) in found.items():
        seen.see(name, scale * strength, source)


def _word_features(forms: list[str], bares: list[str], here: int, accented: bool) -> list[tuple[str, float, str]]:
    """Single words, pairs and pairs with one word between, each as (name, share, the words themselves)."""
    pair = f"{forms[here - 1]} {forms[here]}".strip("^$ ")
    found = [(f"b:{bares[here - 1]}_{bares[here]}", 1.0, pair)]
    if here < len(forms) - 1:
        found.append((f"u:{bares[here]}", 1.0, forms[here]))
    if here > 1:
        found.append((f"s:{bares[here - 2]}_{bares[here]}", 0.7, ""))
    if accented and forms[here - 1 : here + 1] != bares[here - 1 : here + 1]:
        found.append((f"B:{forms[here - 1]}_{forms[here]}", 1.0, pair))
        if forms[here] != bares[here]:
            found.append((f"U:{forms[here]}", 1.0, forms[here]))
    return found


def _see_shape(reading: Reading, seen: Features) -> None:
    words = reading.words
    count = len(words)
    seen.see("s!always", 1.0)
    for name, most in (("short", 3), ("brief", 7)):
        if count <= most:
            seen.see(f"s!{name}", 1.0)
    odd = sum(not _SYLLABLE.fullmatch(word.plain) for word in words)
    seen.see("s!gibberish", odd / max(1, count))
    if not reading.things:
        seen.see("s!nothing named", 1.0)
    if any(word.form == "?" for word in words):
        seen.see("s!?", 1.0)
