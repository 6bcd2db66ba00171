"""A due list is stored: all of it or nothing, and a second time only what changed."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.acts.dossiers.listing import Compared, Known, differing
from bot.acts.dossiers.steps import note_step, set_reminder, set_state
from bot.acts.dossiers.whose import Place
from bot.desk import OfficeDay
from bot.rules.dossier_list import DossierRow
from bot.rules.naming import comparable
from bot.rules.states import DossierState, Role
from storage.dossiers import Dossier
from storage.due_lists import DueList, HandlerName, ask_handler_name, settle
from storage.people import holders


@dataclass(frozen=True)
class Stored:
    """`asked`: the printed names about which somebody is asked now."""

    new: int
    changed: int
    finished: int
    vanished: int
    asked: tuple[HandlerName, ...]


def store(day: OfficeDay, due_list: DueList, found: Compared, by: int | None) -> Stored:
    """Bring what is followed to what the list says; what it no longer names waits for a person's word."""
    for row in found.new:
        _add(day, row, found.places[row.key])
    for known in found.finished:
        _finish(day, known, found.places[known.row.key])
    for known in found.changed:
        _change(day, known, found.places[known.row.key])
    for known in (*found.same, *found.kept, *found.changed, *found.finished):
        known.dossier.listed_at = day.now
        day.session.add(known.dossier)
    due_list.vanished = [one.id for one in found.vanished]
    settle(day.session, due_list, day.now)
    day.session.flush()
    asked = _ask_names(day, found, by)
    return Stored(len(found.new), len(found.changed), len(found.finished), len(found.vanished), asked)


def _add(day: OfficeDay, row: DossierRow, place: Place) -> None:
    dossier = Dossier(
        office_id=day.office.id,
        code=row.code,
        key=row.key,
        procedure=row.procedure,
        applicant=row.applicant,
        phone=row.phone,
        handler=row.handler,
        unit_text=row.unit,
        unit_id=place.unit_id,
        post_id=place.post_id,
        state=row.state,
        received=row.received,
        due=row.due,
        due_time=row.due_time,
        original_due=row.due,
        finished=row.finished if row.is_over else None,
        created_at=day.now,
        listed_at=day.now,
        over_at=_over_at(day, row),
    )
    set_reminder(day, dossier)


def _over_at(day: OfficeDay, row: DossierRow) -> datetime | None:
    """Names are kept from the day it was over, also where the list came late."""
    if not row.is_over:
        return None
    return min(day.now, day.hours.at(row.finished, "12:00")) if row.finished else day.now


def _finish(day: OfficeDay, known: Known, place: Place) -> None:
    """The list's own day counts, also over one that was said in the chat."""
    dossier, row = known.dossier, known.row
    _bring(day, known, place)
    finished = row.finished or dossier.finished or last_day_known(day, dossier)
    set_state(day, dossier, row.state, finished)
    note_step(day, dossier, "listed_over", on=finished)


def last_day_known(day: OfficeDay, dossier: Dossier) -> date | None:
    """Over, and no day said: today proves it on time where its day is still to come; else nobody knows."""
    return day.today if dossier.original_due and day.today <= dossier.original_due else None


def _change(day: OfficeDay, known: Known, place: Place) -> None:
    state = _bring(day, known, place)
    if state is not None:
        note_step(day, known.dossier, "listed_state", words=str(state))
        set_state(day, known.dossier, DossierState(str(state)), None)
    set_reminder(day, known.dossier)


def _bring(day: OfficeDay, known: Known, place: Place) -> object:
    """Everything that the list says otherwise, but the state: that is given back."""
    dossier, said = known.dossier, differing(known.dossier, known.row)
    state = said.pop("state", None)
    if "due" in said:
        dossier.original_due, dossier.due, dossier.due_time = known.row.due, known.row.due, known.row.due_time
        note_step(day, dossier, "listed_due", on=known.row.due)
    for name, value in said.items():
        setattr(dossier, name, value)
    if {"handler", "unit_text"} & said.keys():
        dossier.unit_id, dossier.post_id = place.unit_id or dossier.unit_id, place.post_id
    return state


def _ask_names(day: OfficeDay, found: Compared, by: int | None) -> tuple[HandlerName, ...]:
    """Each name is asked about once: the head of the unit where it is known, else whoever brought the list."""
    asked: list[HandlerName] = []
    for printed in found.unknown:
        unit_id = next((place.unit_id for place in found.places.values() if place.unknown == printed), None)
        row = HandlerName(office_id=day.office.id, name=comparable(printed), printed=printed, unit_id=unit_id)
        if comparable(printed) and ask_handler_name(day.session, row):
            asked.append(row)
    for row in asked:
        heads = holders(day.session, day.office.id, Role.UNIT_HEAD, row.unit_id) if row.unit_id else []
        if heads and by not in heads:
            said = day.say("dossier_handler_asked", name=row, count=found.unknown[row.printed])
            day.tell_all(heads, f"handler:{row.id}", said, "hồ sơ chưa rõ cán bộ thụ lý")
    return tuple(asked)
