"""fake: a platform of one's own on this machine, to try the bot without accounts."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import uvicorn
from starlette.applications import Starlette

from bot.cli.environment import StopError, told
from bot.cli.terminal import out
from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_oa import FakeZaloOa


class Fake(Protocol):
    url: str
    app: Starlette


@dataclass(frozen=True)
class Platform:
    """How its double is made, by options; its usual port; the settings that lead the bot there."""

    make: Callable[[Namespace], Fake]
    port: int
    settings: Callable[[Fake], Mapping[str, str]]
    then: str = ""


def _by_token(make: Callable[..., Fake], names: str, port: int) -> Platform:
    def settings(double: Fake) -> Mapping[str, str]:
        assert isinstance(double, FakeTelegram | FakeZaloBot)
        return {f"{names}_TOKEN": double.token, f"{names}_API": double.url}

    return Platform(lambda options: make(options.token) if options.token else make(), port, settings)


def _official_account(options: Namespace) -> FakeZaloOa:
    double = FakeZaloOa()
    double.hook.url = options.webhook
    return double


def _of_the_account(double: Fake) -> Mapping[str, str]:
    assert isinstance(double, FakeZaloOa)
    return {
        "DONDOC_ZALO_OA_APP_ID": double.state.app_id,
        "DONDOC_ZALO_OA_APP_SECRET": double.state.app_secret,
        "DONDOC_ZALO_OA_WEBHOOK_SECRET": double.state.hook_secret,
        "DONDOC_ZALO_OA_API": double.url,
    }


FAKES: Mapping[str, Platform] = {
    "telegram": _by_token(FakeTelegram, "DONDOC_TELEGRAM", 8081),
    "zalo-bot": _by_token(FakeZaloBot, "DONDOC_ZALO_BOT", 8082),
    "zalo-oa": Platform(
        _official_account, 8083, _of_the_account, "Sau đó cấp quyền: dondoc zalo-oa link, mở đường dẫn in ra."
    ),
}


@told
def fake(options: Namespace) -> int:
    if options.platform not in FAKES:
        raise StopError(f"Không có nền tảng này. Chọn một trong: {', '.join(sorted(FAKES))}.")
    platform = FAKES[options.platform]
    port = options.port or platform.port
    double = platform.make(options)
    double.url = f"http://127.0.0.1:{port}"
    out.print(f"Giả lập {options.platform} chạy tại {double.url} (mở bằng trình duyệt để nhắn như người dùng).")
    out.print("Đặt trong .env rồi chạy dondoc serve ở cửa sổ khác:")
    for name, value in platform.settings(double).items():
        out.print(f"  {name}={value}", markup=False)
    if platform.then:
        out.print(platform.then)
    uvicorn.run(double.app, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=1)
    return 0
