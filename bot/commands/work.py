"""What officials say about their work: duties, deadlines, leave."""

from bot.commands.command import DECIDERS, Command
from bot.handlers import (
    dates,
    duties,
    events,
    figures,
    giving,
    handover,
    indicators,
    leave,
    more_time,
    overview,
    progress,
    reasons,
    signing,
    slots,
    snoozing,
    subscribing,
    weekly,
)
from bot.rules.access import EVERYONE, STAFF

WORK = (
    Command(
        "viec",
        duties.list_duties,
        STAFF,
        "Việc của tôi, gần hạn nhất trước",
        ("viec cua toi", "viec", "cong viec"),
    ),
    Command(
        "tinhhinh",
        overview.status,
        STAFF,
        "Tình hình nhiệm vụ và phản ánh",
        ("tinh hinh", "tong hop", "bao cao"),
    ),
    Command("trehan", overview.late_now, STAFF, "Việc trễ hạn", ("tre han", "viec tre", "viec tre han")),
    Command(
        "chitieu", indicators.indicators, STAFF, "Chỉ tiêu: kết quả, dự kiến, lịch sử", ("chi tieu", "cac chi tieu")
    ),
    Command("solieu", figures.figures, STAFF, "Nhập số liệu chỉ tiêu đang chờ", ("so lieu", "nhap so lieu")),
    Command("nghi", leave.go_away, STAFF, "Báo nghỉ, nhờ người thay"),
    Command("giao", giving.give, DECIDERS, "Giao việc bằng một câu"),
    Command("bangiao", handover.hand_over, STAFF, "Danh sách bàn giao"),
    Command("lich_ca_nhan", subscribing.subscribe, STAFF, "Địa chỉ lịch riêng cho điện thoại"),
    Command("gio", slots.set_slot, STAFF, "Giờ nhận lời nhắc buổi sáng"),
    Command(
        "sukien",
        events.list_events,
        STAFF,
        "Báo sự kiện mà kế hoạch đang chờ để tính hạn",
        ("su kien", "bao su kien"),
    ),
    Command("dathan", dates.dates, STAFF, "Việc còn thiếu ngày, đặt hạn", ("dat han", "viec thieu ngay")),
    Command("vi_sao", reasons.why, EVERYONE),
    Command("v", duties.show_duty, STAFF),
    Command("xong", progress.done, STAFF),
    Command("dang", progress.doing, STAFF),
    Command("chuaxong", progress.undo, STAFF),
    Command("ghichu", progress.note, STAFF),
    Command("giahan", more_time.ask, STAFF),
    Command("duyet", more_time.decide, DECIDERS),
    Command("tensukien", events.ask_name, STAFF),
    Command("bosukien", events.take_back, STAFF),
    Command("nghiemthu", signing.judge, DECIDERS),
    Command("thugiao", giving.take_back, DECIDERS),
    Command("suagiao", giving.ask_change, DECIDERS),
    Command("nhaclai", snoozing.snooze, STAFF),
    Command("tuan", weekly.answer_week, STAFF),
)
