"""Why each reminder came, which digest it went into, and the chat groups of units."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

_WORDS = ("kind", "wording", "why")


def upgrade() -> None:
    op.create_table(
        "chatgroup",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("linked_by", sa.Integer(), nullable=False),
        sa.Column("linked_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_chatgroup_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chatgroup_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_chatgroup_unit_id")),
        sa.ForeignKeyConstraint(["linked_by"], ["person.id"], name=op.f("fk_chatgroup_linked_by")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_chatgroup")),
    )
    with op.batch_alter_table("chatgroup", schema=None) as batch_op:
        for name in ("linked_by", "office_id", "unit_id"):
            batch_op.create_index(batch_op.f(f"ix_chatgroup_{name}"), [name], unique=False)
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        for name in _WORDS:
            # What was said before has no such words; only new rows bring their own.
            batch_op.add_column(sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("letter_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_nudge_letter_id"), "letter", ["letter_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_nudge_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index("ix_nudge_about", ["subject", "subject_id"], unique=False)
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        for name in _WORDS:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index("ix_nudge_about")
        batch_op.drop_index(batch_op.f("ix_nudge_letter_id"))
        batch_op.drop_constraint(batch_op.f("fk_nudge_letter_id"), type_="foreignkey")
        for name in ("letter_id", *_WORDS):
            batch_op.drop_column(name)
    op.drop_table("chatgroup")
