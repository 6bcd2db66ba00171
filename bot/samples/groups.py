"""What a unit's group chat reads, and what is printed."""

from bot.papers.law import Kept, Told
from bot.rules.addresses import read_name
from bot.samples.story import ECONOMY, LAST_WEEK, LATE, OFFICE, TODAY, Samples, answered, bag

KEPT = Kept("Nội dung phản ánh", "24 tháng", "sau khi kết thúc", "Đủ để đối chiếu.", is_own=False)
TOLD = Told(
    office=read_name(OFFICE.name),
    contact="0200 000 0002",
    channels=("Telegram", "Zalo OA", "trang trò chuyện"),
    kept=(KEPT, KEPT),
    ask="Xin ông/bà cho biết có đồng ý không.",
    notice="Dữ liệu chỉ dùng để giải quyết phản ánh.",
    hours_held=24,
    version=1,
    has_own_key=True,
    backup_days=30,
    goes_out=True,
)


def line(late: int, **other: object) -> object:
    usual: dict[str, object] = {
        "text": "Rà soát danh sách hộ nghèo",
        "check_in": False,
        "late": late,
        "due": LATE if late > 0 else TODAY,
        "due_time": None,
        "names": ["Trần Thị Lan"],
    }
    return bag(**(usual | other))


GROUPS: Samples = {
    "group_choose": {"units": [ECONOMY]},
    "group_digest": {
        "lines": [line(3), line(0), line(-2), line(-9, check_in=True)],
        "more": 2,
        "given": 1,
        "cases": 3,
        "late_cases": 1,
        "dossiers": 2,
    },
    "group_kept": [{"named": True, "told": False}, {"named": False, "told": True}],
    "group_linked": {"mine": True},
    "group_unlinked": {},
    "groups": [
        {
            "groups": [(bag(linked_at=LAST_WEEK, person_id=40), "Phòng Kinh tế")],
            "named": True,
            "told": False,
            "keeps": True,
        },
        {"groups": [], "named": False, "told": True, "keeps": False},
    ],
    "in_group": {},
}
PAPERS: Samples = {
    **{name: {"told": TOLD} for name in ("law_breach", "law_consent", "law_notice", "law_record", "law_times")},
    "slip": [{"title": "Chiếu sáng công cộng"}, {"title": "", "unit": "", "case": answered(origin="phone")}],
    "slip_how": {},
}
