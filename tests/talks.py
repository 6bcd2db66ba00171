"""People who talk with the bot: the whole application over a channel that keeps what it is given."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.acts.founding import OfficePlan, PostPlan, UnitPlan, found
from bot.app import App, Kit, open_shop
from bot.rules.privacy import NOTICE
from bot.rules.sorting import Sorter
from bot.rules.states import Role
from bot.talk import Attachment, ChannelError, Incoming, Location, Parcel, Traits
from storage.case_clocks import CaseClock, case_clocks
from storage.consents import Consent, live_consent
from storage.feedback import Feedback, feedback_coded
from storage.moments import next_moment
from storage.offices import the_office
from storage.people import Account, Person, account_at, office_posts
from storage.store import Store
from tests.overheard import EAR

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)  # thứ Sáu
SECRET = b"a secret for tests only, 32 bytes"
SORTER = Sorter()
TRAITS = Traits("Thử")
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"
MENDED = "Tổ điện đã thay bóng lúc 16 giờ chiều nay"

OFFICE = OfficePlan(
    name="UBND xã Thử",
    code="XT",
    address="Số 2 đường Thử",
    phone="0200 000 0002",
    units=(
        UnitPlan("Văn phòng HĐND và UBND", ("Văn phòng", "UBND xã")),
        UnitPlan("Phòng Kinh tế", ("KT",)),
        UnitPlan("Phòng Văn hóa – Xã hội", ("VH-XH",)),
        UnitPlan("Công an xã"),
    ),
    posts=(
        PostPlan("Ông Lãnh", "Chủ tịch", Role.LEAD),
        PostPlan("Bà Thư", "Văn thư", Role.CLERK, "Văn phòng"),
        PostPlan("Ông Trưởng", "Trưởng phòng Kinh tế", Role.UNIT_HEAD, "Phòng Kinh tế"),
        PostPlan("Chị Lan", "Chuyên viên Kinh tế", Role.OFFICIAL, "Phòng Kinh tế"),
        PostPlan("Anh Văn", "Chuyên viên Văn hóa", Role.OFFICIAL, "VH-XH"),
        PostPlan("Quản Trị", "Công nghệ thông tin", Role.ADMIN),
    ),
)


@dataclass
class Line:
    """A channel whose platform is this object: `sent` by address, `refuse` an address with an error."""

    name: str = "line"
    traits: Traits = TRAITS
    sent: dict[str, list[Parcel]] = field(default_factory=dict)
    refuse: dict[str, ChannelError] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    log: list[tuple[datetime, str]] = field(default_factory=list)
    clock: Callable[[], datetime] = lambda: FRIDAY

    async def send(self, address: str, parcel: Parcel) -> str:
        if address in self.refuse:
            raise self.refuse[address]
        self.sent.setdefault(address, []).append(parcel)
        self.log.append((self.clock(), address))
        return str(len(self.sent[address]))

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        if attachment.ref not in self.files:
            raise ChannelError("no such file", permanent=True)
        return self.files[attachment.ref]


class Town:
    """An office with its people. `say` speaks for somebody and gives back what they are answered."""

    def __init__(self, store: Store, folder: Path, now: datetime = FRIDAY, plan: OfficePlan = OFFICE) -> None:
        """`store` is migrated, with or without this office; files go below `folder`."""
        self.now = now
        self.store = store
        self.line = Line(clock=lambda: self.now)
        kit = Kit(SORTER, SECRET, {"Thử": "https://chat.example/?start="})
        with self.store.transaction() as session:
            self.office_id = (the_office(session, plan.code) or found(session, plan, now)).id
        self.shop = open_shop(self.store, folder, {"line": self.line}, kit)
        self.app = App(self.shop, lambda: self.now)
        self.strangers = False  # True: who writes for the first time has not agreed to anything yet
        self._numbers = itertools.count(1)

    def seat(self, *names: str) -> None:
        """Let these holders of posts have joined, each on an address that is their name."""
        with self.store.transaction() as session:
            for post in office_posts(session, self.office_id):
                if post.holder_name in names:
                    person = Person(office_id=self.office_id, name=post.holder_name, created_at=self.now)
                    session.add(person)
                    session.flush()
                    post.person_id = person.id
                    session.add(post)
                    account = Account(
                        office_id=self.office_id,
                        person_id=person.id,
                        channel="line",
                        address=post.holder_name,
                        last_seen_at=self.now,
                        greeted=True,
                    )
                    session.add(account)

    def agree(self, who: str) -> None:
        """Let `who` be a citizen who agreed on an earlier day to the handling of their data."""
        with self.store.transaction() as session:
            account = account_at(session, self.office_id, "line", who)
            if account is None:
                person = Person(office_id=self.office_id, name=who, created_at=self.now)
                session.add(person)
                session.flush()
                account = Account(
                    office_id=self.office_id,
                    person_id=person.id,
                    channel="line",
                    address=who,
                    last_seen_at=self.now,
                )
                session.add(account)
            whose = account.person_id
            if live_consent(session, whose, NOTICE) is None:
                row = Consent(
                    office_id=self.office_id, person_id=whose, version=NOTICE, channel="line", given_at=self.now
                )
                session.add(row)

    async def hear(self, incoming: Incoming) -> None:
        EAR.note(incoming)
        await self.app.intake(self.office_id).on_message(incoming)
        await self.app.settle()

    async def say(
        self,
        who: str,
        text: str = "",
        *,
        files: tuple[Attachment, ...] = (),
        location: Location | None = None,
        update: str = "",
        group: str = "",
    ) -> str:
        """What `who` is answered, all new letters to them joined."""
        address = group or who
        before = len(self.line.sent.get(address, []))
        number = update or str(next(self._numbers))
        if not (self.strangers or group):
            self.agree(who)
        await self.hear(
            Incoming(
                channel="line",
                update_id=number,
                address=address,
                sender=who,
                sender_name=who,
                text=text,
                private=not group,
                attachments=files,
                location=location,
            )
        )
        return "\n".join(parcel.text for parcel in self.line.sent.get(address, [])[before:])

    async def tap(self, who: str, label: str) -> str:
        """Tap the newest choice whose label begins so."""
        return await self.say(who, self.choice(who, label))

    def choice(self, who: str, label: str) -> str:
        for parcel in reversed(self.line.sent[who]):
            for row in parcel.choices:
                for choice in row:
                    if choice.label.startswith(label):
                        return choice.command
        raise AssertionError(f"{who} has no choice {label!r}")

    def heard(self, who: str) -> list[str]:
        """Everything this address got so far."""
        return [parcel.text for parcel in self.line.sent.get(who, [])]

    async def until(self, moment: datetime) -> None:
        """Let time pass, with a tick whenever something is due and at the end."""
        await self.app.tick()
        while (due := self._next()) is not None and due <= moment:
            self.now = due
            await self.app.tick()
        self.now = moment
        await self.app.tick()
        await self.app.settle()

    def _next(self) -> datetime | None:
        with self.store.transaction() as session:
            return next_moment(session, self.now)


def code_in(text: str) -> str:
    found = re.search(r"XT-[2-9A-Z]{6}", text)
    assert found, text
    return found[0]


def case_of(town: Town, code: str) -> Feedback:
    with town.store.transaction() as session:
        case = feedback_coded(session, town.office_id, code)
    assert case
    return case


def clocks_of(town: Town, code: str) -> dict[str, CaseClock]:
    """The last clock of each step."""
    case = case_of(town, code)
    with town.store.transaction() as session:
        return {clock.step: clock for clock in case_clocks(session, case.id)}


async def answered(town: Town, official: str = "Chị Lan", words: str = MENDED, lead: str = "Ông Lãnh") -> str:
    """The unit answers the newest case with a photo of the result, the lead approves; what the official was told."""
    town.line.files["result"] = b"\xff\xd8\xff a photo of the result"
    await town.tap(official, "Trả lời")
    told = await town.say(official, words, files=(photo("result"),))
    await approve(town, lead)
    return told


async def approve(town: Town, lead: str = "Ông Lãnh") -> str:
    """The lead lets the newest answer go, and is sure."""
    await town.tap(lead, "Duyệt")
    return await town.tap(lead, "Gửi ngay")


def photo(ref: str = "p1", size: int = 1000) -> Attachment:
    return Attachment("photo", ref, "anh.jpg", "image/jpeg", size)


def voice(ref: str = "v1") -> Attachment:
    return Attachment("voice", ref, "", "audio/ogg", 1000)


def document(ref: str, name: str) -> Attachment:
    return Attachment("document", ref, name, "application/octet-stream", 1000)


PLAN = """KẾ HOẠCH
Công tác trọng tâm năm 2026 của UBND xã Thử

STT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành\tSản phẩm
"""


def plan_of(*rows: str, year: int = 2026) -> bytes:
    """A plan of a year from rows "content|lead|deadline" or "content|lead|deadline|product"."""
    lines = []
    for number, row in enumerate(rows, 1):
        content, lead, deadline, *product = row.split("|")
        lines.append("\t".join((str(number), content, lead, "", deadline, *(product or [""]))))
    return (PLAN.replace("2026", str(year)) + "\n".join(lines) + "\n").encode()


async def adopt(town: Town, *rows: str) -> None:
    """The clerk sends a plan and saves it."""
    town.line.files["plan"] = plan_of(*rows)
    await town.say("Bà Thư", files=(document("plan", "ke-hoach.txt"),))
    await town.app.tick()
    await town.tap("Bà Thư", "Lưu, theo dõi")
