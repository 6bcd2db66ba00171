"""One way in: a transaction that is whole or nothing."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select, text

from storage.offices import Office, Unit
from storage.store import Store
from tests.databases import opened
from tests.storage.rows import NOW, at_once, put, put_office


def codes(store: Store) -> list[str]:
    with store.transaction() as session:
        return list(session.exec(select(Office.code).order_by(Office.code)))


def write_then_fail(store: Store) -> None:
    with store.transaction() as session:
        put_office(session, "TB")
        raise KeyboardInterrupt


def test_what_a_transaction_wrote_is_there_for_the_next_one(store: Store) -> None:
    with store.transaction() as session:
        put_office(session, "TB")
        put_office(session, "HG")
    assert codes(store) == ["HG", "TB"]


def test_a_failure_undoes_all_that_was_written(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_then_fail(store)
    assert codes(store) == []


def test_a_row_that_is_refused_at_the_end_undoes_the_rows_before_it(store: Store) -> None:
    def write_a_unit_of_nowhere() -> None:
        with store.transaction() as session:
            put_office(session, "TB")
            session.add(Unit(office_id=404, name="Văn phòng"))

    with pytest.raises(IntegrityError):
        write_a_unit_of_nowhere()
    assert codes(store) == []


def test_what_was_read_can_be_used_after_the_end(store: Store) -> None:
    with store.transaction() as session:
        office = put(session, Office(name="UBND xã Thanh Bình", code="TB", created_at=NOW))
    assert office.name == "UBND xã Thanh Bình"


def test_a_transaction_inside_another_is_refused_instead_of_waiting_for_ever(store: Store) -> None:
    with store.transaction() as session:
        put_office(session, "TB")
        with pytest.raises(RuntimeError, match="inside a transaction"), store.transaction():
            pass
    assert codes(store) == ["TB"]


def test_a_store_works_on_after_a_failure(store: Store) -> None:
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            write_then_fail(store)
    with store.transaction() as session:
        put_office(session, "TB")
    assert codes(store) == ["TB"]


def test_a_new_file_is_made_together_with_its_folder(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/data/here/dondoc.db")
    store.migrate()
    assert codes(store) == []
    store.close()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_sqlite_writes_ahead_syncs_fully_and_checks_owners(tmp_path: Path, pragma: str, value: object) -> None:
    with opened(f"sqlite:///{tmp_path}/dondoc.db") as store, store.transaction() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_new_file_in_which_somebody_is_writing_is_waited_for(tmp_path: Path) -> None:
    """As when two processes make it at once: SQLite itself gives up this step without waiting."""
    path = tmp_path / "dondoc.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE somebody (id)")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.execute, ["COMMIT"])
        release.start()
        store = Store(f"sqlite:///{path}")
        store.migrate()
        release.join()
        assert codes(store) == []
        store.close()


def test_a_database_in_memory_serves_as_well() -> None:
    store = Store("sqlite://")
    store.migrate()
    with store.transaction() as session:
        put_office(session)
    (seen,) = at_once(lambda: codes(store))
    assert seen == ["TB"]
    store.close()


def test_a_backup_may_read_while_somebody_writes_and_sees_what_was_there_before(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        put_office(session, "TB")
    with sqlite_store.transaction() as session, closing(sqlite3.connect(sqlite_store.url[10:])) as reader:
        put_office(session, "HG")
        assert reader.execute("SELECT code FROM office").fetchall() == [("TB",)]
