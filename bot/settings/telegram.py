"""An office's settings of Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings.reading import one_of, url_of

TELEGRAM_NAMES = (
    "DONDOC_TELEGRAM_TOKEN",
    "DONDOC_TELEGRAM_MODE",
    "DONDOC_TELEGRAM_SECRET",
    "DONDOC_TELEGRAM_API",
)


@dataclass(frozen=True)
class TelegramSettings:
    """`api` is empty for Telegram's own server."""

    token: str = field(repr=False)
    mode: str
    secret: str = field(repr=False)
    api: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.token, self.secret


def read_telegram(values: Mapping[str, str], public_url: str, problems: list[str]) -> TelegramSettings | None:
    """None where no token is given."""
    found = TelegramSettings(
        token=_token(values["DONDOC_TELEGRAM_TOKEN"], problems),
        mode=one_of("DONDOC_TELEGRAM_MODE", values, ("polling", "webhook"), problems),
        secret=values["DONDOC_TELEGRAM_SECRET"],
        api=url_of("DONDOC_TELEGRAM_API", values["DONDOC_TELEGRAM_API"], problems).rstrip("/"),
    )
    if not found.token:
        return None
    if found.mode == "webhook":
        problems += _webhook_problems(found.secret, public_url)
    return found


def _token(value: str, problems: list[str]) -> str:
    number, colon, rest = value.partition(":")
    if value and not (number.isdigit() and colon and len(rest) >= 30):
        problems.append("DONDOC_TELEGRAM_TOKEN: không đúng dạng mã do BotFather cấp (số:chuỗi ký tự).")
    return value


def _webhook_problems(secret: str, public_url: str) -> list[str]:
    problems = []
    if not public_url.startswith("https://"):
        problems.append("DONDOC_PUBLIC_URL: dùng webhook thì phải có địa chỉ https:// công khai.")
    if not (16 <= len(secret) <= 256 and secret.replace("_", "").replace("-", "").isalnum() and secret.isascii()):
        problems.append("DONDOC_TELEGRAM_SECRET: dùng webhook thì cần 16 đến 256 ký tự A-Z a-z 0-9 _ -.")
    return problems
