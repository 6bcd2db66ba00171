"""What the office says about its periodic reports."""

from bot.commands.command import Command
from bot.handlers import report_figures, reports
from bot.rules.access import KEEPERS, OVERSEERS

REPORTING = (
    Command(
        "baocao",
        reports.reports,
        OVERSEERS,
        "Báo cáo tuần, tháng, quý, năm: tệp Word, Excel, sửa, gửi lãnh đạo",
        ("bao cao", "bao cao dinh ky", "cac bao cao"),
    ),
    Command("xembc", reports.show, OVERSEERS),
    Command("sobc", report_figures.figures, OVERSEERS),
    Command("tepbc", reports.papers, OVERSEERS),
    Command("suabc", reports.correct, OVERSEERS),
    Command("lambc", reports.again, OVERSEERS),
    Command("guibc", reports.send_up, KEEPERS),
    Command("tudongbc", reports.automatic, KEEPERS),
)
