"""What the office tells who asks how a procedure goes."""

from bot.desk import OfficeDay
from bot.rules.procedures import procedures_asked
from bot.talk import Reply
from storage.procedures import Procedure, procedures_of

SHOWN = 8  # topics offered at once


def tell_procedures(day: OfficeDay, question: str, *, offer: bool) -> Reply:
    """The procedures asked for in the office's own words; where none fits, those there are. `offer`: a person."""
    known = {one.id: one for one in procedures_of(day.session, day.office.id)}
    asked = procedures_asked(question, {number: one.topic for number, one in known.items()})
    return show_procedures(day, [known[number] for number in asked], list(known.values()), offer=offer)


def show_procedures(day: OfficeDay, found: list[Procedure], known: list[Procedure], *, offer: bool) -> Reply:
    topics = [(one.id, name_of(one)) for one in known if one not in found]
    told = [(name_of(one), one.words) for one in found]
    return day.say("procedure", told=told, topics=topics[:SHOWN], hours=day.office.hours, offer=offer)


def name_of(procedure: Procedure) -> str:
    return procedure.topic.split(";")[0].strip()
