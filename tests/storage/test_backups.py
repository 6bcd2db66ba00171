"""A copy of a store: taken while it is used, put back on either database, refused when it is not whole."""

import json
import os
import shutil
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import select

from storage.backups import write_backup
from storage.files import FileShelf
from storage.letters import Letter
from storage.offices import the_office
from storage.people import Person
from storage.restoring import NewerError, NotEmptyError, restore
from storage.sealing import Sealer, SealError
from storage.store import Store
from tests.databases import hurry, opened
from tests.storage.rows import NOW, put_person
from tests.storage.test_copying import put_some_of_many_kinds, rows

KEY = "a key for tests only, of 32 signs"


@pytest.fixture
def target(migrated_file: Path, tmp_path: Path) -> Iterator[Store]:
    """Tables without a row, in another file."""
    path = tmp_path / "target.db"
    shutil.copyfile(migrated_file, path)
    with opened(f"sqlite:///{path}") as store:
        yield hurry(store)


@pytest.fixture
def shelf(tmp_path: Path) -> FileShelf:
    return FileShelf(tmp_path / "files")


def taken(store: Store, shelf: FileShelf, tmp_path: Path) -> Path:
    file = tmp_path / "copy.dondoc"
    write_backup(store, shelf, file, KEY, NOW)
    return file


@pytest.mark.parametrize("way", [("sqlite_store", "postgresql_store"), ("postgresql_store", "target")])
def test_a_copy_goes_back_onto_either_database_as_it_was(
    way: tuple[str, str], shelf: FileShelf, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, target = (request.getfixturevalue(name) for name in way)
    put_some_of_many_kinds(source)
    digest = shelf.keep(b"a photo of a lamp")
    file, other = taken(source, shelf, tmp_path), FileShelf(tmp_path / "other")
    head, sums = restore(file, KEY, target, other)
    assert rows(target) == rows(source)
    assert other.path(digest).read_bytes() == b"a photo of a lamp"
    assert (sums.files, sums.bytes, head.made_at) == (1, 17, NOW.isoformat())
    with target.transaction() as session:
        assert put_person(session, 1) > max(row.id for row in session.exec(select(Person)) if row.name == "Đặng Thị Ý")


def test_nobody_can_read_a_copy_and_nobody_else_open_the_file(
    sqlite_store: Store, shelf: FileShelf, tmp_path: Path
) -> None:
    put_some_of_many_kinds(sqlite_store)
    file = taken(sqlite_store, shelf, tmp_path)
    assert "Đặng Thị Ý".encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.part"))


def test_who_writes_is_not_held_up_and_is_not_half_in_the_copy(
    sqlite_store: Store, shelf: FileShelf, target: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_some_of_many_kinds(sqlite_store)
    before = rows(sqlite_store)

    class Slow(FileShelf):
        def all_files(self) -> Iterator[tuple[str, Path]]:
            with sqlite_store.transaction() as session:
                session.exec(update(Person).values(name="Đổi rồi"))
            return super().all_files()

    file = taken(sqlite_store, Slow(shelf.root), tmp_path)
    restore(file, KEY, target, FileShelf(tmp_path / "other"))
    assert rows(target) == before


def test_a_store_in_use_is_never_written_over(sqlite_store: Store, shelf: FileShelf, tmp_path: Path) -> None:
    put_some_of_many_kinds(sqlite_store)
    file, before = taken(sqlite_store, shelf, tmp_path), rows(sqlite_store)
    with pytest.raises(NotEmptyError):
        restore(file, KEY, sqlite_store, shelf)
    assert rows(sqlite_store) == before


@pytest.mark.parametrize("harm", ["cut", "changed", "key"])
def test_a_damaged_file_changes_nothing(
    sqlite_store: Store, shelf: FileShelf, target: Store, tmp_path: Path, harm: str
) -> None:
    put_some_of_many_kinds(sqlite_store)
    shelf.keep(os.urandom(3000))
    file = taken(sqlite_store, shelf, tmp_path)
    data = file.read_bytes()
    before = rows(target)
    spoilt = {"cut": data[:-1], "changed": data[:-20] + bytes([data[-20] ^ 1]) + data[-19:], "key": data}
    file.write_bytes(spoilt[harm])
    with pytest.raises(SealError) as caught:
        restore(file, "another" * 5 if harm == "key" else KEY, target, FileShelf(tmp_path / "other"))
    assert caught.value.why == harm
    assert not (tmp_path / "other").exists()
    assert rows(target) == before


OLD = {
    "id": ("int", 1),
    **dict.fromkeys(("name", "code", "address", "phone", "zone", "slot", "answer_clock"), ("text", "XT")),
    "hours": ("json", [["07:30", "11:30"]]),
    "profile": ("json", {}),
    "created_at": ("moment", NOW.isoformat()),
}


def written_by_hand(file: Path, revision: str) -> None:
    """A copy of an office as the tables were in the beginning."""
    columns = [[name, kind] for name, (kind, _) in OLD.items()]
    head = {"made_at": NOW.isoformat(), "revision": revision, "tables": {"office": columns}}
    with file.open("wb") as raw:
        sealer = Sealer(raw, KEY)
        for kind, content in (("H", head), ("R", ["office", [[value for _, value in OLD.values()]]])):
            sealer.write(kind.encode() + zlib.compress(json.dumps(content).encode()))
        sums = {"rows": {"office": 1}, "files": 0, "bytes": 0}
        sealer.write(b"E" + zlib.compress(json.dumps(sums).encode()), is_last=True)


def test_an_older_copy_is_brought_to_the_newest_form(target: Store, shelf: FileShelf, tmp_path: Path) -> None:
    written_by_hand(tmp_path / "old.dondoc", "0001")
    restore(tmp_path / "old.dondoc", KEY, target, shelf)
    assert target.is_migrated()
    with target.transaction() as session:
        assert the_office(session)


def test_a_copy_of_a_newer_program_is_refused(sqlite_store: Store, shelf: FileShelf, tmp_path: Path) -> None:
    written_by_hand(tmp_path / "new.dondoc", "9999")
    with pytest.raises(NewerError):
        restore(tmp_path / "new.dondoc", KEY, sqlite_store, shelf)


def test_a_letter_under_way_stays_the_same_letter(
    sqlite_store: Store, shelf: FileShelf, target: Store, tmp_path: Path
) -> None:
    put_some_of_many_kinds(sqlite_store)
    with sqlite_store.transaction() as session:
        session.exec(update(Letter).values(state="sending", claimed_until=NOW + timedelta(minutes=2), attempts=1))
    restore(taken(sqlite_store, shelf, tmp_path), KEY, target, FileShelf(tmp_path / "other"))
    with target.transaction() as session:
        assert session.exec(select(Letter.claimed_until)).one() == NOW + timedelta(minutes=2)
