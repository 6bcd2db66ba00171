"""A length of time in words, as people write it and as it is shown to them: "5 ngày làm việc", "24 giờ làm việc"."""

import re

from bot.rules.clocks import Term, Unit
from bot.rules.vietnamese import plain

TERM = r"(\d{1,3}) ?(ngay lam viec|ngay lv|nlv|ngay|gio(?: lam viec| hanh chinh)?|h)\b"
_TERM = re.compile(TERM)
_LONGEST: dict[Unit, int] = {"workdays": 120, "days": 180, "hours": 480}
_UNITS: dict[Unit, str] = {"workdays": "ngày làm việc", "days": "ngày", "hours": "giờ làm việc"}


def read_term(text: str) -> Term:
    """ValueError, in Vietnamese, where the words are no term or one too long."""
    found = _TERM.fullmatch(" ".join(plain(text).split()))
    if found is None:
        raise ValueError(f"Chưa hiểu thời hạn “{text}”. Hãy ghi như 5 ngày làm việc, 10 ngày, 24 giờ.")
    return read_found(found[1], found[2])


def read_found(number: str, word: str) -> Term:
    """The two groups that `TERM` finds."""
    unit: Unit = "hours" if word[0] in "gh" else "days" if word == "ngay" else "workdays"
    if int(number) > _LONGEST[unit]:
        raise ValueError(f"Thời hạn dài nhất là {_LONGEST[unit]} {_UNITS[unit]}.")
    return Term(int(number), unit)


def say_term(term: Term) -> str:
    return f"{term.n} {_UNITS[term.unit]}"
