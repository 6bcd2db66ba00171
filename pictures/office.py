"""The sample commune with everybody whom a guide is for, in a house of its own."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.app import Kit
from bot.demo.clock import DemoClock
from bot.demo.sample import OFFICE, write_sample
from bot.plans.office.plan import PostPlan
from bot.rules.states import Role
from bot.serve import House, open_house
from bot.settings import read_settings
from bot.web.visitors import address_of
from storage.keys import Keys
from storage.opening import open_store
from storage.people import Account, accounts_of, office_posts

START = datetime.fromisoformat("2026-11-20T09:05+07:00")  # thứ Sáu
OFFICIAL, HEAD, LEAD = "Phạm Thị Lan", "Lê Quang Dũng", "Nguyễn Văn Bình"
CLERK, ADMIN = "Ngô Thị Mai", "Đinh Quốc Khánh"
NEWCOMER = "Trần Thị Hoa"  # holds a post and has not joined
SITE = "https://thanhbinh.example"
SECRET = "a secret of the guides' sample office alone"
DESK = "Văn phòng HĐND và UBND"
BIRTH = (
    "Cần: tờ khai theo mẫu, giấy chứng sinh; xuất trình căn cước của người đi đăng ký. Nộp tại bộ phận một cửa hoặc "
    "trên Cổng Dịch vụ công quốc gia. Trả trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo."
)
PEOPLED = replace(
    OFFICE,
    email="ubnd@thanhbinh.example",
    website="https://thanhbinh.example",
    reception="sáng thứ Năm hằng tuần, Chủ tịch tiếp ngày 10 và 25",
    procedures={"Đăng ký khai sinh; giấy khai sinh": BIRTH},
    posts=(
        *OFFICE.posts,
        PostPlan(CLERK, "Văn thư", Role.CLERK, DESK),
        PostPlan(ADMIN, "Công chức Văn phòng, phụ trách công nghệ thông tin", Role.ADMIN, DESK),
    ),
)


class StillClock(DemoClock):
    """Stands still until it is moved: the same pictures at any hour."""

    def __init__(self, start: datetime = START) -> None:
        super().__init__(start)
        self._now = start

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        self._now = max(moment, self._now)


@dataclass(frozen=True)
class Commune:
    """The running product. `office_id`: its only office; `names`: who has joined."""

    house: House
    clock: StillClock
    office_id: int
    names: frozenset[str]


def settings_of(folder: Path) -> dict[str, str]:
    return {"DONDOC_SECRET": SECRET, "DONDOC_DATA": str(folder), "DONDOC_PUBLIC_URL": SITE}


def token_of(name: str) -> str:
    """What the cookie of this person's browser holds."""
    return hashlib.sha256(name.encode()).hexdigest()[:43]


async def open_commune(folder: Path) -> Commune:
    """Everybody of the office has joined, each with a browser. What is kept lies in `folder`."""
    settings = read_settings(settings_of(folder))
    clock = StillClock()
    store = open_store(settings.database, Keys.of(settings.secret, settings.keys), folder / "files")
    with store.transaction() as session:
        office_id = write_sample(session, Kit.packaged(settings.secret, {}), clock.now(), PEOPLED).id
        for post in office_posts(session, office_id):
            if post.holder_name == NEWCOMER:
                post.person_id = None
            for account in accounts_of(session, post.person_id or 0):
                _seat(account, post.holder_name)
                session.add(account)
    store.close()
    names = frozenset(post.holder for post in PEOPLED.posts) - {NEWCOMER}
    return Commune(await open_house(settings, clock.now), clock, office_id, names)


def _seat(account: Account, name: str) -> None:
    account.address, account.greeted = address_of(token_of(name)), True


def invitation_code(said: str) -> str:
    """The six digits of an invitation that the bot has just written."""
    return next(found[0] for found in re.finditer(r"\b\d{6}\b", said))
