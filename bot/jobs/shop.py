"""What every step is given: the store, the shelf, and for each office its tools, its channels and its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.desk import OfficeDay, Tools
from bot.jobs.eyes import Blind, Eyes
from bot.talk import Channel
from storage.files import FileShelf
from storage.offices import Office
from storage.store import Store


@dataclass(frozen=True)
class Branch:
    """What one office works with."""

    tools: Tools
    channels: Mapping[str, Channel]


@dataclass(frozen=True)
class Shop:
    """`office` gives the branch of an office's number."""

    store: Store
    shelf: FileShelf
    office: Callable[[int], Branch]
    eyes: Eyes = field(default_factory=Blind)

    def day(self, session: Session, office_id: int, now: datetime) -> OfficeDay:
        return OfficeDay(session, now, session.get_one(Office, office_id), self.office(office_id).tools)
