"""demo, serve, migrate."""

import contextlib
import os
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing

from bot import serve as serving
from bot.cli.alone import nobody_serving
from bot.cli.environment import StopError, is_agreed, keys_of, migrated_store, settings, told
from bot.cli.terminal import out
from bot.front import WrongTokenError
from bot.settings import Settings
from bot.upkeep.logs import start_logging
from bot.upkeep.loop import run
from bot.upkeep.memory import keep_loaded, share_heaps
from storage.alone import ServedAlreadyError
from storage.revisions import newest_revision
from storage.store import Store

LAST_SECONDS = 10.0
NEWER = "nó chỉ làm việc được với dạng mới"


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
    keep_loaded()
    known = _logged_settings()

    def tell() -> None:
        out.line(f"Đôn Đốc nghe tại http://{known.host}:{known.port}")

    try:
        with contextlib.suppress(KeyboardInterrupt):
            run(_serve(known, tell))
    except (serving.NoOfficeError, serving.DoorError, WrongTokenError, ServedAlreadyError) as problem:
        raise StopError(str(problem)) from problem
    return 0


def _logged_settings() -> Settings:
    """As they are now, their secrets hidden from the log."""
    known = settings()
    start_logging(known.log_level, known.upkeep.log_format, known.secrets)
    return known


async def _serve(known: Settings, tell: Callable[[], None]) -> None:
    await serving.serve(known, tell, _logged_settings)
    # All is written down by now. A thread that waits for a database which never answers must not keep us here.
    last = threading.Timer(LAST_SECONDS, os._exit, [1])
    last.daemon = True
    last.start()


@told
def migrate(options: Namespace) -> int:
    """To the newest form, or back to an older one before an older program takes over."""
    known = settings()
    if options.to is None:
        migrated_store(known).close()
        out.print(f"Cơ sở dữ liệu đã ở dạng mới nhất: {newest_revision()}.")
        return 0
    question = f"Lùi về dạng {options.to}: những gì chỉ dạng mới có sẽ mất. Đã sao lưu và dừng dondoc serve chưa?"
    if not options.yes and not is_agreed(question):
        return 1
    with closing(Store(known.database, keys_of(known), "terminal")) as store, nobody_serving(store, NEWER):
        try:
            store.step_back(options.to)
        except LookupError as error:
            raise StopError(f"Không có dạng nào tên {options.to} ở trước dạng hiện nay.") from error
    out.print(f"Cơ sở dữ liệu đã lùi về dạng {options.to}. Bây giờ cài phiên bản cũ rồi chạy lại.")
    return 0
