"""(b) Letters that wait, out to the platform: our durable delivery beside a bare aiohttp loop with the same."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time
from typing import NamedTuple

import aiohttp
from sqlmodel import Session

from bench.house import new_town, opened, settings_for
from bench.processes import TOKEN, Server, arrived, ask, serving
from bench.rounds import Bar, Table, compared, interleaved, medians
from bench.ticks import put_rows
from bot.app import utc_now
from bot.settings import Settings
from bot.upkeep.loop import run
from bot.upkeep.memory import keep_loaded
from storage.letters import NEWS, Letter
from storage.offices import the_office

OURS = "Đôn Đốc: from the outbox in SQLite, each outcome recorded"
BARE = "bare aiohttp, {} at once"
ONE, MANY = 1, 32
BAR = 0.6
WORDS = "Phản ánh XT-{:06d} của ông/bà đã được chuyển đến Phòng Kinh tế, hẹn trả lời trước 17 giờ ngày 27/11/2026."


@dataclass(frozen=True)
class Turn:
    """`rate`: letters a second; `cpu`: milliseconds of the sender's processor time for each."""

    rate: float
    cpu: float


def outbound(folder: Path, *, rounds: int, size: int) -> list[Table]:
    """`size` letters to as many people in each round."""
    with serving("bench.double") as double:
        settings = settings_for(folder, double.url)
        people = new_town(settings.database, size)
        turns = {
            OURS: lambda number: _turn(double, size, run, lambda: _delivered(settings, people, number)),
            BARE.format(MANY): lambda _: _turn(double, size, asyncio.run, lambda: _posted(double.url, people, MANY)),
            BARE.format(ONE): lambda _: _turn(double, size, asyncio.run, lambda: _posted(double.url, people, ONE)),
        }
        for one in turns.values():
            one(rounds)  # to warm up
        measured = interleaved(rounds, turns)
    note = (
        f"{size:,} letters to as many people in each of {rounds} rounds; counted is what arrived at the platform. "
        "Ours is on uvloop and has ticked before, as `dondoc serve` has; the bare loop is Python's own."
    )
    rates = medians(measured, lambda one: one.rate)
    ratio = rates[OURS] / max(rates[BARE.format(MANY)], rates[BARE.format(ONE)])
    cpu = medians(measured, lambda one: one.cpu)
    return [
        Table(
            "(b) Outbound",
            "letters a second",
            compared(rates, BARE.format(MANY)),
            [Bar(f"ours is at least {BAR} of the quicker bare loop", ratio >= BAR)],
            note,
        ),
        Table("(b) Outbound: processor time", "ms a letter", compared(cpu, BARE.format(MANY), "{:.2f}")),
    ]


class Spell(NamedTuple):
    """Of sending alone: the moment at which it began, and seconds of processor time until all was done."""

    begun: float
    cpu: float


def _turn(double: Server, size: int, loop: Callable[..., Spell], send: Callable[[], Awaitable[Spell]]) -> Turn:
    ask(double, "anew")
    spell = loop(_awaited(send))
    return Turn(size / (arrived(double, size) - spell.begun), spell.cpu * 1000 / size)


async def _awaited(send: Callable[[], Awaitable[Spell]]) -> Spell:
    return await send()


async def _delivered(settings: Settings, people: Sequence[int], number: int) -> Spell:
    house = await opened(settings)
    await house.app.tick()
    with house.app.shop.store.transaction() as session:
        write_letters(session, people, str(number))
    keep_loaded()  # as `dondoc serve` does
    begun, used = monotonic(), process_time()
    await house.app.tick()
    await house.app.settle()
    spell = Spell(begun, process_time() - used)
    await house.stop()
    return spell


def write_letters(session: Session, people: Sequence[int], name: str) -> None:
    """One to each, due now; `name` tells them from those of other rounds."""
    now = utc_now()
    office = the_office(session)
    assert office is not None
    fixed = {"office_id": office.id, "priority": NEWS, "next_at": now, "created_at": now}
    rows = ({"person_id": one, "key": f"b:{name}:{one}", "text": WORDS.format(one)} | fixed for one in people)
    put_rows(session, Letter, rows)


async def _posted(double: str, people: Sequence[int], at_once: int) -> Spell:
    waiting = iter(people)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        begun, used = monotonic(), process_time()
        await asyncio.gather(*(_post(session, double, waiting) for _ in range(at_once)))
        return Spell(begun, process_time() - used)


async def _post(session: aiohttp.ClientSession, double: str, waiting: Iterator[int]) -> None:
    for one in waiting:
        await post(session, double, one)


async def post(session: aiohttp.ClientSession, double: str, person: int) -> None:
    body = {"chat_id": person, "text": WORDS.format(person), "parse_mode": "HTML"}
    body["link_preview_options"] = '{"is_disabled": true}'
    async with session.post(f"{double}/bot{TOKEN}/sendMessage", data=body) as answer:
        assert (await answer.json())["ok"]
