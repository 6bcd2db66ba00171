"""Every row of a database, copied as it stood at one moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select
from sqlmodel import SQLModel

from storage.copying import copy_rows
from storage.letters import add_letter
from storage.people import Person
from storage.plans import Plan
from storage.store import Store
from tests.databases import migrate, opened
from tests.storage.rows import NOW, new_case, new_letter, put, put_occurrence, put_office, put_person, put_task


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/target.db"
    migrate(url)
    with opened(url) as store:
        yield store


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.transaction() as session:
        tables = SQLModel.metadata.sorted_tables
        found = {table: session.connection().execute(select(table)) for table in tables}
        return {table.name: sorted(map(tuple, lines), key=str) for table, lines in found.items()}


def put_some_of_many_kinds(store: Store) -> None:
    """Among them a row that points at a later one of its own table."""
    with store.transaction() as session:
        office = put_office(session)
        person = put_person(session, office, "Đặng Thị Ý")
        put_occurrence(session, put_task(session, office, schedule={"kind": "by"}), "a", next_at=NOW)
        put(session, new_case(office, person, "TB-1", latitude=10.5))
        add_letter(session, new_letter(office, person, "k", choices=[[["Xem", "/v 1"]]]))
        old = put(session, Plan(office_id=office, source_name="a.docx", digest="d", sent_at=NOW, rows=[{"no": "1"}]))
        new = put(session, Plan(office_id=office, source_name="b.docx", digest="e", sent_at=NOW))
        old.replaces_id = new.id
        session.add(old)


def test_every_row_arrives_with_its_number_and_its_values(store: Store, target: Store) -> None:
    put_some_of_many_kinds(store)
    before = rows(store)
    count = copy_rows(store, target)
    assert rows(target) == before
    assert rows(store) == before
    assert count == sum(len(found) for found in before.values()) > 7


def test_what_is_written_meanwhile_is_not_half_copied(postgresql_store: Store, target: Store) -> None:
    """SQLite has one writer at a time, so there nothing is."""
    put_some_of_many_kinds(postgresql_store)
    before = rows(postgresql_store)
    begun: list[str] = []

    def write_once(_connection: Connection, _cursor: object, words: str, *_: object) -> None:
        if not begun and words.startswith("SELECT") and "FROM person" in words:
            begun.append(words)
            with postgresql_store.transaction() as session:
                office = session.get_one(Person, 1).office_id
                put(session, new_case(office, put_person(session, office, "Người mới"), "TB-2"))

    event.listen(postgresql_store.engine, "before_cursor_execute", write_once)
    copy_rows(postgresql_store, target)
    event.remove(postgresql_store.engine, "before_cursor_execute", write_once)
    assert begun
    assert rows(target) == before
