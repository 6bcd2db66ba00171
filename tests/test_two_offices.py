"""Two offices in one installation: nothing of one is reachable from the other, nothing done in one touches it."""

import asyncio
import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from bot.commands import COMMANDS
from bot.front import closed_front
from bot.places import places_of
from bot.rehearsal.copying import opened_copy
from bot.serve import site
from bot.settings import read_settings
from storage.copying import keep_one_office
from storage.offices import all_offices
from storage.store import Store
from tests.databases import hurry, opened
from tests.neighbours import SIX, Neighbour, neighbours, owned_tables, rows_of
from tests.talks import SECRET
from tests.web.houses import house_with

EVERYBODY = ("Ông Lãnh", "Bà Thư", "Ông Trưởng", "Chị Lan", "Quản Trị", SIX)
ALL = "DONDOC_ALL" in os.environ  # every attempt by everybody, which takes minutes; else some by chance
SITE = "https://bot.example"


@pytest.fixture(scope="module")
def both(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Neighbour, Neighbour]]:
    folder = tmp_path_factory.mktemp("neighbours")
    shutil.copyfile(migrated_file, folder / "both.db")
    with opened(f"sqlite:///{folder}/both.db") as store:
        here, there = neighbours(hurry(store), folder)
        asyncio.run(there.live())
        asyncio.run(here.live())
        yield here, there


async def test_whatever_is_said_in_one_office_shows_and_changes_nothing_of_the_other(
    both: tuple[Neighbour, Neighbour],
) -> None:
    here, there = both
    before = there.rows()
    tried = [(who, text) for text in _attempts(there) for who in EVERYBODY]
    for who, text in tried if ALL else random.sample(tried, 200):
        assert there.word not in await here.say(who, text), (who, text)
    assert there.rows() == before
    assert there.word not in str(here.line.sent)
    assert _strays(here.store) == []


def _attempts(there: Neighbour) -> list[str]:
    """Every choice ever offered there, every command bare and with numbers and codes from there."""
    codes = sorted({code for command in there.commands() for code in re.findall(r"BV-\w{6}", command)})
    numbers = sorted({int(number) for command in there.commands() for number in re.findall(r" (\d+)\b", command)})
    words = [one.word for one in COMMANDS if one.word not in ("xoahet", "xoadulieu")]
    return [
        *there.commands(),
        *(f"/{word}" for word in words),
        *(f"/{word} {numbers[place % len(numbers)]}" for place, word in enumerate(words)),
        *(f"/{word} {codes[0]}" for word in words),
    ]


def _strays(store: Store) -> list[str]:
    """Rows of one office that point at a row of another."""
    found = []
    with store.transaction() as session:
        for table in owned_tables():
            for key in table.foreign_keys:
                other = key.column.table.alias()
                if "office_id" in table.c and "office_id" in other.c:
                    across = select(table).join(other, key.parent == other.c[key.column.name])
                    if session.execute(across.where(table.c.office_id != other.c.office_id)).first():
                        found.append(f"{table.name}.{key.parent.name}")
    return found


def test_a_copy_for_a_rehearsal_may_be_of_one_office_alone(both: tuple[Neighbour, Neighbour], tmp_path: Path) -> None:
    here, there = both
    before = there.rows()
    with opened_copy(here.store.url, here.store.keys, tmp_path) as copy:
        keep_one_office(copy, there.office_id)
        assert {name: rows for name, rows in rows_of(copy, here.office_id).items() if rows} == {}
        assert rows_of(copy, there.office_id) == before


def served(here: Neighbour) -> Starlette:
    given = {"DONDOC_SECRET": SECRET.decode(), "DONDOC_OFFICES": "of the second alone"}
    settings = read_settings(given, {"BV.env": {"DONDOC_PUBLIC_URL": "https://bravo.example"}})
    with here.store.transaction() as session:
        places = places_of(settings, all_offices(session))
    fronts = [closed_front(place, here.store, lambda: here.now) for place in places]
    return site(house_with(here.app, fronts, settings))


def _paths(there: Neighbour) -> Iterator[str]:
    """What the pages of an office know by a name of its own."""
    codes = {code for command in there.commands() for code in re.findall(r"BV-\w{6}", command)}
    yield from (f"/congkhai/{code}" for code in codes)
    yield from (f"/open311/v2/requests/{code}.json" for code in codes)
    yield from re.findall(r"/ics/\S+?\.ics", str(there.heard("Chị Lan")))
    yield from (
        "/congkhai",
        "/congkhai/so-lieu",
        "/congkhai/du-lieu.json",
        "/congkhai/du-lieu.csv",
        "/dia-chi-tiep-nhan",
    )
    yield from (
        "/congkhai/so-lieu.json",
        "/open311/v2/requests.json",
        "/open311/v2/discovery.json",
        "/chat",
        "/dia-chi-tiep-nhan",
    )


async def test_each_office_has_pages_and_visitors_of_its_own_below_its_code(both: tuple[Neighbour, Neighbour]) -> None:
    here, there = both
    async with httpx.AsyncClient(transport=httpx.ASGITransport(served(here)), base_url=SITE) as visitor:
        listed = await visitor.get("/")
        assert here.word in listed.text
        assert there.word in listed.text
        await _pages_stay_apart(here, there, visitor)
        await _visitors_stay_apart(there, visitor)
        old = await visitor.get("/congkhai?trang=2")  # a link of the time when the first office was alone
        assert (old.status_code, old.headers["location"]) == (308, "/af/congkhai?trang=2")
        alone = await visitor.get("https://bravo.example/congkhai")  # its own host needs no path
        assert there.word in alone.text
        assert 'href="/congkhai/so-lieu"' in alone.text


async def _pages_stay_apart(here: Neighbour, there: Neighbour, visitor: httpx.AsyncClient) -> None:
    shown = 0
    for path in sorted(set(_paths(there))):
        own, across = await visitor.get(f"/bv{path}"), await visitor.get(f"/af{path}")
        assert there.word not in across.text, path
        assert here.word not in own.text, path
        shown += there.word in own.text
        for link in re.findall(r'(?:href|action|src)="(/[^"]*)"', own.text):
            assert link.startswith("/bv/"), (path, link)
    assert shown >= 8


async def _visitors_stay_apart(there: Neighbour, visitor: httpx.AsyncClient) -> None:
    cookie = (await visitor.get("/bv/chat")).headers["set-cookie"]
    assert "Path=/bv;" in cookie
    said = {name: (None, words) for name, words in (("text", f"Tôi nói riêng với {there.word}"), ("key", "k" * 16))}
    assert (await visitor.post("/bv/chat/messages", files=said)).status_code == 200
    assert there.word in (await visitor.get("/bv/chat/messages")).text
    whole = {"cookie": cookie.partition(";")[0]}  # as if the browser sent it everywhere
    assert there.word not in (await visitor.get("/af/chat/messages", headers=whole)).text
