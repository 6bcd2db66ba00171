"""What the admin (quản trị) reads: channels, letters, invitations, settings, what was looked at."""

from bot.rules.addresses import PARTS
from bot.rules.audited import TITLES
from bot.rules.limits import limits
from bot.rules.retention import kinds
from bot.rules.troubles import Trouble
from bot.samples.story import (
    DUE,
    LAST_WEEK,
    LATE,
    NEXT_MONDAY,
    POST,
    QUARTER,
    REPORT_TASK,
    Samples,
    bag,
    case,
    duty,
    task,
)
from bot.talk import Traits

LETTER = bag(id=81, created_at=LAST_WEEK, why="nhắc việc", problem="tài khoản không còn")
ZALO = Traits("Zalo OA", monthly=2000, counts_heard=True)
KINDS = list(kinds().values())
TOLD = bag(
    parts=dict.fromkeys(PARTS, "") | {next(iter(PARTS)): "Số 2 đường Trần Phú"},
    doors=[("Telegram", "https://t.me/tanbinh_bot")],
    hours="07:30 – 11:30, 13:30 – 17:00",
    schedule="",
    missing=["Thư điện tử"],
)
SAMPLES: Samples = {
    "addresses": {"told": TOLD, "parts": PARTS, "site": "https://tanbinh.example"},
    "apology_form": [{"fields": ["mã hồ sơ", "ngày hẹn lại"]}, {"form": None, "fields": ["mã hồ sơ"]}],
    "apology_form_gone": {},
    "apology_form_read": {"fields": ["mã hồ sơ"], "missing": ["ngày hẹn lại"]},
    "apology_form_used": {},
    "ask_address": [
        {"label": "Thư điện tử", "now": "ubnd@vidu.vn"},
        {"label": "Thư điện tử", "now": "", "problem": "Địa chỉ thư chưa đúng."},
    ],
    "ask_drop_letter": {"letter": LETTER, "whom": "Trần Thị Lan"},
    "ask_shorter": {"meant": KINDS[0], "keep": KINDS[0].least, "now": KINDS[0].usual},
    "ask_post_phone": {"name": "Trần Thị Lan"},
    "audit_log": [
        {
            "acts": [(bag(number=128, at=LAST_WEEK, door="chat", what="erased", about="TB-C7K4QX"), "Trần Thị Lan")],
            "titles": TITLES,
        },
        {"acts": [], "titles": TITLES},
    ],
    "channel_people": [{"channel": "Zalo Bot", "people": 50, "most": 50, "percent": percent} for percent in (80, 100)],
    "channel_quota": [{"channel": "Zalo Bot", "most": 3000, "percent": percent} for percent in (80, 95, 100)],
    "channel_shut_out": {"channel": "Zalo OA"},
    "channel_spent": {"channel": "Zalo OA", "until": NEXT_MONDAY},
    "costs": [
        {
            "channels": [
                bag(
                    traits=ZALO,
                    sent=412,
                    month=bag(sent=400, heard=120),
                    people=230,
                    paid=12,
                    cost=660,
                    spent_until=NEXT_MONDAY,
                )
            ],
            "waits": 3,
            "windows": [bag(title="Zalo OA", free=NEXT_MONDAY - LAST_WEEK, paid=NEXT_MONDAY - LAST_WEEK)],
            "budget": 200_000,
            "left": 150_000,
            "fare": 55,
        },
        {"channels": [], "waits": 0, "windows": [], "budget": 0, "left": 0, "fare": 55},
    ],
    "costs_kept": [{"budget": 200_000, "fare": 55, "freed": 3}, {"budget": 0, "fare": 55, "freed": 0}],
    "costs_unclear": {},
    "dead_letters": [
        {"letters": [(LETTER, "Trần Thị Lan")], "more": 1, "updates": [("Telegram", LAST_WEEK)], "more_updates": 0},
        {"letters": [], "more": 0, "updates": [], "more_updates": 0},
    ],
    "dead_letters_sent": [{"count": 1}, {"count": 4}],
    "first_steps": {},
    "handover": {
        "holder": "Trần Thị Lan",
        "duty_count": 12,
        "duties": [(duty(due=LATE), task()), (QUARTER, REPORT_TASK)],
        "case_count": 1,
        "cases": [case()],
    },
    "handover_choose": {"posts": [POST]},
    "invite": {
        "links": [("Telegram", "https://t.me/tanbinh_bot?start=moi_x7")],
        "pages": [("Zalo", "https://zalo.me/1234")],
        "code": "482913",
        "hours": 72,
    },
    "codes_tried": {"count": 40},
    "invite_choose": [{"posts": [(POST, "Phòng Kinh tế")]}, {"posts": []}],
    "invite_held": {"holder": bag(name="Trần Thị Lan")},
    "invite_not_yours": {},
    "join_asked": [
        {
            "asked": [("Phòng Kinh tế", ["Trần Thị Lan"])],
            "early": ["Công an xã", ""],
            "nobody": [("", ["Lê Văn Tám"])],
        },
        {"asked": [], "early": [], "nobody": []},
    ],
    "joined_list": [
        {"joined": 9, "all": range(12), "missing": [("Phòng Kinh tế", ["Trần Thị Lan", "Lê Văn Tám"])]},
        {"joined": 12, "all": range(12), "missing": []},
    ],
    "keep_kept": {"meant": KINDS[0], "keep": KINDS[0].usual},
    "keep_times": {"kinds": [(kind, kind.usual) for kind in KINDS]},
    "keep_unclear": [{"meant": KINDS[0]}, {"meant": None}],
    "ledger": [
        {
            "rows": [bag(day=DUE, kind=KINDS[0].key, count=4, cause="retention")],
            "titles": {KINDS[0].key: KINDS[0].title},
        },
        {"rows": [], "titles": {}},
    ],
    "letters_unsure": {},
    "limit_kept": {"meant": next(iter(limits().values())), "number": 30},
    "limit_unclear": [{"meant": next(iter(limits().values()))}, {"meant": None}],
    "limits": {"limits": [(one, one.usual) for one in limits().values()]},
    "lost_phone_ask": {"holder": bag(name="Trần Thị Lan")},
    "lost_phone_choose": [{"posts": [(POST, "Phòng Kinh tế")]}, {"posts": []}],
    "lost_phone_cut": [
        {"done": bag(accounts=2, invites=invites), "holder": bag(name="Trần Thị Lan")} for invites in (0, 3)
    ],
    "lost_phone_own": {},
    "oa_consent": [{"problem": problem} for problem in ("", "stale", "incomplete", "refused")],
    "sheet_made": {"count": 3, "days": 14},
    "sheet_nobody": {},
    "trouble": [{"kind": kind, "since": LAST_WEEK} for kind in Trouble],
    "trouble_over": [{"kind": kind} for kind in Trouble],
    "unsure_letter_sent": {},
    "unsure_letters": [
        {"letters": [(LETTER, "Trần Thị Lan", "Telegram")], "more": 1},
        {"letters": [], "more": 0},
    ],
}
