"""What the clerk and those who enter figures read: indicators, Bộ chỉ số 766, reports and how they are counted."""

from datetime import date

from bot.acts.index_paper import said_change
from bot.rules.clock_rules import packaged_rules
from bot.rules.computed import SOURCES
from bot.rules.figures import Figure
from bot.rules.index766 import groups, source
from bot.rules.indicator_said import EVERY
from bot.rules.report_said import kinds
from bot.rules.report_windows import KINDS
from bot.samples.leads import INDEX
from bot.samples.story import (
    DUE,
    FIGURE,
    FOLLOWED,
    LATE,
    MEASURED,
    NEXT_MONDAY,
    NOW,
    QUARTERS,
    REPORT_TASK,
    SENT_REPORT,
    Samples,
    bag,
)

GROUPS = groups()
POINTS = dict(zip((group.key for group in GROUPS), (18, 19.5, 10, 8, 17, 20), strict=True))
UNITS = {2: "Phòng Kinh tế", 3: "Phòng Văn hóa – Xã hội"}
FOUND = bag(
    **(
        vars(INDEX)
        | {"lines": [bag(group=GROUPS[0], points=17.5, change=-0.5), bag(group=GROUPS[1], points=18, change=2)]}
    )
)
SAID = {"rule": "quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ", "source": "Quyết định 12/QĐ-UBND"}
MEANING = bag(base=next(iter(kinds())), own=(SAID,))
MOVES = bag(
    moves=[
        bag(
            task=REPORT_TASK,
            label="quý IV",
            before=LATE,
            after=DUE,
            after_time=None,
            starts=date(2026, 9, 15),
            covers_to=date(2026, 12, 14),
        )
    ]
)
RULES = packaged_rules()
ON_TIME = Figure("on_time", "Trả lời đúng hạn", ("TB-M4P7RD",), ("TB-M4P7RD", "TB-C7K4QX"))
PART = bag(
    key="feedback",
    title="II. Phản ánh, kiến nghị",
    lines=("Trong kỳ tiếp nhận 12 phản ánh, kiến nghị.",),
    figures=(ON_TIME,),
    is_empty=False,
)


def taken(problem: str, **other: object) -> object:
    usual: dict[str, object] = {
        "one": FOLLOWED,
        "period": QUARTERS[0],
        "problem": problem,
        "said": bag(number=99, words="chín mươi", period="quý V"),
        "amount": bag(value=125.0, measure="hồ sơ", other=1.25),
    }
    return bag(**(usual | other))


def typed(value: float) -> str:
    return f"{value:g}"


