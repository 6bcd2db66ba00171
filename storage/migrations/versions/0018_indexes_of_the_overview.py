"""What the overview counts and lists is found by indexes of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0019"
branch_labels = None
depends_on = None

_STATES = (
    "'cho_bo_sung', 'cho_duyet_tra_loi', 'da_chuyen', 'da_phan_loai', 'da_tiep_nhan', 'dang_xu_ly', 'mo_lai', 'moi'"
)
INDEXES = (
    (
        "ix_occurrence_open",
        "occurrence",
        ("office_id", "task_id", "due", "due_time", "id", "kind", "state"),
        "state IN ('open', 'doing')",
    ),
    ("ix_occurrence_done", "occurrence", ("office_id", "task_id", "done_at"), "done_at IS NOT NULL"),
    (
        "ix_feedback_open",
        "feedback",
        ("office_id", "unit_id", "handler_id", "due", "state", "kind"),
        f"state IN ({_STATES})",
    ),
    (
        "ix_feedback_answered",
        "feedback",
        ("office_id", "answered_at", "original_due", "unit_id", "handler_id", "kind"),
        "answered_at IS NOT NULL",
    ),
    ("ix_taskevent_asked", "taskevent", ("office_id", "id"), "what = 'extension_asked'"),
    ("ix_feedbackevent_asked", "feedbackevent", ("office_id", "id"), "what = 'extension_asked'"),
)


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        rows = sa.text(where)
        op.create_index(name, table, list(columns), sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table_name=table)
