"""What citizens agreed to, what the office tells of its procedures, and cases that come by other ways."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_FROM_OUTSIDE = sa.text("outside_code <> ''")


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel", Text(), nullable=False),
        sa.Column("given_at", Moment(timezone=True), nullable=False),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_consent_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_person_id"), ["person_id"], unique=False)
    op.create_table(
        "procedure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("topic", Text(), nullable=False),
        sa.Column("words", Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_procedure_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
        sa.UniqueConstraint("office_id", "topic", name=op.f("uq_procedure_office_id_topic")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact", Text(), nullable=False, server_default=""))
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.alter_column("contact", server_default=None)
        batch_op.create_index(
            "ix_feedback_outside_code",
            ["office_id", "outside_code"],
            unique=True,
            sqlite_where=_FROM_OUTSIDE,
            postgresql_where=_FROM_OUTSIDE,
        )


def downgrade() -> None:
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index("ix_feedback_outside_code")
        batch_op.drop_column("contact")
    op.drop_table("procedure")
    op.drop_table("consent")
