"""Promises that every table keeps, read from the tables themselves."""

from sqlalchemy import Column, DateTime, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  fills the metadata
from storage.columns import UtcDateTime

TABLES = sorted(SQLModel.metadata.tables.values(), key=lambda table: table.name)
COLUMNS = [column for table in TABLES for column in table.columns]

# Who did it, which event, which office: read from the row at hand, never searched by.
NEVER_SEARCHED_BY = {
    "aside.decided_by",
    "attachment.office_id",
    "auditentry.person_id",
    "block.ended_by",
    "block.made_by",
    "clue.office_id",
    "dossier.done_by",
    "dossier.explained_by",
    "dossierevent.office_id",
    "dossierevent.person_id",
    "dossierfollow.office_id",
    "duelist.sent_by",
    "feedback.approved_by",
    "feedback.drafted_by",
    "feedback.handler_id",
    "feedback.published_by",
    "feedback.recorded_by",
    "feedbackevent.person_id",
    "feedbackevent.unit_id",
    "handlername.decided_by",
    "indexscore.person_id",
    "indexscore.released_by",
    "indicatorvalue.office_id",
    "indicatorvalue.person_id",
    "invite.made_by",
    "invite.used_by",
    "listing.released_by",
    "occurrence.done_by",
    "ownform.sent_by",
    "plan.sent_by",
    "report.made_by",
    "report.seen_by",
    "report.sent_by",
    "taskevent.person_id",
    "taskunit.office_id",
    "taskunit.unit_id",
    "unitname.decided_by",
    "unitroute.unit_id",
    "weekline.occurrence_id",
    "weekline.office_id",
    "weeknote.person_id",
}


def belongs_to_an_office(table: Table) -> bool:
    owner = table.columns.get("office_id")
    targets = {key.target_fullname for key in owner.foreign_keys} if owner is not None else set()
    return owner is not None and not owner.nullable and targets == {"office.id"}


def begins_an_index(column: Column[object]) -> bool:
    """Whether an index, a unique rule or the primary key begins with it."""
    rules = [key for key in column.table.constraints if isinstance(key, UniqueConstraint | PrimaryKeyConstraint)]
    return any(next(iter(key.columns)) is column for key in [*column.table.indexes, *rules])


def test_every_row_but_the_office_itself_and_what_processes_agree_on_belongs_to_an_office() -> None:
    assert [table.name for table in TABLES if not belongs_to_an_office(table)] == ["lease", "office"]


def test_every_moment_is_kept_as_utc() -> None:
    moments = [column for column in COLUMNS if column.name == "at" or column.name.endswith(("_at", "_until"))]
    assert len(moments) > 20
    assert [str(column) for column in moments if not isinstance(column.type, UtcDateTime)] == []
    assert [str(column) for column in COLUMNS if isinstance(column.type, DateTime)] == []


def test_whatever_rows_are_searched_by_begins_an_index() -> None:
    references = [column for column in COLUMNS if column.foreign_keys]
    assert {str(column) for column in references if not begins_an_index(column)} == NEVER_SEARCHED_BY


def test_every_rule_of_a_table_has_a_name_that_a_later_migration_can_use() -> None:
    assert [str(rule) for table in TABLES for rule in table.constraints if not rule.name] == []