SAMPLES: Samples = {
    "ask_figure": {"period": QUARTERS[0]},
    "ask_index": {"label": "Tuần 23/11 – 29/11/2026", "groups": GROUPS},
    "ask_indicator": [{}, {"problem": "Chưa thấy mức phải đạt."}],
    "ask_report_words": {"part": PART, "own": False},
    "ask_target": {"item": MEASURED, "problem": "cao"},
    "clocks": {
        "common": [bag(title="Trả lời", said="10 ngày làm việc", source="Nghị định 20/2008/NĐ-CP", by_law=True)],
        "laws": list(RULES.law.values()),
        "titles": {code: code for rule in RULES.law.values() for code in rule.only} | {"": ""},
        "rows": [("Chiếu sáng công cộng", "xử lý 24 giờ")],
        "answers": list(RULES.answer.values()),
        "presets": list(RULES.preset.values()),
        "preset": next(iter(RULES.preset.values())),
    },
    "clocks_dropped": {},
    "clocks_gone": {},
    "clocks_kept": {},
    "clocks_preview": {"changes": [("Chiếu sáng công cộng", "Xử lý", "5 ngày làm việc", "24 giờ")], "more": 2},
    "clocks_same": {},
    "clocks_unclear": {"problem": "Chưa hiểu “sớm nhất có thể”."},
    "figure_unclear": [{"asked": [FOLLOWED]}, {"asked": []}],
    "figure_which": [
        {"asked": [FOLLOWED, FOLLOWED], "typed": "97,5", "count": 1},
        {"asked": [FOLLOWED, FOLLOWED], "typed": "", "count": 3},
    ],
    "figures_taken": {
        "taken": [
            taken(problem)
            for problem in (
                "",
                "unknown",
                "computed",
                "period",
                "number",
                "percent",
                "negative",
                "measure",
                "parts",
                "far",
            )
        ],
        "left": [FOLLOWED],
        "typed": typed,
    },
    "figures_wanted": [{"found": [FOLLOWED]}, {"found": [FOLLOWED, FOLLOWED]}, {"found": []}],
    "index766": [
        {
            "new": True,
            "found": FOUND,
            "is_this_week": True,
            "label": FOUND.label,
            "weekday": "thứ Hai",
            "weeks": 3,
            "days": {"thu_ba": "thứ Ba"},
            "change": said_change,
        },
        {
            "new": False,
            "found": None,
            "is_this_week": False,
            "label": FOUND.label,
            "weekday": "thứ Hai",
            "weeks": 0,
            "days": {"thu_ba": "thứ Ba"},
            "change": said_change,
        },
    ],
    "index_chart": {"weeks": [FOUND]},
    "index_gone": {},
    "index_imported": {
        "name": "diem-766.xlsx",
        "groups": GROUPS,
        "points": POINTS,
        "total": 92.5,
        "typed": "18;19,5;10;8;17;20",
    },
    "index_off": {"groups": GROUPS, "source": source()},
    "index_public": {"found": FOUND, "as_of": NOW, "change": said_change, "releases": False, "mark": ""},
    "index_reading": {"name": "diem-766.xlsx"},
    "index_released": {"found": FOUND},
    "index_stop": {},
    "index_unclear": {"problem": "Cần đủ 6 số.", "groups": GROUPS},
    "index_wanted": [
        {"step": step, "label": FOUND.label, "groups": GROUPS, "before": bag(row=bag(points=POINTS)), "row_id": 3}
        for step in ("ask", "nudge", "name", "publish")
    ],
    "indicator": [
        {"source": "", "live": None, "how": "", "seen": QUARTERS[:1], "enters": True, "keeps": True},
        {
            "source": SOURCES["pakn"],
            "live": bag(value=92.5),
            "how": "37 trên 40 phản ánh",
            "seen": [],
            "enters": False,
            "keeps": False,
        },
    ],
    "indicator_chart": {},
    "indicator_closed": [{"item": MEASURED, "sure": True}, {"item": MEASURED, "sure": False}],
    "indicator_edit": [
        {"item": MEASURED, "new": True, "rhythms": EVERY, "sources": SOURCES, "likely": "pakn", "names": UNITS},
        {
            "item": MEASURED.model_copy(update={"source": "pakn"}),
            "new": False,
            "rhythms": EVERY,
            "sources": SOURCES,
            "likely": "",
            "names": UNITS,
        },
    ],
    "indicator_history": {
        "rows": [FIGURE],
        "labels": {"2026-Q3": "quý III/2026"},
        "people": {21: "Trần Thị Lan"},
        "counted": {1},
        "more": 3,
    },
    "indicator_known": {"item": MEASURED},
    "indicator_sources": {"offered": [(MEASURED, "pakn")], "sources": SOURCES},
    "indicator_unknown": [{"computed": True}, {"computed": False}],
    "indicators": [
        {
            "total": 9,
            "searched": False,
            "page": 0,
            "counts": [("risk", 2), ("met", 7)],
            "shown": [FOLLOWED],
            "names": UNITS,
            "waits": True,
            "keeps": True,
        },
        {
            "total": 0,
            "searched": True,
            "page": 0,
            "counts": [],
            "shown": [],
            "names": UNITS,
            "waits": False,
            "keeps": False,
        },
    ],
    "indicators_wanted": [
        {"last": DUE, "lines": [(FOLLOWED, QUARTERS[0], "ask")], "total": 1},
        {"last": DUE, "lines": [(FOLLOWED, QUARTERS[0], "nudge")], "total": 9},
    ],
    "periods": {
        "total": 2,
        "tasks": [REPORT_TASK],
        "base": [kind for kind in kinds().values() if kind.base],
        "more": [kind for kind in kinds().values() if not kind.base],
        "now": MEANING,
    },
    "periods_dropped": {},
    "periods_gone": {},
    "periods_kept": [{"wanted": MEANING, "kinds": kinds(), "change": MOVES}],
    "periods_preview": {"wanted": MEANING, "kinds": kinds(), "change": MOVES, "mark": "a1b2"},
    "periods_same": {"now": MEANING, "kinds": kinds()},
    "periods_unclear": {"problem": "Chưa hiểu “chốt giữa tháng”."},
    "report": [
        {"parts": [PART], "nothing": "Không phát sinh.", "corrects": True, "sends": True},
        {"parts": [PART], "nothing": "Không phát sinh.", "corrects": False, "sends": False, "report": SENT_REPORT},
    ],
    "report_codes": {
        "title": "Trả lời đúng hạn",
        "value": "50 %",
        "whole": 2,
        "total": 1,
        "codes": [bag(code="TB-M4P7RD", mark="", about="Đèn đường hỏng", command="/pa 42")],
        "first": 0,
        "more": "",
        "back": "7",
    },
    "report_drafted": [{"again": False}, {"again": True, "report": SENT_REPORT}],
    "report_held": {},
    "report_list": [
        {
            "title": "Báo cáo tháng 11/2026",
            "lines": [("Trả lời đúng hạn: 50 %", "7 on_time")],
            "more": "7 2",
            "back": "7",
        },
        {"title": "Báo cáo tháng 11/2026", "lines": [], "more": "", "back": ""},
    ],
    "report_papers": {},
    "report_parts": {"parts": [PART]},
    "report_sent": {"count": 2},
    "report_unclear": [{}, {"problem": "Kỳ này bắt đầu từ 01/12/2026, chưa có số liệu."}],
    "report_unknown": {},
    "report_words_unusable": {"longest": 2000},
    "reports": {
        "said": False,
        "reports": [SENT_REPORT],
        "periods": [bag(label="Tháng này", key="2026-11")],
        "before": [bag(label="Tháng trước", key="2026-10")],
        "keeps": True,
    },
    "reports_auto": {
        "kinds": dict(list(KINDS.items())[:3]),
        "wanted": {"month"},
        "coming": [bag(period=bag(label="Tháng 11/2026"), draft_at=NOW, send_at=NEXT_MONDAY)],
    },
}
