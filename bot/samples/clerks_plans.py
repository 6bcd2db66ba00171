"""What the clerk reads about plans, due lists and the rhythm of work."""

from datetime import time
from types import SimpleNamespace

from bot.rules.ladder_said import TONES, WHO
from bot.rules.ladders import kinds as ladder_kinds
from bot.rules.schedules import By
from bot.samples.story import (
    CULTURE,
    DUE,
    DUE_LIST,
    ECONOMY,
    LATE,
    NEXT_MONDAY,
    PLAN,
    TODAY,
    WEEK,
    Samples,
    bag,
    dossier,
    duty,
    task,
)

LADDER = next(iter(ladder_kinds().values()))
ROW = bag(
    no="II.3",
    content="Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo",
    lead=["Phòng LĐTBXH"],
    coop=["các thôn"],
    deadline_text="trước 05/12 và 10/12",
    product="Báo cáo",
    note="",
    why=["Nêu hai ngày."],
)
LINE = bag(
    position=4,
    record=ROW,
    dropped=False,
    asks=["Thời hạn nêu hai ngày khác nhau."],
    groups=["các thôn"],
    given="",
    in_doubt=True,
)
MOVE = bag(
    title="Rà soát hộ nghèo", before=NEXT_MONDAY, after=None, duty=(duty(), task()), before_time=None, after_time=None
)
CHANGE = bag(name="Thời hạn", before="trước 05/12", after="trước 10/12")
SEEN = bag(
    ends=[PLAN],
    found=bag(added=[0], changed=[bag(task=task(), changes=[CHANGE])], dropped=[task()]),
    old=PLAN,
    told=["Trần Thị Lan"],
    unknown=["Phòng Nội chính"],
    understood=[("VH-XH", "Phòng Văn hóa – Xã hội")],
)
SUMS = bag(tasks=45, indicators=6, dated=39, past=2, dropped=1, unclear={"rõ người": 3}, grouped=2, asking=4)
DRAFT = PLAN.model_copy(
    update={
        "rows": [{"content": "Tổ chức hội nghị đối thoại"}],
        "warnings": ["Bảng ở trang 3 có cột bị gộp."],
        "confirmed_at": None,
    }
)
CALENDAR = [
    bag(day=TODAY, kind="off", hours=(), name="nghỉ do bão"),
    bag(day=DUE, kind="work", hours=((time(7, 30), time(11, 30)),), name="họp dân"),
]


def moves(**other: object) -> SimpleNamespace:
    usual: dict[str, object] = {
        "lines": CALENDAR,
        "duties": [bag(duty=(duty(), task()), before=LATE, before_time=None, after=DUE, after_time=None)],
        "reminders": [MOVE],
        "cases": [bag(case=bag(code="TB-C7K4QX"), before=LATE, limit=bag(day=DUE))],
    }
    return bag(**(usual | other))


