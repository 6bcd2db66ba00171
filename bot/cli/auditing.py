"""audit verify, audit export."""

import csv
import json
import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import IO

from sqlmodel import Session

from bot.app import utc_now
from bot.cli.environment import StopError, migrated_store, settings, told
from bot.cli.terminal import out
from bot.rules.audited import TITLES, WRONGS
from storage.audit import AuditEntry, act_as, audit_head, audit_rows, first_wrong, note_act
from storage.offices import Office, all_offices
from storage.people import names_of
from storage.store import Store

COLUMNS = {
    "number": "số",
    "at": "lúc (UTC)",
    "who": "ai",
    "door": "bằng",
    "what": "việc",
    "title": "diễn giải",
    "about": "đối tượng",
    "detail": "chi tiết",
    "previous": "mã dòng trước",
    "digest": "mã dòng này",
}
_NOTED = re.compile(r"(\d{1,9}):([0-9a-f]{64})")


def noted(text: str) -> tuple[int, str]:
    """ "120:9f86d0…": number and digest of a row, as an earlier run printed them."""
    found = _NOTED.fullmatch(text.strip().lower())
    if found is None:
        raise ArgumentTypeError("cần SỐ:MÃ như lệnh audit verify đã in")
    return int(found[1]), found[2]


@told
def verify(options: Namespace) -> int:
    """Name the first row of each office that does not hold; 1 where there is one."""
    with closing(migrated_store(settings())) as store, store.transaction() as session:
        wrong = [_is_wrong(session, office, store.keys.seal, options.noted) for office in _offices(session)]
    return int(any(wrong))


def _offices(session: Session) -> list[Office]:
    found = all_offices(session)
    if not found:
        raise StopError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    return found


def _is_wrong(session: Session, office: Office, key: bytes, since: tuple[int, str] | None) -> bool:
    wrong = first_wrong(session, office.id, key, since)
    head = audit_head(session, office.id)
    if wrong is None:
        out.print(f"✓ {office.name}: {head.number} dòng, không dòng nào bị sửa, xóa, chèn.", markup=False)
        if head.number:
            out.print(f"    Mốc để ghi lại nơi khác: {head.number}:{head.digest}", markup=False)
        return False
    out.print(f"✗ {office.name}: dòng {wrong.number}: {WRONGS[wrong.why]}.", markup=False)
    return True


@told
def export(options: Namespace) -> int:
    """Write the whole log to a file, and into the log that this was done."""
    if options.file.suffix not in (".csv", ".jsonl"):
        raise StopError("Tệp phải là .csv hoặc .jsonl.")
    if options.file.exists():
        raise StopError(f"{options.file}: đã có tệp này, không ghi đè.")
    with closing(migrated_store(settings())) as store:
        count = _export(store, options.file)
    out.print(f"Đã ghi {count} dòng nhật ký vào {options.file}.", markup=False)
    return 0


def _export(store: Store, path: Path) -> int:
    with store.transaction() as session, path.open("x", encoding="utf-8-sig", newline="") as file:
        path.chmod(0o600)
        act_as(session, None, "", utc_now())
        rows = [line for office in _offices(session) for line in _lines(session, office)]
        (_write_csv if path.suffix == ".csv" else _write_json)(file, rows)
        for office in _offices(session):
            note_act(session, office.id, "audit_exported", format=path.suffix[1:])
    return len(rows)


def _lines(session: Session, office: Office) -> list[dict[str, object]]:
    rows = list(audit_rows(session, office.id))
    names = names_of(session, (row.person_id for row in rows if row.person_id))
    return [_line(row, names) for row in rows]


def _line(row: AuditEntry, names: Mapping[int, str]) -> dict[str, object]:
    who = f"{names.get(row.person_id, '')} ({row.person_id})".strip() if row.person_id else ""
    return {
        "number": row.number,
        "at": row.at.isoformat(),
        "who": who,
        "door": row.door,
        "what": row.what,
        "title": TITLES.get(row.what, ""),
        "about": row.about,
        "detail": row.detail,
        "previous": row.previous,
        "digest": row.digest,
    }


def _write_csv(file: IO[str], rows: Iterable[Mapping[str, object]]) -> None:
    writer = csv.DictWriter(file, COLUMNS)
    writer.writerow(COLUMNS)
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)


def _harmless(value: object) -> object:
    """A table program must not take a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _write_json(file: IO[str], rows: Iterable[Mapping[str, object]]) -> None:
    file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
