"""A due list beside what is followed: what is new, what changed, what is finished, what is no longer named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.acts.dossiers.whose import Place, Whose
from bot.desk import OfficeDay
from bot.rules.dossier_list import DossierRow
from bot.rules.states import DossierState
from storage.dossiers import Dossier, dossiers_keyed, open_dossiers

_NAMES = {
    "due": "hạn trả",
    "due_time": "giờ trả",
    "state": "trạng thái",
    "procedure": "thủ tục",
    "handler": "cán bộ thụ lý",
    "unit_text": "đơn vị",
    "received": "ngày tiếp nhận",
    "applicant": "người nộp",
    "phone": "điện thoại",
}


@dataclass(frozen=True)
class Known:
    """A dossier that is followed and its row in the list; `what` changes, in words."""

    dossier: Dossier
    row: DossierRow
    what: tuple[str, ...] = ()


@dataclass
class Compared:
    """`kept`: said to be done in the chat, still open in the list. `unknown`: printed name -> how many dossiers."""

    new: list[DossierRow] = field(default_factory=list)
    changed: list[Known] = field(default_factory=list)
    finished: list[Known] = field(default_factory=list)
    same: list[Known] = field(default_factory=list)
    kept: list[Known] = field(default_factory=list)
    vanished: list[Dossier] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.finished or self.vanished)


def compare(day: OfficeDay, rows: Sequence[DossierRow], names: Whose) -> Compared:
    found = Compared()
    known = dossiers_keyed(day.session, day.office.id, (row.key for row in rows))
    place_of = cache(names.place)
    for row in rows:
        place = found.places[row.key] = place_of(row.handler, row.unit)
        if place.unknown and not row.is_over:
            found.unknown[place.unknown] = found.unknown.get(place.unknown, 0) + 1
        if row.key in known:
            _sort_known(found, known[row.key], row)
        else:
            found.new.append(row)
    named = {row.key for row in rows}
    found.vanished = [one for one in open_dossiers(day.session, day.office.id) if one.key not in named]
    return found


def _sort_known(found: Compared, dossier: Dossier, row: DossierRow) -> None:
    what = changes(dossier, row)
    if row.is_over and _is_news(dossier, row):
        found.finished.append(Known(dossier, row, what))
    elif not row.is_over and dossier.is_over and dossier.done_by is not None:
        found.kept.append(Known(dossier, row))
    else:
        (found.changed if what else found.same).append(Known(dossier, row, what))


def _is_news(dossier: Dossier, row: DossierRow) -> bool:
    """It is over now, or otherwise, or on another day than was known."""
    other_day = row.finished is not None and row.finished != dossier.finished
    return not dossier.is_over or row.state != dossier.state or other_day


def changes(dossier: Dossier, row: DossierRow) -> tuple[str, ...]:
    """What the list says otherwise, in words; what it leaves empty stays as it is known."""
    return tuple(_NAMES[name] for name, value in differing(dossier, row).items() if value is not None)


def differing(dossier: Dossier, row: DossierRow) -> dict[str, object]:
    """Column -> what the list says of it. A day that was moved here and entered there is nothing new."""
    said: dict[str, object] = {
        "state": row.state if row.state != dossier.state else None,
        "due": row.due if _is_other_day(dossier, row.due) else None,
        "due_time": row.due_time if row.due == dossier.due and row.due_time != dossier.due_time else None,
        "received": row.received if row.received != dossier.received else None,
        **{name: text if text != getattr(dossier, name) else None for name, text in _texts(row).items() if text},
    }
    return {name: value for name, value in said.items() if value is not None}


def _texts(row: DossierRow) -> dict[str, str]:
    return {
        "procedure": row.procedure,
        "handler": row.handler,
        "unit_text": row.unit,
        "applicant": row.applicant,
        "phone": row.phone,
    }


def _is_other_day(dossier: Dossier, due: date | None) -> bool:
    return due is not None and due not in (dossier.original_due, dossier.new_due)


def is_running(row: DossierRow) -> bool:
    return row.state == DossierState.OPEN and row.due is not None
