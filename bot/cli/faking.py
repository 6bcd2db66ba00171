"""fake: a platform of one's own on this machine, to try the bot without accounts."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Protocol

import uvicorn
from starlette.applications import Starlette

from bot.cli.environment import StopError, out, told
from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot


class Fake(Protocol):
    url: str
    token: str
    app: Starlette


# Its name at the terminal -> how it is made, its usual port, and how the settings that lead the bot there begin.
FAKES: Mapping[str, tuple[Callable[..., Fake], int, str]] = {
    "telegram": (FakeTelegram, 8081, "DONDOC_TELEGRAM"),
    "zalo-bot": (FakeZaloBot, 8082, "DONDOC_ZALO_BOT"),
}


@told
def fake(options: Namespace) -> int:
    if options.platform not in FAKES:
        raise StopError(f"Không có nền tảng này. Chọn một trong: {', '.join(sorted(FAKES))}.")
    make, usual, names = FAKES[options.platform]
    port = options.port or usual
    double = make(options.token) if options.token else make()
    double.url = f"http://127.0.0.1:{port}"
    out.print(f"Giả lập {options.platform} chạy tại {double.url} (mở bằng trình duyệt để nhắn như người dùng).")
    out.print("Đặt trong .env rồi chạy dondoc serve ở cửa sổ khác:")
    out.print(f"  {names}_TOKEN={double.token}\n  {names}_API={double.url}", markup=False)
    uvicorn.run(double.app, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=1)
    return 0
