"""Failures injected into the whole application: nothing is lost, nothing comes twice, nothing hangs."""

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlmodel import select

from bot.commands import WORDS, Command
from bot.desk import Desk
from bot.rules.access import EVERYONE
from bot.talk import Attachment, ChannelError, Incoming, Parcel, Reply
from bot.upkeep.health import Health
from bot.upkeep.pulse import Pulse
from bot.upkeep.soundness import Soundness
from storage.backups import write_backup
from storage.inbox import updates_aside
from storage.letters import Letter
from storage.outbox import LEASE
from storage.store import Store
from tests.databases import run
from tests.talks import FRIDAY, LAMP, Town, adopt, code_in
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]


def said(words: str, update: str = "1", who: str = "bà Sáu") -> Incoming:
    return Incoming("line", update, who, who, words)


@contextmanager
def full_disk(largest: int = 0) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_an_update_that_a_full_disk_refuses_is_taken_in_when_there_is_room_again(town: Town) -> None:
    town.agree("bà Sáu")
    with full_disk(), pytest.raises(OperationalError):
        await town.hear(said(LAMP))
    assert town.heard("bà Sáu") == []
    await town.hear(said(LAMP))
    await town.hear(said(LAMP))
    assert [bool(code_in(text)) for text in town.heard("bà Sáu")] == [True]


def spoil(store: Store, file: Path, table: str) -> None:
    """Write nonsense over the first page of a table."""
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
    with file.open("r+b") as pages:
        pages.seek((page - 1) * size)
        pages.write(b"\xff" * size)


async def test_what_a_damaged_file_does_not_take_in_is_kept_by_the_platform(town: Town, tmp_path: Path) -> None:
    town.agree("bà Sáu")
    soundness = Soundness(tmp_path / "town.db")
    soundness.look()
    assert not soundness.is_damaged
    spoil(town.store, tmp_path / "town.db", "feedback")
    intake = town.app.intake(town.office_id)
    for _ in range(7):
        with pytest.raises(DatabaseError):
            await intake.on_message(said(LAMP))
    with town.store.transaction() as session:
        assert updates_aside(session, town.office_id) == []
    soundness = Soundness(tmp_path / "town.db")
    soundness.look()
    health = Health(town.shop, Pulse(), tmp_path, None, lambda: town.now, soundness=soundness)
    assert [fault.kind for fault in health.faults()] == ["damage"]


