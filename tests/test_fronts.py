"""A token that Telegram refuses: the only office is not served with it, of several the others go on."""

from dataclasses import replace

import pytest

from bot.app import utc_now
from bot.fakes.telegram import FakeTelegram
from bot.front import Front, WrongTokenError, open_fronts
from bot.leases import Leases
from bot.places import Place
from bot.settings import OfficeSettings
from bot.settings.telegram import TelegramSettings
from storage.store import Store


def place(fake: FakeTelegram, number: int, token: str) -> Place:
    known = OfficeSettings(telegram=TelegramSettings(token, "polling", "", fake.url))
    return Place(number, f"X{number}", f"UBND xã {number}", f"/x{number}", f"https://bot.example/x{number}", known)


async def opened(store: Store, *places: Place) -> list[Front]:
    fronts = await open_fronts(places, store, utc_now, Leases(store))
    for front in fronts:
        await front.stop()
    return fronts


async def test_one_of_several_goes_without_it(sqlite_store: Store, telegram_double: FakeTelegram) -> None:
    good = place(telegram_double, 1, telegram_double.token)
    bad = place(telegram_double, 2, "700000009:" + "Z" * 35)
    first, second = await opened(sqlite_store, good, bad)
    assert [surface.title for surface in first.surfaces] == ["Telegram"]
    assert second.surfaces == []
    with pytest.raises(WrongTokenError, match="Telegram không nhận mã"):
        await opened(sqlite_store, replace(bad, path=""))
