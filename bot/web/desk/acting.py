"""What a form of the desk does: the command it carries is said by the visitor, as in the chat."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from hashlib import sha256

from bot.acts.confirming import QUESTIONS_OF_TAPS
from bot.desk import Desk
from bot.dispatch import answer
from bot.rules.vietnamese import storable
from bot.talk import Choice, Incoming, Kept, Reply
from bot.web.forms import UNREADABLE, Form
from bot.web.guard import RefusedError
from bot.web.posting import COMMAND_LIMIT, TEXT_LIMIT, TOO_LONG
from storage.drafts import Draft, put_draft, waiting_draft
from storage.inbox import mark_seen, was_seen

SAID_LIFE = timedelta(minutes=15)
DOOR = "ban"  # the channel's name: in drafts, in the inbox, in the audit log


@dataclass(frozen=True)
class Order:
    """`command` in full, with the `words` (and `files`) it will ask for; or these alone, for the question `asked`."""

    update_id: str
    command: str = ""
    words: str = ""
    asked: str = ""
    files: tuple[Kept, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether there is anything to answer a question with."""
        return bool(self.words or self.files)


@dataclass(frozen=True)
class Said:
    """What came of it. `asked`: the question that waits, `by_tap`: for one of the choices and not for words."""

    reply: Reply
    asked: str = ""
    by_tap: bool = False


def read_order(form: Form, files: tuple[Kept, ...] = ()) -> Order:
    """Raise RefusedError where it is none of ours. The same form sent twice is the same order."""
    command, words, asked = (_words_of(form, name) for name in ("lenh", "loi", "hoi"))
    if len(words) > TEXT_LIMIT:
        raise RefusedError(413, TOO_LONG)
    answers = not command and asked and (words or files)
    if len(command.encode()) > COMMAND_LIMIT or not (command.startswith("/") or answers):
        raise RefusedError(400, UNREADABLE)
    whole = "\x1f".join((form.get("so", ""), command, words, asked, *(file.digest for file in files)))
    return Order(sha256(whole.encode()).hexdigest()[:32], command, words, asked, files)


def _words_of(form: Form, name: str) -> str:
    return storable(form.get(name, "").replace("\r\n", "\n").strip())


def heard_from(address: str, order: Order | None = None) -> Incoming:
    """A visit as an update of a channel."""
    update_id = order.update_id if order else ""
    return Incoming(DOOR, update_id, address, address, order.command if order else "", pressed=True)


def obey(desk: Desk, order: Order) -> None:
    """Whatever is asked on the way is answered by the words that came along. The same order twice acts once."""
    if was_seen(desk.session, desk.office.id, DOOR, order.update_id):
        return
    mark_seen(desk.session, desk.office.id, DOOR, order.update_id, desk.now)
    reply = _command(desk, order) if order.command else _words(desk, order)
    question = _question(desk)
    by_tap = bool(question and question.topic in QUESTIONS_OF_TAPS)
    _keep_said(desk, Said(reply or Reply(""), _name(question) if question else "", by_tap))


def _keep_said(desk: Desk, said: Said) -> None:
    """For the page that is shown next: the last that was said at this desk, for a short while."""
    put_draft(
        desk.session,
        Draft(
            office_id=desk.office.id,
            person_id=desk.person.id,
            channel=DOOR,
            address=_place_of_said(desk),
            topic="said",
            data={
                "order": desk.heard.update_id,
                "text": said.reply.text,
                "choices": [[[one.label, one.command] for one in row] for row in said.reply.choices],
                "files": [vars(file) for file in said.reply.files],
                "asked": said.asked,
                "by_tap": said.by_tap,
            },
            ends_at=desk.now + SAID_LIFE,
        ),
    )


def kept_said(desk: Desk, update_id: str) -> Said | None:
    """What came of an order, unless something else was said since, or it is long ago."""
    found = waiting_draft(desk.session, desk.office.id, DOOR, _place_of_said(desk), desk.now)
    if found is None or found.data["order"] != update_id:
        return None
    rows = tuple(tuple(Choice(label, command) for label, command in row) for row in found.data["choices"])
    files = tuple(Kept(**file) for file in found.data["files"])
    return Said(Reply(found.data["text"], rows, files), found.data["asked"], found.data.get("by_tap", False))


def _place_of_said(desk: Desk) -> str:
    return f"{desk.heard.address}:said"


def _command(desk: Desk, order: Order) -> Reply | None:
    question = _question(desk)
    if question and _name(question) != order.asked:
        desk.forget()  # what was asked on an earlier page is no longer before the visitor's eyes
    reply = answer(desk)
    return _tell(desk, order) if order.tells and _question(desk) else reply


def _words(desk: Desk, order: Order) -> Reply | None:
    question = _question(desk)
    if question is None or _name(question) != order.asked:
        raise RefusedError(409, "Câu hỏi này không còn chờ trả lời. Xin bấm lại nút cần làm.")
    return _tell(desk, order)


def _tell(desk: Desk, order: Order) -> Reply | None:
    return answer(replace(desk, heard=replace(desk.heard, text=order.words, kept=order.files, pressed=False)))


def _name(question: Draft) -> str:
    """Tells it apart from others; its number may be given again."""
    whole = json.dumps([question.topic, question.data, question.ends_at.astimezone(UTC).isoformat()], sort_keys=True)
    return sha256(whole.encode()).hexdigest()[:16]


def _question(desk: Desk) -> Draft | None:
    heard = desk.heard
    return waiting_draft(desk.session, desk.office.id, heard.channel, heard.address, desk.now)
