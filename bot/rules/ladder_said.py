"""A ladder of reminders in one sentence, as people write it and as it is shown to them.

"trước 7, 3, 1 ngày; đúng hạn; trễ 1 ngày; trễ 3 ngày báo lãnh đạo đơn vị; sau đó mỗi 2 ngày". Days are worked days.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bot.rules.reminding import AUDIENCES, Audience, Ladder, Rung, fitting_wording, usual_wording
from bot.rules.vietnamese import nfc, plain

LONGEST = 400  # characters
_FARTHEST = 60  # worked days
WHO: Mapping[Audience, str] = {
    "holder": "người phụ trách",
    "unit_head": "lãnh đạo đơn vị",
    "lead": "lãnh đạo cơ quan",
    "clerk": "văn thư",
    "group": "nhóm của đơn vị",
    "citizen": "người gửi",
}
TONES: Mapping[str, str] = {
    "ahead": "báo trước",
    "soon": "sắp đến hạn",
    "today": "đến hạn",
    "late": "trễ hạn",
    "pressing": "cần làm ngay",
    "check_in": "hỏi tình hình",
}
_CALLED: Mapping[Audience, str] = {
    "holder": r"nguoi (phu trach|thuc hien|lam|duoc giao)|can bo( phu trach)?|chuyen vien",
    "unit_head": r"(truong|lanh dao|thu truong) (don vi|phong)|thu truong",
    "lead": r"lanh dao( (co quan|ubnd|uy ban|xa|phuong))?|chu tich",
    "clerk": r"van thu",
    "group": r"nhom( chat)?( cua)?( don vi)?",
    "citizen": r"nguoi (gui|dan|phan anh)",
}
# A comma goes on with a list of days or people, unless a new step begins after it.
_BETWEEN = re.compile(
    r"\s*;[\s;]*|\s*[,.]\s+(?=(?:nhac )?(?:truoc|dung|den han|ngay|tre|qua|sau|roi|tu tre|moi|hang)\b)"
)
_DAYS = r"(?P<days>\d+(?:(?: ?, ?| va | )\d+)*) ngay(?: lam viec)?"
_AROUND = re.compile(rf"(?:nhac )?(?:(?P<before>truoc)|tre|qua|sau)(?: han)? {_DAYS}(?P<tail>\D.*)?")
_DUE = re.compile(r"(?:nhac )?(?:dung han|den han|dung ngay|(?:hom|(?:vao )?ngay) den han)(?P<tail> .*)?")
_AGAIN = re.compile(
    r"(?:(?:sau do|roi) )?(?:tu (?:tre (?P<late>\d+) ngay|(?P<due>ngay den han|dung han))[ ,:]*)?"
    r"(?:nhac (?:lai )?)?(?:moi|hang|cu)(?: (?P<every>\d+))? ngay(?: lam viec)?(?: (?:mot|1) lan)?"
)
_STOP = re.compile(r"(?:(?:sau do|roi) )?(?:thoi|khong nhac(?: lai| nua| gi)*)")
_TAIL = re.compile(
    r"\W*(?:(?P<only>chi )?(?:bao|nhac|gui)(?: them| tin)?(?: cho| den)? (?P<who>.+?))?"
    r"(?:\W*\bloi (?P<tone>[a-z ]+?))?\W*"
)


@dataclass(frozen=True)
class _Again:
    after: int | None  # none: after the last rung
    every: int


def read_steps(text: str, usual: str = "") -> Ladder:
    """The ladder that a sentence means; `usual`: the wording where none is named ("": by the day).

    ValueError, in Vietnamese, names what was not understood. Where nothing is said of later, nothing comes again.
    """
    if len(text) > LONGEST:
        raise ValueError(f"Câu dài quá {LONGEST} ký tự.")
    rungs: list[Rung] = []
    again: _Again | None = None
    for piece in _pieces(text):
        said = plain(piece)
        if _STOP.fullmatch(said):
            again = None
        elif found := _AGAIN.fullmatch(said):
            again = _read_again(found)
        else:
            rungs += _read_rungs(said, piece, usual)
    rungs.sort(key=lambda rung: rung.offset)
    if not rungs:
        raise ValueError("Chưa thấy mốc nhắc nào.")
    if again is None:
        return Ladder(tuple(rungs))
    return Ladder(tuple(rungs), rungs[-1].offset if again.after is None else again.after, again.every)


def _pieces(text: str) -> Iterator[str]:
    """The steps as written; they are told apart by their words without accents, which stand at the same places."""
    written = nfc(text.replace("\n", ";").replace("ß", "ss"))
    start = 0
    for border in (*_BETWEEN.finditer(plain(written)), None):
        piece = written[start : border.start() if border else None].strip(" .,:-•")
        start = border.end() if border else start
        if piece:
            yield piece


def _read_again(found: re.Match[str]) -> _Again:
    after = 0 if found["due"] else int(found["late"]) if found["late"] else None
    return _Again(after, int(found["every"] or 1))


def _read_rungs(said: str, shown: str, usual: str) -> Iterator[Rung]:
    if around := _AROUND.fullmatch(said):
        offsets, tail = _read_days(around, shown), around["tail"] or ""
    elif due := _DUE.fullmatch(said):
        offsets, tail = [0], due["tail"] or ""
    else:
        raise ValueError(f"Chưa hiểu “{shown}”.")
    people, tone = _read_tail(tail, shown)
    for offset in offsets:
        yield Rung(offset, people, _wording(tone, offset, shown) or usual or usual_wording(offset))


def _read_days(found: re.Match[str], shown: str) -> list[int]:
    days = [int(number) for number in re.findall(r"\d+", found["days"])]
    if min(days) < 1 or max(days) > _FARTHEST:
        raise ValueError(f"Số ngày phải từ 1 đến {_FARTHEST}: “{shown}”. Ngày đến hạn ghi là “đúng hạn”.")
    return [-day if found["before"] else day for day in days]


def _read_tail(tail: str, shown: str) -> tuple[frozenset[Audience], str]:
    found = _TAIL.fullmatch(tail)
    if found is None:
        raise ValueError(f"Chưa hiểu “{shown}”.")
    people = [_read_who(name.strip()) for name in re.split(r",| va ", found["who"])] if found["who"] else []
    holder: list[Audience] = [] if found["only"] else ["holder"]
    return frozenset((*people, *holder)), found["tone"] or ""


def _read_who(name: str) -> Audience:
    who = next((who for who, called in _CALLED.items() if re.fullmatch(called, name)), None)
    if who is None:
        raise ValueError(f"Không rõ người nhận “{name}”. Chọn: {', '.join(WHO.values())}.")
    return who


def _wording(tone: str, offset: int, shown: str) -> str:
    """ "" where none is named."""
    if not tone:
        return ""
    wording = next((key for key, name in TONES.items() if plain(name) == tone), None)
    if wording is None:
        raise ValueError(f"Không có lời “{tone}”. Chọn: {', '.join(TONES.values())}.")
    if fitting_wording(wording, offset) != wording:
        raise ValueError(f"Lời “{TONES[wording]}” không hợp với ngày của mốc “{shown}”.")
    return wording


def say_steps(ladder: Ladder, usual: str = "") -> str:
    """The sentence that `read_steps` takes back, days of one kind together."""

    def alike(rung: Rung) -> tuple[int, str]:
        side = (rung.offset > 0) - (rung.offset < 0)
        return side, _say_tail(rung, usual)

    steps = [
        _say_days(side, [rung.offset for rung in rungs]) + tail for (side, tail), rungs in groupby(ladder.rungs, alike)
    ]
    return "; ".join((*steps, say_again(ladder)))


def say_step(offset: int) -> str:
    """ "trước 7 ngày", "đúng hạn", "trễ 3 ngày"."""
    return _say_days((offset > 0) - (offset < 0), [offset])


def say_again(ladder: Ladder) -> str:
    start = ladder.repeat_after
    if start is None:
        return "sau đó không nhắc lại"
    pause = "mỗi ngày" if ladder.every == 1 else f"mỗi {ladder.every} ngày"
    if start == ladder.rungs[-1].offset:
        return f"sau đó {pause}"
    return f"từ trễ {start} ngày {pause}" if start else f"từ ngày đến hạn {pause}"


def say_people(audience: frozenset[Audience]) -> str:
    """ "người phụ trách và lãnh đạo đơn vị"."""
    names = [WHO[who] for who in AUDIENCES.values() if who in audience]
    return " và ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _say_days(side: int, offsets: list[int]) -> str:
    if side == 0:
        return "đúng hạn"
    days = ", ".join(str(abs(offset)) for offset in offsets)
    return f"{'trễ' if side > 0 else 'trước'} {days} ngày"


def _say_tail(rung: Rung, usual: str) -> str:
    others = rung.audience - {"holder"}
    only = "" if "holder" in rung.audience else "chỉ "
    people = f" {only}báo {say_people(others)}" if others else ""
    tone = "" if rung.wording == (usual or usual_wording(rung.offset)) else f" (lời {TONES[rung.wording]})"
    return people + tone
