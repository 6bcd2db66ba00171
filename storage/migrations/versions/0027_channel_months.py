"""Messages of a month on channels that take only so many."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0027"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channelmonth",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_channelmonth_office_id")),
        sa.PrimaryKeyConstraint("office_id", "channel", "month", name=op.f("pk_channelmonth")),
    )


def downgrade() -> None:
    op.drop_table("channelmonth")
