"""All that keeps one process and its store well, put together."""

from dataclasses import dataclass

from starlette.routing import BaseRoute

from bot.app import App
from bot.settings import Settings
from bot.upkeep.copies import Keeper
from bot.upkeep.doors import health_routes
from bot.upkeep.health import Health
from bot.upkeep.memory import load_rest
from bot.upkeep.meters import Meters
from bot.upkeep.soundness import Soundness
from bot.upkeep.watching import Watch, ping
from storage.snapshots import sqlite_path


@dataclass(frozen=True)
class Upkeep:
    """`meters` are the eyes of the app's shop."""

    app: App
    meters: Meters
    health: Health
    settings: Settings

    @classmethod
    def of(cls, app: App, meters: Meters, settings: Settings) -> "Upkeep":
        health = Health(
            app.shop,
            meters.pulse,
            settings.data,
            settings.upkeep.backup_dir,
            app.clock,
            app.beside.leases.is_alive,
            Soundness(sqlite_path(settings.database)),
        )
        meters.watch(health)
        return cls(app, meters, health, settings)

    def routes(self) -> list[BaseRoute]:
        return health_routes(self.health, self.meters, self.settings.upkeep.metrics_token)

    def begin(self) -> None:
        """Copies and alarms are the business of one process; each says for itself that it lives."""
        known, beside = self.settings.upkeep, self.app.beside
        beside.begin(load_rest(), lasting=True)
        if known.backup_dir:
            beside.begin_alone("backup", Keeper(self.app.shop, known, known.backup_dir, self.app.clock).run)
        beside.begin_alone("watch", Watch(self.health).run)
        if known.ping_url:
            beside.begin(ping(known.ping_url, self.health), lasting=True)
