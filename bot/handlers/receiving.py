"""How the result of a case shall reach its sender once the bot cannot bring it."""

from bot.acts.closing import keep
from bot.desk import Desk
from bot.handlers.channels import further_account
from bot.handlers.welcome import reception
from bot.rules.lacking import phone_in
from bot.rules.states import ReachBy
from bot.talk import Reply
from storage.feedback import open_cases_of

WORDS = {"cho": ReachBy.WAIT, "dienthoai": ReachBy.PHONE, "kenh": ReachBy.CHANNEL, "quay": ReachBy.COUNTER}


def choose(desk: Desk, words: str) -> Reply:
    """ "cho", "dienthoai", "kenh", "quay": so for every open case of the speaker's."""
    way = WORDS.get(words)
    if way is None or not open_cases_of(desk.session, desk.person.id):
        return desk.say("reach_none")
    if way == ReachBy.PHONE and not desk.person.phone:
        desk.ask("reach_phone")
        return desk.say("ask_reach_phone")
    return _kept(desk, way)


def phone_said(desk: Desk, _data: object) -> Reply:
    phone = phone_in(desk.heard.phone or desk.heard.text)
    if not phone:
        return desk.say("ask_reach_phone")
    desk.forget()
    desk.person.phone = phone
    desk.session.add(desk.person)
    return _kept(desk, ReachBy.PHONE)


def _kept(desk: Desk, way: ReachBy) -> Reply:
    cases = open_cases_of(desk.session, desk.person.id)
    keep(desk, cases, way)
    kept = desk.say("reach_kept", way=way, cases=cases, phone=desk.person.phone)
    if way == ReachBy.CHANNEL:
        return kept.then(further_account(desk, ""))
    return kept.then(reception(desk, "")) if way == ReachBy.COUNTER else kept
