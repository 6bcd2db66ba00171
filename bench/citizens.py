"""Citizens of a bench: known on Telegram, and agreed to the handling of their data."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlmodel import Session, func, select

from bench.ticks import put_rows
from bot.rules.privacy import NOTICE
from storage.consents import Consent
from storage.people import Account, Person

MESSAGES = Path(__file__).parent / "messages"


def put_citizens(session: Session, office_id: int, count: int, now: datetime, channel: str = "telegram") -> list[int]:
    """The numbers of the new persons; the address of each is their number."""
    begin = (session.exec(select(func.max(Person.id))).one() or 0) + 1
    numbers = range(begin, begin + count)
    fixed: dict[str, Any] = {"office_id": office_id}
    put_rows(session, Person, ({"id": number, "name": "An", "created_at": now} | fixed for number in numbers))
    known = {"channel": channel, "last_seen_at": now, "greeted": True} | fixed
    put_rows(session, Account, ({"person_id": number, "address": str(number)} | known for number in numbers))
    agreed = {"version": NOTICE, "channel": channel, "given_at": now} | fixed
    put_rows(session, Consent, ({"person_id": number} | agreed for number in numbers))
    if session.get_bind().dialect.name == "postgresql":  # as the rows came with their numbers
        session.connection().exec_driver_sql(f"SELECT setval('person_id_seq', {begin + count})")
    return list(numbers)


def sayings(count: int) -> list[str]:
    """What citizens write, of every kind, no two alike."""
    texts = list(_texts())
    return [f"{text}, tổ {number}" for number, text in enumerate(islice(cycle(texts), count), 1)]


def _texts() -> Iterator[str]:
    for name in ("fresh", "around", "blind"):
        for line in (MESSAGES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            if line:
                yield line.split("\t")[-1]
