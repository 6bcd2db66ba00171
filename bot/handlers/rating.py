"""What the citizen thinks of an answer: stars, words, and whether the matter is to be taken up again."""

from datetime import timedelta

from bot.acts.cases import move, record
from bot.acts.missing import ADDING
from bot.acts.reopening import may_reopen, reopen, review
from bot.desk import Desk
from bot.handlers.intake import citizen_said
from bot.handlers.tracking import own_case
from bot.rules.case_life import MOST_REOPENINGS, REOPENING_DAYS
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback

UNHAPPY = 2  # stars, and fewer
WORDS_LIFE = timedelta(days=3)  # how long the next words are taken as the reason


def rate(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX 4": one to five, once for each answer; low ones are asked why."""
    case = own_case(desk, words)
    stars = words.partition(" ")[2].strip()
    if case is None or not _was_answered(case) or stars not in tuple("12345"):
        return desk.say("code_unknown", code=words[:20])
    if case.rating is not None:
        return desk.say("rated_already", case=case)
    case.rating = int(stars)
    if case.state == Case.ANSWERED:
        move(desk, case, Case.CLOSED, "rated", stars)
    else:
        record(desk, case, "rated", stars)
    people = [case.handler_id] if case.handler_id else []
    desk.tell_all(people, f"case:{case.id}:rated", desk.say("news_rated", case=case), "người dân đánh giá")
    if case.rating <= UNHAPPY:
        desk.ask("unhappy", WORDS_LIFE, code=case.code)
    else:
        desk.ask("thanks", ADDING, code=case.code)
    return desk.say("rated", case=case, unhappy=case.rating <= UNHAPPY)


def _was_answered(case: Feedback) -> bool:
    return case.state in (Case.ANSWERED, Case.CLOSED) and case.answered_at is not None and case.erased_at is None


def thanks_said(desk: Desk, code: str) -> Reply:
    """A few words with good stars go to who worked on it; what is no praise is a matter of its own."""
    case = own_case(desk, code)
    desk.forget()
    if case is None or not desk.heard.text or desk.sorter.sort(desk.heard.text).kind != "khong_phai":
        return citizen_said(desk)
    event = record(desk, case, "praised", desk.heard.text)
    people = [case.handler_id] if case.handler_id else []
    news = desk.say("news_words", case=case, words=desk.heard.text)
    desk.tell_all(people, f"case:{case.id}:words:{event.id}", news, "lời người dân")
    return desk.say("words_kept", case=case)


def unhappy_because(desk: Desk, words: str) -> Reply:
    """ "TB-7KM3QX chua_xong": one of the reasons that were offered."""
    code, _, reason = words.partition(" ")
    case = own_case(desk, code)
    if case is None or not reason:
        return desk.say("code_unknown", code=words[:20])
    return _review(desk, case, desk.say("unhappy_reason", reason=reason).text)


def unhappy_said(desk: Desk, code: str) -> Reply:
    case = own_case(desk, code)
    if case is None or not desk.heard.text:
        return desk.say("ask_words_only")
    return _review(desk, case, desk.heard.text)


def _review(desk: Desk, case: Feedback, reason: str) -> Reply:
    desk.forget()
    if not reason or case.rating is None or case.rating > UNHAPPY:
        return desk.say("nothing_to_send")
    if not may_reopen(desk, case):
        return _too_late(desk, case)
    review(desk, case, reason)
    return desk.say("review_begun", case=case)


def ask_reopening(desk: Desk, words: str) -> Reply:
    """The lamp is dark again: the case goes on where it was."""
    case = own_case(desk, words)
    if case is None:
        return desk.say("code_unknown", code=words[:20])
    if not may_reopen(desk, case):
        return _too_late(desk, case)
    desk.ask("reopening", code=case.code)
    return desk.say("ask_reopening", case=case)


def reopening_said(desk: Desk, code: str) -> Reply:
    case = own_case(desk, code)
    if case is None or not desk.heard.text:
        return desk.say("ask_words_only")
    desk.forget()
    if not may_reopen(desk, case):
        return _too_late(desk, case)
    reopen(desk, case, desk.heard.text)
    return desk.say("reopened", case=case)


def _too_late(desk: Desk, case: Feedback) -> Reply:
    return desk.say("reopen_over", case=case, days=REOPENING_DAYS, most=MOST_REOPENINGS)
