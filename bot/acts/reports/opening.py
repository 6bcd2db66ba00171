"""What stands behind the codes of a figure, and the command that opens each."""

from dataclasses import dataclass

from bot.desk import OfficeDay
from bot.rules.dossier_codes import key_of
from bot.rules.figures import Average, Known, duty_number
from messages.words import cut
from storage.dossiers import dossier_keyed
from storage.feedback import feedback_coded
from storage.occurrences import duty


@dataclass(frozen=True)
class Opened:
    """A code with what it is about; `command` "": nothing opens it. `mark`: what an average counts."""

    code: str
    about: str
    command: str
    mark: str = ""


def opened(day: OfficeDay, known: Known, first: int, count: int) -> list[Opened]:
    """Of a figure's codes those from `first` on."""
    marks = dict(known.marks) if isinstance(known, Average) else {}
    return [_opened(day, code, marks.get(code)) for code in known.codes[first : first + count]]


def _opened(day: OfficeDay, code: str, mark: float | None) -> Opened:
    said = "" if mark is None else f"{mark:g}".replace(".", ",")
    number = duty_number(code)
    if number is not None:
        found = duty(day.session, day.office.id, number)
        return Opened(code, cut(found[1].content, 70) if found else "", f"/v {number}" if found else "", said)
    case = feedback_coded(day.session, day.office.id, code)
    if case:
        return Opened(code, day.topic_title(case.category), f"/pa {case.id}", said)
    dossier = dossier_keyed(day.session, day.office.id, key_of(code))
    if dossier:
        return Opened(code, cut(dossier.procedure, 70), f"/hs {dossier.id}", said)
    return Opened(code, "", "", said)
