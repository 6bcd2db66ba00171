"""What a case lacks for its handling: asked for one after the other, each may be left out."""

import re
from typing import Literal, get_args

from bot.rules.clock_rules import wants_name
from bot.rules.sorting import CONDUCT, GUARDED, PAKN, Sorted, place_of
from bot.rules.vietnamese import plain

Lack = Literal["place", "photo", "contact", "publish"]
# Somebody must go there; a photo shows the state of it.
SCENES = frozenset(
    {
        *("rac-moi-truong", "giao-thong-ha-tang", "cap-thoat-nuoc", "chieu-sang-dien", "trat-tu-do-thi"),
        *("xay-dung-dat-dai", "nong-nghiep-thu-y", "vien-thong-dien-luc"),
    }
)
PLACED = SCENES | {"tieng-on", "an-ninh", "an-toan-thuc-pham", ""}  # "": not sorted yet
_WHERE = re.compile(
    r"\b(truoc|sau|gan|canh|doi dien|dau|cuoi|giua|goc|ngo|ngach|hem|kiet|duong|pho|ap|thon|ban|buon|to|khu|khom|xom|"
    r"cho|truong|cau|cong|so|nga ba|nga tu|km|nha|tru|kenh|song|ho|tram|chua|dinh|xa|phuong)\b"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_MOST_WORDS = 25
_SURELY = 0.8


def lacking(
    kind: str, category: str, *, placed: bool, shown: bool, reachable: bool, anonymous: bool
) -> tuple[Lack, ...]:
    """`placed`: it is known where; `shown`: there is a photo; `reachable`: there is a telephone number."""
    if kind not in PAKN:
        return ()
    asked: dict[Lack, bool] = {
        "place": category in PLACED and not placed,
        "photo": category in SCENES and not shown,
        "contact": wants_name(category) and not (reachable or anonymous),
        "publish": category != CONDUCT,
    }
    return tuple(lack for lack, is_lacking in asked.items() if is_lacking)


def lacks_of(names: object) -> tuple[Lack, ...]:
    """What was lacking, from the data of a conversation."""
    known = names if isinstance(names, list) else []
    return tuple(lack for lack in get_args(Lack) if lack in known)


def says_where(text: str, found: Sorted) -> bool:
    """Whether words after the question where it is answer that, rather than begin another matter."""
    if (found.kind in PAKN and found.auto) or (found.kind in GUARDED and found.confidence >= _SURELY):
        return False
    short = len(text.split()) <= _MOST_WORDS
    return short and bool(place_of(text) or _WHERE.search(plain(text)))


def phone_in(text: str) -> str:
    """The first telephone number, as it is dialled here; "" where there is none."""
    found = _PHONE.search(text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return f"0{digits[2:]}" if digits.startswith("84") else digits
