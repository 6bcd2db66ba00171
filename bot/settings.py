"""Settings: read once, from a mapping; everything missing or odd is told together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

NAMES = (
    "DONDOC_DATABASE",
    "DONDOC_DATA",
    "DONDOC_SECRET",
    "DONDOC_HOST",
    "DONDOC_PORT",
    "DONDOC_PUBLIC_URL",
    "DONDOC_EMBED_IN",
    "DONDOC_TELEGRAM_TOKEN",
    "DONDOC_TELEGRAM_MODE",
    "DONDOC_TELEGRAM_SECRET",
    "DONDOC_TELEGRAM_API",
    "DONDOC_LOG_LEVEL",
)
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """`problems`: one Vietnamese sentence per missing or odd setting."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    database: str
    data: Path
    secret: bytes
    host: str
    port: int
    public_url: str
    embed_in: tuple[str, ...]
    telegram_token: str
    telegram_mode: str
    telegram_secret: str
    telegram_api: str
    log_level: str

    def __repr__(self) -> str:
        """Never shows a secret, also not in a traceback."""
        return f"Settings(host={self.host!r}, port={self.port})"


def read_settings(given: Mapping[str, str]) -> Settings:
    """Settings from names and texts; SettingsError lists every problem. Unknown DONDOC_ names are problems too."""
    problems = [f"{name}: không có thiết đặt này, hãy xem lại chính tả." for name in _unknown(given)]
    values = {name: given.get(name, "").strip() for name in NAMES}
    data = Path(values["DONDOC_DATA"] or "data")
    settings = Settings(
        database=_database(values["DONDOC_DATABASE"] or f"sqlite:///{data}/dondoc.sqlite", problems),
        data=data,
        secret=_secret(values["DONDOC_SECRET"], problems),
        host=values["DONDOC_HOST"] or "127.0.0.1",
        port=_port(values["DONDOC_PORT"] or "8080", problems),
        public_url=_url("DONDOC_PUBLIC_URL", values["DONDOC_PUBLIC_URL"], problems).rstrip("/"),
        embed_in=tuple(_url("DONDOC_EMBED_IN", one, problems) for one in values["DONDOC_EMBED_IN"].split()),
        telegram_token=_token(values["DONDOC_TELEGRAM_TOKEN"], problems),
        telegram_mode=_one_of("DONDOC_TELEGRAM_MODE", values, ("polling", "webhook"), problems),
        telegram_secret=values["DONDOC_TELEGRAM_SECRET"],
        telegram_api=_url("DONDOC_TELEGRAM_API", values["DONDOC_TELEGRAM_API"], problems).rstrip("/"),
        log_level=_one_of("DONDOC_LOG_LEVEL", values, ("INFO", *LEVELS), problems),
    )
    problems += _webhook_problems(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def _unknown(given: Mapping[str, str]) -> list[str]:
    return sorted(name for name in given if name.startswith("DONDOC_") and name not in NAMES)


def _database(url: str, problems: list[str]) -> str:
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append("DONDOC_DATABASE: phải bắt đầu bằng sqlite:/// hoặc postgresql://.")
    return url


def _secret(value: str, problems: list[str]) -> bytes:
    if len(value) < 32:
        problems.append(
            "DONDOC_SECRET: cần chuỗi bí mật từ 32 ký tự. Tạo bằng lệnh: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    return value.encode()


def _port(value: str, problems: list[str]) -> int:
    if value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    problems.append(f"DONDOC_PORT: {value!r} không phải số cổng từ 1 đến 65535.")
    return 0


def _url(name: str, value: str, problems: list[str]) -> str:
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
        problems.append(f"{name}: phải là địa chỉ http:// hoặc https://.")
    return value


def _token(value: str, problems: list[str]) -> str:
    number, colon, rest = value.partition(":")
    if value and not (number.isdigit() and colon and len(rest) >= 30):
        problems.append("DONDOC_TELEGRAM_TOKEN: không đúng dạng mã do BotFather cấp (số:chuỗi ký tự).")
    return value


def _one_of(name: str, values: Mapping[str, str], allowed: tuple[str, ...], problems: list[str]) -> str:
    """The value, the first allowed one where none is given."""
    value = values[name] or allowed[0]
    if value not in allowed:
        problems.append(f"{name}: {value!r} không dùng được, chọn một trong: {', '.join(dict.fromkeys(allowed))}.")
    return value


def _webhook_problems(settings: Settings) -> list[str]:
    if not settings.telegram_token or settings.telegram_mode != "webhook":
        return []
    problems = []
    if not settings.public_url.startswith("https://"):
        problems.append("DONDOC_PUBLIC_URL: dùng webhook thì phải có địa chỉ https:// công khai.")
    secret = settings.telegram_secret
    if not (16 <= len(secret) <= 256 and secret.replace("_", "").replace("-", "").isalnum() and secret.isascii()):
        problems.append("DONDOC_TELEGRAM_SECRET: dùng webhook thì cần 16 đến 256 ký tự A-Z a-z 0-9 _ -.")
    return problems
