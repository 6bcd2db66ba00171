"""What is wrong at the moment and who was told; quick ways to what could not be delivered or taken in."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_FAILED = sa.text("state = 'failed'")
_ASIDE = sa.text("outcome = 'failed'")


def upgrade() -> None:
    op.create_index("ix_letter_failed", "letter", ["office_id", "id"], sqlite_where=_FAILED, postgresql_where=_FAILED)
    op.create_index("ix_seen_failed", "seen", ["office_id", "at"], sqlite_where=_ASIDE, postgresql_where=_ASIDE)
    op.create_table(
        "trouble",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", Text(), nullable=False),
        sa.Column("began_at", Moment(timezone=True), nullable=False),
        sa.Column("seen_at", Moment(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_trouble_office_id")),
        sa.PrimaryKeyConstraint("office_id", "kind", name=op.f("pk_trouble")),
    )


def downgrade() -> None:
    op.drop_table("trouble")
    op.drop_index("ix_seen_failed", table_name="seen")
    op.drop_index("ix_letter_failed", table_name="letter")
