"""Lists that an office may give to everybody: what each is called, where it stands, what must never be in one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from bot.rules.figures import Table
from bot.rules.redaction import redact
from bot.rules.secrecy import is_marked_secret
from bot.rules.vietnamese import plain


@dataclass(frozen=True)
class Kind:
    """`about` completes the title of the notice; `path`: of our own page.

    `menu`: how the page is called there, of those that are read only once somebody has released them ("": always).
    """

    key: str
    title: str
    about: str
    path: str
    menu: str = ""

    @property
    def released(self) -> bool:
        return bool(self.menu)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind("lienhe", "Địa chỉ tiếp nhận", "Địa chỉ tiếp nhận phản ánh, kiến nghị", "/dia-chi-tiep-nhan"),
            Kind(
                "canbo",
                "Lãnh đạo, một cửa",
                "Danh sách lãnh đạo, cán bộ một cửa và số điện thoại liên hệ công việc",
                "/congkhai/can-bo",
                "Danh bạ",
            ),
            Kind("trehan", "Việc trễ hạn", "Việc trễ hạn của các đơn vị", "/congkhai/tre-han", "Trễ hạn"),
            Kind("pakn", "Kết quả phản ánh", "Kết quả giải quyết phản ánh, kiến nghị đã công khai", "/congkhai"),
        )
    }
)
DIRECTORY, LATE = "canbo", "trehan"
# Of such work the public reads nothing: it may be about a person, or about who complained.
_GUARDED = re.compile(r"\b(?:khieu nai|to cao|don thu|tranh chap|ky luat|thanh tra|xac minh|giai quyet don|bi mat)\b")


@dataclass(frozen=True)
class PublicList:
    """`posts`: of the directory, the post behind each row and the name that was shown."""

    kind: str
    as_of: date
    tables: tuple[Table, ...]
    posts: tuple[tuple[int, str], ...] = ()

    @property
    def mark(self) -> str:
        """The same as long as nothing in it changes but the day."""
        return sha256(repr((self.kind, self.tables, self.posts)).encode()).hexdigest()[:8]

    @property
    def is_empty(self) -> bool:
        return not any(table.rows for table in self.tables)

    def content(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "as_of": self.as_of.isoformat(),
            "tables": [{"title": one.title, "header": one.header, "rows": one.rows} for one in self.tables],
            "posts": self.posts,
        }


def read_list(kind: str, content: Mapping[str, Any]) -> PublicList:
    """From what `PublicList.content` gave, through JSON or not."""
    tables = tuple(
        Table(one["title"], tuple(one["header"]), tuple(tuple(row) for row in one["rows"])) for one in content["tables"]
    )
    posts = tuple((int(number), str(name)) for number, name in content.get("posts", ()))
    return PublicList(kind, date.fromisoformat(content["as_of"]), tables, posts)


def told_publicly(work: str) -> str | None:
    """How a duty's words may be read by everybody; None where they may not."""
    if is_marked_secret(work) or _GUARDED.search(plain(work)):
        return None
    return redact(work)
