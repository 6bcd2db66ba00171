"""An office's settings of its official account on Zalo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.settings.reading import one_of, url_of

ZALO_OA_NAMES = (
    "DONDOC_ZALO_OA_APP_ID",
    "DONDOC_ZALO_OA_APP_SECRET",
    "DONDOC_ZALO_OA_WEBHOOK_SECRET",
    "DONDOC_ZALO_OA_SIGNATURE",
    "DONDOC_ZALO_OA_BUTTONS",
    "DONDOC_ZALO_OA_PROOF",
    "DONDOC_ZALO_OA_STEP_BACK",
    "DONDOC_ZALO_OA_API",
)
STEP_BACK, LONGEST_STEP_BACK = 4, 72  # hours


@dataclass(frozen=True)
class ZaloOaSettings:
    """`strict`: what is wrongly signed is left alone. `step_back`: after somebody of the office wrote by hand.

    `proof`: calls carry the proof that the app's page may demand. `api` is empty for Zalo's own servers.
    """

    app_id: str
    app_secret: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    strict: bool
    buttons: bool
    proof: bool
    step_back: timedelta
    api: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.app_secret, self.webhook_secret


def read_zalo_oa(values: Mapping[str, str], public_url: str, problems: list[str]) -> ZaloOaSettings | None:
    """None where no app is given."""
    found = ZaloOaSettings(
        app_id=values["DONDOC_ZALO_OA_APP_ID"],
        app_secret=values["DONDOC_ZALO_OA_APP_SECRET"],
        webhook_secret=values["DONDOC_ZALO_OA_WEBHOOK_SECRET"],
        strict=one_of("DONDOC_ZALO_OA_SIGNATURE", values, ("check", "log"), problems) == "check",
        buttons=one_of("DONDOC_ZALO_OA_BUTTONS", values, ("on", "off"), problems) == "on",
        proof=one_of("DONDOC_ZALO_OA_PROOF", values, ("off", "on"), problems) == "on",
        step_back=timedelta(hours=_hours(values["DONDOC_ZALO_OA_STEP_BACK"], problems)),
        api=url_of("DONDOC_ZALO_OA_API", values["DONDOC_ZALO_OA_API"], problems).rstrip("/"),
    )
    if not found.app_id:
        return None
    problems += _problems(found, public_url)
    return found


def _hours(value: str, problems: list[str]) -> int:
    if not value:
        return STEP_BACK
    if value.isascii() and value.isdecimal() and int(value) <= LONGEST_STEP_BACK:
        return int(value)
    problems.append(f"DONDOC_ZALO_OA_STEP_BACK: {value!r} không phải số giờ từ 0 đến {LONGEST_STEP_BACK}.")
    return 0


def _problems(found: ZaloOaSettings, public_url: str) -> list[str]:
    problems = []
    if not (found.app_id.isascii() and found.app_id.isdecimal()):
        problems.append("DONDOC_ZALO_OA_APP_ID: mã ứng dụng chỉ gồm chữ số.")
    if not found.app_secret:
        problems.append("DONDOC_ZALO_OA_APP_SECRET: cần khóa bí mật của ứng dụng (developers.zalo.me).")
    if not found.webhook_secret:
        problems.append("DONDOC_ZALO_OA_WEBHOOK_SECRET: cần “OA Secret Key” ở mục Webhook của ứng dụng.")
    elif found.webhook_secret == found.app_secret:
        problems.append(
            "DONDOC_ZALO_OA_WEBHOOK_SECRET: trùng khóa bí mật của ứng dụng; “OA Secret Key” ở mục Webhook là khóa khác."
        )
    if not (found.api or public_url.startswith("https://")):
        problems.append("DONDOC_PUBLIC_URL: dùng Zalo OA thì phải có địa chỉ https:// công khai.")
    return problems
