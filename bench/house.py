"""Our side: what `dondoc serve` runs, without the platform's limits of sending.

`python -m bench.house PORT DOUBLE FOLDER DATABASE`; the office is in the database already.
"""

import logging
import sys
from pathlib import Path

from bench.citizens import put_citizens
from bench.load import SECRET
from bench.processes import TOKEN
from bot.acts.founding import found
from bot.acts.limits import LIMITS
from bot.app import utc_now
from bot.channels.pacing import Pacer
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import UNPACED
from bot.serve import House, open_house, run_site, site
from bot.settings import Settings, read_settings
from bot.upkeep.logs import start_logging
from bot.upkeep.loop import run
from bot.upkeep.memory import keep_loaded, share_heaps
from storage.store import Store
from tests.talks import OFFICE


def settings_for(folder: Path, double: str, port: int = 8080, database: str = "") -> Settings:
    return read_settings(environment(folder, double, port, database))


def environment(folder: Path, double: str, port: int, database: str = "") -> dict[str, str]:
    """Of an office on Telegram by webhook; SQLite in `folder` unless another database is named."""
    return {
        "DONDOC_DATABASE": database or database_in(folder),
        "DONDOC_DATA": str(folder),
        "DONDOC_SECRET": "of a bench, and of nothing else at all",
        "DONDOC_PORT": str(port),
        "DONDOC_LOG_LEVEL": "ERROR",
        "DONDOC_PUBLIC_URL": "https://bench.invalid",
        "DONDOC_TELEGRAM_TOKEN": TOKEN,
        "DONDOC_TELEGRAM_API": double,
        "DONDOC_TELEGRAM_MODE": "webhook",
        "DONDOC_TELEGRAM_SECRET": SECRET,
    }


def database_in(folder: Path) -> str:
    return f"sqlite:///{folder}/dondoc.sqlite"


def new_town(database: str, people: int) -> list[int]:
    """An office in a store of its own; the numbers of its citizens, which are their addresses too."""
    store = Store(database)
    store.migrate()
    with store.transaction() as session:
        office = found(session, OFFICE, utc_now())
        office.profile = {
            LIMITS: {"office": 1_000_000}
        }  # more cases an hour than a commune lets in before a clerk looks
        numbers = put_citizens(session, office.id, people, utc_now())
    store.close()
    return numbers


async def opened(settings: Settings) -> House:
    """The house as it is, but for the limits of sending: they are Telegram's, not ours."""
    house = await open_house(settings)
    for surface in (surface for front in house.fronts for surface in front.surfaces):
        if isinstance(surface.channel, TelegramChannel):
            surface.channel._pacer = Pacer(UNPACED)
    return house


async def main(port: int, double: str, folder: Path, database: str) -> None:
    share_heaps()
    settings = settings_for(folder, double, port, database)
    start_logging(settings.log_level, settings.upkeep.log_format, settings.secrets)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a process that is held still misses its ticks
    house = await opened(settings)
    keep_loaded()
    await run_site(site(house), settings.host, settings.port, house.end_streams)


if __name__ == "__main__":
    run(main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4]))
