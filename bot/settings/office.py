"""The settings of one office: where its site stands and its channels. One installation may serve several."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.settings.reading import stripped, url_of
from bot.settings.telegram import TELEGRAM_NAMES, TelegramSettings, read_telegram
from bot.settings.zalo_bot import ZALO_BOT_NAMES, ZaloBotSettings, read_zalo_bot
from bot.settings.zalo_oa import ZALO_OA_NAMES, ZaloOaSettings, read_zalo_oa

OFFICE_NAMES = (
    "DONDOC_PUBLIC_URL",
    "DONDOC_EMBED_IN",
    *TELEGRAM_NAMES,
    *ZALO_BOT_NAMES,
    *ZALO_OA_NAMES,
)


@dataclass(frozen=True)
class OfficeSettings:
    """A channel that is not used is None."""

    public_url: str = ""
    embed_in: tuple[str, ...] = ()
    telegram: TelegramSettings | None = None
    zalo_bot: ZaloBotSettings | None = None
    zalo_oa: ZaloOaSettings | None = None

    @property
    def secrets(self) -> list[str]:
        """What must never stand in a log."""
        channels = (self.telegram, self.zalo_bot, self.zalo_oa)
        return [secret for channel in channels if channel for secret in channel.secrets if secret]


def read_offices(
    files: Mapping[str, Mapping[str, str]], site_url: str, problems: list[str]
) -> dict[str, OfficeSettings]:
    """By the office's code, from the files of a folder. Names of the installation are problems in them.

    `site_url`: of the whole site, below which an office stands that has no address of its own.
    """
    found: dict[str, OfficeSettings] = {}
    for name, given in files.items():
        inside: list[str] = []
        code = name.removesuffix(".env").upper()
        if code in found:
            inside.append(f"đã có tệp khác cho cơ quan {code}.")
        found[code] = office_settings(stripped(given, OFFICE_NAMES, inside), inside, site_url)
        problems += [f"{name}: {problem}" for problem in inside]
    return found


def office_settings(values: Mapping[str, str], problems: list[str], site_url: str = "") -> OfficeSettings:
    """From the text of every one of OFFICE_NAMES."""
    public_url = url_of("DONDOC_PUBLIC_URL", values["DONDOC_PUBLIC_URL"], problems).rstrip("/")
    reached_at = public_url or site_url
    return OfficeSettings(
        public_url=public_url,
        embed_in=tuple(url_of("DONDOC_EMBED_IN", one, problems) for one in values["DONDOC_EMBED_IN"].split()),
        telegram=read_telegram(values, reached_at, problems),
        zalo_bot=read_zalo_bot(values, reached_at, problems),
        zalo_oa=read_zalo_oa(values, reached_at, problems),
    )