async def test_a_copy_that_finds_no_room_leaves_nothing_behind(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    town.shop.shelf.keep(b"x" * 5_000_000)
    with full_disk(1_000_000), pytest.raises(OSError, match="too large"):
        write_backup(town.store, town.shop.shelf, folder / "copy.dondoc", "k" * 32, FRIDAY)
    assert list(folder.iterdir()) == []


async def test_a_database_that_drops_every_connection_loses_nothing(
    postgresql_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(postgresql_store, tmp_path)
    town.agree("bà Sáu")
    url = postgresql_store.engine.url.render_as_string(hide_password=False)

    def fails_once(desk: Desk, words: str) -> Reply:
        monkeypatch.undo()
        run(url, f"SELECT pg_terminate_backend({desk.session.scalar(text('SELECT pg_backend_pid()'))})")
        return desk.say("unsaid")

    monkeypatch.setitem(WORDS, "trogiup", Command("trogiup", fails_once, EVERYONE))
    with pytest.raises(OperationalError):
        await town.hear(said("/trogiup"))
    await town.hear(said("/trogiup"))
    await town.hear(said("/trogiup"))
    assert len(town.heard("bà Sáu")) == 1


def refused_by_the_database(desk: Desk, _words: str) -> Reply:
    letter = desk.letter(10**6, "k", desk.say("unsaid"), "to nobody", 0)
    desk.session.add(letter)
    desk.session.flush()
    return desk.say("unsaid")


async def test_an_update_that_the_database_refuses_each_time_is_set_aside_and_others_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORDS, "trogiup", Command("trogiup", refused_by_the_database, EVERYONE))
    town.agree("bà Sáu")
    intake = town.app.intake(town.office_id)
    for _ in range(4):
        with pytest.raises(IntegrityError):
            await intake.on_message(said("/trogiup", "5"))
    await intake.on_message(said("/trogiup", "5"))
    await town.hear(said("/trogiup", "5"))
    assert ["Xin lỗi" in text for text in town.heard("bà Sáu")] == [True]
    assert "XT-" in await town.say("bà Sáu", LAMP)


async def test_a_platform_that_is_down_for_a_day_gets_everything_once(town: Town) -> None:
    town.seat("Chị Lan", "Bà Thư")
    people = {"bà Sáu": LAMP, "ông Ba": LAMP.replace("chợ", "trường"), "cô Tư": LAMP.replace("chợ", "trạm y tế")}
    for who in ("Chị Lan", *people):
        town.line.refuse[who] = ChannelError("down")
    for who, words in people.items():
        await town.say(who, words)
    await town.until(town.now + timedelta(days=1))
    assert not any(town.heard(who) for who in ("Chị Lan", *people))
    town.line.refuse.clear()
    await town.until(town.now + timedelta(hours=2))
    codes = [code_in("\n".join(town.heard(who))) for who in people]
    told = town.heard("Chị Lan")
    assert [sum(code in text for text in told) for code in codes] == [1, 1, 1]
    keys = [parcel.key for parcels in town.line.sent.values() for parcel in parcels]
    assert len(keys) == len(set(keys))
    with town.store.transaction() as session:
        assert set(session.exec(select(Letter.state))) == {"sent"}


async def test_who_writes_when_the_platform_is_back_need_not_wait_for_the_next_try(town: Town) -> None:
    town.agree("bà Sáu")
    town.line.refuse["bà Sáu"] = ChannelError("down")
    await town.say("bà Sáu", LAMP)
    await town.until(town.now + timedelta(hours=3))
    town.line.refuse.clear()
    await town.say("bà Sáu", "/cuatoi")
    told = town.heard("bà Sáu")
    assert len(told) == 2
    assert all(code_in(text) for text in told)


async def test_a_clock_that_jumps_sends_nothing_twice_and_loses_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await adopt(town, *(f"Việc số {day}|Phòng Kinh tế|{day}/11/2026" for day in range(20, 31)))
    jumps = (26, -24, 2, 24 * 8, -24 * 7, 1, 24 * 3, -1, 24 * 5, 24)  # hours
    for hours in jumps:
        town.now += timedelta(hours=hours)
        await town.app.tick()
    await town.until(FRIDAY + timedelta(days=14))
    keys = [parcel.key for parcels in town.line.sent.values() for parcel in parcels]
    assert len(keys) == len(set(keys))
    heard = "\n".join(town.heard("Ông Trưởng"))
    assert all(f"Việc số {day}" in heard for day in range(20, 31))


class Stuck:
    """A channel whose platform takes everything and answers nothing."""

    def __init__(self, town: Town) -> None:
        self.name, self.traits, self.begun = "line", town.line.traits, asyncio.Event()

    async def send(self, address: str, parcel: Parcel) -> str:
        self.begun.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody answers")

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        raise ChannelError("nobody answers")


async def test_the_end_does_not_wait_for_a_platform_that_never_answers(town: Town, tmp_path: Path) -> None:
    town.agree("bà Sáu")
    stuck = Stuck(town)
    held = Town(town.store, tmp_path, town.now)
    held.shop.office(town.office_id).channels["line"] = stuck  # type: ignore[index]
    await held.app.intake(town.office_id).on_message(said(LAMP))
    await stuck.begun.wait()
    await held.app.stop(0.01)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await town.app.tick()
    assert town.heard("bà Sáu") == []
    await town.until(town.now + LEASE)
    assert len(town.heard("bà Sáu")) == 1
