"""Who holds a printed slip follows its case: reads how it stands, and takes it over into this chat."""

from dataclasses import replace

from bot.acts.cases import record
from bot.acts.consents import write_consent
from bot.acts.keep_times import keep_time
from bot.acts.slips import MARK
from bot.desk import Desk
from bot.handlers import welcome
from bot.handlers.tracking import show_state, track
from bot.rules.tokens import is_slip_key
from bot.talk import Reply
from storage.feedback import Feedback, feedback_coded
from storage.people import Person, has_account, join


def start(desk: Desk, words: str) -> Reply:
    """The first tap on a channel; a slip's QR code brings code and key along."""
    if words and not desk.heard.private:
        return welcome.in_group(desk)
    if not words.startswith(MARK):
        return welcome.start(desk, words)
    return look_up(desk, words.removeprefix(MARK).replace("_", " "))


def look_up(desk: Desk, words: str) -> Reply:
    """ "XT-7KM3QX": one's own case · "XT-7KM3QX K3YK3YK3": that of the slip at hand."""
    case = _of_slip(desk, words)
    if case is None or case.person_id == desk.person.id:
        return track(desk, words)
    ways = desk.say("slip_follow", case=case, key=words.split(" ")[1].upper(), free=_is_free(desk, case))
    return replace(show_state(desk, case), choices=()).then(ways)


def _of_slip(desk: Desk, words: str) -> Feedback | None:
    code, _, key = words.partition(" ")
    case = feedback_coded(desk.session, desk.office.id, code)
    known = case is not None and case.recorded_by is not None and is_slip_key(desk.tools.secret, case.code, key)
    return case if known else None


def _is_free(desk: Desk, case: Feedback) -> bool:
    """Nobody follows it in a chat yet, and who asks is no official, whose own matters would be mixed with it."""
    return not (has_account(desk.session, case.person_id) or desk.rights.is_staff)


def follow(desk: Desk, words: str) -> Reply:
    """ "XT-7KM3QX K3YK3YK3": what that means; with "dongy": from now on the news comes to this chat."""
    code, key, *agreed = [*words.split(" "), "", ""][:3]
    case = _of_slip(desk, f"{code} {key}")
    if case is None or not _is_free(desk, case):
        return desk.say("code_unknown", code=words[:20])
    if agreed != ["dongy"]:
        return desk.say("slip_consent", case=case, key=key, kept=keep_time(desk, "cases"))
    sender = desk.session.get_one(Person, case.person_id)
    write_consent(desk)
    join(desk.session, desk.speaker.account, sender)
    sender.name = sender.name or desk.person.name
    desk.session.add(sender)
    record(desk, case, "followed")
    return desk.say("slip_followed", case=case)
