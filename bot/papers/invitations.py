"""Cards that invite officials, six on a page of A4, to be cut apart: what stands on them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from messages.words import day

COLUMNS, ROWS = 2, 3
WIDE, HIGH, MARGIN = 97.0, 92.0, 8.0  # millimetres of a card, and around all of them
QR_MM = 30.0
MOST_DRAWN = 2
HEAD = "GIẤY MỜI DÙNG TRỢ LÝ ĐÔN ĐỐC"
KEEP = "Dùng một lần. Xin đưa tận tay, không chụp gửi vào nhóm."


@dataclass(frozen=True)
class Way:
    """A channel's Vietnamese name and an address. `typed`: it only opens the chat, in which the code is typed."""

    name: str
    address: str
    typed: bool = False

    @property
    def is_drawn(self) -> bool:
        """A telephone cannot open what only one machine answers."""
        return urlsplit(self.address).hostname not in ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Card:
    """An invitation to one post; `until` on the office's clock."""

    office: str
    holder: str
    title: str
    unit: str
    code: str
    ways: tuple[Way, ...]
    until: datetime

    @property
    def drawn(self) -> list[Way]:
        return [way for way in self.ways if way.is_drawn][:MOST_DRAWN]

    @property
    def place(self) -> str:
        return " – ".join(part for part in (self.title, self.unit) if part)

    @property
    def steps(self) -> list[str]:
        """What its holder does, in words."""
        scans = any(not way.typed for way in self.drawn)
        first = "Quét mã, bấm Bắt đầu; hoặc nhắn cho Đôn Đốc:" if scans else "Mở trò chuyện với Đôn Đốc, nhắn:"
        elsewhere = [way for way in self.ways if way.is_drawn and way not in self.drawn]
        return [*(f"{way.name}: {way.address}" for way in elsewhere), first]

    @property
    def limit(self) -> str:
        return f"Hết hạn {self.until:%H:%M} {day(self.until.date())}."


def label_of(way: Way) -> str:
    return f"{way.name}: mở rồi nhắn mã" if way.typed else way.name
