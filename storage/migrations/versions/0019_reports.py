"""Periodic reports, and when each office's next one is drafted."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0019"
down_revision = "0020"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        *(sa.Column(name, Text(), nullable=False) for name in ("kind", "key")),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", Text(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("coming_first", "coming_last")),
        sa.Column("state", Text(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("words", "told")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("made_by", "seen_by", "sent_by")),
        sa.Column("made_at", Moment(timezone=True), nullable=False),
        *(sa.Column(name, Moment(timezone=True), nullable=True) for name in ("sent_at", "send_at", "next_at")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_report_office_id")),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_report_{name}"))
            for name in ("made_by", "seen_by", "sent_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("office_id", "key", "round", name=op.f("uq_report_office_id_key_round")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        for name in ("office_id", "next_at"):
            batch_op.create_index(batch_op.f(f"ix_report_{name}"), [name], unique=False)
    op.create_table(
        "reportround",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reportround_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_reportround")),
    )
    op.create_index("ix_reportround_next_at", "reportround", ["next_at"])


def downgrade() -> None:
    op.drop_table("reportround")
    op.drop_table("report")
