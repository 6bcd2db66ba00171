"""A dossier that is late or will be: why, the new day (once), and the letter of apology."""

from datetime import date, timedelta

from bot.acts.dossiers.apologising import apology_letter
from bot.acts.dossiers.giving import give, posts_for
from bot.acts.dossiers.steps import note_step, place_of, set_reminder, tell_followers
from bot.desk import Desk
from bot.handlers.dossiers import handled, show
from bot.rules.dossier_words import OTHER, reasons
from bot.rules.states import Role
from bot.rules.told_days import read_coming
from bot.rules.vietnamese import nfc
from bot.talk import Reply
from storage.dossiers import Dossier
from storage.people import holders

LONGEST = 1000
FARTHEST = timedelta(days=90)
_AHEAD = (1, 2, 3, 5)  # worked days that can be tapped


def explain(desk: Desk, words: str) -> Reply:
    """ "7": which reason · "7 luong": that one; words may follow."""
    dossier = handled(desk, words)
    if dossier is None or dossier.is_over:
        return show(desk, dossier) if dossier else desk.say("dossier_unknown")
    key = words.partition(" ")[2]
    if key not in reasons():
        desk.ask("dossier_reason", dossier=dossier.id)
        return desk.say("dossier_reason_asked", dossier=dossier, reasons=reasons(), late=dossier.is_late(desk.here))
    dossier.reason, dossier.explained_by = key, desk.person.id
    desk.session.add(dossier)
    note_step(desk, dossier, "explained", desk.person.id, reasons()[key])
    desk.ask("dossier_reason", dossier=dossier.id)
    return _explained(desk, dossier, is_open=True)


def reason_said(desk: Desk, number: int) -> Reply:
    """Words of one's own, alone or beside the reason that was tapped."""
    desk.forget()
    dossier = handled(desk, str(number))
    words = nfc(desk.heard.text)[:LONGEST]
    if dossier is None or not words:
        return desk.say("dossier_unknown")
    dossier.reason, dossier.explanation = dossier.reason or OTHER, words
    dossier.explained_by = desk.person.id
    desk.session.add(dossier)
    note_step(desk, dossier, "explained", desk.person.id, words)
    return _explained(desk, dossier, is_open=False)


def _explained(desk: Desk, dossier: Dossier, *, is_open: bool) -> Reply:
    reason, who = reasons().get(dossier.reason, ""), desk.person.name
    said = desk.say("dossier_explained_told", dossier=dossier, reason=reason, who=who)
    _tell_heads(desk, dossier, "reason" if is_open else "words", said)
    return desk.say("dossier_explained", is_open=is_open, dossier=dossier, reason=reason)


def _tell_heads(desk: Desk, dossier: Dossier, what: str, reply: Reply) -> None:
    """Once a day for each thing; in the unit without a head nobody, as the ladder goes up by itself."""
    heads = holders(desk.session, desk.office.id, Role.UNIT_HEAD, dossier.unit_id) if dossier.unit_id else []
    others = [person for person in heads if person != desk.person.id]
    desk.tell_all(others, f"dossier:{dossier.id}:{what}:{desk.today}", reply, "hồ sơ một cửa chậm")


def new_day(desk: Desk, words: str) -> Reply:
    """ "7": which day · "7 2026-12-09": what that would do · "7 2026-12-09 dung": so it is."""
    dossier = handled(desk, words)
    if dossier is None:
        return desk.say("dossier_unknown")
    refused = _not_movable(desk, dossier)
    if refused:
        return refused
    _, said, sure = [*words.split(" "), "", ""][:3]
    day = _iso(said)
    if day is None:
        desk.ask("dossier_day", dossier=dossier.id)
        return desk.say("dossier_day_asked", dossier=dossier, days=_likely(desk, dossier), problem="")
    return _moved(desk, dossier, day, is_sure=sure == "dung")


def day_said(desk: Desk, number: int) -> Reply:
    dossier = handled(desk, str(number))
    refused = desk.say("dossier_unknown") if dossier is None else _not_movable(desk, dossier)
    if dossier is None or refused:
        desk.forget()
        return refused or desk.say("dossier_unknown")
    day = read_coming(desk.heard.text, desk.today)
    if day is None:
        return _again(desk, dossier, f"Tôi chưa hiểu ngày “{desk.heard.text[:40]}”.")
    return _moved(desk, dossier, day, is_sure=False)


