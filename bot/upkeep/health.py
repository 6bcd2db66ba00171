"""Whether the installation is well: what is wrong now, and the figures behind it."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from bot.jobs.shop import Shop
from bot.rules.troubles import STUCK, Trouble
from bot.rules.workdays import VIETNAM
from bot.upkeep.copies import last_copy_at
from bot.upkeep.pulse import Pulse
from bot.upkeep.soundness import Soundness
from storage.offices import Office
from storage.put_off import count_put_off
from storage.standings import count_set_aside, letters_by_state
from storage.traffic import month_of
from storage.troubles import oldest_due

LEAST_FREE = 500_000_000  # bytes of the disk
SILENT = 120.0  # seconds in which every step should have run
OLD = timedelta(hours=30)  # of a copy that is made every night
FIRST = 3 * 3600.0  # seconds within which the first copy is made, whenever a process begins


@dataclass(frozen=True)
class Fault:
    """`kind` as in `Trouble`, or `database`, `leases`, or `platform`, which gives no updates; `words` are for whoever
    runs the machine."""

    kind: str
    words: str


@dataclass(frozen=True)
class Figure:
    """`values` by what `label` says; a single one stands under ""."""

    name: str
    help: str
    label: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class Health:
    """`folder` is where copies go, None where none are made."""

    shop: Shop
    pulse: Pulse
    data: Path
    folder: Path | None
    clock: Callable[[], datetime]
    has_leases: Callable[[], bool] = lambda: True
    soundness: Soundness = field(default_factory=lambda: Soundness(None))

    def faults(self) -> list[Fault]:
        """What is wrong now; none where all is well."""
        leases = () if self.has_leases() else (Fault("leases", "Tiến trình này không giữ được phần việc của mình."),)
        return [
            *self._store_faults(),
            *leases,
            *self._deaf(),
            *(Fault(kind, WORDS[kind]) for kind in sorted(self.around())),
        ]

    def _deaf(self) -> Iterator[Fault]:
        silent = [where for where, seconds in self.pulse.deafness().items() if seconds >= STUCK.total_seconds()]
        if silent:
            yield Fault("platform", f"Không lấy được tin đến từ {', '.join(sorted(silent))}.")

    def around(self) -> set[Trouble]:
        """What is wrong with this machine, whatever the store says."""
        found = {
            Trouble.TICKS: self.pulse.silence() > SILENT,
            Trouble.DISK: free_bytes(self.data) < LEAST_FREE,
            Trouble.DAMAGE: self.soundness.is_damaged,
            Trouble.BACKUP: self.folder is not None and self._lacks_copy(self.folder),
        }
        return {kind for kind, is_so in found.items() if is_so}

    def _lacks_copy(self, folder: Path) -> bool:
        """A process that has lived for hours and found no moment to make the first one will not make it."""
        made = last_copy_at(folder)
        return self.clock() - made > OLD if made else self.pulse.life() > FIRST

    def _store_faults(self) -> Iterator[Fault]:
        now = self.clock()
        try:
            with self.shop.store.transaction() as session:
                oldest = oldest_due(session, now)
        except SQLAlchemyError as error:
            yield Fault("database", f"Không dùng được cơ sở dữ liệu ({type(error).__name__}).")
            return
        if oldest and now - oldest >= STUCK:
            yield Fault(Trouble.LETTERS, f"Tin lẽ ra đi từ {oldest.astimezone(VIETNAM):%H:%M %d/%m/%Y} vẫn chưa đi.")

    def figures(self) -> Iterator[Figure]:
        """Those of the machine also while the database is away, which is a figure too."""
        now = self.clock()
        try:
            with self.shop.store.transaction() as session:
                stored = list(self._stored(session, now))
        except SQLAlchemyError:
            stored = []
        yield Figure("dondoc_database_up", "Whether the database answers", "", {"": float(bool(stored))})
        yield from stored
        yield Figure("dondoc_tick_age_seconds", "Since each step last ran", "step", self.pulse.ages())
        yield Figure("dondoc_deaf_seconds", "Since updates come in no more", "bot", self.pulse.deafness())
        yield Figure("dondoc_disk_free_bytes", "Free where the files lie", "", {"": free_bytes(self.data)})
        made = last_copy_at(self.folder) if self.folder else None
        ages = {"": (now - made).total_seconds()} if made else {}
        yield Figure("dondoc_backup_age_seconds", "Since the newest copy was made", "", ages)

    def _stored(self, session: Session, now: datetime) -> Iterator[Figure]:
        oldest = oldest_due(session, now)
        lag = (now - oldest).total_seconds() if oldest else 0.0
        yield Figure("dondoc_letter_lag_seconds", "How late the oldest due letter is", "", {"": lag})
        yield Figure("dondoc_letters", "Letters not done with", "state", letters_by_state(session))
        yield Figure("dondoc_updates_set_aside", "Updates that always raised", "", {"": count_set_aside(session)})
        yield Figure("dondoc_work_put_off", "Timed work that fails each time", "", {"": count_put_off(session, now)})
        quotas = self._quotas(session, now)
        yield Figure("dondoc_quota_used_ratio", "Of the month's letters, the fullest office", "channel", quotas)

    def _quotas(self, session: Session, now: datetime) -> dict[str, float]:
        month = now.astimezone(VIETNAM).date().replace(day=1)
        found: dict[str, float] = {}
        for office in session.exec(select(Office.id)):
            for channel, traits in self.shop.office(office).tools.traits.items():
                if traits.monthly:
                    counted = month_of(session, office, channel, month)
                    used = counted.sent + (counted.heard if traits.counts_heard else 0)
                    found[channel] = max(found.get(channel, 0.0), used / traits.monthly)
        return found


def free_bytes(folder: Path) -> int:
    """Of the disk on which it lies, or will lie."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free


WORDS: Mapping[Trouble, str] = {
    Trouble.TICKS: "Việc chạy nền không còn chạy.",
    Trouble.DISK: "Ổ đĩa sắp đầy.",
    Trouble.BACKUP: "Bản sao lưu gần nhất đã cũ, hoặc chưa có bản nào.",
    Trouble.DAMAGE: "Tệp cơ sở dữ liệu bị hỏng.",
}
