"""A row is what SQLModel would make of it, and tells SQLAlchemy the same."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlmodel._compat import partial_init, sqlmodel_table_construct

import storage.tables  # noqa: F401  fills the registry
from storage.offices import Office
from storage.rows import Row
from storage.spoken import Spoken
from storage.store import Store
from tests.storage.rows import NOW, put_office

TABLES = sorted(Row.__subclasses__(), key=lambda table: table.__name__)


def as_sqlmodel_makes_it(table: type[Row], values: dict[str, Any]) -> Row:
    with partial_init():
        row = table()
    return sqlmodel_table_construct(self_instance=row, values=dict(values))


def said_of(row: Row) -> tuple[dict[str, Any], set[str]]:
    return {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}, row.model_fields_set


@settings(max_examples=200)
@given(table=st.sampled_from(TABLES), data=st.data())
def test_a_row_has_the_values_that_sqlmodel_gives_it(table: type[Row], data: st.DataObject) -> None:
    given_names = data.draw(st.sets(st.sampled_from([*table.model_fields, "unheard_of"]), min_size=1))
    values = {name: f"value of {name}" for name in given_names}
    assert said_of(table(**values)) == said_of(as_sqlmodel_makes_it(table, values))


def test_every_table_makes_its_rows_so() -> None:
    assert {mapper.class_ for mapper in inspect(Spoken).registry.mappers} == set(TABLES)
    assert not any(field.alias for table in TABLES for field in table.model_fields.values())
    assert not any(inspect(table).relationships for table in TABLES)


def test_no_two_rows_share_what_can_be_changed() -> None:
    for table in TABLES:
        one, other = (said_of(table(unheard_of=1))[0] for _ in range(2))
        shared = [value for name, value in one.items() if value is other[name]]
        assert not [value for value in shared if isinstance(value, list | dict | set)]


def test_a_change_of_a_stored_row_is_stored(store: Store) -> None:
    with store.transaction() as session:
        number = put_office(session)
    with store.transaction() as session:
        row = session.get_one(Office, number)
        row.name = "Xã khác"
        assert inspect(row).attrs.name.history.added == ["Xã khác"]
    with store.transaction() as session:
        assert session.get_one(Office, number).name == "Xã khác"


def test_what_no_column_is_named_cannot_be_set_on_a_row() -> None:
    row = Spoken(office_id=1, person_id=1, at=NOW)
    with pytest.raises(ValueError, match="unheard_of"):
        setattr(row, "unheard_of", 1)  # noqa: B010  as mypy would say


def test_what_a_row_has_no_more_is_read_anew(store: Store) -> None:
    with store.transaction() as session:
        row = session.get_one(Office, put_office(session))
        name, row.name = row.name, "Xã khác"
        session.expire(row)
        assert row.name == name
        assert not inspect(row).modified
