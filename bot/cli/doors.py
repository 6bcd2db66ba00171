"""Where an invitation leads: the platforms of an office, asked once who we are there."""

import asyncio
from dataclasses import replace

from bot.app import Kit, utc_now
from bot.places import Place
from bot.settings import Settings
from bot.surfaces import Home, Surface, surfaces_of
from bot.talk import ChannelError
from storage.store import Store


def kit_with_doors(known: Settings, place: Place, store: Store) -> Kit:
    """The tools of a desk with every address that opens a chat; platforms out of reach have none for now."""
    surfaces = asyncio.run(_met(surfaces_of(Home(place.address, place.settings, store, place.office_id, utc_now))))
    doors = {one.title: one.door() for one in surfaces if one.door()}
    pages = {one.title: one.page() for one in surfaces if one.page()}
    kit = Kit.packaged(known.secret, {**doors, "Web": f"{place.address}/chat#"}, place.address)
    return replace(kit, pages=pages)


async def _met(surfaces: list[Surface]) -> list[Surface]:
    await asyncio.gather(*(_meet(surface) for surface in surfaces))
    return surfaces


async def _meet(surface: Surface) -> None:
    try:
        if not (surface.door() or surface.page()):
            await surface.start()
    except ChannelError:
        return  # check says why; a code can be typed all the same
    finally:
        await surface.stop()
