"""The folder of copies: one made each night, the old ones let go of."""

import asyncio
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.jobs.shop import Shop
from bot.rules.copies import NIGHT, kept_copies
from bot.rules.workdays import VIETNAM
from bot.settings.upkeep import UpkeepSettings
from storage.backups import PART, Sums, check_backup, write_backup
from storage.erased import Erased, erased_since, write_erased
from storage.sealing import SealError

log = logging.getLogger(__name__)
SUFFIX = ".dondoc"
ERASED = f"da-xoa{SUFFIX}"  # beside the copies: what was erased since
LOOK_SECONDS = 60
LIST = timedelta(minutes=10)  # how much of it may be missing after a disaster
AGAIN = timedelta(hours=1)  # after a night's copy has failed
DEAD = timedelta(days=1)  # a file that is still not whole after this belongs to nobody any more
_NAME = re.compile(rf"dondoc-(\d{{4}}-\d\d-\d\d)(-\d{{6}})?{re.escape(SUFFIX)}")


@dataclass(frozen=True)
class Copy:
    file: Path
    day: date


def copies_in(folder: Path) -> list[Copy]:
    """Those that are whole, the newest last."""
    named = [(path, _NAME.fullmatch(path.name)) for path in folder.glob(f"dondoc-*{SUFFIX}")]
    return sorted((Copy(path, date.fromisoformat(name[1])) for path, name in named if name), key=lambda one: one.file)


def last_copy_at(folder: Path) -> datetime | None:
    """When the newest copy was made."""
    made = [copy.file.stat().st_mtime for copy in copies_in(folder)]
    return datetime.fromtimestamp(max(made), VIETNAM) if made else None


def free_name(folder: Path, now: datetime) -> Path:
    """For a copy that somebody asks for in between."""
    return folder / f"dondoc-{now.astimezone(VIETNAM):%Y-%m-%d-%H%M%S}{SUFFIX}"


def make_copy(shop: Shop, known: UpkeepSettings, file: Path, now: datetime) -> Sums:
    """Write one and read it again from the disk; OSError or SealError where that fails."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_backup(shop.store, shop.shelf, file, known.backup_key, now)
    return check_backup(file, known.backup_key)[1]


class Keeper:
    """Makes the night's copy, once a day, later where the night was missed; keeps the list of what was erased."""

    def __init__(self, shop: Shop, known: UpkeepSettings, folder: Path, clock: Callable[[], datetime]) -> None:
        self._shop, self._known, self._folder, self._clock = shop, known, folder, clock
        self._not_before: datetime | None = None
        self._list_at = clock()
        self._erased: Erased | None = None

    async def run(self) -> None:
        while True:
            await asyncio.to_thread(self.look, self._clock())
            await asyncio.sleep(LOOK_SECONDS)

    def look(self, now: datetime) -> None:
        """Do what is due now. What fails is said and tried again later."""
        if self._not_before and now < self._not_before:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._list_erased(now)
            if self._is_due(now):
                self._copy(now)
        except (OSError, SealError, SQLAlchemyError) as error:
            self._not_before = now + AGAIN
            log.error("no copy of the store was made: %s", getattr(error, "strerror", None) or type(error).__name__)

    def _is_due(self, now: datetime) -> bool:
        here = now.astimezone(VIETNAM)
        return here.time() >= NIGHT and here.date() not in {copy.day for copy in copies_in(self._folder)}

    def _copy(self, now: datetime) -> None:
        today = now.astimezone(VIETNAM).date()
        began = time.monotonic()
        sums = make_copy(self._shop, self._known, self._folder / f"dondoc-{today}{SUFFIX}", now)
        total = sum(sums.rows.values())
        log.info("the store was copied in %.1f s: %s rows, %s files", time.monotonic() - began, total, sums.files)
        let_go(self._folder, today, self._known.backup_days)
        for part in self._folder.glob(f"*{PART}"):
            if part.stat().st_mtime < (now - DEAD).timestamp():
                part.unlink(missing_ok=True)

    def _list_erased(self, now: datetime) -> None:
        """As far back as there may be copies."""
        if now < self._list_at:
            return
        self._list_at = now + LIST
        with self._shop.store.transaction() as session:
            found = erased_since(session, now - timedelta(days=self._known.backup_days + 1))
        if found != self._erased:
            write_erased(self._folder / ERASED, self._known.backup_key, found)
            self._erased = found


def let_go(folder: Path, today: date, most_days: int) -> None:
    """Delete what is kept no longer."""
    copies = copies_in(folder)
    kept = kept_copies((copy.day for copy in copies), today, most_days)
    for copy in copies:
        if copy.day not in kept:
            copy.file.unlink(missing_ok=True)
