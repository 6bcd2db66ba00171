"""An indicator in one sentence: "Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Văn phòng, hằng tháng"."""

import re
from dataclasses import dataclass

from bot.rules.schedules import Unit
from bot.rules.targets import Target, read_target
from bot.rules.vietnamese import nfc, plain

LONGEST = 400  # characters
EVERY: dict[Unit, str] = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "6 tháng một lần",
    "year": "hằng năm",
}
_EVERY: tuple[tuple[Unit, str], ...] = (
    ("half-year", r"0?6 thang|sau thang|nua nam"),
    ("week", "tuan"),
    ("month", "thang"),
    ("quarter", "quy"),
    ("year", "nam"),
)
_RHYTHM = r"(?:bao cao |nhap )?(?:hang|moi|theo|dinh ky|tung) (?:{0})|(?:{0})(?:/| mot | )lan|(?:{0})"
_YEAR = re.compile(r"nam (20\d\d)")
_SIGN = re.compile(r"(?:>=|≥|<=|≤|=|>|<)\s*(?:tu )?\d")
_WORD = re.compile(
    r"\b(?:toi thieu|it nhat|toi da|nhieu nhat|khong (?:qua|vuot|thap hon|it hon|duoi|tren)|dat tu|tu|dat|tren|duoi|la)"
    r"\s*(?::\s*)?\d"
)
_RANGE = re.compile(r"\b(?:tu )?\d[\d.,]*\s*%?\s*(?:-|–|den)\s*(?:duoi )?\d")
_BARE = re.compile(r"(?<=[\s:])\d[\d.,]*(?:\s*[^\d\s][^\d]{0,30})?$")
_MEASURE = re.compile(r"[\d.,]*\d\s*(?P<measure>[^\d]*)$")
_AFTER = re.compile(r"\s*(?:trở lên|tro len|trở xuống|tro xuong)\s*", re.I)


@dataclass(frozen=True)
class IndicatorSaid:
    """`responsible`: names as they were said, for the office's directory."""

    name: str
    target_text: str
    goal: Target
    measure: str
    responsible: tuple[str, ...] = ()
    every: Unit | None = None
    year: int | None = None


def read_every(text: str) -> Unit | None:
    said = plain(text).strip(" .")
    return next((unit for unit, words in _EVERY if re.fullmatch(_RHYTHM.format(words), said)), None)


def read_indicator(text: str) -> IndicatorSaid:
    """What the sentence says. ValueError, in Vietnamese, names what is missing."""
    whole = nfc(text).strip(" .;:")
    if len(whole) > LONGEST:
        raise ValueError(f"Câu dài quá {LONGEST} ký tự.")
    name, target, rest = _head(re.split(r"\s*(?:,(?!\d)|(?<!\d),|;)\s*", whole))
    goal = read_target(target)
    if goal is None:
        raise ValueError(f"Chưa hiểu mức “{target}”. Xin ghi một số, ví dụ: ≥ 98 %.")
    every, year, responsible = None, None, []
    for piece in filter(None, rest):
        rhythm, of_year = read_every(piece), _YEAR.fullmatch(plain(piece))
        if of_year:
            year = int(of_year[1])
        elif rhythm:
            every = rhythm
        else:
            responsible.append(piece)
    return IndicatorSaid(name, target, goal, _measure(target), tuple(responsible), every, year)


def _head(pieces: list[str]) -> tuple[str, str, list[str]]:
    """The name, which may hold commas itself, what is to be reached, and the pieces after it."""
    for count, piece in enumerate(pieces, 1):
        if read_every(piece) or _YEAR.fullmatch(plain(piece)):
            break
        found = _apart(", ".join(pieces[:count]))
        if found:
            return *found, pieces[count:]
    raise ValueError("Chưa thấy mức phải đạt, ví dụ: Tỷ lệ hồ sơ đúng hạn ≥ 98 %.")


def _apart(head: str) -> tuple[str, str] | None:
    flat = plain(head)
    signs = list(_SIGN.finditer(flat)) or list(_WORD.finditer(flat))
    found = _RANGE.search(flat) or (signs[-1] if signs else _BARE.search(flat))
    if found is None or len(flat) != len(head):
        return None
    name = head[: found.start()].strip(" :-–")
    if len(re.findall(r"[^\W\d_]", name)) < 3:
        raise ValueError("Chưa thấy tên chỉ tiêu, ví dụ: Tỷ lệ hồ sơ đúng hạn ≥ 98 %.")
    return name, head[found.start() :].strip()


def _measure(target: str) -> str:
    found = _MEASURE.search(_AFTER.sub(" ", target).strip())
    return found["measure"].strip() if found else ""
