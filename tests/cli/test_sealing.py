"""A change of the key at the terminal: refused until it is done on purpose, then everything is there as before."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import delete, select

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from bot.leases import Leases
from storage.alone import alone_on
from storage.files import FileShelf
from storage.keys import Keys
from storage.leases import Lease
from storage.people import Person, meet
from storage.store import Store
from tests.databases import placed_store
from tests.talks import OFFICE

SECRET, KEY = "x" * 32, "another-key-of-more-than-thirty-two-letters"


def env(desk: Path, *lines: str) -> None:
    (desk / ".env").write_text("\n".join((f"DONDOC_SECRET={SECRET}", f"DONDOC_DATA={desk}/data", *lines)))


def raw_names(desk: Path) -> list[str]:
    with closing(sqlite3.connect(desk / "data" / "dondoc.sqlite")) as database:
        return [name for (name,) in database.execute("SELECT name FROM person")]


@pytest.fixture
def desk(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with one citizen and a photo, from before there were keys."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    placed_store(migrated_file, tmp_path / "data").close()
    store = Store(f"sqlite:///{tmp_path}/data/dondoc.sqlite")
    with store.transaction() as session:
        meet(session, found(session, OFFICE, utc_now()).id, "web", "so-nha-5", utc_now()).person.name = "Lê Thị Sáu"
    store.close()
    FileShelf(tmp_path / "data" / "files").keep(b"a photo of a lamp")
    env(tmp_path)
    return tmp_path


def test_what_was_kept_before_is_sealed_at_the_first_start_and_anew_with_another_key(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raw_names(desk) == ["Lê Thị Sáu"]
    assert main(["invite"]) == 0
    first = raw_names(desk)
    assert first[0].startswith("enc1:")
    assert b"lamp" not in b"".join(path.read_bytes() for _, path in FileShelf(desk / "data" / "files").all_files())

    env(desk, f"DONDOC_KEY={KEY}")
    assert main(["invite"]) == 1
    assert "dondoc key rotate" in capsys.readouterr().err
    assert main(["key", "rotate", "--yes"]) == 0
    assert "1 tệp" in capsys.readouterr().out
    assert raw_names(desk) != first
    assert main(["invite"]) == 0
    assert main(["audit", "verify"]) == 0

    alone = Keys.of(b"-" * 32, [KEY.encode()])
    store = Store(f"sqlite:///{desk}/data/dondoc.sqlite", alone)
    with store.transaction() as session:
        assert session.exec(select(Person.name)).all() == ["Lê Thị Sáu"]
    store.close()
    (digest,) = [path.name for _, path in FileShelf(desk / "data" / "files").all_files()]
    assert FileShelf(desk / "data" / "files", alone).read(digest) == b"a photo of a lamp"


def test_a_key_that_is_not_the_one_used_is_said_to_be_so(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite"]) == 0
    (desk / ".env").write_text(f"DONDOC_SECRET={'y' * 32}\nDONDOC_DATA={desk}/data")
    for command in (["invite"], ["key", "rotate", "--yes"], ["serve"]):
        assert main(command) == 1
        assert "mã hóa bằng khóa khác" in capsys.readouterr().err
    assert main(["check"]) == 1


def test_nothing_is_sealed_anew_without_a_yes_or_while_a_server_runs(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["invite"]) == 0
    before = raw_names(desk)
    env(desk, f"DONDOC_KEY={KEY}")
    monkeypatch.setattr("sys.stdin", io.StringIO("k\n"))
    assert main(["key", "rotate"]) == 1
    assert "Chưa đổi gì" in capsys.readouterr().out
    with alone_on(f"sqlite:///{desk}/data/dondoc.sqlite"):
        assert main(["key", "rotate", "--yes"]) == 1
    assert "Máy chủ đang chạy" in capsys.readouterr().err
    assert raw_names(desk) == before


def test_nor_while_one_of_several_servers_is_alive(
    postgresql_store: Store, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / ".env").write_text(
        f"DONDOC_SECRET={SECRET}\nDONDOC_DATA={desk}/data\nDONDOC_DATABASE={postgresql_store.url}\n"
    )
    server = Leases(postgresql_store)
    server.renew(lambda _session: set())
    assert main(["key", "rotate", "--yes"]) == 1
    assert "Máy chủ đang chạy" in capsys.readouterr().err
    with postgresql_store.transaction() as session:
        session.exec(delete(Lease))
    assert main(["key", "rotate", "--yes"]) == 0
