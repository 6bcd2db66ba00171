"""The due list of a one-stop system as it was read: rows whose every cell is understood, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from bot.rules.states import DOSSIER_OVER, DossierState


@dataclass(frozen=True)
class DossierRow:
    """`key` finds it again, `code` is as printed. What is "" or None the list does not say; `at` names the row."""

    code: str
    key: str
    state: DossierState
    procedure: str = ""
    applicant: str = ""
    phone: str = ""
    received: date | None = None
    due: date | None = None
    due_time: time | None = None
    finished: date | None = None
    handler: str = ""
    unit: str = ""
    at: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in DOSSIER_OVER


@dataclass(frozen=True)
class ReadList:
    """`problems` have to be mended in the file, `remarks` are only told. Not `is_sure`: it may be something else."""

    rows: tuple[DossierRow, ...]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_sure: bool = True


def to_record(row: DossierRow) -> dict[str, Any]:
    """The JSON form that `from_record` takes back."""
    days = {name: value.isoformat() if isinstance(value, date | time) else value for name, value in asdict(row).items()}
    return {**days, "state": str(row.state)}


def from_record(record: Mapping[str, Any]) -> DossierRow:
    days = {name: _read(date, record[name]) for name in ("received", "due", "finished")}
    hour = _read(time, record["due_time"])
    return DossierRow(**{**record, **days, "due_time": hour, "state": DossierState(record["state"])})


def _read(kind: type[date] | type[time], said: str | None) -> Any:
    return kind.fromisoformat(said) if said else None


def joined(rows: Sequence[DossierRow], problems: list[str]) -> list[DossierRow]:
    """Each dossier once: the same line twice is one, two different lines are a problem."""
    found: dict[str, DossierRow] = {}
    for row in rows:
        known = found.setdefault(row.key, row)
        if _same(known) != _same(row):
            problems.append(f"{row.at}: hồ sơ {row.code} đã có ở {known.at} với nội dung khác, hãy giữ lại một dòng.")
    return list(found.values())


def _same(row: DossierRow) -> tuple[object, ...]:
    return row.state, row.received, row.due, row.due_time, row.finished, row.handler, row.unit
