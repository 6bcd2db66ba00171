"""An office's settings of a bot on Zalo's bot platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings.reading import one_of, url_of

ZALO_BOT_NAMES = (
    "DONDOC_ZALO_BOT_TOKEN",
    "DONDOC_ZALO_BOT_MODE",
    "DONDOC_ZALO_BOT_SECRET",
    "DONDOC_ZALO_BOT_API",
    "DONDOC_ZALO_BOT_MONTHLY",
    "DONDOC_ZALO_BOT_PEOPLE",
    "DONDOC_ZALO_BOT_COUNTS",
)


@dataclass(frozen=True)
class ZaloBotSettings:
    """`api` is empty for Zalo's own server. `monthly` messages and `people` are what the plan allows (0: any number).

    `counts_heard`: whether what people write counts to the month as well, which Zalo does not say.
    """

    token: str = field(repr=False)
    mode: str
    secret: str = field(repr=False)
    api: str
    monthly: int
    people: int
    counts_heard: bool

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.token, self.token.rpartition(":")[2], self.secret


def read_zalo_bot(values: Mapping[str, str], public_url: str, problems: list[str]) -> ZaloBotSettings | None:
    """None where no token is given."""
    found = ZaloBotSettings(
        token=_token(values["DONDOC_ZALO_BOT_TOKEN"], problems),
        mode=one_of("DONDOC_ZALO_BOT_MODE", values, ("polling", "webhook"), problems),
        secret=values["DONDOC_ZALO_BOT_SECRET"],
        api=url_of("DONDOC_ZALO_BOT_API", values["DONDOC_ZALO_BOT_API"], problems).rstrip("/"),
        monthly=_number("DONDOC_ZALO_BOT_MONTHLY", values, 3000, problems),
        people=_number("DONDOC_ZALO_BOT_PEOPLE", values, 50, problems),
        counts_heard=one_of("DONDOC_ZALO_BOT_COUNTS", values, ("both", "sent"), problems) == "both",
    )
    if not found.token:
        return None
    if found.mode == "webhook":
        problems += _webhook_problems(found, public_url)
    return found


def _token(value: str, problems: list[str]) -> str:
    number, colon, rest = value.partition(":")
    if value and not (number.isdigit() and colon and len(rest) >= 16 and rest.isascii() and rest.isprintable()):
        problems.append("DONDOC_ZALO_BOT_TOKEN: không đúng dạng mã do Zalo Bot Creator cấp (số:chuỗi ký tự).")
    return value


def _number(name: str, values: Mapping[str, str], usual: int, problems: list[str]) -> int:
    value = values[name]
    if value and not (value.isascii() and value.isdigit() and len(value) < 8):
        problems.append(f"{name}: {value!r} không phải số từ 0 trở lên (0: không giới hạn).")
        return usual
    return int(value) if value else usual


def _webhook_problems(found: ZaloBotSettings, public_url: str) -> list[str]:
    problems = []
    if not (public_url.startswith("https://") or found.api.startswith("http://127.0.0.1:")):
        problems.append("DONDOC_PUBLIC_URL: Zalo Bot dùng webhook thì phải có địa chỉ https:// công khai.")
    secret = found.secret
    if not (16 <= len(secret) <= 256 and secret.replace("_", "").replace("-", "").isalnum() and secret.isascii()):
        problems.append("DONDOC_ZALO_BOT_SECRET: dùng webhook thì cần 16 đến 256 ký tự A-Z a-z 0-9 _ -.")
    return problems
