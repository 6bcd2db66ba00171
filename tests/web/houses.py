"""The real site of a town."""

from collections.abc import Sequence

from bot.app import App
from bot.front import Front, closed_front
from bot.places import Place
from bot.serve import House
from bot.settings import OfficeSettings, Settings, read_settings
from bot.upkeep.house import Upkeep
from bot.upkeep.meters import Meters
from bot.upkeep.pulse import Pulse
from tests.talks import OFFICE, Town


def house_of(town: Town) -> House:
    place = Place(town.office_id, OFFICE.code, OFFICE.name, "", "https://bot.example", OfficeSettings())
    settings = read_settings({"DONDOC_SECRET": "x" * 32})
    return house_with(town.app, [closed_front(place, town.store, lambda: town.now)], settings)


def house_with(app: App, fronts: Sequence[Front], settings: Settings) -> House:
    return House(app, fronts, Upkeep.of(app, Meters(Pulse()), settings))
