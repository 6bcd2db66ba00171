"""A citizen leaves out what is asked, says whether the matter may be published, or wants no name on it."""

from bot.acts.case_clocks import resort_clocks
from bot.acts.cases import record
from bot.acts.missing import then_ask
from bot.desk import Desk
from bot.handlers.tracking import own_case
from bot.rules.clock_rules import wants_name
from bot.rules.lacking import Lack, lacks_of
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback


def skip(desk: Desk, words: str) -> Reply:
    """The next thing, or none any more."""
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    return _next(desk, case, "")


def publish(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX co" or "khong": may this case be shown, without any person, on the public register?"""
    case, said = own_case(desk, words), words.partition(" ")[2]
    if case is None or said not in ("co", "khong"):
        return desk.say("code_unknown", code=words[:20])
    case.may_publish = said == "co"
    desk.session.add(case)
    record(desk, case, "may_publish", said)
    return _next(desk, case, said)


def _next(desk: Desk, case: Feedback, said: str) -> Reply:
    lacks = _waiting(desk, case)[1:]
    if not lacks:
        return then_ask(desk, case, desk.say("enough", case=case, said=said), ())
    reply = desk.say("lack", case=case, lack=lacks[0], places=desk.takes_places)
    then_ask(desk, case, reply, lacks)
    return reply


def _waiting(desk: Desk, case: Feedback) -> tuple[Lack, ...]:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    mine = draft and draft.topic == "more" and draft.data["case"] == case.id
    return lacks_of(draft.data.get("lacks")) if draft and mine else ()


def hide_name(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX": nobody sees who it is any more; where the law wants a name, "van" says that it is known."""
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    asked = wants_name(case.category) and words.partition(" ")[2] != "van"
    if not (asked or case.anonymous):
        case.anonymous = True
        desk.session.add(case)
        record(desk, case, "anonymous")
        resort_clocks(desk, case)
    return desk.say("nameless", case=case, asked=asked)
