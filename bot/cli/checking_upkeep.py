"""Of check: whether the database is sound, has room to grow, and whether there are copies of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.cli.finding import Finding
from bot.rules.workdays import VIETNAM
from bot.settings import Settings
from bot.upkeep.copies import last_copy_at
from bot.upkeep.health import LEAST_FREE, free_bytes
from messages.words import size
from storage.snapshots import damage, sqlite_path

OLD = timedelta(days=2)  # of a copy that should be made every night


def soundness(known: Settings) -> Iterator[Finding]:
    path = sqlite_path(known.database)
    found = damage(path) if path and path.is_file() else ""
    if found:
        remedy = "Dừng dondoc serve, giữ lại tệp hỏng, rồi khôi phục bản sao lưu gần nhất: dondoc restore FILE"
        yield Finding(f"Tệp cơ sở dữ liệu bị hỏng ({found}).", remedy)


def room(known: Settings) -> Iterator[Finding]:
    for folder in (known.data, known.upkeep.backup_dir):
        free = free_bytes(folder) if folder else LEAST_FREE
        if free < LEAST_FREE:
            words = f"Ổ đĩa giữ {folder} chỉ còn trống {size(free)}; đầy thì không nhận được tin mới."
            yield Finding(words, "Dọn hoặc thêm chỗ trống", grave=False)


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
