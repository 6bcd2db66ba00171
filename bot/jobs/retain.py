"""What was kept long enough goes at night: a few rows of one kind at a time, each time on its own."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.acts.erasing import forget_cases, note
from bot.acts.keep_times import kept_until
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.retention import kinds
from bot.rules.states import Role
from bot.rules.workdays import DAY
from storage.aside import count_open_asides
from storage.dossier_follows import erase_dossiers
from storage.offices import next_office_to_retain
from storage.people import overseers
from storage.retaining import FIND, count_kept_too_long, drop_rows, kept_too_long
from storage.unused import spare_files

AT_ONCE = 200
NIGHT = time(2, 0)  # when nobody is waiting for an answer
ORPHAN = timedelta(days=1)  # a file that no row names and that was not put there since
FOLDERS = 256


def retain_some(shop: Shop, now: datetime) -> bool:
    """Take one step of an office's nightly round; False when no round is due."""
    with shop.store.transaction() as session:
        office = next_office_to_retain(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        spare = _erase_some(day)
        if spare is None:
            _end_round(day)
        left = spare_files(session, spare or [])
    shop.shelf.drop(left)
    return True


def _erase_some(day: OfficeDay) -> list[str] | None:
    """The files let go of by the first kind that has something to erase; None where none has."""
    for kind in FIND:
        rows = kept_too_long(day.session, kind, day.office.id, kept_until(day, kind), AT_ONCE)
        if rows and kind == "cases":
            return forget_cases(day, rows, "retention")
        if rows and kind == "dossiers":
            erase_dossiers(day.session, rows, day.now)
            note(day, kind, "retention", len(rows))
            return []
        if rows:
            note(day, kind, "retention", len(rows))
            return drop_rows(day.session, kind, rows)
    return None


def _end_round(day: OfficeDay) -> None:
    """Until the next night. What still waits for the clerk is not forgotten over it."""
    day.office.next_retain_at = day.hours.at(day.today + DAY, NIGHT)
    day.session.add(day.office)
    waiting = count_open_asides(day.session, day.office.id)
    if waiting:
        people = overseers(day.session, day.office.id, Role.CLERK)
        day.tell_all(people, f"asides:{day.today}", day.say("asides_wait", total=waiting), "tin để riêng còn chờ")


def due_now(day: OfficeDay) -> Mapping[str, int]:
    """How many of each kind would go if a round ran at this moment; nothing is changed."""
    return {kind: count_kept_too_long(day.session, kind, day.office.id, kept_until(day, kind)) for kind in kinds()}


def sweep_shelf(shop: Shop, now: datetime) -> None:
    """A few folders an hour, all of them in a day: files that a crash left there without a row."""
    hour = int(now.timestamp()) // 3600 % 24
    for folder in range(hour, FOLDERS, 24):
        lying = shop.shelf.lying_since(folder, now - ORPHAN)
        if lying:
            with shop.store.transaction() as session:
                unused = spare_files(session, lying)
            shop.shelf.drop(unused)
