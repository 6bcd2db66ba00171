"""One line on how things stand, from the unit to a citizen whose answer is late."""

from bot.acts.progress_notes import next_note, note_progress
from bot.desk import Desk
from bot.handlers.casework import open_handled
from bot.talk import Reply
from storage.feedback import Feedback

LONGEST = 600  # characters: one line, not the answer


def ask_progress(desk: Desk, words: str) -> Reply:
    """ "7" asks for the line."""
    case = open_handled(desk, words)
    if case is None:
        return desk.say("case_unknown")
    refused = _refused(desk, case)
    if refused:
        return refused
    desk.ask("case_progress", case=case.id)
    return desk.say("ask_progress", case=case)


def _refused(desk: Desk, case: Feedback) -> Reply | None:
    """Only once it is late, and not sooner again than the office said."""
    after = next_note(desk, case)
    if not case.is_late(desk.today) or (after and desk.today < after):
        return desk.say("progress_early", case=case, late=case.is_late(desk.today), after=after)
    return None


def progress_said(desk: Desk, number: int) -> Reply:
    case = open_handled(desk, str(number))
    if case is None:
        desk.forget()
        return desk.say("case_unknown")
    refused = _refused(desk, case)
    if refused:
        desk.forget()
        return refused
    if len(desk.heard.text.split()) < 3 or len(desk.heard.text) > LONGEST:
        return desk.say("ask_progress", case=case)
    desk.forget()
    note_progress(desk, case, desk.heard.text)
    return desk.say("progress_told", case=case, after=next_note(desk, case))
