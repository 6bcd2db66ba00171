"""How an installation is looked after: copies of its store, who may look at its figures, whom it tells it is well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

UPKEEP_NAMES = ("DONDOC_BACKUP_DIR", "DONDOC_BACKUP_KEY", "DONDOC_BACKUP_DAYS")
KEEP_DAYS = 30
_MAKE = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


@dataclass(frozen=True)
class UpkeepSettings:
    """Without `backup_dir` no copy is made at night."""

    backup_dir: Path | None = None
    backup_key: str = field(default="", repr=False)
    backup_days: int = KEEP_DAYS

    @property
    def secrets(self) -> list[str]:
        return [secret for secret in (self.backup_key,) if secret]


def upkeep_settings(values: Mapping[str, str], problems: list[str]) -> UpkeepSettings:
    """From the text of every one of UPKEEP_NAMES."""
    folder, key = values["DONDOC_BACKUP_DIR"], values["DONDOC_BACKUP_KEY"]
    if (folder or key) and len(key) < 32:
        problems.append(f"DONDOC_BACKUP_KEY: cần chuỗi bí mật từ 32 ký tự, cất riêng ngoài máy này. Tạo: {_MAKE}")
    return UpkeepSettings(
        backup_dir=Path(folder) if folder else None,
        backup_key=key,
        backup_days=_number("DONDOC_BACKUP_DAYS", values, KEEP_DAYS, problems),
    )


def _number(name: str, values: Mapping[str, str], otherwise: int, problems: list[str]) -> int:
    value = values[name]
    if not value or (value.isdecimal() and 0 < int(value) < 10_000):
        return int(value or otherwise)
    problems.append(f"{name}: {value!r} không phải số nguyên dương.")
    return otherwise
