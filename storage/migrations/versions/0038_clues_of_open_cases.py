"""What open cases are found again by, so that a new one need not be compared with all of them."""

import sqlalchemy as sa
from alembic import op

from storage.clues import add_missing_clues

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clue",
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_clue_office_id")),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_clue_feedback_id")),
        sa.PrimaryKeyConstraint("digest", "day", "feedback_id", name=op.f("pk_clue")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_clue_feedback_id"), "clue", ["feedback_id"])
    add_missing_clues(op.get_bind())
    # How many an office got of late is asked at every message.
    op.create_index(op.f("ix_feedback_office_id_received_at"), "feedback", ["office_id", "received_at"])
    op.drop_index("ix_feedback_office_id", "feedback")


def downgrade() -> None:
    op.create_index("ix_feedback_office_id", "feedback", ["office_id"])
    op.drop_index(op.f("ix_feedback_office_id_received_at"), "feedback")
    op.drop_table("clue")
