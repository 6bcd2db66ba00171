"""Indicators are measured: the figures of each period, who gave them, and what was asked for."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from storage.columns import UtcDateTime

revision = "0021"
down_revision = "0022"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
_GIVEN = {"every": "quarter", "source": "", "standing": "none", "asked": ""}
_MOMENTS = ("asked_at", "nudged_at", "named_at")


def upgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.alter_column("plan_id", existing_type=sa.Integer(), nullable=True)
        for name, value in _GIVEN.items():
            batch_op.add_column(sa.Column(name, Text(), nullable=False, server_default=value))
        batch_op.add_column(sa.Column("adds", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))
        for name in _MOMENTS:
            batch_op.add_column(sa.Column(name, UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        for name in (*_GIVEN, "adds"):
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_measure_at", UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_office_next_measure_at"), ["next_measure_at"], unique=False)
    _create_values()
    _create_scores()


def _create_values() -> None:
    op.create_table(
        "indicatorvalue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("words", Text(), nullable=False),
        sa.Column("note", Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_indicatorvalue_office_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicatorvalue_indicator_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_indicatorvalue_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicatorvalue")),
    )
    with op.batch_alter_table("indicatorvalue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicatorvalue_indicator_id"), ["indicator_id"], unique=False)


def _create_scores() -> None:
    op.create_table(
        "indexscore",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("source", Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("released_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_indexscore_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_indexscore_person_id")),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_indexscore_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indexscore")),
    )
    with op.batch_alter_table("indexscore", schema=None) as batch_op:
        batch_op.create_index("ix_indexscore_office_id_monday", ["office_id", "monday"], unique=False)


def downgrade() -> None:
    op.drop_table("indexscore")
    op.drop_table("indicatorvalue")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_next_measure_at"))
        batch_op.drop_column("next_measure_at")
    op.execute(sa.text("DELETE FROM indicator WHERE plan_id IS NULL"))
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        for name in (*_MOMENTS, "since", "adds", *_GIVEN):
            batch_op.drop_column(name)
        batch_op.alter_column("plan_id", existing_type=sa.Integer(), nullable=False)
