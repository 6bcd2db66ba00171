"""Each clock of a case has its reminders; its history is only added to; units have an address."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0015"
down_revision = "0017"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_CONTACT = ("phone", "address", "email")
_SOURCES = {
    "local10": "Quy định của cơ quan: 10 ngày kể từ ngày tiếp nhận",
    "seven": "Quy định của cơ quan: 7 ngày làm việc kể từ ngày tiếp nhận",
}
_KEPT = ("id", "office_id", "feedback_id", "person_id", "at", "what", "state", "day", "about_id", "unit_id")


def upgrade() -> None:
    with op.batch_alter_table("caseclock", schema=None) as batch_op:
        for name in ("title", "source"):
            batch_op.add_column(sa.Column(name, Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("paused_days", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("next_at", Moment(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_caseclock_next_at"), ["next_at"], unique=False)
    with op.batch_alter_table("unit", schema=None) as batch_op:
        for name in _CONTACT:
            batch_op.add_column(sa.Column(name, Text(), nullable=False, server_default=""))
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.add_column(sa.Column("step", Text(), nullable=False, server_default=""))
    _drop_defaults()
    _pass_reminders_to_clocks()
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_next_at"))
        batch_op.drop_column("next_at")
    with op.batch_alter_table("feedbackevent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
        for name, target in (("about_id", "feedbackevent"), ("unit_id", "unit")):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_feedbackevent_{name}"), target, [name], ["id"])
        batch_op.create_index(batch_op.f("ix_feedbackevent_about_id"), ["about_id"], unique=False)
    _keep_history()


def _drop_defaults() -> None:
    for table, names in (("caseclock", ("title", "source", "paused_days")), ("unit", _CONTACT), ("nudge", ("step",))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)


def _pass_reminders_to_clocks() -> None:
    op.execute(
        "UPDATE caseclock SET next_at = (SELECT next_at FROM feedback WHERE feedback.id = caseclock.feedback_id) "
        "WHERE step = 'answer' AND met_at IS NULL AND ended_at IS NULL"
    )
    clocks = sa.table("caseclock", sa.column("rule", sa.String), sa.column("source", sa.String))
    for rule, source in _SOURCES.items():
        op.execute(sa.update(clocks).where(clocks.c.rule == rule).values(source=source))
    op.execute("UPDATE nudge SET step = 'answer' WHERE subject = 'feedback' AND kind <> ''")


def _keep_history() -> None:
    """Events are only added to. What may change is that a person's words are taken out of one, as the law asks."""
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"new.{name} IS old.{name}" for name in _KEPT)
        op.execute(
            f"CREATE TRIGGER feedbackevent_is_kept BEFORE UPDATE ON feedbackevent WHEN NOT (new.words = '' AND {same}) "
            "BEGIN SELECT RAISE(ABORT, 'the history of a case is only added to'); END"
        )
        op.execute(
            "CREATE TRIGGER feedbackevent_stays BEFORE DELETE ON feedbackevent "
            "BEGIN SELECT RAISE(ABORT, 'the history of a case is only added to'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION feedbackevent_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the history of a case is only added to' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    op.execute(
        "CREATE TRIGGER feedbackevent_is_kept BEFORE UPDATE ON feedbackevent FOR EACH ROW "
        "WHEN (NOT (NEW.words = '' AND to_jsonb(NEW) - 'words' = to_jsonb(OLD) - 'words')) "
        "EXECUTE FUNCTION feedbackevent_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER feedbackevent_stays BEFORE DELETE ON feedbackevent FOR EACH ROW "
        "EXECUTE FUNCTION feedbackevent_is_kept()"
    )


def downgrade() -> None:
    for name in ("feedbackevent_is_kept", "feedbackevent_stays"):
        on = "" if op.get_bind().dialect.name == "sqlite" else " ON feedbackevent"
        op.execute(f"DROP TRIGGER {name}{on}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION feedbackevent_is_kept()")
    with op.batch_alter_table("feedbackevent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedbackevent_about_id"))
        for name in ("about_id", "unit_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_feedbackevent_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
        batch_op.drop_column("day")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_at", Moment(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_feedback_next_at"), ["next_at"], unique=False)
    op.execute(
        "UPDATE feedback SET next_at = (SELECT min(next_at) FROM caseclock "
        "WHERE caseclock.feedback_id = feedback.id AND caseclock.step = 'answer')"
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_column("step")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        for name in _CONTACT:
            batch_op.drop_column(name)
    with op.batch_alter_table("caseclock", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_caseclock_next_at"))
        for name in ("title", "source", "paused_days", "next_at"):
            batch_op.drop_column(name)
