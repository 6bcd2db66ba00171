"""The office, people and matters that every sample is about, on a Friday morning in November."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules.outlook import Course, Projection, Standing
from storage.absences import Absence
from storage.aside import Aside
from storage.blocks import Block
from storage.case_clocks import CaseClock
from storage.consents import Consent
from storage.dossiers import Dossier
from storage.due_lists import DueList
from storage.feedback import Feedback
from storage.indicators import Indicator
from storage.occurrences import Occurrence
from storage.offices import Office, Unit
from storage.own_forms import OwnForm
from storage.people import Account, Person, Post
from storage.plans import Plan, Task
from storage.reports import Report

Values = Mapping[str, object]
Samples = Mapping[str, Values | Sequence[Values]]  # of one message one filling, or several

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 27, 9, 5, tzinfo=ZONE)
TODAY = NOW.date()
DUE = date(2026, 12, 4)  # a Friday again
LATE = date(2026, 11, 20)
LAST_WEEK = datetime(2026, 11, 20, 14, 5, tzinfo=ZONE)
NEXT_MONDAY = datetime(2026, 11, 30, 7, 30, tzinfo=ZONE)
OFFICE = Office(
    id=1, name="UBND xã Tân Bình", code="TB", address="Số 2 đường Trần Phú", phone="0200 000 0002", created_at=LAST_WEEK
)
HOURS = (("07:30", "11:30"), ("13:30", "17:00"))
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om, bà con đi lại sợ té ngã"
MENDED = "Tổ điện đã thay bóng đèn và kiểm tra đường dây lúc 16 giờ chiều 26/11."


def bag(**values: Any) -> SimpleNamespace:
    """A view that a handler puts together."""
    return SimpleNamespace(**values)


def case(**other: Any) -> Feedback:
    usual: dict[str, Any] = {
        "id": 42,
        "office_id": 1,
        "code": "TB-C7K4QX",
        "person_id": 7,
        "kind": "phan_anh",
        "category": "chieu-sang-dien",
        "text": LAMP,
        "place": "Cổng chợ Tân Bình",
        "why": "đèn đường; hỏng",
        "unit_id": 2,
        "state": "dang_xu_ly",
        "clock": "local10",
        "received_at": LAST_WEEK,
        "due": DUE,
        "original_due": DUE,
    }
    return Feedback(**(usual | other))


def answered(**other: Any) -> Feedback:
    return case(**({"state": "da_tra_loi", "answer": MENDED, "answered_at": NOW, "rating": 2} | other))


def task(**other: Any) -> Task:
    usual: dict[str, Any] = {
        "id": 12,
        "office_id": 1,
        "plan_id": 3,
        "position": 4,
        "no": "II.3",
        "content": "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn xã",
        "lead_text": "Phòng Văn hóa – Xã hội",
        "coop_text": "Công an xã; các thôn",
        "product": "Báo cáo kết quả rà soát",
        "deadline_text": "trước ngày 05/12",
        "why": "Thời hạn nêu hai ngày khác nhau.",
        "unit_id": 2,
    }
    return Task(**(usual | other))


def duty(**other: Any) -> Occurrence:
    usual: dict[str, Any] = {
        "id": 128,
        "office_id": 1,
        "task_id": 12,
        "key": "2026-12-04",
        "starts": date(2026, 11, 2),
        "printed": DUE,
        "due": DUE,
        "original": DUE,
    }
    return Occurrence(**(usual | other))


REPORT_TASK = task(id=13, no="II.4", content="Báo cáo kết quả chuyển đổi số", deadline_text="hằng quý")
LATE_DUTY = duty(id=129, due=LATE, printed=LATE, original=LATE)
DONE = duty(state="done", product="Báo cáo số 45/BC-UBND", done_at=NOW)
QUARTER = duty(
    id=130,
    task_id=13,
    label="quý IV",
    due=date(2026, 12, 18),
    due_time=time(16, 0),
    original=date(2026, 12, 18),
    original_time=time(16, 0),
    starts=date(2026, 9, 15),
    covers_to=date(2026, 12, 14),
)


def dossier(**other: Any) -> Dossier:
    usual: dict[str, Any] = {
        "id": 5,
        "office_id": 1,
        "code": "H29.155-261112-0005",
        "key": "H291552611120005",
        "procedure": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "applicant": "Nguyễn Văn An",
        "phone": "0912 345 678",
        "handler": "Trần Thị Lan",
        "unit_id": 2,
        "unit_text": "Phòng Kinh tế",
        "received": date(2026, 11, 12),
        "due": DUE,
        "original_due": DUE,
        "created_at": LAST_WEEK,
        "listed_at": LAST_WEEK,
    }
    return Dossier(**(usual | other))


MOVED = dossier(
    new_due=date(2026, 12, 11), due=date(2026, 12, 11), reason="phoi_hop", explanation="Chờ kết quả đo đạc."
)
PLAN = Plan(
    id=3,
    office_id=1,
    title="Kế hoạch công tác năm 2026",
    number="15/KH-UBND",
    year=2026,
    issued_on=date(2026, 1, 9),
    source_name="ke-hoach-2026.docx",
    digest="",
    sent_at=LAST_WEEK,
    confirmed_at=LAST_WEEK,
    ends_on=date(2026, 12, 31),
)
ECONOMY = Unit(id=2, office_id=1, name="Phòng Kinh tế")
CULTURE = Unit(id=3, office_id=1, name="Phòng Văn hóa – Xã hội")
POWER = Unit(
    id=9,
    office_id=1,
    name="Điện lực khu vực Suối Mơ",
    external=True,
    phone="1900 1006",
    address="Số 5 đường Trần Phú",
    email="dienluc@vidu.vn",
)
LAN = Person(id=21, office_id=1, name="Trần Thị Lan", created_at=LAST_WEEK)
POST = Post(
    id=8, office_id=1, unit_id=2, title="Chuyên viên Phòng Kinh tế", holder_name="Trần Thị Lan", phone="0200 000 0010"
)
ACCOUNT = Account(
    id=31, office_id=1, person_id=7, channel="zalo_oa", address="8472", last_seen_at=LAST_WEEK, preferred_at=LAST_WEEK
)
ABSENCE = Absence(id=6, office_id=1, person_id=21, stand_in_id=22, first=date(2026, 11, 30), last=DUE, made_at=NOW)
BLOCK = Block(
    id=4, office_id=1, person_id=7, why="Gửi quảng cáo nhiều lần.", made_by=20, made_at=NOW, ends_at=NEXT_MONDAY
)
ASIDE = Aside(
    id=11,
    office_id=1,
    person_id=7,
    at=LAST_WEEK,
    reason="advert",
    why="cho vay, lãi suất thấp",
    text="Cho vay tiêu dùng lãi suất thấp, nhận tiền trong ngày",
)
CONSENT = Consent(id=2, office_id=1, person_id=7, version=1, channel="telegram", given_at=LAST_WEEK)
FORM = OwnForm(id=2, office_id=1, kind="apology", name="Thư xin lỗi của xã.docx", digest="", sent_at=NOW)
REPORT = Report(
    id=7,
    office_id=1,
    kind="month",
    key="2026-11",
    title="Tháng 11/2026",
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    made_at=NOW,
    send_at=datetime(2026, 12, 3, 8, 0, tzinfo=ZONE),
)
SENT_REPORT = REPORT.model_copy(update={"state": "sent", "sent_at": NOW, "seen_by": 20})
DUE_LIST = DueList(id=9, office_id=1, source_name="ho-so-den-han.xlsx", digest="", sent_at=NOW)
CLOCK = CaseClock(
    id=1,
    office_id=1,
    feedback_id=42,
    step="answer",
    rule="local10",
    title="10 ngày làm việc",
    source="Nghị định 20/2008/NĐ-CP",
    n=10,
    unit="workdays",
    started_at=LAST_WEEK,
    due=DUE,
    original=DUE,
    ends_at=NEXT_MONDAY,
)
MEASURED = Indicator(
    id=7,
    office_id=1,
    plan_id=3,
    name="Tỷ lệ hồ sơ giải quyết đúng hạn",
    measure="%",
    target_text="≥ 98 %",
    goal={"op": ">=", "value": 98},
    year=2026,
    unit_id=2,
    evaluator="Văn phòng HĐND và UBND",
    past=[{"until": "30/6/2026", "target_text": "≥ 95 %", "goal": None}],
)
QUARTERS = tuple(
    bag(key=f"2026-Q{n}", label=f"quý {name}/2026", first=first, last=last)
    for n, name, first, last in (
        (3, "III", date(2026, 7, 1), date(2026, 9, 30)),
        (4, "IV", date(2026, 10, 1), date(2026, 12, 31)),
    )
)
FIGURE = bag(value=96.5, words="", note="số liệu sơ bộ", person_id=21, at=NOW, id=1, period="2026-Q3")
FOLLOWED = bag(
    item=MEASURED,
    known={"2026-Q3": FIGURE},
    periods=QUARTERS,
    awaited=QUARTERS[1],
    missing=QUARTERS[1:],
    last=FIGURE,
    is_share=True,
    is_computed=False,
    entered=True,
    trend="up",
    standing=Standing.RISK,
    distance=1.5,
    projection=Projection(97.25, "pace", 0.75, 1),
    course=lambda: bag(known=[95.0, 96.5], now=Course((95.0, 96.5, None), adds=False, percent=True).known[-1]),
)
WEEK = bag(
    first=date(2026, 11, 23),
    last=date(2026, 11, 29),
    ask_at=datetime(2026, 11, 27, 14, 0, tzinfo=ZONE),
    send_at=NEXT_MONDAY,
    sent_at=None,
)
