"""The machine under a town, whose time and disk are as a test wants them."""

from datetime import timedelta
from pathlib import Path

from bot.upkeep.health import Health
from bot.upkeep.pulse import Pulse
from bot.upkeep.watching import Watch
from tests.talks import Town

STEP = timedelta(minutes=5)


class Machine:
    """Its clock is the town's; `silent` seconds have passed since the last tick."""

    def __init__(self, town: Town, folder: Path | None = None) -> None:
        self.town, self.silent = town, 0.0
        self.pulse = Pulse(lambda: self.silent)
        self.health = Health(town.shop, self.pulse, Path("."), folder, lambda: town.now)

    async def live(self, minutes: int, *, ticking: bool = True) -> list[str]:
        """What the admin hears meanwhile."""
        before = len(self.town.heard("Quản Trị"))
        for _ in range(0, minutes, 5):
            self.town.now += STEP
            Watch(self.health).look()
            if ticking:
                await self.town.app.tick()
        return self.town.heard("Quản Trị")[before:]
