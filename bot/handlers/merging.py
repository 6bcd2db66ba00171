"""The same matter reported by several: a citizen says so in the receipt, or the clerk puts cases together and apart."""

from bot.acts.case_letters import present, tell_citizen
from bot.acts.cases import record
from bot.acts.duplicates import same_matters
from bot.acts.merging import may_merge, merge, part
from bot.desk import Desk
from bot.handlers.casework import handled_case
from bot.handlers.tracking import own_case
from bot.rules.routing import CONDUCT
from bot.rules.states import Case, Role
from bot.talk import Reply
from storage.feedback import Feedback, feedback_coded


def follow_together(desk: Desk, words: str) -> Reply:
    """ "XT-7KM3QX 12": the citizen says that their case is the same as 12, which was offered."""
    case = own_case(desk, words)
    number = words.partition(" ")[2]
    main = next((one for one in same_matters(desk, case) if str(one.id) == number), None) if case else None
    if case is None or main is None or not may_merge(case, main):
        return desk.say("same_gone")
    merge(desk, case, main)
    return desk.say("followed_together", case=case, due=main.due)


def stay_apart(desk: Desk, words: str) -> Reply:
    """It is another matter: what was linked is not, and nothing else changes."""
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    if case.follows:
        case.follows = None
        desk.session.add(case)
        record(desk, case, "not_again")
    return desk.say("stayed_apart", case=case)


def put_together(desk: Desk, words: str) -> Reply:
    """ "7": with which? "7 5", also by codes: 7 goes with 5."""
    first, _, second = words.partition(" ")
    case, main = _case(desk, first), _case(desk, second)
    if case is None:
        return desk.say("case_unknown")
    if main is None:
        return desk.say("choose_same", case=case, found=same_matters(desk, case), titles=desk.topics)
    if not may_merge(case, main):
        return desk.say("merge_refused", case=case, main=main)
    if case.due < main.due:
        return desk.say("merge_other_way", case=case, main=main)
    merge(desk, case, main)
    tell_citizen(desk, case, f"merged:{main.id}", desk.say("news_merged", case=case, due=main.due), "gộp cùng việc")
    return desk.say("put_together", case=case, main=main)


def _case(desk: Desk, word: str) -> Feedback | None:
    """By number or code, for who sorts; what is said of an official is the lead's."""
    coded = feedback_coded(desk.session, desk.office.id, word.upper()) if "-" in word else None
    case = handled_case(desk, str(coded.id) if coded else word)
    return None if case and case.category == CONDUCT and Role.LEAD not in desk.rights.roles else case


def take_apart(desk: Desk, words: str) -> Reply:
    case = _case(desk, words)
    if case is None or case.state != Case.MERGED:
        return desk.say("case_unknown")
    part(desk, case)
    return present(desk, case)
