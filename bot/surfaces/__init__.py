"""The platforms an office can be reached on: one file each, and the table of them all."""

from bot.later import Later
from bot.surfaces.surface import Home, Surface

SURFACES = ("telegram", "zalo_bot", "zalo_oa")  # so are called the file, its function and the settings it needs

__all__ = ["SURFACES", "Home", "Surface", "surfaces_of"]


def surfaces_of(home: Home) -> list[Surface]:
    """Those that the office's settings name, not yet started; no other is loaded."""
    named = [name for name in SURFACES if getattr(home.settings, name) is not None]
    return [getattr(Later(f"{__name__}.{name}"), name)(home) for name in named]
