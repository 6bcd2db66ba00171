"""The codes of one-stop dossiers, however they are typed: "H29.155-261128-0005", "000.00.15.H29 261128 5"."""

import re
from datetime import date

from bot.rules.vietnamese import nfc, plain

LONGEST = 40
_SPLIT = r" ?[-‐‑–—_. ] ?"
# The body's number (QCVN 102:2016/BTTTT), the day it was received, its number on that day.
_NATIONAL = re.compile(
    rf"(?<![\w.-])(?P<head>(?:\d{{1,4}}[. ]){{0,4}}[A-Z]\d{{2}}(?:[. ]\d{{1,5}}){{0,4}}){_SPLIT}"
    rf"(?:20)?(?P<day>\d\d[01]\d[0-3]\d){_SPLIT}(?P<serial>\d{{1,6}})(?!\w)"
)
_OWN = re.compile(r"[A-ZĐ0-9][A-ZĐ0-9./_-]{2,39}")
# What people say around a code when they only ask how it stands.
_WORDS = (
    "cho toi minh em con chau hoi xin tra cuu kiem xem giup voi biet tinh trang hinh ho so hs ma cua den dau roi da "
    "xong chua the nao nhu khi bao gio thi duoc nhan ket qua la a ah nhe nha vay di anh chi oi ban bot nay co gi moi k"
)
_ASKING = frozenset(_WORDS.split())


def key_of(printed: str) -> str:
    """The spelling by which a dossier is found: national codes in one form, others as they are; "" for no code."""
    return code_within(printed) if _NATIONAL.fullmatch(_upper(printed)) else _own(printed)


def code_within(said: str) -> str:
    """The one national code in a text; "" for none or several."""
    found = {_spelled(match) for match in _NATIONAL.finditer(_upper(said))}
    return found.pop() if len(found) == 1 else ""


def code_asked(said: str) -> str:
    """The code in words that only ask how it stands; "" where they say more, which may be feedback."""
    upper = _upper(said)
    code = code_within(said)
    rest = re.findall(r"\w+", plain(_NATIONAL.sub(" ", upper)))
    return code if code and all(word in _ASKING for word in rest) else ""


def day_in(key: str) -> date | None:
    """The day on which a national code says it was received."""
    match = _NATIONAL.fullmatch(key)
    if match is None:
        return None
    year, month, day = (int(match["day"][at : at + 2]) for at in (0, 2, 4))
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None


def _upper(text: str) -> str:
    return nfc(text).upper()


def _own(printed: str) -> str:
    code = _upper(printed).replace(" ", "")
    return code if _OWN.fullmatch(code) and any(letter.isdecimal() for letter in code) else ""


def _spelled(match: re.Match[str]) -> str:
    head = re.sub(r"[. ]+", ".", match["head"])
    return f"{head}-{match['day']}-{match['serial'].zfill(4)}"
