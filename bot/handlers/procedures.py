"""Procedures: whoever asks reads what the office tells of them; clerk and admin write that down by a sentence."""

from bot.acts.procedures import name_of, show_procedures
from bot.desk import Desk
from bot.rules.access import KEEPERS
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.procedures import Procedure, procedure_with_id, procedures_of, put_procedure

LONGEST_TOPIC, LONGEST = 120, 1500


def procedures(desk: Desk, words: str) -> Reply:
    """ "": all · "5": one · for keepers "Khai sinh; giấy khai sinh: cần mang …" to write, "bo 5" to drop."""
    keeps = bool(desk.rights.roles & KEEPERS)
    if keeps and words.startswith("bo "):
        return _drop(desk, words.removeprefix("bo "))
    one = _numbered(desk, words)
    if one:
        return _shown(desk, one)
    if keeps and words:
        return _write(desk)
    known = procedures_of(desk.session, desk.office.id)
    if keeps:
        return desk.say("procedures", known=[(one.id, name_of(one)) for one in known])
    return show_procedures(desk, [], known, offer=False)


def _numbered(desk: Desk, words: str) -> Procedure | None:
    number = read_number(words)
    return procedure_with_id(desk.session, desk.office.id, number) if number is not None else None


def _shown(desk: Desk, one: Procedure) -> Reply:
    reply = show_procedures(desk, [one], [], offer=False)
    return reply.then(desk.say("procedure_kept", one=one, new=False)) if desk.rights.roles & KEEPERS else reply


def _write(desk: Desk) -> Reply:
    """Lines and links stay as they were typed."""
    topic, colon, words = desk.heard.text.partition(" ")[2].partition(":")
    topic, words = "; ".join(name.strip() for name in topic.split(";") if name.strip()), words.strip()
    if not (colon and topic and words) or len(topic) > LONGEST_TOPIC or len(words) > LONGEST:
        return desk.say("procedure_unclear", topic=LONGEST_TOPIC, longest=LONGEST)
    one = put_procedure(desk.session, desk.office.id, topic, words)
    return show_procedures(desk, [one], [], offer=False).then(desk.say("procedure_kept", one=one, new=True))


def _drop(desk: Desk, words: str) -> Reply:
    one = _numbered(desk, words)
    if one:
        desk.session.delete(one)
        desk.session.flush()
    known = procedures_of(desk.session, desk.office.id)
    return desk.say("procedures", known=[(each.id, name_of(each)) for each in known])
