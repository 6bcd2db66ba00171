"""The tables as the migrations make them, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

import storage.tables
from storage.offices import Office
from storage.people import Account, Person, meet
from storage.revisions import newest_revision
from storage.store import Store, alembic_config
from tests.databases import PostgreSQL, opened, run
from tests.storage.rows import NOW, put_office, put_person
from tests.storage.workers import in_processes, migrate_it

MODELS = set(SQLModel.metadata.tables)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database without any table."""
    if request.param == "sqlite":
        with opened(f"sqlite:///{tmp_path}/empty.db") as store:
            yield store
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        run(server.empty, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        with opened(server.empty) as store:
            yield store


def tables(store: Store) -> set[str]:
    return set(inspect(store.engine).get_table_names())


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


def test_every_module_with_a_table_is_known_to_the_migrations() -> None:
    folder = Path(storage.tables.__file__).parent
    with_tables = {path.stem for path in folder.glob("*.py") if "table=True" in path.read_text(encoding="utf-8")}
    assert {module.__name__.removeprefix("storage.") for module in storage.tables.MODULES} == with_tables


def test_an_empty_database_gets_every_table(empty: Store) -> None:
    empty.migrate()
    assert tables(empty) == MODELS | {"alembic_version"}


def test_migrated_tables_are_what_the_models_say(empty: Store) -> None:
    empty.migrate()
    with empty.migrating() as connection:
        assert differences(connection) == []


def test_a_column_that_no_migration_adds_would_be_noticed(empty: Store) -> None:
    empty.migrate()
    with empty.migrating() as connection:
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN phone")
        assert len(differences(connection)) == 1


def test_a_database_says_whether_it_has_the_newest_form(empty: Store) -> None:
    assert not empty.is_migrated()
    empty.migrate()
    assert empty.is_migrated()
    with empty.migrating() as connection:
        command.downgrade(alembic_config(connection), "-1")
    assert not empty.is_migrated()


def test_migrating_again_leaves_the_rows_alone(empty: Store) -> None:
    empty.migrate()
    with empty.transaction() as session:
        office = put_office(session)
    empty.migrate()
    with empty.transaction() as session:
        assert session.exec(select(Office.id)).all() == [office]


def test_a_failed_migration_leaves_no_half(empty: Store) -> None:
    def fail_at_the_end() -> None:
        with empty.migrating() as connection:
            command.upgrade(alembic_config(connection), "head")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_at_the_end()
    assert tables(empty) == set()
    empty.migrate()
    assert tables(empty) == MODELS | {"alembic_version"}


def test_all_steps_can_be_taken_back_and_forth(empty: Store) -> None:
    empty.migrate()
    with empty.migrating() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert tables(empty) == {"alembic_version"}
    empty.migrate()
    assert tables(empty) == MODELS | {"alembic_version"}


def test_the_steps_are_one_line_from_nothing_to_now(empty: Store) -> None:
    with empty.migrating() as connection:
        steps = ScriptDirectory.from_config(alembic_config(connection))
    assert steps.get_heads() == [newest_revision()]
    assert all(not step.is_merge_point for step in steps.walk_revisions())


def test_a_table_that_others_point_at_can_be_rebuilt(empty: Store) -> None:
    empty.migrate()
    with empty.transaction() as session:
        meet(session, put_office(session), "telegram", "1", NOW)
    with empty.migrating() as connection:
        steps = Operations(MigrationContext.configure(connection))
        with steps.batch_alter_table("person", recreate="always" if "sqlite" in empty.url else "auto") as person:
            person.alter_column("phone", new_column_name="telephone")
    with empty.transaction() as session:
        assert session.exec(select(Account.address)).all() == ["1"]


def test_a_step_that_would_leave_rows_without_an_owner_is_undone(store: Store) -> None:
    with store.transaction() as session:
        meet(session, put_office(session), "telegram", "1", NOW)

    def remove_the_owner() -> None:
        with store.migrating() as connection:
            connection.exec_driver_sql("DELETE FROM person")

    with pytest.raises((RuntimeError, IntegrityError)):
        remove_the_owner()
    with store.transaction() as session:
        assert len(session.exec(select(Person.id)).all()) == 1


def test_owners_are_checked_again_after_a_migration(store: Store) -> None:
    store.migrate()
    with store.transaction() as session:
        office = session.get_one(Office, put_office(session))
        put_person(session, office.id)
    with pytest.raises(IntegrityError), store.transaction() as session:
        session.delete(office)


def test_processes_that_migrate_at_the_same_moment_all_succeed(empty: Store) -> None:
    assert in_processes(2, migrate_it, empty.url) == ["migrated"] * 2
    assert tables(empty) == MODELS | {"alembic_version"}
