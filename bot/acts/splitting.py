"""One message that holds several matters becomes as many cases; the first keeps the files and what was done so far."""

import re

from bot.acts.case_letters import pass_to_unit
from bot.acts.cases import record
from bot.acts.registering import Report, register
from bot.desk import OfficeDay
from bot.rules.sorting import PAKN
from bot.rules.sorting.matters import Matter, matters
from bot.rules.states import Case
from storage.feedback import Feedback, feedback_events

# Somebody works on it after these, and would have to begin anew.
SPLITTABLE = frozenset({Case.NEW, Case.RECEIVED, Case.SORTED, Case.ASSIGNED})
_MOST = 5
_LEFT_NUMBER = re.compile(r"\s+\(?\d[.)/]\)?$")  # of the list's next line


def parts_of(day: OfficeDay, case: Feedback) -> tuple[Matter, ...]:
    """The matters to tell apart; empty where there is one, or it is too late."""
    if case.state not in SPLITTABLE or case.kind not in PAKN or _is_split(day, case):
        return ()
    found = matters(case.text, day.sorter)
    return found if 1 < len(found) <= _MOST else ()


def _is_split(day: OfficeDay, case: Feedback) -> bool:
    return any(event.what in ("split", "split_from") for event in feedback_events(day.session, case.id))


def split(day: OfficeDay, case: Feedback) -> tuple[list[Feedback], list[Matter]]:
    """The new cases, and the parts that are no feedback and thus nobody's case. The message stays in the history."""
    parts = list(parts_of(day, case))
    first = next((part for part in parts if part.category and part.category == case.category), parts[0])
    parts.remove(first)
    record(day, case, "split", case.text)
    case.text = _whole(first)
    day.session.add(case)
    made = [_open(day, case, part) for part in parts if part.kind in PAKN]
    if case.unit_id:
        pass_to_unit(day, case)
    return made, [part for part in parts if part.kind not in PAKN]


def _open(day: OfficeDay, case: Feedback, part: Matter) -> Feedback:
    text = _whole(part)
    report = Report(
        case.person_id,
        text,
        origin=case.origin,
        recorded_by=case.recorded_by,
        anonymous=case.anonymous,
        contact=case.contact,
        sent_at=case.received_at,
    )
    made = register(day, report, day.sorter.sort(text))
    record(day, made, "split_from", case.code)
    record(day, case, "split_into", made.code)
    return made


def _whole(part: Matter) -> str:
    return _LEFT_NUMBER.sub("", part.text)
