"""The proof of a copy: it is put back into a store of its own, looked through, and lived with for a day."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import SQLModel

from bot.app import Kit
from bot.rehearsal.running import Rehearsal
from bot.rules.audited import WRONGS
from bot.settings import Settings
from storage.audit import first_wrong
from storage.backups import Sums
from storage.files import FileShelf, Lying, digest_of
from storage.keys import Keys
from storage.offices import all_offices, the_office
from storage.restoring import restore
from storage.store import Store

AHEAD = timedelta(days=1)  # that the restored office lives through


@dataclass(frozen=True)
class Proof:
    """`letters`: what the office would have sent within a day of the copy. `problems`: none where it can be used."""

    made_at: datetime
    sums: Sums
    letters: int
    problems: tuple[str, ...]


def drill(file: Path, key: str, known: Settings) -> Proof:
    """SealError, NewerError for a file that cannot be put back at all. Nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="dondoc-verify-") as name:
        folder = Path(name)
        keys = Keys.of(known.secret, known.keys)
        store, shelf = Store(f"sqlite:///{folder}/verify.sqlite", keys), FileShelf(folder / "files", keys)
        try:
            # Rows without their owners end this already.
            head, sums = restore(file, key, store, shelf)
            made_at = datetime.fromisoformat(head.made_at)
            problems = (*_rows(store, sums), *_files(shelf), *_chains(store))
            letters = 0 if problems else asyncio.run(_live(store, folder, known.secret, made_at))
        finally:
            store.close()
    return Proof(made_at, sums, letters, problems)


def _rows(store: Store, sums: Sums) -> Iterator[str]:
    """As many as there were, and each can be read as what it is."""
    with store.transaction() as session:
        for table in SQLModel.metadata.sorted_tables:
            count = session.connection().execute(select(func.count()).select_from(table)).scalar()
            if table.name in sums.rows and count != sums.rows[table.name]:
                yield f"Bảng {table.name} có {count} dòng, lúc sao là {sums.rows[table.name]}."
            for _ in session.connection().execute(select(table)):
                pass


def _files(shelf: FileShelf) -> Iterator[str]:
    for name, path in shelf.all_files():
        if digest_of(Lying(path, shelf.keys).read_bytes()) != path.name:
            yield f"Tệp {name[:12]}… không còn đúng nội dung."


def _chains(store: Store) -> Iterator[str]:
    """The audit log of each office, from its first row to its seal."""
    with store.transaction() as session:
        for office in all_offices(session):
            if wrong := first_wrong(session, office.id, store.keys.seal):
                yield f"Nhật ký của {office.name}, dòng {wrong.number}: {WRONGS[wrong.why]}."


async def _live(store: Store, data: Path, secret: bytes, start: datetime) -> int:
    """How many letters would leave; the real jobs, on a clock that is moved. They serve every office there is."""
    with store.transaction() as session:
        office = the_office(session)
    if office is None:
        return 0
    rehearsal = Rehearsal(store, data, Kit.packaged(secret, {}), office.id, start)
    await rehearsal.run(start + AHEAD)
    return len(rehearsal.sent())
