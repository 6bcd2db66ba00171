"""Of check: whether the database is sound, and whether there are copies of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.cli.finding import Finding
from bot.rules.workdays import VIETNAM
from bot.settings import Settings
from bot.upkeep.copies import last_copy_at
from storage.snapshots import damage, sqlite_path

OLD = timedelta(days=2)  # of a copy that should be made every night


def soundness(known: Settings) -> Iterator[Finding]:
    path = sqlite_path(known.database)
    found = damage(path) if path and path.is_file() else ""
    if found:
        remedy = "Dừng dondoc serve, giữ lại tệp hỏng, rồi khôi phục bản sao lưu gần nhất: dondoc restore FILE"
        yield Finding(f"Tệp cơ sở dữ liệu bị hỏng ({found}).", remedy)


def copies(known: Settings, now: datetime) -> Iterator[Finding]:
    folder = known.upkeep.backup_dir
    if folder is None:
        yield Finding("Chưa tự sao lưu.", "Đặt DONDOC_BACKUP_DIR và DONDOC_BACKUP_KEY", grave=False)
        return
    made = last_copy_at(folder)
    if made is None:
        yield Finding("Chưa có bản sao lưu nào.", "dondoc backup, hoặc để dondoc serve chạy qua đêm", grave=False)
    elif now - made > OLD:
        words = f"Bản sao lưu gần nhất đã cũ ({made.astimezone(VIETNAM):%d/%m/%Y})."
        yield Finding(words, "Xem chỗ trống và quyền ghi của DONDOC_BACKUP_DIR", grave=False)
