"""Rounds of the weekly report, what heads add for their units, news of officials, lists released to the public."""

from datetime import datetime, timedelta

import sqlalchemy as sa
import sqlmodel
from alembic import op

import storage.columns

revision = "0020"
down_revision = "0021"
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Moment = storage.columns.UtcDateTime
WEEK = timedelta(days=7)


def upgrade() -> None:
    _rename_the_first_day("monday", "first")
    with op.batch_alter_table("weekline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", Text(), nullable=False, server_default=""))
    with op.batch_alter_table("weekline", schema=None) as batch_op:
        batch_op.alter_column("words", server_default=None)
    _make_rounds()
    _make_notes_and_news()
    _make_listings()
    _change_offices_and_posts()


def _rename_the_first_day(before: str, after: str) -> None:
    with op.batch_alter_table("weekreport", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f(f"ix_weekreport_{before}"))
        batch_op.drop_constraint(op.f(f"uq_weekreport_person_id_{before}"), type_="unique")
        batch_op.alter_column(before, new_column_name=after, existing_type=sa.Date(), existing_nullable=False)
    with op.batch_alter_table("weekreport", schema=None) as batch_op:
        batch_op.create_unique_constraint(op.f(f"uq_weekreport_person_id_{after}"), ["person_id", after])
        batch_op.create_index(batch_op.f(f"ix_weekreport_{after}"), [after], unique=False)


def _make_rounds() -> None:
    op.create_table(
        "weekround",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("asked_at", Moment(timezone=True), nullable=False),
        sa.Column("send_at", Moment(timezone=True), nullable=False),
        sa.Column("sent_at", Moment(timezone=True), nullable=True),
        sa.Column("next_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_weekround_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekround")),
        sa.UniqueConstraint("office_id", "first", name=op.f("uq_weekround_office_id_first")),
    )
    op.create_index(op.f("ix_weekround_next_at"), "weekround", ["next_at"])
    _fill_rounds()


def _fill_rounds() -> None:
    """The weeks that were asked about so far; the last of an office is still to be sent if its moment says so."""
    report, office, week = (
        sa.table("weekreport", sa.column("office_id"), sa.column("first", sa.Date()), _at("asked_at")),
        sa.table("office", sa.column("id"), _at("next_compile_at")),
        sa.table(
            "weekround",
            *(sa.column("office_id"), sa.column("first", sa.Date()), sa.column("last", sa.Date())),
            *(_at(name) for name in ("asked_at", "send_at", "sent_at", "next_at")),
        ),
    )
    connection = op.get_bind()
    sends: dict[int, datetime | None] = {row[0]: row[1] for row in connection.execute(sa.select(*office.c))}
    weeks = sa.select(report.c.office_id, report.c.first, sa.func.min(report.c.asked_at).label("asked_at"))
    for office_id, first, asked_at in connection.execute(weeks.group_by(report.c.office_id, report.c.first)).all():
        send_at = sends.get(office_id)
        waits = send_at is not None and timedelta() < send_at - asked_at < WEEK
        sent = {"send_at": asked_at + timedelta(days=3), "sent_at": asked_at + timedelta(days=3), "next_at": None}
        moments = {"send_at": send_at, "sent_at": None, "next_at": send_at} if waits else sent
        last = first + timedelta(days=6)
        connection.execute(
            week.insert().values(office_id=office_id, first=first, last=last, asked_at=asked_at, **moments)
        )


def _at(name: str) -> sa.ColumnClause:
    return sa.column(name, Moment(timezone=True))


def _make_notes_and_news() -> None:
    op.create_table(
        "weeknote",
        *_ids("weeknote", "office", "unit", "person"),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("kind", Text(), nullable=False),
        sa.Column("words", Text(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
    )
    op.create_index("ix_weeknote_office_id_first", "weeknote", ["office_id", "first"])
    op.create_index(op.f("ix_weeknote_unit_id"), "weeknote", ["unit_id"])
    op.create_table(
        "newsitem",
        *_ids("newsitem", "office", "person"),
        *(sa.Column(name, Text(), nullable=False) for name in ("kind", "link", "words")),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("taken_back_at", Moment(timezone=True), nullable=True),
    )
    op.create_index("ix_newsitem_office_id_at", "newsitem", ["office_id", "at"])
    op.create_index(op.f("ix_newsitem_person_id"), "newsitem", ["person_id"])


def _make_listings() -> None:
    op.create_table(
        "listing",
        *_ids("listing", "office"),
        sa.Column("kind", Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("released_at", Moment(timezone=True), nullable=False),
        sa.Column("released_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_listing_released_by")),
    )
    op.create_index("ix_listing_office_id_kind", "listing", ["office_id", "kind"])


def _ids(table: str, *owners: str) -> list[sa.schema.SchemaItem]:
    """The id of the row, and of whom it belongs to."""
    columns = [sa.Column("id", sa.Integer(), nullable=False)]
    columns += [sa.Column(f"{owner}_id", sa.Integer(), nullable=False) for owner in owners]
    keys = [
        sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id"))
        for owner in owners
    ]
    return [*columns, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _change_offices_and_posts() -> None:
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_next_compile_at"))
        batch_op.drop_column("next_compile_at")
        batch_op.add_column(sa.Column("next_news_at", Moment(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_office_next_news_at"), ["next_news_at"], unique=False)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("published", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.alter_column("phone", server_default=None)
        batch_op.alter_column("published", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("published")
        batch_op.drop_column("phone")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_next_news_at"))
        batch_op.drop_column("next_news_at")
        batch_op.add_column(sa.Column("next_compile_at", Moment(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_office_next_compile_at"), ["next_compile_at"], unique=False)
    for name in ("listing", "newsitem", "weeknote", "weekround"):
        op.drop_table(name)
    with op.batch_alter_table("weekline", schema=None) as batch_op:
        batch_op.drop_column("words")
    _rename_the_first_day("first", "monday")
