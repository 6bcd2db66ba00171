"""Of check: secrets that are weak or used twice, files that others can read, ways that are not sealed."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.cli.environment import ENV, given_settings, keys_of
from bot.cli.finding import Finding
from bot.settings import Settings
from storage.files import FileShelf
from storage.snapshots import sqlite_path

FEW = 10  # different letters in a secret
MAKE = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


def trust(known: Settings) -> Iterator[Finding]:
    yield from _secrets(known)
    yield from _open_files(known)
    yield from _ways(known)
    left = sum(1 for _ in FileShelf(known.data / "files", keys_of(known)).unsealed())
    if left:
        yield Finding(f"{left} tệp đính kèm chưa mã hóa bằng khóa mới nhất.", "dondoc key rotate", grave=False)


def _secrets(known: Settings) -> Iterator[Finding]:
    if not known.keys:
        words = "Chưa đặt DONDOC_KEY: dữ liệu cá nhân được mã hóa bằng khóa suy ra từ DONDOC_SECRET."
        yield Finding(words, f"Tạo khóa riêng, cất một bản ngoài máy này: {MAKE}", grave=False)
    if any(len(set(secret)) < FEW for secret in known.secrets):
        yield Finding("Có mã bí mật dễ đoán (ít ký tự khác nhau).", f"Tạo lại: {MAKE}", grave=False)
    if any(count > 1 for count in Counter(known.secrets).values()):
        yield Finding("Hai thiết lập dùng chung một mã bí mật.", f"Mỗi nơi một mã riêng: {MAKE}", grave=False)


def _open_files(known: Settings) -> Iterator[Finding]:
    """What others who have an account on this machine could read, or put words of their own into."""
    for path in _kept_places(known):
        if path.exists() and is_open_to_others(path):
            yield Finding(f"Người khác trên máy này đọc hoặc sửa được {path}.", f"chmod -R go= {path}", grave=False)


def _kept_places(known: Settings) -> Iterator[Path]:
    """Settings and their folder, the data and what of it lies elsewhere; own texts lie in the data."""
    yield ENV
    offices = given_settings().get("DONDOC_OFFICES", "").strip()
    if offices:
        yield from (Path(offices), *sorted(Path(offices).glob("*.env")))
    yield known.data
    database = sqlite_path(known.database)
    for path in (database, known.upkeep.backup_dir):
        if path is not None and not path.is_relative_to(known.data):
            yield path


def is_open_to_others(path: Path) -> bool:
    """A folder counts where its files can be reached by name; whoever may write to it may put files there."""
    return os.name != "nt" and bool(path.stat().st_mode & (0o033 if path.is_dir() else 0o066))


def _ways(known: Settings) -> Iterator[Finding]:
    offices = (known.office, *(known.offices or {}).values())
    for address in dict.fromkeys(office.public_url for office in offices):
        if urlsplit(address).scheme == "http":
            words = f"{address}: không mã hóa đường truyền, người ở giữa đọc được phản ánh."
            yield Finding(words, "Đặt nginx hay Caddy có https phía trước, sửa DONDOC_PUBLIC_URL")
