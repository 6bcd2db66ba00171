"""demo, serve, migrate."""

import asyncio
import contextlib
from argparse import Namespace

from bot import serve as serving
from bot.cli.environment import StopError, migrated_store, out, settings, told
from bot.front import WrongTokenError
from bot.upkeep.logs import start_logging
from bot.upkeep.memory import keep_loaded, share_heaps
from storage.alone import ServedAlreadyError


@told
def demo(options: Namespace) -> int:
    from bot.demo.run import run_demo

    def tell(address: str) -> None:
        out.print(f"\nĐôn Đốc đang chạy thử. Mở trình duyệt tại: [bold]{address}[/bold]\nDừng: Ctrl+C\n")

    run_demo(options.port, options.start, tell)
    return 0


@told
def serve(_options: Namespace) -> int:
    share_heaps()
    known = settings()
    start_logging(known.log_level, known.upkeep.log_format, known.secrets)

    def tell() -> None:
        keep_loaded()
        out.print(f"Đôn Đốc nghe tại http://{known.host}:{known.port}")

    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serving.serve(known, tell))
    except (serving.NoOfficeError, WrongTokenError, ServedAlreadyError) as problem:
        raise StopError(str(problem)) from problem
    return 0


@told
def migrate(_options: Namespace) -> int:
    migrated_store(settings()).close()
    out.print("Cơ sở dữ liệu đã ở dạng mới nhất.")
    return 0
