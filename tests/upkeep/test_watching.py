"""Whoever looks after the bot hears of what is stuck; a service outside hears of our silence."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.talk import ChannelError
from bot.upkeep.watching import ping_once
from tests.talks import FRIDAY, LAMP, Town
from tests.upkeep.machine import Machine


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Quản Trị", "Chị Lan")
    return town


async def test_letters_that_are_stuck_are_told_once_and_once_that_they_leave_again(town: Town) -> None:
    machine = Machine(town)
    town.now = FRIDAY.replace(hour=7, minute=30)
    town.line.refuse["Chị Lan"] = ChannelError("down", retry_after=7200.0)
    await town.say("bà Sáu", LAMP)
    assert await machine.live(60) == []  # it is to be tried again at half past nine
    assert await machine.live(90, ticking=False) == []
    assert [fault.kind for fault in machine.health.faults()] == ["letters"]
    del town.line.refuse["Chị Lan"]
    heard = await machine.live(60)
    assert ["bị chậm" in text for text in heard] == [True, False]
    assert "trở lại bình thường" in heard[1]


async def test_a_platform_that_is_away_is_told_of_while_its_letters_are_tried_again_and_again(town: Town) -> None:
    machine = Machine(town)
    town.now = FRIDAY.replace(hour=8)
    town.line.refuse["Chị Lan"] = ChannelError("down")
    await town.say("bà Sáu", LAMP)
    assert ["bị chậm" in text for text in await machine.live(120)] == [True]
    assert [fault.kind for fault in machine.health.faults()] == ["letters"]
    lag = next(one.values[""] for one in machine.health.figures() if one.name == "dondoc_letter_lag_seconds")
    assert 1.5 * 3600 < lag <= 2 * 3600
    del town.line.refuse["Chị Lan"]
    assert ["trở lại bình thường" in text for text in await machine.live(90)] == [True]


async def test_what_came_and_went_in_one_night_disturbs_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 1_000}
    monkeypatch.setattr("bot.upkeep.health.free_bytes", lambda _folder: free["bytes"])
    machine = Machine(town)
    town.now = FRIDAY.replace(hour=20)
    assert await machine.live(60) == []
    free["bytes"] = 10**12
    assert await machine.live(60) == []
    await town.until(FRIDAY.replace(hour=9) + timedelta(days=3))
    assert not any("Ổ đĩa" in text for text in town.heard("Quản Trị"))


async def test_a_disk_that_fills_up_is_told_once_and_its_end_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 1_000}
    monkeypatch.setattr("bot.upkeep.health.free_bytes", lambda _folder: free["bytes"])
    machine = Machine(town)
    heard = await machine.live(40)
    assert [text[:20] for text in heard] == ["Ổ đĩa của máy chủ sắ"]
    free["bytes"] = 10**12
    assert ["đủ chỗ trống" in text for text in await machine.live(40)] == [True]
    assert await machine.live(40) == []


async def test_a_failed_letter_is_told_at_once_but_not_one_about_a_trouble(town: Town) -> None:
    machine = Machine(town)
    town.line.refuse["Chị Lan"] = ChannelError("no", permanent=True)
    await town.say("bà Sáu", LAMP)
    (told,) = await machine.live(30)
    assert "tin không gửi được" in told
    town.line.refuse["Quản Trị"] = ChannelError("no", permanent=True)
    await town.say("Quản Trị", "/trogiup")
    assert await machine.live(30) == []


async def test_time_that_stands_still_and_old_copies_are_faults(town: Town, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    machine = Machine(town, copies)
    assert machine.health.faults() == []
    machine.silent = 4 * 3600.0
    machine.pulse.ticked("deliver")
    assert [fault.kind for fault in machine.health.faults()] == ["backup"]
    machine.silent = 0.0
    machine.pulse.ticked("deliver")
    copy = copies / "dondoc-2026-11-01.dondoc"
    copy.write_bytes(b"x")
    town.now += timedelta(days=9000)
    machine.silent = 300.0
    assert {fault.kind for fault in machine.health.faults()} == {"backup", "ticks"}


async def test_a_platform_that_gives_no_updates_is_a_fault_until_it_does(town: Town) -> None:
    machine = Machine(town)
    machine.pulse.listened("Telegram 7", is_well=False)
    machine.silent = 1000.0
    machine.pulse.ticked("deliver")
    machine.pulse.listened("Telegram 7", is_well=False)
    assert [(fault.kind, "Telegram 7" in fault.words) for fault in machine.health.faults()] == [("platform", True)]
    machine.pulse.listened("Telegram 7", is_well=True)
    assert machine.health.faults() == []


async def test_a_process_that_lost_its_leases_is_not_ready(town: Town) -> None:
    machine = Machine(town)
    lost = replace(machine.health, has_leases=lambda: False)
    assert [fault.kind for fault in lost.faults()] == ["leases"]


async def test_a_watchman_outside_is_called_only_while_all_is_well(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "httpx")  # as start_logging has it: what it says names addresses
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(str(request.url))
        return httpx.Response(200 if len(calls) < 3 else 500)

    machine = Machine(town)
    url = "https://ping.example/secret-of-ours"
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as caller:
        assert await ping_once(url, machine.health, caller, was_well=True)
        machine.silent = 300.0
        assert not await ping_once(url, machine.health, caller, was_well=True)
        assert calls == [url]
        machine.silent = 0.0
        assert await ping_once(url, machine.health, caller, was_well=False)
        assert not await ping_once(url, machine.health, caller, was_well=True)
    assert "ticks" in caplog.text
    assert "secret-of-ours" not in caplog.text
