"""The night's copy: once a day, tried again after a failure, old ones let go of."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.settings.upkeep import UpkeepSettings
from bot.upkeep.copies import Keeper, copies_in, last_copy_at
from storage.backups import check_backup
from tests.talks import FRIDAY, Town

KEY = "k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def keeper_of(town: Town, folder: Path) -> Keeper:
    return Keeper(town.shop, UpkeepSettings(folder, KEY, 30), folder, lambda: town.now)


def days_in(folder: Path) -> list[str]:
    return [f"{copy.day}" for copy in copies_in(folder)]


def test_one_copy_is_made_a_night(town: Town, folder: Path) -> None:
    keeper, night = keeper_of(town, folder), FRIDAY.replace(hour=1, minute=0)
    for minutes in range(0, 60 * 24, 20):
        keeper.look(night + timedelta(minutes=minutes))
        assert days_in(folder) == ([] if minutes < 30 else ["2026-11-20"])
    head, _ = check_backup(copies_in(folder)[0].file, KEY)
    assert datetime.fromisoformat(head.made_at) == night + timedelta(minutes=40)
    assert last_copy_at(folder)
    assert not list(folder.glob("*.part"))


def test_a_night_that_was_missed_is_made_up_for_in_the_morning(town: Town, folder: Path) -> None:
    keeper_of(town, folder).look(FRIDAY)
    assert days_in(folder) == ["2026-11-20"]


def test_a_database_that_cannot_be_read_is_tried_again_an_hour_later(town: Town, folder: Path) -> None:
    keeper = keeper_of(town, folder)
    with town.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE trouble RENAME TO elsewhere")
    keeper.look(FRIDAY)
    assert days_in(folder) == []
    with town.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO trouble")
    keeper.look(FRIDAY + timedelta(minutes=59))
    assert days_in(folder) == []
    keeper.look(FRIDAY + timedelta(hours=1))
    assert days_in(folder) == ["2026-11-20"]


def test_old_copies_go(town: Town, folder: Path) -> None:
    folder.mkdir()
    for back in range(1, 40):
        (folder / f"dondoc-{(FRIDAY - timedelta(days=back)).date()}.dondoc").write_bytes(b"x")
    (folder / "thu.txt").write_bytes(b"not ours")
    keeper_of(town, folder).look(FRIDAY)
    assert len(days_in(folder)) == 9
    assert days_in(folder)[0] == "2026-11-01"
    assert (folder / "thu.txt").exists()


def test_a_copy_that_fails_is_said_and_tried_again_an_hour_later(
    town: Town, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_bytes(b"a file where the folder should be")
    keeper = keeper_of(town, folder)
    with caplog.at_level(logging.ERROR):
        keeper.look(FRIDAY)
        keeper.look(FRIDAY + timedelta(minutes=1))
    assert caplog.text.count("no copy of the store was made") == 1
    folder.unlink()
    keeper.look(FRIDAY + timedelta(minutes=59))
    assert not folder.exists()
    keeper.look(FRIDAY + timedelta(hours=1))
    assert days_in(folder) == ["2026-11-20"]
