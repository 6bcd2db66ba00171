"""One-time links open the whole desk too, not only a plan's table. They live for two hours: those out now end."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0037"
down_revision = "0029"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
_INDEXED = ("office_id", "person_id", "plan_id")


def upgrade() -> None:
    op.drop_table("reviewpass")
    _create("pagepass", sa.Column("page", Text(), nullable=False), plan_needed=False)


def downgrade() -> None:
    op.drop_table("pagepass")
    _create("reviewpass", plan_needed=True)


def _create(table: str, *more: sa.Column, plan_needed: bool) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        *more,
        sa.Column("plan_id", sa.Integer(), nullable=not plan_needed),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("link", Text(), nullable=False),
        sa.Column("link_ends_at", Moment(timezone=True), nullable=False),
        sa.Column("opened_at", Moment(timezone=True), nullable=True),
        sa.Column("session", Text(), nullable=True),
        sa.Column("session_ends_at", Moment(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{name.removesuffix('_id')}.id"], name=op.f(f"fk_{table}_{name}"))
            for name in _INDEXED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("link", name=op.f(f"uq_{table}_link")),
        sa.UniqueConstraint("session", name=op.f(f"uq_{table}_session")),
    )
    for name in _INDEXED:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
