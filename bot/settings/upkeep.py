"""How an installation is looked after: copies of its store, who may look at its figures, whom it tells it is well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings.reading import one_of, url_of

UPKEEP_NAMES = (
    "DONDOC_BACKUP_DIR",
    "DONDOC_BACKUP_KEY",
    "DONDOC_BACKUP_DAYS",
    "DONDOC_METRICS_TOKEN",
    "DONDOC_PING_URL",
    "DONDOC_LOG_FORMAT",
    "DONDOC_DRAIN_SECONDS",
)
KEEP_DAYS = 30
DRAIN_SECONDS = 20
_MAKE = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


@dataclass(frozen=True)
class UpkeepSettings:
    """Without `backup_dir` no copy is made at night. `drain_seconds`: what is under way gets so long to end."""

    backup_dir: Path | None = None
    backup_key: str = field(default="", repr=False)
    backup_days: int = KEEP_DAYS
    metrics_token: str = field(default="", repr=False)
    ping_url: str = field(default="", repr=False)
    log_format: str = "text"
    drain_seconds: int = DRAIN_SECONDS

    @property
    def secrets(self) -> list[str]:
        return [secret for secret in (self.backup_key, self.metrics_token, self.ping_url) if secret]


def upkeep_settings(values: Mapping[str, str], problems: list[str]) -> UpkeepSettings:
    """From the text of every one of UPKEEP_NAMES."""
    folder, key = values["DONDOC_BACKUP_DIR"], values["DONDOC_BACKUP_KEY"]
    if (folder or key) and len(key) < 32:
        problems.append(f"DONDOC_BACKUP_KEY: cần chuỗi bí mật từ 32 ký tự, cất riêng ngoài máy này. Tạo: {_MAKE}")
    return UpkeepSettings(
        backup_dir=Path(folder) if folder else None,
        backup_key=key,
        backup_days=_number("DONDOC_BACKUP_DAYS", values, KEEP_DAYS, problems),
        metrics_token=_token(values["DONDOC_METRICS_TOKEN"], problems),
        ping_url=url_of("DONDOC_PING_URL", values["DONDOC_PING_URL"], problems),
        log_format=one_of("DONDOC_LOG_FORMAT", values, ("text", "json"), problems),
        drain_seconds=_number("DONDOC_DRAIN_SECONDS", values, DRAIN_SECONDS, problems),
    )


def _token(value: str, problems: list[str]) -> str:
    if value and len(value) < 16:
        problems.append("DONDOC_METRICS_TOKEN: cần chuỗi bí mật từ 16 ký tự.")
    return value


def _number(name: str, values: Mapping[str, str], otherwise: int, problems: list[str]) -> int:
    value = values[name]
    if not value or (value.isdecimal() and 0 < int(value) < 10_000):
        return int(value or otherwise)
    problems.append(f"{name}: {value!r} không phải số nguyên dương.")
    return otherwise
