"""What every step is given: the store, the shelf, the tools, and how to open an office's day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.desk import OfficeDay, Tools
from bot.talk import Channel
from storage.files import FileShelf
from storage.offices import Office
from storage.store import Store


@dataclass(frozen=True)
class Shop:
    store: Store
    shelf: FileShelf
    tools: Tools
    channels: Mapping[str, Channel]

    def day(self, session: Session, office_id: int, now: datetime) -> OfficeDay:
        return OfficeDay(session, now, session.get_one(Office, office_id), self.tools)
