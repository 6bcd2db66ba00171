"""What a clerk writes down in one message of what came by letter, telephone, at the counter or from a portal."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

from bot.rules.lacking import phone_in
from bot.rules.person_names import bare_text

_FROM = r"(?= (?:cua|ong|ba|anh|chi|co|kien nghi|de nghi|phan anh)\b|\s*:|\s*$)"  # "thứ Hai" is no letter
# How it came -> words it begins with, without accents.
_ORIGINS = {
    "phone": r"(?:goi )?dien thoai|dt|qua dien thoai|duong day nong|goi den",
    "counter": r"truc tiep|tai (?:quay|tru so)|den (?:quay|tru so)|gap truc tiep|tiep dan",
    "letter": rf"don thu|(?:don|thu){_FROM}|cong van|van ban|e?mail|thu dien tu|phieu chuyen",
}
# Portals and their names as they are kept before the code that the matter has there.
PORTALS = {
    "1022": r"(?:cong |tong dai )?1022",
    "Cổng DVC quốc gia": r"cong (?:dich vu cong )?quoc gia|cong (?:dvc|dich vu cong)(?: quoc gia)?|dvcqg",
    "iHanoi": r"ihanoi",
    "Hue-S": r"hue-?s",
    "VNeID": r"vneid",
    "Zalo": r"zalo",
    "Facebook": r"facebook|fb",
    "Cổng tỉnh": r"cong (?:thong tin )?(?:tinh|thanh pho)",
}
_CODE = re.compile(
    r"\s*(?:mã|ma|số|so)?[\s:]*#\s*([\w./-]{1,40})|\s*(?:mã |ma |số |so )?((?=[\w./-]*\d)[A-Za-z0-9][\w./-]{2,39})"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_LONGEST_HEAD = 200
_EDGES = " \t\n,.;:-–"


@dataclass(frozen=True)
class Recorded:
    """`origin` "" where it was not said. `outside_code` holds the portal's name and its code."""

    origin: str = ""
    portal: str = ""
    outside_code: str = ""
    name: str = ""
    phone: str = ""
    contact: str = ""
    words: str = ""


def read_record(text: str) -> Recorded:
    """ "điện thoại 0912 345 678 bà Sáu, ấp 3: đèn đường hỏng"; before the colon stands how it came and from whom."""
    composed = normalize("NFC", text).strip()
    head, colon, words = composed.partition(":")
    origin, portal, end = _origin(composed)
    if not colon or len(head) > _LONGEST_HEAD or not (origin or _PHONE.search(head)):
        head, words = composed[:end], composed[end:]
    found = read_sender(head[end:], is_portal=bool(portal))
    if portal and not found.outside_code and not head[end:].strip(_EDGES):
        code, words = _leading_code(words)
        found = replace(found, outside_code=code)
    outside = f"{portal} {found.outside_code}" if found.outside_code else ""
    return replace(found, origin=origin, portal=portal, outside_code=outside, words=words.strip(_EDGES))


def read_sender(text: str, *, is_portal: bool) -> Recorded:
    """Who it is from, and for a portal the bare code: "#A123 bà Sáu, ấp 3, 0912 345 678"."""
    code, rest = _leading_code(text) if is_portal else ("", text)
    phone = phone_in(rest)
    rest = _PHONE.sub("", rest)
    name, _, address = rest.strip(_EDGES).partition(",")
    return Recorded(outside_code=code, name=name.strip(_EDGES)[:100], phone=phone, contact=address.strip(_EDGES)[:200])


def _origin(text: str) -> tuple[str, str, int]:
    """How it came, through which portal, and where the rest begins."""
    bare = bare_text(text)
    named = [("portal", portal, words) for portal, words in PORTALS.items()]
    for origin, portal, words in (*named, *((origin, "", words) for origin, words in _ORIGINS.items())):
        found = re.match(rf"(?:{words})(?!\w)", bare)
        if found:
            return origin, portal, found.end()
    return "", "", 0


def _leading_code(text: str) -> tuple[str, str]:
    """A code of another portal at the beginning, in capitals, and what follows it. A telephone number is none."""
    found = _CODE.match(text)
    if not found or _PHONE.match(text.strip()):
        return "", text
    return (found[1] or found[2]).upper().strip(".-/"), text[found.end() :]