def _not_movable(desk: Desk, dossier: Dossier) -> Reply | None:
    """A new day is given once; and why it is late has to be said first."""
    if dossier.is_over or dossier.due is None:
        return show(desk, dossier)
    if dossier.new_due is not None:
        return desk.say("dossier_day_once", dossier=dossier)
    return None if dossier.reason else explain(desk, str(dossier.id))


def _moved(desk: Desk, dossier: Dossier, day: date, *, is_sure: bool) -> Reply:
    problem = _problem(desk, dossier, day)
    if problem:
        return _again(desk, dossier, problem)
    if not is_sure:
        desk.ask("dossier_day", dossier=dossier.id)
        return desk.say("dossier_day_sure", dossier=dossier, wanted=day, in_time=_is_in_time(desk, dossier))
    desk.forget()
    dossier.new_due = dossier.due = day
    dossier.due_time = None
    set_reminder(desk, dossier)
    note_step(desk, dossier, "new_day", desk.person.id, on=day)
    reason, who = reasons().get(dossier.reason, ""), desk.person.name
    _tell_heads(desk, dossier, "new_day", desk.say("dossier_day_told", dossier=dossier, reason=reason, who=who))
    tell_followers(desk, dossier, "new_day", desk.say("dossier_moved_told", dossier=dossier, place=place_of(desk)))
    letter = apology_letter(desk, dossier)
    return desk.say("dossier_day_set", attached=(letter,), dossier=dossier, in_time=_is_in_time(desk, dossier))


def _problem(desk: Desk, dossier: Dossier, day: date) -> str:
    """Why this cannot be the new day, "" where it can."""
    base = max(dossier.due or desk.today, desk.today)
    off = desk.calendar.why_off(day)
    if day <= base:
        return f"Ngày hẹn lại phải sau ngày {base:%d/%m/%Y}."
    if off:
        return f"{day:%d/%m/%Y} là ngày nghỉ ({off}), xin chọn ngày làm việc."
    if day > base + FARTHEST:
        return "Ngày hẹn lại quá xa (hơn 90 ngày), xin xem lại."
    return ""


def _again(desk: Desk, dossier: Dossier, problem: str) -> Reply:
    desk.ask("dossier_day", dossier=dossier.id)
    return desk.say("dossier_day_asked", dossier=dossier, days=_likely(desk, dossier), problem=problem)


def _likely(desk: Desk, dossier: Dossier) -> list[date]:
    base = max(dossier.due or desk.today, desk.today)
    return [desk.calendar.add_workdays(base, count) for count in _AHEAD]


def _is_in_time(desk: Desk, dossier: Dossier) -> bool:
    """The apology has to be there a day before the dossier is due."""
    return dossier.original_due is not None and desk.today < dossier.original_due


def _iso(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def apology(desk: Desk, words: str) -> Reply:
    """The letter once more; what is not known yet stays blank in it."""
    dossier = handled(desk, words)
    if dossier is None:
        return desk.say("dossier_unknown")
    return desk.say("dossier_apology", attached=(apology_letter(desk, dossier),), dossier=dossier)


def apology_sent(desk: Desk, words: str) -> Reply:
    """It was signed and sent."""
    dossier = handled(desk, words)
    if dossier is None:
        return desk.say("dossier_unknown")
    if dossier.apology_on is None:
        dossier.apology_on = desk.today
        desk.session.add(dossier)
        note_step(desk, dossier, "apologised", desk.person.id, on=desk.today)
    return show(desk, dossier)


def hand_over(desk: Desk, words: str) -> Reply:
    """ "7": to whom · "7 3": to post 3."""
    dossier = handled(desk, words)
    if dossier is None or dossier.is_over:
        return show(desk, dossier) if dossier else desk.say("dossier_unknown")
    posts = posts_for(desk, dossier)
    chosen = next((post for post, _ in posts if str(post.id) == words.partition(" ")[2]), None)
    if chosen is None:
        return desk.say("dossier_give", dossier=dossier, posts=[(post.id, who) for post, who in posts])
    give(desk, dossier, chosen)
    return show(desk, dossier)
