"""The periodic reports: to be drafted, looked at, downloaded; and what is open to the public."""

from bot.handlers.reports import reports
from bot.web.desk.buttons import buttons_of
from bot.web.desk.looks import may
from bot.web.desk.visit import Page, Visit, not_here
from storage.reports import last_reports

SHOWN = 20


def show_papers(visit: Visit) -> Page:
    desk = visit.desk
    if not may(desk, "baocao"):
        raise not_here()
    offered = buttons_of(reports(desk, ""))
    values = {
        "reports": last_reports(desk.session, desk.office.id, SHOWN),
        "periods": [button for button in offered if button.command.startswith("/baocao ")],
        "others": [button for button in offered if not button.command.startswith(("/baocao ", "/xembc "))],
        "register": visit.base.rpartition("/")[0] + "/congkhai",
    }
    return Page("desk_papers.html", "baocao", "Báo cáo", values)
