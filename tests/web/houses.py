"""The real site of a town."""

from bot.front import closed_front
from bot.places import Place
from bot.serve import House
from bot.settings import OfficeSettings, read_settings
from bot.upkeep.house import Upkeep
from bot.upkeep.meters import Meters
from bot.upkeep.pulse import Pulse
from tests.talks import OFFICE, Town


def house_of(town: Town) -> House:
    place = Place(town.office_id, OFFICE.code, OFFICE.name, "", "https://bot.example", OfficeSettings())
    settings = read_settings({"DONDOC_SECRET": "x" * 32})
    upkeep = Upkeep.of(town.app, Meters(Pulse()), settings)
    return House(town.app, [closed_front(place, town.store, lambda: town.now)], upkeep)
