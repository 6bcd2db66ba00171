"""The platforms an office can be reached on: one file each, and the table of them all."""

from collections.abc import Callable

from bot.surfaces.surface import Home, Surface
from bot.surfaces.telegram import telegram
from bot.surfaces.zalo_bot import zalo_bot
from bot.surfaces.zalo_oa import zalo_oa

SURFACES: tuple[Callable[[Home], Surface | None], ...] = (telegram, zalo_bot, zalo_oa)

__all__ = ["SURFACES", "Home", "Surface", "surfaces_of"]


def surfaces_of(home: Home) -> list[Surface]:
    """Those that the office's settings name, not yet started."""
    return [surface for build in SURFACES if (surface := build(home)) is not None]
