"""Tokens and events of an official account of Zalo; what became of letters there; a card that asks for a telephone."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime


def upgrade() -> None:
    op.create_table(
        "oagrant",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("account_id", Text(), nullable=False),
        sa.Column("access_token", Text(), nullable=False),
        sa.Column("refresh_token", Text(), nullable=False),
        sa.Column("old_access_token", Text(), nullable=False),
        sa.Column("old_refresh_token", Text(), nullable=False),
        sa.Column("granted_at", Moment(timezone=True), nullable=False),
        sa.Column("renews_at", Moment(timezone=True), nullable=False),
        sa.Column("renewing_until", Moment(timezone=True), nullable=True),
        sa.Column("refused_at", Moment(timezone=True), nullable=True),
        sa.Column("legacy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_oagrant_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_oagrant")),
    )
    op.create_table(
        "hookevent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("channel", Text(), nullable=False),
        sa.Column("key", Text(), nullable=False),
        sa.Column("lane", Text(), nullable=False),
        sa.Column("body", Text(), nullable=False),
        sa.Column("proved", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("next_at", Moment(timezone=True), nullable=False),
        sa.Column("claimed_until", Moment(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_hookevent_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hookevent")),
        sa.UniqueConstraint("office_id", "channel", "key", name=op.f("uq_hookevent_office_id_channel_key")),
    )
    for column in ("lane", "next_at"):
        op.create_index(op.f(f"ix_hookevent_{column}"), "hookevent", [column])
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("card", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("received_at", Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("seen_at", Moment(timezone=True), nullable=True))
    with op.batch_alter_table("letter") as batch_op:
        batch_op.alter_column("card", server_default=None)
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("taken_until", Moment(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("taken_until")
    with op.batch_alter_table("letter") as batch_op:
        for column in ("seen_at", "received_at", "card"):
            batch_op.drop_column(column)
    op.drop_table("hookevent")
    op.drop_table("oagrant")
