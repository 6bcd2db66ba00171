"""The whole life of a case: its states and clocks, where it came from, its approved and its public words."""

from datetime import UTC, datetime, time, timedelta, timezone

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_WORDS = {"origin": "chat", "outside_code": "", "back_to": "", "draft_answer": "", "public_text": "", "public_area": ""}
_PEOPLE = ("recorded_by", "drafted_by", "approved_by", "published_by")
_CASES = ("merged_into", "follows")
_PROMISES = {"local10": (10, "days"), "seven": (7, "workdays")}


def upgrade() -> None:
    op.create_table(
        "caseclock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("step", Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("rule", Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("unit", Text(), nullable=False),
        sa.Column("started_at", Moment(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("original", sa.Date(), nullable=False),
        sa.Column("ends_at", Moment(timezone=True), nullable=False),
        sa.Column("paused_at", Moment(timezone=True), nullable=True),
        sa.Column("met_at", Moment(timezone=True), nullable=True),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_caseclock_feedback_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_caseclock_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseclock")),
        sa.UniqueConstraint("feedback_id", "step", "round", name=op.f("uq_caseclock_feedback_id_step_round")),
    )
    with op.batch_alter_table("caseclock", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_caseclock_feedback_id"), ["feedback_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_caseclock_office_id"), ["office_id"], unique=False)
    _widen_feedback()
    with op.batch_alter_table("feedbackevent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", Text(), nullable=False, server_default=""))
    with op.batch_alter_table("feedbackevent", schema=None) as batch_op:
        batch_op.alter_column("state", server_default=None)
    _start_answer_clocks()


def _widen_feedback() -> None:
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        for name, default in _WORDS.items():
            batch_op.add_column(sa.Column(name, Text(), nullable=False, server_default=default))
        batch_op.add_column(sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("returns", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("may_publish", sa.Boolean(), nullable=True))
        for name in ("published_at", "erased_at"):
            batch_op.add_column(sa.Column(name, Moment(timezone=True), nullable=True))
        for name in _PEOPLE:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_feedback_{name}"), "person", [name], ["id"])
        for name in _CASES:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_feedback_{name}"), "feedback", [name], ["id"])
            batch_op.create_index(batch_op.f(f"ix_feedback_{name}"), [name], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_published_at"), ["published_at"], unique=False)
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        for name in (*_WORDS, "anonymous", "returns"):
            batch_op.alter_column(name, server_default=None)


def _start_answer_clocks() -> None:
    """Cases from before have one promise each; it goes on as the clock of their answer."""
    ids = sa.column("id", sa.Integer)
    names = ("office_id", "clock", "received_at", "due", "original_due", "answered_at", "state")
    types = (sa.Integer, sa.String, Moment(timezone=True), sa.Date, sa.Date, Moment(timezone=True), sa.String)
    columns = [sa.column(name, kind) for name, kind in zip(names, types, strict=True)]
    cases = op.get_bind().execute(sa.select(ids, *columns).select_from(sa.table("feedback", ids, *columns))).all()
    clocks = sa.table(
        "caseclock",
        *(sa.column(name) for name in ("office_id", "feedback_id", "step", "round", "rule", "n", "unit", "due")),
        *(sa.column(name, Moment(timezone=True)) for name in ("started_at", "ends_at", "met_at", "ended_at")),
        sa.column("original"),
    )
    rows = [_clock(case) for case in cases]
    if rows:
        op.bulk_insert(clocks, rows)


def _clock(case: sa.Row) -> dict[str, object]:
    n, unit = _PROMISES.get(case.clock, (10, "days"))
    midnight = datetime.combine(case.due + timedelta(days=1), time.min, timezone(timedelta(hours=7)))
    over = case.state in ("khong_tiep_nhan", "huong_dan_kn_tc")
    return {
        "office_id": case.office_id,
        "feedback_id": case.id,
        "step": "answer",
        "round": 1,
        "rule": case.clock,
        "n": n,
        "unit": unit,
        "due": case.due,
        "original": case.original_due,
        "started_at": case.received_at,
        "ends_at": midnight.astimezone(UTC),
        "met_at": case.answered_at,
        "ended_at": case.received_at if over else None,
    }


def downgrade() -> None:
    with op.batch_alter_table("feedbackevent", schema=None) as batch_op:
        batch_op.drop_column("state")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_published_at"))
        for name in _CASES:
            batch_op.drop_index(batch_op.f(f"ix_feedback_{name}"))
        for name in (*_PEOPLE, *_CASES):
            batch_op.drop_constraint(batch_op.f(f"fk_feedback_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
        for name in (*_WORDS, "anonymous", "returns", "may_publish", "published_at", "erased_at"):
            batch_op.drop_column(name)
    op.drop_table("caseclock")
