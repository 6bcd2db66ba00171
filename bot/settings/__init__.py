"""Settings: read once, from a mapping; everything missing or odd is told together."""

from bot.settings.folder import read_folder
from bot.settings.installation import NAMES, Settings, read_settings
from bot.settings.office import OFFICE_NAMES, OfficeSettings
from bot.settings.reading import SettingsError

__all__ = [
    "NAMES",
    "OFFICE_NAMES",
    "OfficeSettings",
    "Settings",
    "SettingsError",
    "read_folder",
    "read_settings",
]