STORED = bag(new=12, changed=3, finished=5, vanished=2, asked=[bag(id=2, printed="Lan TT", unit_id=None)])
SAMPLES: Samples = {
    "ask_deadline": {},
    "calendar": [
        {
            "days": [
                bag(day=TODAY, kind="off", hours=(), name="nghỉ do bão"),
                bag(day=DUE, kind="work", hours=[("07:30", "11:30")], name="họp dân"),
            ],
            "more": 1,
        },
        {"days": [], "more": 0},
    ],
    "calendar_dropped": {},
    "calendar_gone": {},
    "calendar_kept": [{"moves": moves(), "change": bag(kind="off")}, {"moves": moves(), "change": bag(kind="drop")}],
    "calendar_preview": [
        {"moves": moves(), "change": bag(kind="off"), "first": TODAY},
        {"moves": moves(duties=[], reminders=[], cases=[]), "change": bag(kind="drop"), "first": TODAY},
    ],
    "calendar_same": {"days": [TODAY]},
    "calendar_unclear": {},
    "deadline_unclear": {"why": ["Nêu hai ngày khác nhau."]},
    "due_list_dropped": {},
    "due_list_gone": {},
    "due_list_only": {"name": "danh-sach.xlsx"},
    "due_list_preview": [
        {
            "rows": 48,
            "running": 30,
            "late": 2,
            "over": 12,
            "found": bag(
                new=[1], changed=[1, 2], finished=[1], same=range(44), kept=[1], vanished=[1], unknown={"Lan TT": 3}
            ),
            "samples": [("H29.155-261112-0005", "đổi hạn trả")],
            "shown": 5,
            "can_store": True,
            "due_list": DUE_LIST.model_copy(update={"remarks": ["Dòng 7: không có cán bộ thụ lý."]}),
        },
        {
            "rows": 48,
            "running": 30,
            "late": 0,
            "over": 12,
            "found": None,
            "samples": [],
            "shown": 5,
            "can_store": False,
            "due_list": DUE_LIST.model_copy(update={"problems": ["Dòng 9: hạn trả trước ngày tiếp nhận."]}),
        },
    ],
    "due_list_stored": {"stored": STORED},
    "due_list_vanished": [
        {"decided": False, "total": 2, "found": [dossier()]},
        {"decided": True, "total": 0, "found": []},
    ],
    "file_which": {"name": "danh-sach.xlsx", "due_list": 9, "plan": 3},
    "ladder": {
        "kind": LADDER,
        "own": True,
        "said": LADDER.say(LADDER.ladder),
        "people": list(WHO.values()),
        "tones": list(TONES.values()),
    },
    "ladder_dropped": {},
    "ladder_gone": {},
    "ladder_kept": {"change": bag(kind=LADDER, moves=[1, 2]), "said": LADDER.say(LADDER.ladder), "own": True},
    "ladder_preview": [
        {
            "change": bag(kind=LADDER, moves=[MOVE], total=8),
            "before": "trước 5, 1 ngày; đúng hạn",
            "after": "trước 3 ngày; đúng hạn",
        },
        {
            "change": bag(kind=LADDER, moves=[], total=0),
            "before": "trước 5, 1 ngày; đúng hạn",
            "after": "trước 3 ngày; đúng hạn",
        },
    ],
    "ladder_same": {"kind": LADDER, "said": LADDER.say(LADDER.ladder)},
    "ladder_unclear": {"kind": LADDER, "said": LADDER.say(LADDER.ladder), "problem": "Chưa hiểu “trước vài ngày”."},
    "ladder_which": {"titles": [(one.key, one.title) for one in ladder_kinds().values()]},
    "ladders": {"kinds": [(one, one.say(one.ladder), False) for one in ladder_kinds().values()]},
    "news_quota": [
        {"wanted": 1, "changed": True, "example": "2 tin/tuần"},
        {"wanted": 0, "changed": False, "example": "2 tin/tuần"},
    ],
    "next_year": [
        {
            "plans": [bag(plan=PLAN, count=14), bag(plan=PLAN.model_copy(update={"ends_on": None}), count=14)],
            "year": 2027,
            "asked": True,
        },
        {"plans": [], "year": 2027, "asked": False},
    ],
    "plan_adopted": [
        {"done": bag(is_version=False, tasks=45, dues=120, ended=[PLAN], indicators=6, unassigned=2, to_review=4)},
        {
            "done": bag(
                is_version=True,
                added=2,
                changed=3,
                dropped=1,
                told=4,
                ended=[],
                indicators=0,
                unassigned=0,
                to_review=0,
            )
        },
    ],
    "plan_dropped": {},
    "plan_ended": {"dropped": 3},
    "plan_field": [
        {"name": "Thời hạn", "now": "trước 05/12", "field": "deadline_text", "position": 4},
        {"name": "Chủ trì", "now": "", "field": "lead", "position": 4},
        {"name": "Nội dung", "now": ROW.content, "field": "content", "position": 4},
    ],
    "plan_field_unclear": {"why": ["Nêu hai ngày khác nhau."]},
    "plan_goes_on": {"made": 14},
    "plan_gone": {},
    "plan_known": {},
    "plan_link": {"until": NEXT_MONDAY, "url": "https://tanbinh.example/bang/x7k2"},
    "plan_name": {"left": 3, "name": "Phòng LĐTBXH", "lines": [LINE], "likely": [(3, CULTURE.name)], "mark": "a1b2"},
    "plan_name_units": {"name": "Phòng LĐTBXH", "units": [ECONOMY, CULTURE], "mark": "a1b2"},
    "plan_news": {
        "lines": [
            bag(kind="new", task=task(), changes=[]),
            bag(kind="changed", task=task(), changes=[CHANGE]),
            bag(kind="passed", task=task(), changes=[]),
            bag(kind="gone", task=task(), changes=[]),
        ],
        "more": 1,
        "counts": bag(new=1, changed=1),
    },
    "plan_preview": [
        {"plan": DRAFT, "sums": SUMS, "seen": SEEN, "doubtful": [LINE], "mark": "1a2b3c4d", "changed": True},
        {
            "plan": DRAFT.model_copy(update={"year": None, "number": "", "warnings": []}),
            "sums": bag(tasks=45, indicators=0, dated=45, past=0, dropped=0, unclear={}, grouped=0, asking=0),
            "seen": bag(ends=[], found=None, told=[], unknown=[], understood=[]),
            "doubtful": [],
            "mark": "1a2b3c4d",
            "changed": False,
        },
    ],
    "plan_reading": {"name": "ke-hoach-2026.docx"},
    "plan_refused": {"name": "anh-chup.pdf", "reason": "tệp chỉ có ảnh chụp, không có chữ."},
    "plan_row": {
        "edited": True,
        "asked": 3,
        "line": LINE,
        "row_": ROW,
        "known": True,
        "schedule": By(date=DUE, edge="before"),
        "parent": bag(no="II", deadline_text="quý IV"),
    },
    "plan_rows": {"first": 0, "lines": [LINE], "total": 45, "page": 1},
    "plan_settled": [{"skipped": 2, "plan": DRAFT}, {"skipped": 0}],
    "plan_still_reading": {"name": "ke-hoach-2026.docx"},
    "plans": [{"waiting": [DRAFT], "plans": [PLAN]}, {"waiting": [], "plans": []}],
    "review": {"left": 4, "known": True, "schedule": By(date=DUE, edge="before")},
    "review_done": {},
    "rung_why": {
        "kind": "Nhiệm vụ",
        "step": "trễ 3 ngày",
        "empty": "lãnh đạo đơn vị",
        "gap": "no_account",
        "names": ["Lê Văn Tám"],
    },
    "week_rhythm": {
        "changed": True,
        "rhythm": "hỏi 14:00 thứ Sáu, gửi lãnh đạo 07:30 thứ Hai",
        "under_way": WEEK,
        "example": "hỏi 15h thứ Năm, gửi 8h thứ Hai",
    },
}
