"""What bars a letter, what it costs, which accounts come first, channels without quota."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0026"
down_revision = "0018"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_PARTIAL = {
    "ix_letter_unsure": (["office_id", "id"], sa.text("state = 'unsure'")),
    "ix_letter_hindered": (["office_id", "hindrance", "state"], sa.text("hindrance <> ''")),
    "ix_letter_paid": (["office_id", "sent_at"], sa.text("cost > 0")),
}


_FILLED = {"letter": ("hindrance", "refused", "cost"), "account": ("hindrance",), "feedback": ("reach_by",)}


def upgrade() -> None:
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("hindrance", Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("refused", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("cost", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("hindrance", Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("preferred_at", Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("asks_at", Moment(timezone=True), nullable=True))
        batch_op.create_index(op.f("ix_account_asks_at"), ["asks_at"])
    with op.batch_alter_table("feedback") as batch_op:
        batch_op.add_column(sa.Column("reach_by", Text(), nullable=False, server_default=""))
    with op.batch_alter_table("invite") as batch_op:
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_invite_account_id"), "account", ["account_id"], ["id"])
        batch_op.create_index(op.f("ix_invite_account_id"), ["account_id"])
    # So the rows that are there get a value; new ones get theirs from the model.
    for table, names in _FILLED.items():
        with op.batch_alter_table(table) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)
    for name, (columns, where) in _PARTIAL.items():
        op.create_index(name, "letter", columns, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_letter_sent_on", "letter", ["office_id", "sent_channel", "sent_at"])
    op.create_table(
        "spentchannel",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("channel", Text(), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
        sa.Column("problem", Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_spentchannel_office_id")),
        sa.PrimaryKeyConstraint("office_id", "channel", name=op.f("pk_spentchannel")),
    )


def downgrade() -> None:
    op.drop_table("spentchannel")
    op.execute("DELETE FROM invite WHERE post_id IS NULL")
    with op.batch_alter_table("invite") as batch_op:
        batch_op.drop_index(op.f("ix_invite_account_id"))
        batch_op.drop_constraint(op.f("fk_invite_account_id"), type_="foreignkey")
        batch_op.drop_column("account_id")
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=False)
    for name in (*_PARTIAL, "ix_letter_sent_on"):
        op.drop_index(name, table_name="letter")
    op.drop_index(op.f("ix_account_asks_at"), table_name="account")
    for table, columns in {**_FILLED, "account": ("hindrance", "preferred_at", "asks_at")}.items():
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
