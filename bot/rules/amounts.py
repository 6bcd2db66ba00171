"""Figures as officials write them in chat: "97,5", "97.5%", "1.250 hồ sơ", "45/48", "lũy kế 12 buổi (do mưa)"."""

import re
from dataclasses import dataclass

from bot.rules.numbers import half_up
from bot.rules.vietnamese import nfc, plain

LONGEST = 300  # characters
_GROUPED = r"[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?"
_ENGLISH = r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}"
_NUMBER = rf"(?:{_ENGLISH}|{_GROUPED}|\d+(?:[.,]\d+)?)(?![\d.,]*\d)"
_SHARE = re.compile(r"(?P<part>\d{1,7})\s*/\s*(?P<whole>\d{1,7})(?![\d/.,])")
_FIGURE = re.compile(rf"(?P<sign>[-−–+])?\s*(?P<number>{_NUMBER})")
_LEAD = re.compile(
    r"(?:(?P<running>lũy kế|luỹ kế|luy ke|cộng dồn|cong don|từ đầu năm|tu dau nam)"
    r"|đạt|dat|được|duoc|là|la|bằng|khoảng|khoang|[:=])\s*",
    re.I,
)
_NOTE = re.compile(r"\s*(?:\((?P<bracket>[^()]*)\)|[–—]\s+(?P<dash>.+)|\s-\s+(?P<hyphen>.+))\s*$")
_TAIL = re.compile(r"[^\d]{0,40}")
_SCALES = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
_PERCENT = frozenset({"%", "phan tram", "ty le %", "phan tram (%)", "ti le %"})
PERCENT = "%"


@dataclass(frozen=True)
class Amount:
    """`other` is what the same digits may mean as well ("1.250" is 1250 or, written the English way, 1,25).

    `measure` as it was said ("" where none was) · `share`: the two counts of "45/48" · `running`: since the year began.
    """

    value: float
    measure: str = ""
    other: float | None = None
    share: tuple[int, int] | None = None
    running: bool = False
    note: str = ""


def is_percent(measure: str) -> bool:
    return plain(measure).strip() in _PERCENT


def read_amount(text: str) -> Amount | None:
    """The figure that a text is; None where it is not one figure with what belongs to it."""
    said, note = _without_note(nfc(text)[:LONGEST].strip(" ."))
    said, running = _without_lead(said)
    if found := _SHARE.match(said):
        return _share(found, said[found.end() :], note)
    found = _FIGURE.match(said)
    tail = said[found.end() :].strip(" .") if found else ""
    if found is None or not _TAIL.fullmatch(tail):
        return None
    digits = found["number"].replace(" ", ".")
    value, other = _values(digits)
    other = None if " " in found["number"] else other
    sign = -1 if found["sign"] and found["sign"] != "+" else 1
    return Amount(sign * value, tail, None if other is None else sign * other, None, running, note)


def in_measure(said: Amount, measure: str) -> Amount:
    """The same counted as an indicator counts: "1,2 tỷ đồng" in "triệu đồng" is 1200."""
    factor = _scale(said.measure) / _scale(measure) if said.measure else 1
    if factor == 1:
        return said
    other = None if said.other is None else said.other * factor
    return Amount(said.value * factor, measure, other, said.share, said.running, said.note)


def is_other_measure(said: str, measure: str) -> bool:
    """Whether the words after a figure name something else than the indicator counts."""
    if not said or not measure:
        return is_percent(said) and bool(measure)
    if is_percent(said) or is_percent(measure):
        return is_percent(said) != is_percent(measure)
    one, two = _bare(said), _bare(measure)
    return not (one in two or two in one)


def say_amount(value: float) -> str:
    """1250.5 -> "1.250,5"; at most four decimals."""
    rounded = round(value, 4) + 0.0
    text = f"{rounded:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _without_note(text: str) -> tuple[str, str]:
    found = _NOTE.search(text)
    note = (found["bracket"] or found["dash"] or found["hyphen"] or "") if found else ""
    if found is None or not found.start() or not re.search(r"[^\W\d_]", note):
        return text, ""
    return text[: found.start()].strip(" .;,"), note.strip()


def _without_lead(text: str) -> tuple[str, bool]:
    running = False
    while found := _LEAD.match(text):
        running = running or bool(found["running"])
        text = text[found.end() :]
    return text, running


def _share(found: re.Match[str], tail: str, note: str) -> Amount | None:
    part, whole = int(found["part"]), int(found["whole"])
    if not whole or part > whole or not _TAIL.fullmatch(tail):
        return None
    return Amount(half_up(part / whole * 100, 2), PERCENT, None, (part, whole), False, note)


def _values(digits: str) -> tuple[float, float | None]:
    """What the digits mean in Vietnam, and what else they might."""
    if re.fullmatch(_ENGLISH, digits):
        return float(digits.replace(",", "")), None
    if re.fullmatch(_GROUPED, digits):
        value = float(digits.replace(".", "").replace(",", "."))
        return value, float(digits) if digits.count(".") == 1 and "," not in digits else None
    value = float(digits.replace(",", "."))
    whole, _, decimals = digits.partition(",")
    return value, float(whole + decimals) if len(decimals) == 3 and whole != "0" and len(whole) < 4 else None


def _scale(measure: str) -> float:
    words = plain(measure).split()
    return _SCALES.get(words[0], 1) if words and words[:2] != ["ty", "le"] else 1


def _bare(measure: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", plain(measure)) if word not in _SCALES)
