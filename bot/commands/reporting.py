"""What the office says about its periodic reports, the weeks of its units and its news."""

from bot.commands.command import Command
from bot.handlers import news, report_figures, reports, rhythm, unit_week, weekly
from bot.rules.access import KEEPERS, OVERSEERS, STAFF

REPORTING = (
    Command(
        "baocao",
        reports.reports,
        OVERSEERS,
        "Báo cáo tuần, tháng, quý, năm: tệp Word, Excel, sửa, gửi lãnh đạo",
        ("bao cao", "bao cao dinh ky", "cac bao cao"),
    ),
    Command("tuan", weekly.answer_week, STAFF, "Trả lời báo cáo tuần", ("tra loi bao cao tuan",)),
    Command(
        "tuandonvi",
        unit_week.show_unit_week,
        STAFF,
        "Báo cáo tuần của đơn vị",
        ("tuan cua don vi", "bao cao tuan cua don vi", "ai chua bao cao", "ai chua bao cao tuan"),
    ),
    Command(
        "phatsinh",
        unit_week.add_extra,
        STAFF,
        "Báo việc phát sinh của đơn vị trong tuần",
        ("viec phat sinh", "bao viec phat sinh"),
    ),
    Command("ykdonvi", unit_week.add_remark, STAFF),
    Command("bophatsinh", unit_week.take_back, STAFF),
    Command("tin", news.send_news, STAFF, "Gửi tin, bài, ảnh truyền thông", ("gui tin", "gui tin bai")),
    Command(
        "dstin", news.list_news, STAFF, "Tin, bài trong tuần", ("tin tuan nay", "tin bai tuan nay", "ai chua gui tin")
    ),
    Command("thutin", news.take_back, STAFF),
    Command(
        "nhiptuan",
        rhythm.set_rhythm,
        KEEPERS,
        "Báo cáo tuần: hỏi ngày giờ nào, gửi ngày giờ nào",
        ("nhip tuan", "nhip bao cao tuan"),
    ),
    Command(
        "dinhmuctin",
        news.choose_quota,
        KEEPERS,
        "Định mức tin, bài mỗi cán bộ mỗi tuần",
        ("dinh muc tin", "dinh muc tin bai"),
    ),
    Command("xembc", reports.show, OVERSEERS),
    Command("sobc", report_figures.figures, OVERSEERS),
    Command("tepbc", reports.papers, OVERSEERS),
    Command("suabc", reports.correct, OVERSEERS),
    Command("lambc", reports.again, OVERSEERS),
    Command("guibc", reports.send_up, KEEPERS),
    Command("tudongbc", reports.automatic, KEEPERS),
)
