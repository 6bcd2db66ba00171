"""What clerks made of messages that the sorter had taken for something else."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0013"
down_revision = "0016"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(f"{owner}_id", sa.Integer(), nullable=False) for owner in ("office", "feedback", "person")),
        sa.Column("at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("kind", Text(), nullable=False),
        sa.Column("category", Text(), nullable=False),
        sa.Column("kind_pull", sa.Float(), nullable=False),
        sa.Column("topic_pull", sa.Float(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        *(
            sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_correction_{owner}_id"))
            for owner in ("office", "feedback", "person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        for owner in ("office", "feedback", "person"):
            batch_op.create_index(batch_op.f(f"ix_correction_{owner}_id"), [f"{owner}_id"], unique=False)


def downgrade() -> None:
    op.drop_table("correction")
