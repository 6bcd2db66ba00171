"""A platform that refuses a token, or answers nonsense: of several offices the others go on."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import utc_now
from bot.fakes.telegram import FakeTelegram
from bot.front import Front, WrongTokenError, open_fronts
from bot.leases import Leases
from bot.places import Place
from bot.settings import OfficeSettings
from bot.settings.telegram import TelegramSettings
from storage.store import Store
from tests.doubles import running


def place(number: int, token: str, url: str) -> Place:
    known = OfficeSettings(telegram=TelegramSettings(token, "polling", "", url))
    return Place(number, f"X{number}", f"UBND xã {number}", f"/x{number}", f"https://bot.example/x{number}", known)


async def opened(store: Store, *places: Place) -> list[Front]:
    fronts = await open_fronts(places, store, utc_now, Leases(store))
    for front in fronts:
        await front.stop()
    return fronts


async def test_one_of_several_goes_without_it(sqlite_store: Store, telegram_double: FakeTelegram) -> None:
    good = place(1, telegram_double.token, telegram_double.url)
    bad = place(2, "700000009:" + "Z" * 35, telegram_double.url)
    first, second = await opened(sqlite_store, good, bad)
    assert [surface.title for surface in first.surfaces] == ["Telegram"]
    assert second.surfaces == []
    with pytest.raises(WrongTokenError, match="Telegram không nhận mã"):
        await opened(sqlite_store, replace(bad, path=""))


@pytest.mark.parametrize("nonsense", ['{"ok":true,"result":true}', '{"ok":true,"result":{"id":"x"}}', "[]", "<html>"])
async def test_a_platform_that_answers_nonsense_keeps_no_office_from_being_served(
    sqlite_store: Store, telegram_double: FakeTelegram, nonsense: str
) -> None:
    async def answer(_request: Request) -> Response:
        return Response(nonsense, media_type="application/json")

    with running(Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])) as url:
        good = place(1, telegram_double.token, telegram_double.url)
        fronts = await opened(sqlite_store, good, place(2, telegram_double.token, url))
        assert [[surface.title for surface in front.surfaces] for front in fronts] == [["Telegram"], ["Telegram"]]
