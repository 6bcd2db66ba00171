"""Who looked at whose contact, what was put aside, who is blocked, what people asked for, what was erased."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_OVER = ("dong", "khong_tiep_nhan", "huong_dan_kn_tc", "chuyen_cap_tren", "gop_trung")
_OPEN = sa.text("decided_at IS NULL")
_KEPT = sa.text("erased_at IS NULL")
_WITH_WORDS = sa.text("text <> ''")


def upgrade() -> None:
    _table(
        "look",
        _id("feedback", "feedback"),
        _id("person", "person"),
        _moment("at"),
        _words("why"),
        indexes=("office_id", "feedback_id", "person_id", "at"),
    )
    _table(
        "aside",
        _id("person", "person"),
        _moment("at"),
        *(_words(name) for name in ("reason", "why", "text")),
        sa.Column("files", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("latitude", "longitude")),
        _id("feedback", "feedback", nullable=True),
        _words("decision"),
        _id("decided_by", "person", nullable=True),
        _moment("decided_at", nullable=True),
        indexes=("person_id", "feedback_id", "decided_at"),
    )
    op.create_index("ix_aside_open", "aside", ["office_id", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    _table(
        "block",
        _id("person", "person"),
        _words("why"),
        _id("made_by", "person"),
        _moment("made_at"),
        _moment("ends_at"),
        _moment("ended_at", nullable=True),
        _id("ended_by", "person", nullable=True),
        indexes=("office_id", "person_id", "ends_at"),
    )
    _table(
        "spoken",
        _id("person", "person"),
        _moment("at"),
        _words("digest"),
        _id("feedback", "feedback", nullable=True),
        indexes=("at", "feedback_id"),
    )
    op.create_index("ix_spoken_person_id_at", "spoken", ["person_id", "at"])
    op.create_index("ix_spoken_office_id_digest", "spoken", ["office_id", "digest", "at"])
    _table(
        "datarequest",
        _id("person", "person"),
        _words("kind"),
        _moment("asked_at"),
        _moment("next_at", nullable=True),
        _moment("done_at", nullable=True),
        indexes=("office_id", "person_id", "next_at"),
    )
    _table(
        "erasure",
        sa.Column("day", sa.Date(), nullable=False),
        *(_words(name) for name in ("kind", "cause")),
        sa.Column("count", sa.Integer(), nullable=False),
        _moment("at"),
        sa.UniqueConstraint("office_id", "day", "kind", "cause", name=op.f("uq_erasure_office_id_day_kind_cause")),
    )
    _change_what_is_there()


def _change_what_is_there() -> None:
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.add_column(_moment("over_at", nullable=True))
    op.create_index("ix_feedback_words_kept", "feedback", ["over_at"], sqlite_where=_KEPT, postgresql_where=_KEPT)
    over = ", ".join(f"'{state}'" for state in _OVER)
    op.execute(
        "UPDATE feedback SET over_at = COALESCE((SELECT max(at) FROM feedbackevent "  # noqa: S608  fixed words
        f"WHERE feedbackevent.feedback_id = feedback.id), received_at) WHERE state IN ({over})"
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(_moment("next_retain_at", nullable=True))
        batch_op.create_index(batch_op.f("ix_office_next_retain_at"), ["next_retain_at"], unique=False)
    with op.batch_alter_table("webmessage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webmessage_at"), ["at"], unique=False)
    op.create_index(
        "ix_letter_words_kept", "letter", ["created_at"], sqlite_where=_WITH_WORDS, postgresql_where=_WITH_WORDS
    )


def _table(name: str, *columns: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    """With an id and an office; a column that is named like a table points at it."""
    keys = [(one.name, one.info["target"]) for one in columns if isinstance(one, sa.Column) and "target" in one.info]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, target in (("office_id", "office"), *keys)
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexes:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _id(name: str, target: str, *, nullable: bool = False) -> sa.Column:
    column = name if name.endswith("_by") else f"{name}_id"
    return sa.Column(column, sa.Integer(), nullable=nullable, info={"target": target})


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, Moment(timezone=True), nullable=nullable)


def _words(name: str) -> sa.Column:
    return sa.Column(name, Text(), nullable=False)


def downgrade() -> None:
    op.drop_index("ix_letter_words_kept", table_name="letter")
    with op.batch_alter_table("webmessage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webmessage_at"))
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_next_retain_at"))
        batch_op.drop_column("next_retain_at")
    op.drop_index("ix_feedback_words_kept", table_name="feedback")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_column("over_at")
    for name in ("erasure", "datarequest", "spoken", "block", "aside", "look"):
        op.drop_table(name)
