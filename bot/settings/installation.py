"""The settings of a whole installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.settings.folder import Files
from bot.settings.office import OFFICE_NAMES, OfficeSettings, office_settings, read_offices
from bot.settings.reading import SettingsError, one_of, stripped
from bot.settings.upkeep import UPKEEP_NAMES, UpkeepSettings, upkeep_settings

NAMES = (
    "DONDOC_DATABASE",
    "DONDOC_DATA",
    "DONDOC_SECRET",
    "DONDOC_KEY",
    "DONDOC_HOST",
    "DONDOC_PORT",
    "DONDOC_LOG_LEVEL",
    "DONDOC_OFFICES",
    *UPKEEP_NAMES,
    *OFFICE_NAMES,
)
SHARED = ("DONDOC_PUBLIC_URL", "DONDOC_EMBED_IN")  # these also say something of the whole site
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """`office`: what the same file says of the one office. `offices`: by code, from a folder with a file for each."""

    database: str
    data: Path
    secret: bytes
    keys: tuple[bytes, ...]
    host: str
    port: int
    log_level: str
    office: OfficeSettings
    upkeep: UpkeepSettings
    offices: Mapping[str, OfficeSettings] | None = None

    @property
    def secrets(self) -> list[str]:
        """What must never stand in a log."""
        offices = (self.office, *(self.offices or {}).values())
        return [
            self.secret.decode(),
            *(key.decode() for key in self.keys),
            *self.upkeep.secrets,
            *(secret for office in offices for secret in office.secrets),
        ]

    def __repr__(self) -> str:
        """Never shows a secret, also not in a traceback."""
        return f"Settings(host={self.host!r}, port={self.port})"


def read_settings(given: Mapping[str, str], files: Files | None = None) -> Settings:
    """Settings from names and texts, and from those of each file of the folder that DONDOC_OFFICES names.

    SettingsError lists every problem. Unknown DONDOC_ names are problems too.
    """
    problems: list[str] = []
    values = stripped(given, NAMES, problems)
    data = Path(values["DONDOC_DATA"] or "data")
    office = office_settings(values, problems)
    settings = Settings(
        database=database_url(values["DONDOC_DATABASE"] or f"sqlite:///{data}/dondoc.sqlite", problems),
        data=data,
        secret=_secret(values["DONDOC_SECRET"], problems),
        keys=_keys(values["DONDOC_KEY"], problems),
        host=values["DONDOC_HOST"] or "127.0.0.1",
        port=_port(values["DONDOC_PORT"] or "8080", problems),
        log_level=one_of("DONDOC_LOG_LEVEL", values, ("INFO", *LEVELS), problems),
        office=office,
        upkeep=upkeep_settings(values, problems),
        offices=read_offices(files or {}, office.public_url, problems) if values["DONDOC_OFFICES"] else None,
    )
    problems += _twice(values)
    if problems:
        raise SettingsError(problems)
    return settings


def _twice(values: Mapping[str, str]) -> list[str]:
    """Channels belong to an office: with a file for each they stand in those files alone."""
    if not values["DONDOC_OFFICES"]:
        return []
    given = (name for name in OFFICE_NAMES if name not in SHARED and values[name])
    return [f"{name}: đã dùng DONDOC_OFFICES thì ghi trong tệp của từng cơ quan." for name in given]


def database_url(url: str, problems: list[str]) -> str:
    if url.startswith("postgresql://"):
        url = _with_hosts_apart(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append("DONDOC_DATABASE: phải bắt đầu bằng sqlite:/// hoặc postgresql://.")
    return url


def _with_hosts_apart(url: str) -> str:
    """Several hosts (postgresql://u:p@a,b:5433/db) as SQLAlchemy reads them; the one that takes changes is meant."""
    found = urlsplit(url)
    login, at, hosts = found.netloc.rpartition("@")
    if "," not in hosts:
        return url
    asked = dict(parse_qsl(found.query))
    asked.setdefault("target_session_attrs", "read-write")
    query = urlencode([*(("host", host) for host in hosts.split(",")), *asked.items()])
    return urlunsplit(found._replace(netloc=f"{login}{at}", query=query))


def _secret(value: str, problems: list[str]) -> bytes:
    if len(value) < 32:
        problems.append(
            "DONDOC_SECRET: cần chuỗi bí mật từ 32 ký tự. Tạo bằng lệnh: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    return value.encode()


def _keys(value: str, problems: list[str]) -> tuple[bytes, ...]:
    """Several have a blank between them."""
    keys = tuple(key.encode() for key in value.split())
    if any(len(key) < 32 for key in keys):
        problems.append("DONDOC_KEY: mỗi khóa cần từ 32 ký tự, khóa mới đứng trước, cách nhau bằng dấu cách.")
    return keys


def _port(value: str, problems: list[str]) -> int:
    if value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    problems.append(f"DONDOC_PORT: {value!r} không phải số cổng từ 1 đến 65535.")
    return 0
