"""A citizen's own words become a case, or get the right guidance where they are no case."""

from dataclasses import replace

from bot.acts.consents import has_agreed, hold
from bot.acts.guiding import is_petition, show_way
from bot.acts.held import Held
from bot.acts.mischief import remember, what_is_wrong
from bot.acts.missing import ADDING, lacks_now, then_ask
from bot.acts.others import told_before, with_others
from bot.acts.procedures import tell_procedures
from bot.acts.registering import Report, register, sent_as
from bot.acts.setting_aside import set_aside
from bot.acts.splitting import parts_of
from bot.desk import Desk
from bot.handlers.welcome import greeting
from bot.rules.limits import CASES_WITHIN
from bot.rules.mischief import mischief_in
from bot.rules.routing import CONDUCT
from bot.rules.sorting import PAKN, Sorted, place_of
from bot.rules.states import QUESTION
from bot.talk import Reply
from storage.aside import last_aside
from storage.drafts import waiting_draft
from storage.feedback import Feedback
from storage.offices import unit_named

LONGEST = 20_000


def citizen_said(desk: Desk) -> Reply:
    """Free words, photos, a voice or a place from a citizen, outside any conversation."""
    refused = unusable(desk)
    if refused:
        return refused
    held = Held.heard(desk.heard)
    if not held.text:
        return _without_words(desk, held)
    desk.forget()
    found = desk.sorter.sort(held.text)
    if found.kind in PAKN:
        return take(desk, held)
    is_mischief = found.kind == "khong_phai" and mischief_in(held.text, is_sure=False) is not None
    if is_mischief and has_agreed(desk, desk.person.id):
        return looked_at_first(desk, held, found) or guide(desk, found)
    return guide(desk, found)


def unusable(desk: Desk) -> Reply | None:
    """What to say where files or words cannot be taken."""
    refused = tuple(file for file in desk.heard.kept if file.problem)
    if refused or len(desk.heard.text) > LONGEST:
        return desk.say("message_unusable", files=refused, length=len(desk.heard.text), longest=LONGEST)
    return None


def guide(desk: Desk, found: Sorted, *, offer: bool = True) -> Reply:
    """What is no feedback gets the right way instead; `offer`: to send it all the same."""
    if found.kind == "tai_lieu_mat":
        desk.unsay()
        return desk.say("secret_refused")
    if found.kind == "khong_phai" and not desk.speaker.account.greeted:
        desk.speaker.account.greeted = True
        return greeting(desk)
    if offer:
        desk.ask("insist", ADDING, **replace(Held.heard(desk.heard), sent_as="phan_anh").data())
    if found.kind == "khan_cap":
        return desk.say("urgent", offer=offer)
    if is_petition(found.kind):
        desk.unsay()  # held for the half hour in which it may be sent on, kept nowhere
        return show_way(desk, found.kind, offer=offer)
    if found.kind == QUESTION:
        return tell_procedures(desk, desk.heard.text, offer=offer)
    return desk.say("no_case", offer=offer)


def _without_words(desk: Desk, held: Held) -> Reply:
    if not (held.kept or held.place):
        return desk.say("message_empty")
    if any(file.kind == "voice" for file in held.kept):
        return take(desk, replace(held, sent_as="phan_anh"))
    desk.ask("words", ADDING, **held.data())
    return desk.say("ask_words", photos=len(held.kept), place=held.place is not None)


def insist(desk: Desk, _words: str) -> Reply:
    """ "Vẫn gửi": the citizen says that it is feedback all the same, or has no words for it; the clerk decides then."""
    return _send_as(desk, "phan_anh")


def ask_person(desk: Desk, _words: str) -> Reply:
    """ "Gặp người": an official answers in this chat what was asked; without a question yet, it is asked for."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic not in ("insist", "words"):
        desk.ask("person_asked")
        return desk.say("ask_person")
    return _send_as(desk, QUESTION)


def person_asked(desk: Desk, _data: dict[str, object]) -> Reply:
    refused = unusable(desk)
    if refused:
        return refused
    desk.forget()
    return take(desk, replace(Held.heard(desk.heard), sent_as=QUESTION))


def _send_as(desk: Desk, kind: str) -> Reply:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic not in ("insist", "words"):
        return desk.say("nothing_to_send")
    desk.forget()
    return take(desk, replace(Held.read(draft.data), sent_as=kind))


def take(desk: Desk, held: Held) -> Reply:
    """Register what was sent once its sender has agreed to that; until then it waits."""
    if not has_agreed(desk, desk.person.id):
        return hold(desk, held)
    found = desk.sorter.sort(held.text)
    return looked_at_first(desk, held, found) or open_case(desk, held, sent_as(found, held.sent_as))


def looked_at_first(desk: Desk, held: Held, found: Sorted) -> Reply | None:
    """What the clerk should see before it becomes a case is put aside, and its sender told so."""
    wrong = what_is_wrong(desk, held, found)
    if wrong is None:
        return None
    mischief, case = wrong
    before = last_aside(desk.session, desk.person.id, mischief.reason)
    again = before is not None and before.at > desk.now - CASES_WITHIN
    set_aside(desk, held, mischief, case)
    remember(desk, held.text, case)
    return desk.say("aside_told", reason=mischief.reason, case=case, again=again)


def open_case(desk: Desk, held: Held, found: Sorted) -> Reply:
    """Register, route, and answer with code and promised date."""
    text = held.text or desk.say("voice_words", voice=any(file.kind == "voice" for file in held.kept)).text
    hidden = bool(held.sent_as) and found.category == CONDUCT
    report = Report(desk.person.id, text, held.kept, held.place, place_of(text) or "", anonymous=hidden)
    earlier, report = told_before(desk, report, found)
    case = register(desk, report, found)
    remember(desk, held.text, case)
    told = with_others(desk, case, earlier, _receipt(desk, case, len(held.kept)))
    return then_ask(desk, case, told, lacks_now(desk, case, shown=_shows(held)))


def _shows(held: Held) -> bool:
    return any(file.kind in ("photo", "video") for file in held.kept)


def _receipt(desk: Desk, case: Feedback, files: int) -> Reply:
    desk.speaker.account.greeted = True
    return desk.say(
        "receipt",
        case=case,
        unit=unit_named(desk.session, desk.office.id, case.unit_id),
        title=desk.topic_title(case.category),
        photos=files,
        parts=len(parts_of(desk, case)),
        window=_hours_open(desk),
    )


def _hours_open(desk: Desk) -> int:
    """For how long the speaker's channel lets us write to them free of charge; 0: always."""
    known = desk.tools.traits.get(desk.heard.channel)
    return int(known.free.total_seconds()) // 3600 if known and known.free else 0


def words_said(desk: Desk, data: dict[str, object]) -> Reply:
    """The words that were asked for after a lone photo or place."""
    desk.heard = Held.read(data).with_more(desk.heard).said_again(desk.heard)
    if desk.heard.text:
        desk.forget()
    return citizen_said(desk)
