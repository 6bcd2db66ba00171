"""The .env file written: shown first, kept from others' eyes, what was there kept beside it."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.cli.environment import ENV
from bot.cli.going_live.asking import Asker
from bot.cli.terminal import out
from bot.rules.workdays import VIETNAM
from bot.settings.env_file import with_values

_SHOWN = ("_DATA", "_DIR", "_URL", "_MODE", "_API", "_HOST", "_PORT", "_APP_ID")
EXAMPLES = (Path(".env.example"), Path(__file__).parents[3] / ".env.example")


def write_env(ask: Asker, changes: Mapping[str, str], now: datetime) -> bool:
    """Show what changes, ask, write; False where the answer was no."""
    there = ENV.read_text("utf-8") if ENV.is_file() else ""
    out.print(f"\n{'Thay đổi trong' if there else 'Sẽ ghi'} {ENV}:", markup=False)
    for name, value in changes.items():
        out.print(f"  {name} = {value if name.endswith(_SHOWN) else '•••••• (giữ kín)'}", markup=False)
    if not ask.agree("Ghi?", usual=True):
        out.print("Chưa ghi gì.")
        return False
    if there:
        kept = ENV.with_name(f"{ENV.name}.{now.astimezone(VIETNAM):%Y%m%d-%H%M%S}")
        _write(kept, there)
        out.print(f"  Bản cũ: {kept}", markup=False)
    _write(ENV, with_values(there or _example(), changes))
    out.print(f"  ✓ Đã ghi {ENV}, chỉ tài khoản này đọc được. Cất thêm một bản ở nơi an toàn.", markup=False)
    return True


def _example() -> str:
    """With every setting explained; "" where the program was installed without it."""
    return next((path.read_text("utf-8") for path in EXAMPLES if path.is_file()), "")


def _write(path: Path, text: str) -> None:
    """All of it or nothing, and at no moment for others to read."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def make_folder(folder: Path) -> None:
    """For this account alone, unless it is there already."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
