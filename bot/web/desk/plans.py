"""The office's plans: waiting to be saved or followed; their tables open in a page of their own."""

from bot.web.desk.looks import may
from bot.web.desk.visit import Page, Visit, not_here
from storage.plans import count_to_review, plans_in_force, plans_waiting


def show_plans(visit: Visit) -> Page:
    desk = visit.desk
    if not may(desk, "kehoach"):
        raise not_here()
    values = {
        "waiting": plans_waiting(desk.session, desk.office.id),
        "followed": plans_in_force(desk.session, desk.office.id),
        "doubts": count_to_review(desk.session, desk.office.id),
    }
    return Page("desk_plans.html", "kehoach", "Kế hoạch", values)
