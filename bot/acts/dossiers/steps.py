"""One step in a dossier's life: it is written down, its next reminder is set, who follows it is told."""

from datetime import date

from bot.acts.dossiers.whose import counter_unit
from bot.acts.reminders import next_reminder
from bot.desk import OfficeDay
from bot.rules.states import DOSSIER_OVER, DossierState
from bot.talk import Reply
from storage.dossier_follows import followers
from storage.dossiers import Dossier, DossierEvent, add_dossier_event
from storage.offices import Unit


def note_step(
    day: OfficeDay, dossier: Dossier, what: str, by: int | None = None, words: str = "", on: date | None = None
) -> None:
    event = DossierEvent(
        office_id=day.office.id, dossier_id=dossier.id, person_id=by, at=day.now, what=what, words=words, day=on
    )
    add_dossier_event(day.session, event)


def set_reminder(day: OfficeDay, dossier: Dossier) -> None:
    """Reminders come while the days count; not while the citizen is waited for, nor without a day."""
    dossier.next_at = next_reminder(day, dossier) if dossier.state == DossierState.OPEN else None
    day.session.add(dossier)


def set_state(day: OfficeDay, dossier: Dossier, state: DossierState, finished: date | None) -> None:
    """`finished`: the day on which the result was there, None where nobody knows."""
    was_over = dossier.is_over
    dossier.state = state
    dossier.finished = finished if state in DOSSIER_OVER else None
    dossier.over_at = (dossier.over_at or day.now) if state in DOSSIER_OVER else None
    set_reminder(day, dossier)
    if state in DOSSIER_OVER and not was_over:
        tell_followers(day, dossier, "over", day.say("dossier_over_told", dossier=dossier, place=place_of(day)))


def tell_followers(day: OfficeDay, dossier: Dossier, what: str, reply: Reply) -> None:
    """Citizens hear of it once, by day."""
    at = day.hours.next_open(day.calendar, day.now)
    for person in followers(day.session, dossier.id):
        key = f"dossier:{dossier.id}:{what}:{dossier.due or dossier.finished or day.today}:{person}"
        day.tell(person, key, reply, "tin về hồ sơ một cửa", at=at)


def place_of(day: OfficeDay) -> str:
    """Where results are collected, in words; the one-stop desk's own address where it is known."""
    number = counter_unit(day)
    unit = day.session.get(Unit, number) if number else None
    name = unit.name if unit else "Bộ phận một cửa"
    address = (unit.address if unit else "") or day.office.address
    phone = (unit.phone if unit else "") or day.office.phone
    return ", ".join(part for part in (name, address, f"điện thoại {phone}" if phone else "") if part)
