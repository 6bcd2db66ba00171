"""Which handler an update goes to."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.acts.dossiers.whose import may_bring_lists
from bot.acts.held import Held
from bot.acts.missing import ADDING
from bot.commands import DECIDERS, PHRASES, WORDS, Command
from bot.desk import Desk
from bot.handlers import (
    casework,
    dossiers,
    duties,
    figures,
    giving,
    groups,
    guarding,
    index766,
    indicators,
    intake,
    joining,
    overview,
    planning,
    reports,
    tracking,
    welcome,
)
from bot.rules.access import KEEPERS
from bot.rules.alarms import is_alarming
from bot.rules.choosing import chosen as choice_meant
from bot.rules.choosing import lettered
from bot.rules.dossier_codes import code_asked
from bot.rules.news import names_a_page
from bot.rules.secrecy import is_marked_secret
from bot.rules.tokens import CODE_LETTERS
from bot.rules.vietnamese import plain
from bot.talk import Choice, Incoming, Reply
from bot.topics import LOOSE, NUMERIC, TOPICS
from storage.drafts import Draft, waiting_draft
from storage.letters import last_choices
from storage.people import mark_gone
from storage.under_way import offers_under_way

LONGEST_QUESTION = 200  # letters around the code of a dossier
INVITE_CODE = re.compile(rf"\d{{6}}|[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}", re.I)
INDICATOR = re.compile(r"ct[- ]?(\d{1,9})", re.I)
NEW_INDICATOR = re.compile(r"(?:thêm|them)\s+(?:chỉ tiêu|chi tieu)\s*:\s*(.+)", re.I | re.S)
DUTY_CODE = re.compile(r"(?:nv|việc|viec)[\s.-]?\s?(\d{1,9})", re.I)
CASE_CODE = re.compile(rf"[A-Z0-9]{{2,6}}-[{CODE_LETTERS}]{{6}}")


def answer(desk: Desk) -> Reply | None:
    """What is said to one update; None where nothing should be said."""
    reply = _answer(desk)
    return _with_letters(desk, reply) if reply and not _has_buttons(desk) else reply


def _has_buttons(desk: Desk) -> bool:
    known = desk.tools.traits.get(desk.heard.channel)
    return known is None or known.buttons


def _with_letters(desk: Desk, reply: Reply) -> Reply:
    """Where a bare number is waited for as an answer, choices are typed by letters."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if not (reply.choices and draft and draft.topic in NUMERIC):
        return reply
    labels = lettered([[choice.label for choice in row] for row in reply.choices])
    rows = zip(labels, reply.choices, strict=True)
    return replace(
        reply,
        choices=tuple(
            tuple(Choice(label, choice.command) for label, choice in zip(named, row, strict=True))
            for named, row in rows
        ),
    )


def _answer(desk: Desk) -> Reply | None:
    heard = desk.heard
    if heard.presence != "message":
        _note(desk)
        return None
    if heard.private and _is_secret(heard):
        desk.unsay()
        return desk.say("secret_refused")
    if heard.text.startswith("/"):
        return _run(desk, heard.text)
    return _words(desk) if heard.private else _number_in_group(desk)


def _note(desk: Desk) -> None:
    """Somebody came or went, or sent what cannot be read; that is no conversation."""
    heard = desk.heard
    if heard.presence == "unreadable":
        welcome.unreadable(desk)
    elif heard.presence == "left" and heard.private:
        mark_gone(desk.session, desk.office.id, heard.channel, heard.sender)
    elif heard.presence == "left":
        groups.left(desk)


def _number_in_group(desk: Desk) -> Reply | None:
    """Where a group has no buttons a bare number taps; other words there are not for the bot."""
    chosen = "" if _has_buttons(desk) else _numbered(desk)
    return _tap(desk, chosen) if chosen else None


def _tap(desk: Desk, chosen: str) -> Reply:
    """Run what a mark stands for, unless another letter is just on its way: its own marks may be meant."""
    if not _has_buttons(desk) and offers_under_way(desk.session, desk.person.id, desk.now):
        return desk.say("choices_on_their_way", is_staff=desk.rights.is_staff)
    return _run(desk, chosen)


def _is_secret(heard: Incoming) -> bool:
    return is_marked_secret(heard.text) or any(file.problem == "secret" for file in heard.kept)


def _words(desk: Desk) -> Reply | None:
    """In danger to life a citizen reads the numbers to call before anything else."""
    said = desk.heard.text
    reply = _said(desk)
    if desk.rights.is_staff or not is_alarming(said):
        return reply
    numbers = desk.say("alarm")
    if reply is None:
        return numbers
    return reply if reply.text.startswith(numbers.text) else numbers.then(reply)


def _said(desk: Desk) -> Reply | None:
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    phrase, chosen, code = _phrase(desk), _numbered(desk), _coded(desk)
    taps = chosen and (not draft or draft.topic in LOOSE or _is_tapped(desk, draft.topic))
    goes_on = draft and draft.topic in TOPICS and not _breaks_off(draft.topic, phrase or code, taps)
    if not goes_on:
        if chosen:
            return _tap(desk, chosen)
        if phrase:
            return phrase.handler(desk, "")
        known = _report(desk) or (code() if code else None)
        if known:
            return known
    elif draft and draft.topic in LOOSE | NUMERIC and (known := _report(desk)):
        return known
    if not goes_on or (draft and draft.topic in LOOSE | NUMERIC):
        asked = overview.said(desk, firmly=bool(goes_on))
        if asked:
            return asked
    return _free_words(desk, draft if goes_on else None)


