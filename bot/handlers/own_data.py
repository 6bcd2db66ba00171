"""A citizen sees what is held of them, gets it as a file, and has it erased."""

from datetime import timedelta

from bot.acts.case_letters import tell_withdrawn
from bot.acts.confirming import ask_sure, is_sure
from bot.acts.erasing import close_answered, forget_cases, forget_citizen, kept_cases, unfinished, withdraw
from bot.acts.own_data import own_data
from bot.desk import Desk
from bot.rules.states import Case
from bot.talk import Reply
from storage.data_requests import ERASE, EXPORT, DataRequest, last_request, open_request

EXPORT_EVERY = timedelta(hours=24)


def show(desk: Desk, _words: str) -> Reply:
    """The sums of what is held, and what can be done with it."""
    waits = open_request(desk.session, desk.person.id, ERASE)
    return desk.say("my_data", data=own_data(desk, desk.person.id), waits=waits)


def export(desk: Desk, _words: str) -> Reply:
    """Everything as files; they are put together apart, and come as a letter."""
    last = last_request(desk.session, desk.person.id, EXPORT)
    if last and last.asked_at > desk.now - EXPORT_EVERY:
        return desk.say("export_again", made=last.done_at is not None)
    _ask_for(desk, EXPORT)
    return desk.say("export_begun")


def ask_erasing(desk: Desk, _words: str) -> Reply:
    """What would go and what would stay; nothing happens before it is confirmed."""
    if open_request(desk.session, desk.person.id, ERASE):
        return desk.say("erasing_waits", cases=unfinished(desk, desk.person.id))
    ask_sure(desk, "erasing")
    return desk.say(
        "ask_erasing",
        cases=len(kept_cases(desk, desk.person.id)),
        open=unfinished(desk, desk.person.id),
        is_official=desk.rights.is_staff,
    )


def unconfirmed(desk: Desk, _data: dict[str, object]) -> Reply:
    """Words instead of a tap: erasing is too much to guess at."""
    return ask_erasing(desk, "")


def erase(desk: Desk, words: str) -> Reply:
    """ "ngay": what is open is withdrawn and all goes now; "sau": the finished goes now, the rest once answered."""
    if words not in ("ngay", "sau") or not is_sure(desk, "erasing"):
        return ask_erasing(desk, "")
    left = unfinished(desk, desk.person.id)
    if left and words == "sau":
        return _erase_later(desk)
    withdraw(desk, left)
    close_answered(desk, kept_cases(desk, desk.person.id))
    desk.spare(forget_citizen(desk, desk.person, "request"))
    for case in left:  # only now, or these letters would be forgotten too
        tell_withdrawn(desk, case)
    return desk.say("erased_all", is_official=desk.rights.is_staff)


def _erase_later(desk: Desk) -> Reply:
    left = unfinished(desk, desk.person.id)
    waiting = [case.id for case in left]
    over = [case for case in kept_cases(desk, desk.person.id) if case.id not in waiting]
    close_answered(desk, [case for case in over if case.state == Case.ANSWERED])
    desk.spare(forget_cases(desk, over, "request"))
    _ask_for(desk, ERASE)
    return desk.say("erasing_waits", cases=left)


def keep_after_all(desk: Desk, _words: str) -> Reply:
    """ "Thôi không xóa": what is still there stays."""
    waits = open_request(desk.session, desk.person.id, ERASE)
    if waits is None:
        return desk.say("nothing_to_send")
    waits.next_at = None
    desk.session.add(waits)
    return desk.say("erasing_off")


def _ask_for(desk: Desk, kind: str) -> None:
    desk.session.add(
        DataRequest(office_id=desk.office.id, person_id=desk.person.id, kind=kind, asked_at=desk.now, next_at=desk.now)
    )
