"""One-stop dossiers: what due lists name, who follows one, the months' rounds, forms of the office's own."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0022"
down_revision = "0013"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_KEPT = sa.text("erased_at IS NULL")


def upgrade() -> None:
    _table(
        "dossier",
        *(_words(name) for name in ("code", "key", "procedure", "applicant", "phone", "handler", "unit_text")),
        *(_id(name, nullable=True) for name in ("unit", "post")),
        _words("state"),
        *(_day(name) for name in ("received", "due", "original_due", "new_due", "finished", "apology_on")),
        sa.Column("due_time", sa.Time(), nullable=True),
        *(_by(name) for name in ("done_by", "explained_by")),
        *(_words(name) for name in ("reason", "explanation")),
        *(_moment(name) for name in ("created_at", "listed_at")),
        *(_moment(name, nullable=True) for name in ("over_at", "erased_at", "next_at")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_dossier_office_id_key")),
        indexes=("office_id", "unit_id", "post_id", "received", "original_due", "finished", "next_at"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_office_id_state_due", "dossier", ["office_id", "state", "due"])
    op.create_index("ix_dossier_kept", "dossier", ["over_at"], sqlite_where=_KEPT, postgresql_where=_KEPT)
    _table(
        "dossierevent",
        _id("dossier"),
        _id("person", nullable=True),
        _moment("at"),
        *(_words(name) for name in ("what", "words")),
        _day("day"),
        indexes=("dossier_id",),
    )
    _table("dossierfollow", _id("dossier"), _id("person"), _moment("at"), indexes=("dossier_id", "person_id"))
    _table(
        "dossierlook", _id("person"), _moment("at"), sa.Column("found", sa.Boolean(), nullable=False), indexes=("at",)
    )
    op.create_index("ix_dossierlook_person_id_at", "dossierlook", ["person_id", "at"])
    op.create_index("ix_dossierlook_office_id_at", "dossierlook", ["office_id", "at"])
    _table(
        "duelist",
        *(_words(name) for name in ("source_name", "digest")),
        _by("sent_by"),
        _moment("sent_at"),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("rows", "problems", "remarks", "vanished")),
        _moment("settled_at", nullable=True),
        indexes=("office_id", "digest", "sent_at"),
        sqlite_autoincrement=True,
    )
    _table(
        "handlername",
        *(_words(name) for name in ("name", "printed")),
        *(_id(name, nullable=True) for name in ("unit", "post")),
        _by("decided_by"),
        _moment("decided_at", nullable=True),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_handlername_office_id_name")),
        indexes=("unit_id", "post_id"),
    )
    _table(
        "ownform",
        *(_words(name) for name in ("kind", "name", "digest")),
        _by("sent_by"),
        _moment("sent_at"),
        _moment("used_at", nullable=True),
        indexes=("office_id", "digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dossierround",
        sa.Column("office_id", sa.Integer(), nullable=False),
        _moment("next_at"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_dossierround_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_dossierround")),
    )
    op.create_index(op.f("ix_dossierround_next_at"), "dossierround", ["next_at"])


def _table(name: str, *columns: sa.schema.SchemaItem, indexes: tuple[str, ...] = (), **options: bool) -> None:
    """With an id and an office; a column that points at another table says so in its info."""
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
        **options,
    )
    for column in indexes:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _id(target: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(f"{target}_id", sa.Integer(), nullable=nullable, info={"target": target})


def _by(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=True, info={"target": "person"})


def _day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=True)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, Moment(timezone=True), nullable=nullable)


def _words(name: str) -> sa.Column:
    return sa.Column(name, Text(), nullable=False)


def downgrade() -> None:
    tables = ("dossierround", "ownform", "handlername", "duelist", "dossierlook", "dossierfollow", "dossierevent")
    for name in (*tables, "dossier"):
        op.drop_table(name)
