"""The month's list of units with late dossiers, whenever somebody who sees the office asks for it."""

from bot.acts.dossiers.months import last_list, month_list
from bot.acts.wanted import office_periods
from bot.desk import Desk
from bot.rules.report_asked import read_period
from bot.talk import Reply


def month(desk: Desk, words: str) -> Reply:
    """ "": the last month whose list was due · "tháng 11", "2026-11": that one."""
    try:
        asked = read_period(words, desk.today, office_periods(desk.office)) if words else last_list(desk)
    except ValueError:
        asked = None
    if asked is None or asked.kind != "month":
        return desk.say("dossier_month_unclear", said=words[:40])
    return month_list(desk, asked) or desk.say("dossier_month_empty", label=asked.label, key=asked.key)