def _coded(desk: Desk) -> Callable[[], Reply] | None:
    """What a message shows that is nothing but a code: of a case, a duty, or with some words around it a dossier."""
    said = desk.heard.text.strip()
    case = CASE_CODE.fullmatch(said.upper())
    if case:
        return lambda: casework.show_coded(desk, case[0]) or tracking.track(desk, case[0])
    duty = DUTY_CODE.fullmatch(said) if desk.rights.is_staff else None
    if duty:
        return lambda: duties.show_duty(desk, duty[1])
    dossier = code_asked(desk.heard.text[:LONGEST_QUESTION])
    return (lambda: dossiers.dossiers(desk, dossier)) if dossier else None


def _is_tapped(desk: Desk, topic: str) -> bool:
    """Whether the mark of a choice is that choice although words are waited for: without buttons there is no other way.

    A number is an answer where one is waited for, unless the very last letter offers it.
    """
    if _has_buttons(desk):
        return False
    return topic not in NUMERIC or not desk.heard.text.strip().rstrip(".").isdigit() or bool(_numbered(desk, within=1))


def _breaks_off(topic: str, command: object, taps: object) -> bool:
    """Whether a known phrase, a code or the mark of a choice means itself here, and not an answer."""
    return bool((command and topic in LOOSE | NUMERIC) or taps)


def _free_words(desk: Desk, draft: Draft | None) -> Reply | None:
    """What means no command: `draft` is the conversation it belongs to."""
    if draft is None and INVITE_CODE.fullmatch(desk.heard.text.strip()):
        return joining.redeem(desk, desk.heard.text)
    stopped = guarding.stop(desk, draft)
    if stopped:
        return stopped.reply
    if draft:
        return _go_on(desk, draft)
    return _staff_said(desk) if desk.rights.is_staff else intake.citizen_said(desk)


def _go_on(desk: Desk, draft: Draft) -> Reply:
    handler, wanted = TOPICS[draft.topic]
    return handler(desk, draft.data[wanted] if wanted else draft.data)


def _run(desk: Desk, text: str) -> Reply:
    word, _, rest = text.strip().removeprefix("/").partition(" ")
    command = WORDS.get(plain(word))
    if not desk.heard.private and not (command and command.group):
        return welcome.in_group(desk)
    if command is None:
        return desk.say("command_unknown", word=word[:32])
    if not command.roles & desk.rights.roles:
        return welcome.not_allowed(desk, command.roles)
    return command.handler(desk, " ".join(rest.split()))


def _phrase(desk: Desk) -> Command | None:
    """The command that plain words mean, if the speaker may use it."""
    said = re.sub(r"[^\w\s]", " ", plain(desk.heard.text))
    meant = PHRASES.get(" ".join(said.split()), ())
    return next((command for command in meant if command.roles & desk.rights.roles), None)


def _report(desk: Desk) -> Reply | None:
    """A report that is asked for by its period: "báo cáo tháng 11"."""
    roles = WORDS["baocao"].roles
    if not desk.rights.is_staff:
        return None
    if not roles & desk.rights.roles:
        return welcome.not_allowed(desk, roles) if reports.is_asked_for(desk, desk.heard.text) else None
    return reports.asked_for(desk, desk.heard.text)


def _numbered(desk: Desk, within: int = 10) -> str:
    """The command of a choice of the last letters here, which its number alone stands for on every channel."""
    rows = last_choices(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, within)
    labels = [[label for label, _ in row] for row in rows]
    at = choice_meant(labels, desk.heard.text, by_words=not _has_buttons(desk))
    return "" if at is None else [command for row in rows for _, command in row][at]


def _of_indicators(desk: Desk) -> Reply | None:
    """ "CT-7", "CT-7: 97,5", the figures that are waited for, "thêm chỉ tiêu: …", the points of the 766 index."""
    said = desk.heard.text.strip()
    if shown := INDICATOR.fullmatch(said):
        return indicators.show(desk, shown[1])
    if new := NEW_INDICATOR.fullmatch(said):
        return indicators.indicators(desk, f"thêm: {new[1]}")
    if figures.are_awaited(desk, said.count(";") + 1):
        return figures.heard(desk) or index766.heard(desk)
    return index766.heard(desk) or figures.heard(desk)


def _staff_said(desk: Desk) -> Reply:
    """An official's free words: a clerk's document is a plan, the rest may be feedback of a private person."""
    measured = _of_indicators(desk)
    if measured:
        return measured
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents and may_bring_lists(desk):
        return planning.receive(desk, documents[0])
    if desk.rights.roles & DECIDERS and (given := giving.ordered(desk)):
        return given
    if desk.heard.text:
        desk.ask("insist", ADDING, **replace(Held.heard(desk.heard), sent_as="phan_anh").data())
    return desk.say(
        "staff_unclear",
        words=bool(desk.heard.text),
        keeps_plans=bool(desk.rights.roles & KEEPERS),
        is_news=names_a_page(desk.heard.text),
    )
