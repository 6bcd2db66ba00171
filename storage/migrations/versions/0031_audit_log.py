"""The audit log and the ends of its chains."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0031"
down_revision = "0026"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_WORDS = ("door", "what", "about", "detail", "previous", "digest")


def upgrade() -> None:
    op.create_table(
        "auditentry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *(sa.Column(name, Text(), nullable=False) for name in _WORDS),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_auditentry_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_auditentry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditentry")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_auditentry_office_id_number")),
    )
    op.create_table(
        "audithead",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", Text(), nullable=False),
        sa.Column("seal", Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_audithead_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_audithead")),
    )
    _only_add()


def _only_add() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER auditentry_{act.lower()} BEFORE {act} ON auditentry "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION auditentry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    op.execute(
        "CREATE TRIGGER auditentry_stays BEFORE UPDATE OR DELETE ON auditentry FOR EACH ROW "
        "EXECUTE FUNCTION auditentry_stays()"
    )
    op.execute(
        "CREATE TRIGGER auditentry_whole BEFORE TRUNCATE ON auditentry FOR EACH STATEMENT "
        "EXECUTE FUNCTION auditentry_stays()"
    )


def downgrade() -> None:
    op.drop_table("audithead")
    op.drop_table("auditentry")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION auditentry_stays()")
