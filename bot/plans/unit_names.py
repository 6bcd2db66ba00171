"""Names of offices, units and groups of people: where one ends and the next begins."""

import re
from functools import lru_cache
from typing import Literal

from bot.rules.vietnamese import nfc, plain

Group = Literal["org", "place", "people"]

# Words a unit's name begins with; single syllables keep their accents ("sở", but not "số").
_PHRASES = (
    r"u\.?b\.?n\.?d|uy ban|h\.?d\.?n\.?d|hdnd|hoi dong|van phong|chanh van phong|vp|vpub\w*|v\.p|cong an|ca xa|"
    r"quan su|bch ?qs|bch|bcd|trung tam|tt|chi cuc|tong cuc|cong chuc|can bo|vien chuc|nguoi lao dong|kho bac|bhxh|"
    r"bao hiem xa hoi|ngan hang|buu dien|doan the|mttq|ub ?mttq|mat tran|lien doan|thanh tra|bo phan|to dan pho|"
    r"hat kiem lam|bi thu|chu tich|pho chu tich|lanh dao|thu truong|giam doc|hieu truong|dang uy|huyen uy|tinh uy|"
    r"thanh uy|thuong truc|co quan|don vi|dia phuong|doanh nghiep|cong ty|hop tac xa|htx|nha truong|truong hoc|"
    r"to chuc|ca nhan|ban nganh|dai bieu|dai dien|truong thon|truong ap|truong ban|chi nhanh|vien kiem sat|toa an|"
    r"chi bo|dang bo|nhan dan|nguoi dan|nha thau|chu dau tu|nha dau tu|so nganh|toan the|tat ca|mot so|khu pho|"
    r"thi tran|ban quan ly|tram y te|hoi vien|tieu ban|thanh vien|s[gtklnvyx]\w{0,5}(?=$| tinh| thanh)|phong ban|"
    r"ban thanh tra"
)
_LOW = "các mọi từng thôn ấp xã phường khối ngành"
_CAPITAL = "ban bộ tổ hội đội đoàn đài trường sở viện trạm phòng cục tòa toà hạt phó chánh cụm quỹ liên"
_STARTS = re.compile(rf"(?:{_PHRASES})(?![^\W_])")
_NO_UNIT = re.compile(r"xã hội|phòng (?:cháy|chống|ngừa|bệnh|dịch|thủ)|phòng,|tổ chức bộ máy", re.IGNORECASE)
# Posts named by their field alone: "công chức Văn phòng - Thống kê, Tư pháp - Hộ tịch".
_POST = re.compile(r"(van phong|tu phap|dia chinh|tai chinh|van hoa|noi vu|ke toan)\s*[-–]\s*\w+|dia chinh\b|ke toan\b")

_NOUNS: tuple[tuple[Group, str], ...] = (
    ("people", r"can bo|cong chuc|vien chuc|nguoi lao dong|nhan vien|lanh dao|dang vien|doan vien|hoi vien"),
    ("place", r"thi xa|xa|phuong|thi tran|huyen|thanh pho|quan|thon|ap|khu pho|to dan pho|khom|buon|lang|dac khu"),
    ("org", r"co quan|don vi|ban nganh|phong ban|phong|ban|nganh|so|bo|doan the|hoi|to chuc|ca nhan|doanh nghiep"),
    ("org", r"dia phuong|vien|truong|nha truong|khoi"),
)
_GENERIC = tuple((group, re.compile(rf"(?:{nouns})(?![^\W_])")) for group, nouns in _NOUNS)
_OPEN_END = re.compile(
    r"(?:^|[\s(])(va|cua|thuoc|voi|cac|tai|cung|hoac|moi|chanh|thu truong|chu tich|pho chu tich|van phong|vp)$|[-–,(&]$"
    r"|(?:^|[,;]\s*|\sva\s)(truong|pho|lanh dao|phong|so|ban|trung tam|thuong truc|can bo|cong chuc|dai dien|bo phan|"
    r"thanh vien|hoi dong|bo)$"
)
_OFFICE_OF_COUNCIL = re.compile(r"(van phong|vp\.?)\s(.*\s)?(hdnd|hnnd|hoi dong nhan dan|dang uy|dbqh)$")
_COUNCIL = re.compile(r"(ubnd|uy ban nhan dan|hdnd)(?![^\W_])")


def keyed(text: str) -> str:
    """Without accents and capitals, and letter for letter as long as the text itself."""
    return "".join(_bare(letter) for letter in text)


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    return (plain(letter) or " ")[0]


def is_unit_start(text: str) -> bool:
    """Whether a unit's name, or a group of units, may begin here."""
    if _NO_UNIT.match(text):
        return False
    word = re.split(r"[\s,;.]", text, maxsplit=1)[0]
    if word.lower() in _LOW.split() or (text[:1].isupper() and word.lower() in _CAPITAL.split()):
        return True
    return bool(_STARTS.match(keyed(text)))


def is_open_end(text: str) -> bool:
    """A name that cannot end here: "Văn phòng HĐND và", "các cơ quan thuộc"."""
    return bool(_OPEN_END.search(keyed(nfc(text))))


def split_names(text: str) -> tuple[str, ...]:
    """The units of a list, each as printed: "Công an xã, các ban, ngành" -> Công an xã | các ban, ngành."""
    parts = re.split(r"(\s*[;,]\s*|\s+(?:và|&)\s+)", text)
    names = [parts[0]]
    for mark, right in zip(parts[1::2], parts[2::2], strict=True):
        if _is_apart(names[-1], mark.strip(), right):
            names.append(right)
        else:
            names[-1] += mark + right
    bare = (name.strip(" .;,:-–+\n") for name in names)
    return tuple(name for name in bare if name)


def _is_apart(left: str, mark: str, right: str) -> bool:
    if mark == ";" or not left.strip():
        return True
    if _OFFICE_OF_COUNCIL.search(keyed(nfc(left))) and _COUNCIL.match(keyed(right)):
        return False
    if _POST.match(keyed(right)) and right[:1].isupper() and _POST.search(keyed(left)):
        return True
    if not right or not is_unit_start(right):
        return False
    group = _generic(right)
    return group is None or not _goes_on(left, mark, right, group)


def _generic(text: str) -> Group | None:
    """The group of a common noun that is no name: "ngành", "thị trấn", but not "Phòng Nội vụ"."""
    key = keyed(text)
    for group, nouns in _GENERIC:
        if found := nouns.match(key):
            after = text[found.end() :].lstrip(" -–")
            return None if after[:1].isupper() else group
    return None


def _goes_on(left: str, mark: str, right: str, group: Group) -> bool:
    """A list of common nouns of one group is one collective: "các cơ quan, đơn vị", "các xã, thị trấn"."""
    tail = _tail_noun(left)
    if tail is None or _generic(tail) != group:
        return False
    if keyed(right).startswith("dia phuong"):
        return bool(re.search(r"co quan|don vi", keyed(left)))
    if group == "place" and mark != ",":
        return bool(re.search(r"(^|\s)cac\s", keyed(left)))
    return True


def _tail_noun(left: str) -> str | None:
    """The common noun the left side ends with, with what is said of it."""
    last = re.split(r"[,;]|\bvà\b", left)[-1].strip()
    found = re.search(r"(?:^|.*\s)(?:các|Các|mọi)\s+(.+)$", last)
    if found:
        return found[1]
    if _generic(last):
        return last
    words = last.split()
    ends = (" ".join(words[-size:]) for size in (1, 2, 3) if size <= len(words))
    return next((end for end in ends if _generic(end) == "place" and end[:1].islower()), None)
