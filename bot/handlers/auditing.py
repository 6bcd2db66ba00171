"""What was done lately that matters: who saw contacts, changed settings, published, blocked, erased."""

from bot.desk import Desk
from bot.rules.audited import TITLES
from bot.talk import Reply
from storage.audit import last_acts
from storage.people import names_of

SHOWN = 25


def show_log(desk: Desk, _words: str) -> Reply:
    acts = last_acts(desk.session, desk.office.id, SHOWN)
    names = names_of(desk.session, (act.person_id for act in acts if act.person_id))
    return desk.say("audit_log", acts=[(act, names.get(act.person_id or 0, "")) for act in acts], titles=TITLES)
