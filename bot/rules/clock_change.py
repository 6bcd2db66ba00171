"""A change of the office's terms in one sentence: "chiếu sáng: nhận 2 giờ, xử lý 24 giờ; căn cứ Quyết định 12"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.rules.clock_rules import ALL, OwnTerm
from bot.rules.clocks import Step
from bot.rules.term_said import TERM, read_found
from bot.rules.vietnamese import nfc, plain

LONGEST = 400  # characters
_CALLED: Mapping[str, Step] = {
    "nhan|tiep nhan(?:,? phan loai)?|phan loai": "receive",
    "chuyen(?: don vi| noi xu ly)?": "transfer",
    "bao (?:cho )?(?:nguoi )?dan|bao tinh hinh|thong bao": "inform",
    "(?:cho )?(?:nguoi )?(?:dan )?bo sung": "supplement",
    "xu ly|giai quyet": "handle",
    "duyet(?: tra loi)?": "approve",
    "(?:cho )?(?:don vi |noi )?ngoai(?: co quan)?(?: tra loi)?": "outside",
    "tra loi(?: nguoi dan| dan)?": "answer",
    "cong khai(?: ket qua)?": "publish",
    "(?:bao )?tien do": "progress",
    "xem lai(?: cau tra loi)?": "review",
}
_PART = re.compile(rf"(?P<step>[a-z, ]+?)[ :]+(?:trong |toi da |la )*{TERM}")
_SOURCE = re.compile(r"[\s,;.(]*\b(?:căn cứ|can cu|theo)\b[\s:]*(.+?)[\s).]*$", re.IGNORECASE)
_SCOPE = re.compile(r"\s*([^:\d]{2,60}):\s*(.*)", re.DOTALL)
_USUAL = re.compile(r"(?:tro lai )?mac dinh|bo|xoa")


@dataclass(frozen=True)
class ClockChange:
    """`scope`: a category, or ALL. No `terms`: back to what holds where the office says nothing."""

    scope: str
    terms: Mapping[Step, OwnTerm]


def read_change(text: str, titles: Mapping[str, str]) -> ClockChange:
    """`titles`: category -> how people call it. ValueError, in Vietnamese, names what was not understood."""
    said = nfc(text)
    if len(said) > LONGEST:
        raise ValueError(f"Câu dài quá {LONGEST} ký tự.")
    scope, said = _scope(said, titles)
    found = _SOURCE.search(said)
    source = found[1] if found else ""
    wanted = plain(said[: found.start()] if found else said).strip(" .;,")
    if _USUAL.fullmatch(wanted):
        return ClockChange(scope, {})
    return ClockChange(scope, _terms(wanted, source))


def _scope(said: str, titles: Mapping[str, str]) -> tuple[str, str]:
    named = _SCOPE.fullmatch(said)
    if named is None or _step(plain(named[1])):
        return ALL, said
    if plain(named[1]) in ("tat ca", "chung", "moi linh vuc"):
        return ALL, named[2]
    wanted = plain(named[1]).strip()
    found = [code for code, title in titles.items() if wanted in (code, plain(title))]
    found = found or [code for code, title in titles.items() if f" {wanted} " in f" {plain(title).replace(',', ' ')} "]
    if len(found) != 1:
        raise ValueError(f"Không rõ lĩnh vực “{named[1]}”.")
    return found[0], named[2]


def _terms(wanted: str, source: str) -> dict[Step, OwnTerm]:
    parts = list(_PART.finditer(wanted))
    rest = _PART.sub("", wanted)
    if not parts or re.search(r"\w", rest.replace(" va ", " ")):
        raise ValueError(
            f"Chưa hiểu “{rest.strip(' ,;.') or wanted}”. Hãy ghi như: xử lý 24 giờ, trả lời 7 ngày làm việc."
        )
    terms: dict[Step, OwnTerm] = {}
    for part in parts:
        name = part["step"].strip(" ,").removeprefix("va ")
        step = _step(name)
        if step is None or step in terms:
            raise ValueError(f"Bước “{name}” {'ghi hai lần' if step else 'không có'}.")
        terms[step] = OwnTerm(read_found(part[2], part[3]), source)
    _check_order(terms)
    return terms


def _step(name: str) -> Step | None:
    return next((step for words, step in _CALLED.items() if re.fullmatch(words, name.strip())), None)


def _check_order(terms: Mapping[Step, OwnTerm]) -> None:
    """What comes first in a case's life may not take longer than what ends it, where both count alike."""
    line: tuple[Step, ...] = ("receive", "handle", "answer")
    named = [terms[step].term for step in line if step in terms]
    for early, late in pairwise(named):
        if early.unit == late.unit and early.n > late.n:
            raise ValueError("Tiếp nhận không thể lâu hơn xử lý, xử lý không thể lâu hơn trả lời.")
