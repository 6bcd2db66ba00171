"""The few lines that are in no digest yet, and the plans nobody has read, get small indexes of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


UNREAD = sa.text("read_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_plan_unread", "plan", ["id"], sqlite_where=UNREAD, postgresql_where=UNREAD)
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index("ix_nudge_open")
    op.create_index(
        "ix_nudge_open", "nudge", ["id"], sqlite_where=sa.text("open IS 1"), postgresql_where=sa.text("open IS TRUE")
    )


def downgrade() -> None:
    op.drop_index("ix_plan_unread", table_name="plan")
    op.drop_index("ix_nudge_open", table_name="nudge")
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index("ix_nudge_open", ["open"], unique=False)
