"""One replica that delivers what is due at each line it is given: `python -m bench.sender DOUBLE FOLDER DATABASE`."""

import asyncio
import sys
from pathlib import Path

from bench.house import opened, settings_for
from bot.upkeep.loop import run
from bot.upkeep.memory import keep_loaded, share_heaps


async def main(double: str, folder: Path, database: str) -> None:
    share_heaps()
    house = await opened(settings_for(folder, double, database=database))
    keep_loaded()
    print("ready", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        await house.app.tick()
        await house.app.settle()
        print("done", flush=True)
    await house.stop()


if __name__ == "__main__":
    run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
