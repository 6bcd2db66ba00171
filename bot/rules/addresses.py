"""Where people find the office, and how its name is written in papers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Part -> how it is called.
PARTS: Mapping[str, str] = MappingProxyType(
    {"address": "Địa chỉ", "phone": "Điện thoại", "email": "Thư điện tử", "website": "Trang thông tin điện tử"}
)
_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "address": (re.compile(r".{5,200}"), "địa chỉ từ 5 đến 200 ký tự"),
    "phone": (re.compile(r"[+01][\d ().-]{2,24}"), "số điện thoại, bắt đầu bằng 0, 1 hoặc +"),
    "email": (re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), "thư điện tử như vanphong@xa.example.vn"),
    "website": (re.compile(r"https?://[^\s<>\"']{4,200}"), "địa chỉ trang bắt đầu bằng http:// hoặc https://"),
}
_COMMITTEE = re.compile(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?P<place>.+)", re.IGNORECASE)
_KIND = re.compile(r"(?:xã|phường|đặc khu|thị trấn|thành phố|tỉnh|quận|huyện|thị xã)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class OfficeName:
    """ "UBND xã Thanh Bình": `whole` is written out, `place` is "Thanh Bình", `symbol` goes behind the number."""

    whole: str
    head: tuple[str, ...]
    place: str
    symbol: str
    is_committee: bool


@dataclass(frozen=True)
class Addresses:
    """All in words already; what is "" is not known. `doors`: the chat's names and addresses; `pages`: our own."""

    name: OfficeName
    parts: Mapping[str, str]
    hours: str
    schedule: str
    term: str
    doors: tuple[tuple[str, str], ...]
    register: str

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(label for part, label in PARTS.items() if not self.parts.get(part))


def read_part(part: str, words: str) -> str:
    """The words as a part is kept, "" for a dash; ValueError, in Vietnamese, where they are none."""
    said = " ".join(words.split())
    if said in ("-", "–"):
        return ""
    shape, wanted = _SHAPES[part]
    if not shape.fullmatch(said):
        raise ValueError(f"Cần {wanted}.")
    return said


def read_name(name: str) -> OfficeName:
    """How the office is called in a paper (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    found = _COMMITTEE.fullmatch(name.strip())
    if not found:
        return OfficeName(name, (name.upper(),), "", "", is_committee=False)
    place = found["place"]
    return OfficeName(
        whole=f"Ủy ban nhân dân {place}",
        head=("ỦY BAN NHÂN DÂN", place.upper()),
        place=_KIND.sub("", place, count=1),
        symbol="UBND",
        is_committee=True,
    )
