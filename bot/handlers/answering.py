"""The answer to a case, as its unit writes it: what says too little comes back before the lead sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.acts.answers import submit
from bot.acts.cases import move
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.rules.answers import Lack, lacks
from bot.rules.states import QUESTION, Case
from bot.talk import Kept, Reply
from storage.drafts import waiting_draft
from storage.feedback import Feedback
from storage.offices import units_of


@dataclass(frozen=True)
class Said:
    """What was written so far, one message after the other."""

    text: str
    files: tuple[Kept, ...]

    def carried(self) -> dict[str, Any]:
        return {"text": self.text, "files": [vars(file) for file in self.files]}


def answer(desk: Desk, words: str) -> Reply:
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    desk.ask("answer", case=case.id, text="", files=[])
    return desk.say("ask_answer", case=case)


def answer_said(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    """The answer, or what an answer still lacked; it goes up as soon as it says enough."""
    case = open_handled(desk, str(carried["case"]))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    if any(file.problem for file in desk.heard.kept) or not (desk.heard.text or desk.heard.kept):
        return desk.say("answer_unusable", case=case)
    said = _said_so_far(desk, carried, case)
    missing = _missing(desk, case, said)
    if missing:
        desk.ask("answer", case=case.id, **said.carried())
        return desk.say("answer_weak", case=case, lacks=missing, text=said.text, photos=len(said.files))
    return _go_up(desk, case, said)


def _said_so_far(desk: Desk, carried: Mapping[str, Any], case: Feedback) -> Said:
    """What is new stands for itself where it says enough, and completes what came before where it does not."""
    before = tuple(Kept(**file) for file in carried["files"])
    new = Said(desk.heard.text, (*before, *desk.heard.kept))
    if not carried["text"] or (new.text and not _missing(desk, case, new)):
        return new
    return Said("\n".join(filter(None, (carried["text"], new.text))), new.files)


def _missing(desk: Desk, case: Feedback, said: Said) -> tuple[Lack, ...]:
    if case.kind == QUESTION:
        return ()
    photos = sum(file.kind in ("photo", "video") for file in said.files)
    names = [unit.name for unit in units_of(desk.session, desk.office.id)]
    return lacks(said.text, case.category, photos, names)


def _go_up(desk: Desk, case: Feedback, said: Said, note: str = "") -> Reply:
    desk.forget()
    if case.state == Case.AWAITING_APPROVAL:
        move(desk, case, Case.HANDLING, "redrafted")  # the better draft takes the place of the one that waits
    out = submit(desk, case, said.text, said.files, note)
    return desk.say("answer_sent", case=case, out=out, on_time=desk.today <= case.original_due)


def send_up(desk: Desk, words: str) -> Reply:
    """ "Vẫn trình": something seems to be missing, and the official says why it need not be there."""
    case = open_handled(desk, words)
    waiting = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if case is None or waiting is None or waiting.topic != "answer" or not waiting.data["text"]:
        return desk.say("nothing_to_send")
    desk.ask("answer_anyway", **waiting.data)
    return desk.say("ask_anyway", case=case)


def anyway_said(desk: Desk, carried: Mapping[str, Any]) -> Reply:
    case = open_handled(desk, str(carried["case"]))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    if not desk.heard.text:
        return desk.say("ask_anyway", case=case)
    said = Said(carried["text"], tuple(Kept(**file) for file in carried["files"]))
    return _go_up(desk, case, said, desk.heard.text)
