"""Promises that every table keeps, read from the tables themselves."""

import pytest
from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Table
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  fills the metadata
from storage.columns import UtcDateTime

TABLES = sorted(SQLModel.metadata.tables.values(), key=lambda table: table.name)
COLUMNS = [column for table in TABLES for column in table.columns]
REFERENCES = [column for column in COLUMNS if column.foreign_keys]

# Who did it, which event, which office: read from the row at hand, never searched by.
NEVER_SEARCHED_BY = {
    "attachment.office_id",
    "feedback.handler_id",
    "feedbackevent.office_id",
    "feedbackevent.person_id",
    "invite.made_by",
    "invite.used_by",
    "occurrence.done_by",
    "plan.sent_by",
    "taskevent.office_id",
    "taskevent.person_id",
    "taskunit.office_id",
    "taskunit.unit_id",
    "unitroute.unit_id",
    "weekline.occurrence_id",
    "weekline.office_id",
}


def first_columns(table: Table) -> set[str]:
    """The columns that an index, a unique rule or the primary key begins with."""
    keys = [table.primary_key, *table.indexes, *table.constraints]
    return {list(key.columns)[0].name for key in keys if not isinstance(key, ForeignKeyConstraint) and key.columns}


@pytest.mark.parametrize("table", [table for table in TABLES if table.name != "office"], ids=str)
def test_every_row_belongs_to_an_office(table: Table) -> None:
    column = table.columns["office_id"]
    assert not column.nullable
    assert {key.target_fullname for key in column.foreign_keys} == {"office.id"}


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_moment_is_kept_as_utc(column: Column[object]) -> None:
    assert not isinstance(column.type, DateTime), "use UtcDateTime"
    if column.name.endswith("_at") or column.name in {"at", "claimed_until", "codes_locked_until"}:
        assert isinstance(column.type, UtcDateTime)


@pytest.mark.parametrize("column", REFERENCES, ids=str)
def test_what_rows_are_searched_by_begins_an_index(column: Column[object]) -> None:
    assert (column.name in first_columns(column.table)) != (str(column) in NEVER_SEARCHED_BY)


def test_every_rule_of_a_table_has_a_name_that_a_later_migration_can_use() -> None:
    unnamed = [rule for table in TABLES for rule in table.constraints if not rule.name]
    assert unnamed == []
