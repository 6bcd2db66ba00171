"""News that officials send: what a message holds, when two are the same, how many are wanted of each in a week."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.rules.days_said import flat
from bot.rules.reporting import Week, day_before_last, while_open
from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import Calendar, Hours

KINDS: Mapping[str, str] = MappingProxyType({"link": "đường dẫn", "photo": "ảnh", "words": "bài viết"})
LEAST_WORDS = 40  # letters of a text that stands for itself
LEAST_CAPTION = 8
LONGEST = 4000
MOST = 20  # wanted of one person in a week
REMIND = time(14, 0)
EXAMPLE = "mỗi cán bộ ít nhất 1 tin, bài/tuần"
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:vn|com|net|org|info)/[^\s<>\"“”]+",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|zarsrc|igsh|mibextid|rdid|share_url|ref|si|_rdr|__tn__|__cft__.*")
_HOSTS = re.compile(r"^(?:www|m|mobile|web|amp)\.(?=[^.]+\.)")
_NUMBERS: Mapping[str, int] = {word: number for number, word in enumerate(("mot", "hai", "ba", "bon", "nam"), start=1)}
_QUOTA = re.compile(
    r"(?:(?:moi|tung) (?:can bo|cong chuc|nguoi|dong chi)(?: phai)?(?: (?:co|gui|dang))?,? )?"
    r"(?:(?:it nhat|toi thieu|tu) )?(?:la )?(?P<number>\d{1,3}|mot|hai|ba|bon|nam)"
    r"(?: ?(?:tin|bai|anh|,|/|va|hoac|viet))*(?: ?(?:/|mot|moi|trong|tren|hang))*"
    r" ?(?P<per>tuan|thang|ngay|nam|quy)?(?: tro len)?"
)
_NONE = frozenset({"tat", "khong", "thoi", "bo", "0", "khong giao", "khong yeu cau"})


@dataclass(frozen=True)
class News:
    """`link` as it was sent, "" for none; `words` is the title or caption, or all of it; `photos` by their digests."""

    kind: str
    link: str
    words: str
    photos: frozenset[str] = frozenset()

    def is_same(self, other: "News") -> bool:
        """The same page, one of the same photos, or (without either) the same words."""
        if self.link or other.link:
            return bool(self.link and other.link) and page_of(self.link) == page_of(other.link)
        if self.photos or other.photos:
            return bool(self.photos & other.photos)
        return _bare(self.words) == _bare(other.words)


def read_news(text: str, photos: Sequence[str] = ()) -> News:
    """What a message holds. ValueError, in Vietnamese, says what is lacking."""
    said = text.strip()[:LONGEST]
    found = _LINK.search(said)
    if found:
        link = found[0].rstrip(".,;:!?)]}’'")
        words = f"{said[: found.start()]} {said[found.start() + len(link) :]}"
        return News("link", link, " ".join(words.split()).strip(" -–:|"), frozenset(photos))
    if photos:
        if len(_bare(said)) < LEAST_CAPTION:
            raise ValueError("Ảnh cần một dòng chú thích: việc gì, ở đâu, khi nào.")
        return News("photo", "", said, frozenset(photos))
    if len(_bare(said)) < LEAST_WORDS:
        raise ValueError("Cần đường dẫn của tin, hoặc ảnh kèm chú thích, hoặc toàn văn bài viết.")
    return News("words", "", said)


def names_a_page(text: str) -> bool:
    """Whether an address of a page stands in it."""
    return _LINK.search(text[:LONGEST]) is not None


def page_of(link: str) -> str:
    """What two addresses of one page have in common, however they were shared."""
    whole = link if "://" in link else f"https://{link}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        return link.casefold()
    host = _HOSTS.sub("", parts.netloc.casefold().removesuffix(":443").removesuffix(":80"))
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.casefold())]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _bare(text: str) -> str:
    """Only letters and digits, without accents."""
    return "".join(re.findall(r"\w+", plain(text)))


def read_quota(text: str) -> int:
    """How many news each official owes a week; 0: none are asked for. ValueError, in Vietnamese."""
    said = flat(nfc(text)).strip(" .;")
    if said in _NONE:
        return 0
    found = _QUOTA.fullmatch(said[:100])
    if found is None:
        raise ValueError(f"Chưa hiểu “{text[:60]}”. Ví dụ: {EXAMPLE}; hoặc: không.")
    if found["per"] not in (None, "tuan"):
        raise ValueError("Định mức tính theo tuần, ví dụ: " + EXAMPLE + ".")
    number = _NUMBERS.get(found["number"]) or int(found["number"])
    if number > MOST:
        raise ValueError(f"Tối đa {MOST} tin một người một tuần.")
    return number


def remind_at(week: Week, calendar: Calendar, hours: Hours) -> datetime | None:
    """On the afternoon of the worked day before the week's last; None in a week without a worked day."""
    day = day_before_last(week, calendar)
    return while_open(hours, calendar, day, REMIND) if day else None
