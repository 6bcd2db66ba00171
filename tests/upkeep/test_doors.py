"""What a monitor is told, and who may hear more than whether all is well."""

from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from bot.app import App
from bot.talk import ChannelError
from bot.upkeep.doors import health_routes
from bot.upkeep.meters import Meters
from tests.talks import LAMP, Town
from tests.upkeep.machine import Machine

TOKEN = "a token for monitors only"


@pytest.fixture
def machine(town: Town) -> Machine:
    return Machine(town)


@pytest.fixture
def site(town: Town, machine: Machine) -> Starlette:
    meters = Meters(machine.pulse)
    meters.watch(machine.health)
    town.app = App(replace(town.shop, eyes=meters), lambda: town.now)
    return Starlette(routes=health_routes(machine.health, meters, TOKEN))


async def asked(site: Starlette, path: str, host: str = "127.0.0.1", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(site, client=(host, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        return await client.get(path, headers=headers)


async def test_a_process_that_is_there_says_so_to_everybody(site: Starlette) -> None:
    assert (await asked(site, "/healthz", "203.0.113.9")).json() == {"status": "ok"}


async def test_what_is_wrong_is_named_to_this_machine_and_hidden_from_others(site: Starlette, machine: Machine) -> None:
    assert (await asked(site, "/readyz")).status_code == 200
    machine.silent = 600.0
    here, elsewhere = await asked(site, "/readyz"), await asked(site, "/readyz", "203.0.113.9")
    assert (here.status_code, elsewhere.status_code) == (503, 503)
    assert [fault["kind"] for fault in here.json()["faults"]] == ["ticks"]
    assert elsewhere.json() == {"status": "fault"}


async def test_a_database_that_is_gone_is_named(site: Starlette, town: Town) -> None:
    with town.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("DROP TABLE letter")
        connection.commit()
    said = await asked(site, "/readyz")
    assert said.status_code == 503
    assert said.json()["faults"][0]["kind"] == "database"
    figures = (await asked(site, "/metrics")).text.splitlines()
    assert "dondoc_database_up 0.0" in figures
    assert any(line.startswith("dondoc_disk_free_bytes ") for line in figures)


async def test_a_database_that_answers_nothing_is_named_in_time(town: Town, machine: Machine) -> None:
    meters = Meters(machine.pulse)
    meters.watch(machine.health)
    site = Starlette(routes=health_routes(machine.health, meters, TOKEN, patience=0.05))
    with town.store.transaction():  # SQLite has one writer: whoever asks meanwhile waits
        ready, figures = await asked(site, "/readyz"), await asked(site, "/metrics")
    assert (ready.status_code, ready.json()["faults"][0]["kind"]) == (503, "database")
    assert figures.status_code == 503


async def test_figures_are_for_this_machine_and_for_who_has_the_token(site: Starlette) -> None:
    assert (await asked(site, "/metrics")).status_code == 200
    refused = [
        await asked(site, "/metrics", "203.0.113.9"),
        await asked(site, "/metrics", "203.0.113.9", authorization="Bearer wrong"),
        await asked(site, "/metrics", **{"x-forwarded-for": "203.0.113.9"}),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    allowed = await asked(site, "/metrics", "203.0.113.9", authorization=f"Bearer {TOKEN}")
    assert allowed.status_code == 200


async def test_the_figures_say_how_things_stand_and_nothing_of_anybody(
    site: Starlette, town: Town, machine: Machine
) -> None:
    town.seat("Quản Trị", "Chị Lan")
    await town.say("bà Sáu", LAMP)
    town.line.refuse["Chị Lan"] = ChannelError("no", permanent=True)
    await town.say("ông Ba", LAMP.replace("chợ", "trường"))
    await town.app.tick()
    shown = (await asked(site, "/metrics")).text
    for line in (
        'dondoc_deliveries_total{channel="line",result="sent"} 3.0',
        'dondoc_deliveries_total{channel="line",result="refused"} 1.0',
        'dondoc_letters{state="failed"} 1.0',
        "dondoc_database_up 1.0",
        "dondoc_letter_lag_seconds 0.0",
        'dondoc_inbound_seconds_count{channel="line"} 2.0',
        'dondoc_tick_age_seconds{step="deliver"} 0.0',
    ):
        assert line in shown.splitlines(), shown
    assert not any(words in shown for words in ("bà Sáu", "Chị Lan", "UBND", "Đèn", "XT"))
