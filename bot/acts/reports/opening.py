"""What stands behind the codes of a figure, and the command that opens each."""

from dataclasses import dataclass

from bot.acts.index766 import week_coded, week_label
from bot.desk import OfficeDay
from bot.rules.dossier_codes import key_of
from bot.rules.figures import Average, Known
from bot.rules.numbers import read_number
from messages.words import cut
from storage.dossiers import dossier_keyed
from storage.feedback import feedback_coded
from storage.index_scores import score_of
from storage.indicators import indicator_with_id
from storage.news import news_item
from storage.occurrences import duty
from storage.people import Person
from storage.weeks import WeekNote, WeekReport

ABOUT = 70  # characters


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
    about, command = _found(day, code)
    return Opened(
        code, cut(" ".join(about.split()), ABOUT), command, "" if mark is None else f"{mark:g}".replace(".", ",")
    )


def _found(day: OfficeDay, code: str) -> tuple[str, str]:
    """What it is about and what opens it; "" where nothing does."""
    prefix, _, rest = code.partition("-")
    number = read_number(rest)
    if number is not None and prefix in _KINDS:
        return _KINDS[prefix](day, number)
    case = feedback_coded(day.session, day.office.id, code)
    if case:
        return day.topic_title(case.category), f"/pa {case.id}"
    dossier = dossier_keyed(day.session, day.office.id, key_of(code))
    return (dossier.procedure, f"/hs {dossier.id}") if dossier else _week(day, code)


def _week(day: OfficeDay, code: str) -> tuple[str, str]:
    """Of the 766 index."""
    monday = week_coded(code)
    score = score_of(day.session, day.office.id, monday) if monday else None
    return (week_label(score.monday), f"/chiso766 xem {score.id}") if score else ("", "")


def _duty(day: OfficeDay, number: int) -> tuple[str, str]:
    found = duty(day.session, day.office.id, number)
    if found is None:
        return "", ""
    item, task = found
    return f"{item.label}: {task.content}" if item.label else task.content, f"/v {number}"


def _indicator(day: OfficeDay, number: int) -> tuple[str, str]:
    found = indicator_with_id(day.session, day.office.id, number)
    return (found.name, f"/chitieu {number}") if found else ("", "")


def _news(day: OfficeDay, number: int) -> tuple[str, str]:
    found = news_item(day.session, day.office.id, number)
    return (found.words or found.link, "") if found else ("", "")


def _extra(day: OfficeDay, number: int) -> tuple[str, str]:
    found = day.session.get(WeekNote, number)
    return (found.words, "") if found and found.office_id == day.office.id else ("", "")


def _weekly(day: OfficeDay, number: int) -> tuple[str, str]:
    found = day.session.get(WeekReport, number)
    if found is None or found.office_id != day.office.id:
        return "", ""
    return f"{day.session.get_one(Person, found.person_id).name}, tuần từ {found.first:%d/%m/%Y}", ""


_KINDS = {"NV": _duty, "CT": _indicator, "TT": _news, "PS": _extra, "BT": _weekly}
