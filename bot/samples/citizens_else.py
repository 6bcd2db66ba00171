"""What citizens read besides: consent, their data, their channels, dossiers, procedures, guidance."""

from bot.samples.story import (
    ACCOUNT,
    BLOCK,
    CONSENT,
    HOURS,
    LAST_WEEK,
    MOVED,
    NEXT_MONDAY,
    Samples,
    answered,
    bag,
    case,
    dossier,
)

PLACE = "Bộ phận Một cửa UBND xã Tân Bình, số 2 đường Trần Phú"
TOPICS = [(1, "Khai sinh"), (2, "Chứng thực bản sao")]
STANDINGS = [
    bag(id=1, title="Zalo", here=True, preferred=True, standing=bag(hindrance="", closes=NEXT_MONDAY)),
    bag(id=2, title="Telegram", here=False, preferred=False, standing=bag(hindrance="gone", closes=None)),
]
DATA = bag(
    person=bag(name="Nguyễn Thị Sáu", phone="0912 345 678"),
    accounts=[ACCOUNT],
    consents=[CONSENT],
    cases=[
        bag(
            case=answered(contact="bà Sáu, ấp 3"),
            title="Chiếu sáng công cộng",
            unit="Phòng Kinh tế",
            events=[bag(at=LAST_WEEK, what="added", words="Trước nhà số 12.")],
            files=[bag(name="den-duong.jpg")],
        )
    ],
    asides=[bag(at=LAST_WEEK, text="Tin gửi lặp lại")],
    blocks=[BLOCK],
    dossiers=[dossier()],
    looks=[(bag(at=LAST_WEEK, why="Xác minh nội dung"), "TB-C7K4QX", "Trần Thị Lan")],
    files=2,
)
SAMPLES: Samples = {
    "ask_erasing": [
        {"is_official": False, "cases": 3, "open": [case()]},
        {"is_official": False, "cases": 1, "open": []},
    ],
    "ask_person": {},
    "cancelled": {"is_staff": False},
    "channels": {"accounts": STANDINGS, "staff": False},
    "choices_on_their_way": {"is_staff": False},
    "choices_typed": [
        {"above": "1–3", "choices": [bag(mark="a", label="Xem tình trạng")], "more": False},
        {"above": "", "choices": [bag(mark="1", label="Đồng ý"), bag(mark="2", label="Không đồng ý")], "more": False},
    ],
    "code_wrong": [{"left": 2}, {"left": 0}],
    "codes_closed": {},
    "codes_locked": {"until": NEXT_MONDAY},
    "command_unknown": {"word": "xemphananh"},
    "dossier_code_unclear": {"said": "H29 số 5"},
    "dossier_consent": {"kept": "90 ngày"},
    "dossier_followed": {},
    "dossier_moved_told": {"dossier": MOVED, "place": PLACE},
    "dossier_not_found": {"code": "H29.155-261112-0005", "place": PLACE},
    "dossier_over_told": [
        {"dossier": dossier(state=state), "place": PLACE} for state in ("co_ket_qua", "da_tra", "khong_giai_quyet")
    ],
    "dossier_state": [
        {"running": True, "late": False, "place": PLACE, "hours": HOURS, "told": False, "may_ask": True},
        {
            "running": True,
            "late": True,
            "place": PLACE,
            "hours": HOURS,
            "told": True,
            "may_ask": False,
            "dossier": MOVED,
        },
    ],
    "dossier_too_many": {"hotline": "0200 000 0002"},
    "erased": {},
    "erased_all": {"is_official": False},
    "erasing_off": {},
    "erasing_waits": {"cases": [case()]},
    "expected_years": {"years": [2027]},
    "export": {"days": 7},
    "export_again": [{"made": True}, {"made": False}],
    "export_begun": {},
    "export_page": {"data": DATA},
    "file_link": [
        {"url": "https://tanbinh.example/tep/x7", "photo": True, "name": "ket-qua.jpg", "hours": 24},
        {"url": "", "photo": False, "name": "van-ban.pdf", "hours": 0},
    ],
    "further_account": {
        "staff": False,
        "code": "482913",
        "links": [("Telegram", "https://t.me/tanbinh_bot")],
        "minutes": 15,
    },
    "greeting_citizen": {"places": True},
    "guide_complaint": {"hours": HOURS, "schedule": "thứ Năm hằng tuần, 07:30 – 11:30", "offer": True},
    "guide_denunciation": {"schedule": "", "offer": True},
    "help": {
        "groups": [("Chung", [bag(word="tracuu", help="Xem tình trạng phản ánh")])],
        "is_staff": False,
        "places": True,
    },
    "link_ask": {"channel": "Zalo", "since": LAST_WEEK, "name": "", "title": "", "word": "482913"},
    "link_news": {"channel": "Zalo", "account": ACCOUNT, "staff": False},
    "link_refused": {"staff": False},
    "linked": {"channel": "Zalo"},
    "my_data": [
        {"data": DATA, "waits": False},
        {"data": bag(cases=[], asides=[], consents=[], dossiers=[]), "waits": True},
    ],
    "my_dossiers": [{"found": [dossier()]}, {"found": []}],
    "no_case": {"offer": True},
    "privacy": [{"kept": "24 tháng", "consent": CONSENT}, {"kept": "24 tháng", "consent": None}],
    "privacy_agreed": {},
    "privacy_ask": {"kept": "24 tháng", "photos": 2, "hours": 24},
    "privacy_declined": {"hours": HOURS},
    "privacy_waits": {},
    "privacy_withdrawn": {"kept": "24 tháng"},
    "procedure": [
        {
            "told": [("Khai sinh", "Mang giấy chứng sinh; nộp tại quầy số 2.")],
            "topics": [],
            "hours": HOURS,
            "offer": True,
        },
        {"told": [], "topics": TOPICS, "hours": HOURS, "offer": False},
    ],
    "reception": {"hours": HOURS, "schedule": "thứ Năm hằng tuần, 07:30 – 11:30", "says": False},
    "secret_refused": {},
    "unreadable": {"is_staff": False},
    "unsaid": {},
    "urgent": {"offer": True},
}
