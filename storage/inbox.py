"""Updates already handled: a redelivered one changes nothing."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, bindparam, text, update
from sqlmodel import Field, Session, col, select

from storage.columns import UtcDateTime
from storage.rows import Row

DONE, FAILED, LOOKED_AT = "done", "failed", "looked_at"
Name = tuple[str, str]  # of an update: its channel, and its number there
SET_ASIDE = f"outcome = '{FAILED}'"


class Seen(Row, table=True):
    """`outcome`: `failed` was set aside, as taking it in raised every time; `looked_at`: somebody knows of it."""

    __table_args__ = (
        Index("ix_seen_failed", "office_id", "at", sqlite_where=text(SET_ASIDE), postgresql_where=text(SET_ASIDE)),
    )

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    channel: str = Field(primary_key=True)
    update_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str = DONE


# Named by the dialect, as each has its own way to take a list apart. The names are one parameter: as many statements as
# there are lengths of it would each have to be put together.
_ADD_NEW = {
    name: text(
        "INSERT INTO seen (office_id, channel, update_id, at, outcome)"  # noqa: S608  all of it is ours
        f" SELECT :office, {channel}, {update_id}, :at, :outcome FROM {names} WHERE true"
        " ON CONFLICT DO NOTHING RETURNING channel, update_id"
    ).bindparams(bindparam("at", type_=UtcDateTime()))
    for name, channel, update_id, names in (
        ("sqlite", "json_extract(value, '$[0]')", "json_extract(value, '$[1]')", "json_each(:names)"),
        ("postgresql", "name ->> 0", "name ->> 1", "json_array_elements(CAST(:names AS json)) AS name"),
    )
}


def was_seen(session: Session, office_id: int, channel: str, update_id: str) -> bool:
    return session.get(Seen, (office_id, channel, update_id)) is not None


def mark_seen(
    session: Session, office_id: int, channel: str, update_id: str, now: datetime, outcome: str = "done"
) -> None:
    """Two processes with the same update: the second one's commit fails and its work is undone."""
    session.add(Seen(office_id=office_id, channel=channel, update_id=update_id, at=now, outcome=outcome))
    session.flush()


def mark_seen_once(
    session: Session, office_id: int, names: Sequence[tuple[str, str]], now: datetime
) -> set[tuple[str, str]]:
    """Those of these (channel, update) that nobody has taken in yet; from now on they count as taken in.

    Where another process is about to take in one of them, this one waits until it has done so or given up.
    """
    listed = json.dumps(list(dict.fromkeys(names)))
    new = {"office": office_id, "names": listed, "at": now, "outcome": DONE}
    added = session.connection().execute(_ADD_NEW[session.get_bind().dialect.name], new)
    return {(channel, update_id) for channel, update_id in added}


def updates_aside(session: Session, office_id: int) -> list[Seen]:
    """Oldest first."""
    found = select(Seen).where(Seen.office_id == office_id, text(SET_ASIDE))
    return list(session.exec(found.order_by(col(Seen.at))))


def mark_looked_at(session: Session, office_id: int, until: datetime) -> None:
    """Whoever looks after the bot has seen those that were set aside up to a moment."""
    found = update(Seen).where(col(Seen.office_id) == office_id, col(Seen.outcome) == FAILED, col(Seen.at) <= until)
    session.exec(found.values(outcome=LOOKED_AT))
