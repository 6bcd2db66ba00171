"""Hours of deadlines, windows of reports, and what comes round again in the next year."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0011"
down_revision = "0012"
branch_labels = None
depends_on = None

_COLUMNS: dict[str, dict[str, sa.types.TypeEngine]] = {
    "occurrence": {"due_time": sa.Time(), "original_time": sa.Time(), "covers_to": sa.Date()},
    "taskevent": {"day_time": sa.Time()},
    "plan": {"ends_on": sa.Date()},
    "task": {"roll_at": storage.columns.UtcDateTime(timezone=True)},
}


def upgrade() -> None:
    for table, columns in _COLUMNS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, kind in columns.items():
                batch_op.add_column(sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_roll_at"), ["roll_at"], unique=False)
    # Each task that is followed is looked at once, and then knows its own moment.
    task = sa.table("task", sa.column("roll_at", storage.columns.UtcDateTime(timezone=True)), sa.column("closed_at"))
    op.execute(task.update().where(task.c.closed_at.is_(None)).values(roll_at=datetime(2000, 1, 1, tzinfo=UTC)))


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_roll_at"))
    for table, columns in _COLUMNS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in columns:
                batch_op.drop_column(name)
