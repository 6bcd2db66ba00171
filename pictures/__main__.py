"""`python -m pictures [NAME…]`: the cards, and pictures of these guides or the `demo`; of all without a name."""

import asyncio
import random
import secrets
import sys
import tempfile
from functools import partial
from pathlib import Path

from bot.serve import site
from bot.upkeep.logs import start_logging
from pictures import cards
from pictures.camera import launched, open_camera, serving
from pictures.demo import take_demo
from pictures.office import open_commune
from pictures.stage import Stage, Story
from pictures.stories import STORIES

FOLDER = cards.FOLDER / "hinh"


def hold_chance_still() -> None:
    """Codes come by chance; those of a picture should be the same tomorrow."""
    chance = random.Random("Đôn Đốc")
    secrets.choice, secrets.randbelow = (
        chance.choice,
        lambda exclusive_upper_bound: chance.randrange(exclusive_upper_bound),
    )


async def play(story: Story) -> None:
    hold_chance_still()
    with tempfile.TemporaryDirectory(prefix="dondoc-pictures-") as folder:
        commune = await open_commune(Path(folder))
        async with serving(site(commune.house), commune.house.end_streams) as base, launched() as browser:
            await story(Stage(commune, partial(open_camera, browser, base, FOLDER, Path(folder))))
        await commune.house.stop()


async def demo() -> bytes:
    hold_chance_still()
    async with launched() as browser:
        return await take_demo(browser)


def main(names: list[str]) -> None:
    start_logging("WARNING", "text", [])
    for name in STORIES:
        cards.put_card(name)
    if not names or "demo" in names:
        (cards.FOLDER.parent / "demo.png").write_bytes(asyncio.run(demo()))
    for name in STORIES:
        if not names or name in names:
            asyncio.run(play(STORIES[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
