"""What was done that matters, by whom: the newest lines of the audit log."""

from bot.rules.audited import TITLES
from bot.web.desk.looks import may
from bot.web.desk.visit import Page, Visit, not_here
from storage.audit import last_acts
from storage.people import names_of

SHOWN = 100


def show_log(visit: Visit) -> Page:
    desk = visit.desk
    if not may(desk, "nhatky"):
        raise not_here()
    acts = last_acts(desk.session, desk.office.id, SHOWN)
    names = names_of(desk.session, (act.person_id for act in acts if act.person_id))
    values = {"acts": [(act, names.get(act.person_id or 0, "")) for act in acts], "titles": TITLES}
    return Page("desk_log.html", "nhatky", "Nhật ký", values)
