"""Copying, proving, putting back and moving a store, as somebody at the terminal does it."""

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from bot.__main__ import main
from bot.talk import ChannelError
from storage.alone import alone_on
from storage.erased import erased_since, write_erased
from storage.feedback import feedback_coded
from storage.people import Person
from storage.store import Store
from storage.unsure_letters import unsure_letters
from tests.databases import opened
from tests.talks import FRIDAY, SECRET, Town, code_in
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]

KEY = "khoa-sao-luu-" * 3
TROUBLE = ChannelError("down")
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


@pytest.fixture
def desk(town: Town, migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a .env whose store is the town's, and with a store without a row."""
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(migrated_file, tmp_path / "new.db")
    write_env(tmp_path, f"sqlite:///{tmp_path}/town.db")
    return tmp_path


def write_env(desk: Path, url: str, data: str = ".", key: str = KEY) -> None:
    lines = {
        "SECRET": SECRET.decode(),
        "DATABASE": url,
        "DATA": f"{desk}/{data}",
        "BACKUP_KEY": key,
        "BACKUP_DIR": "copies",
    }
    (desk / ".env").write_text("".join(f"DONDOC_{name}={value}\n" for name, value in lines.items()))


async def dondoc(*words: str) -> int:
    return await asyncio.to_thread(main, words)


def people(store: Store) -> set[str]:
    with store.transaction() as session:
        return set(session.exec(select(Person.name)))


async def test_a_copy_is_proved_and_put_back_and_who_was_erased_since_stays_erased(
    town: Town, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.seat("Chị Lan", "Quản Trị")
    await town.say("Quản Trị", "/dongho nhan 3 ngay")  # an act, so that the audit log is sealed with our key
    await town.say("bà Sáu", LAMP)
    code = code_in(town.heard("bà Sáu")[-1])
    assert await dondoc("backup", "copy.dondoc") == 0
    assert "Đã sao lưu" in capsys.readouterr().out
    assert await dondoc("backup", "copy.dondoc") == 1
    assert "không ghi đè" in capsys.readouterr().err
    assert await dondoc("backup", "verify", "copy.dondoc") == 0
    assert "✓ Dùng được" in capsys.readouterr().out
    await town.say("bà Sáu", "/dulieu_cua_toi")
    await town.tap("bà Sáu", "Xóa")
    await town.tap("bà Sáu", "Rút phản ánh")
    with town.store.transaction() as session:
        gone = erased_since(session, FRIDAY)
    assert gone.cases == [code]
    write_erased(desk / "da-xoa.dondoc", KEY, gone)
    assert await dondoc("restore", "copy.dondoc") == 1
    assert "Chỉ khôi phục vào nơi trống" in capsys.readouterr().err
    assert await dondoc("restore", "copy.dondoc", "--database", f"sqlite:///{desk}/new.db") == 0
    assert "1 phản ánh" in capsys.readouterr().out
    with opened(f"sqlite:///{desk}/new.db") as back:
        assert "Chị Lan" in people(back)
        assert "bà Sáu" not in people(back)
        with back.transaction() as session:
            case = feedback_coded(session, town.office_id, code)
            assert case
            assert case.erased_at
            assert not unsure_letters(session, town.office_id)


async def test_what_may_have_left_since_the_copy_waits_for_somebody_to_decide(
    town: Town, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.seat("Chị Lan", "Bà Thư")
    town.line.refuse["Chị Lan"] = town.line.refuse["Bà Thư"] = TROUBLE
    await town.say("bà Sáu", LAMP)
    assert await dondoc("backup", "copy.dondoc") == 0
    assert await dondoc("restore", "copy.dondoc", "--yes", "--database", f"sqlite:///{desk}/new.db") == 0
    assert "/tinchuaro" in capsys.readouterr().out
    with opened(f"sqlite:///{desk}/new.db") as back, back.transaction() as session:
        assert unsure_letters(session, town.office_id)


def test_a_wrong_key_and_a_damaged_copy_get_a_sentence(
    town: Town, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "copy.dondoc"]) == 0
    data = (desk / "copy.dondoc").read_bytes()
    (desk / "cut.dondoc").write_bytes(data[:-3])
    (desk / "other.dondoc").write_bytes(b"something else")
    told = {}
    for name in ("cut", "other"):
        assert main(["restore", f"{name}.dondoc", "--yes", "--database", f"sqlite:///{desk}/new.db"]) == 1
        told[name] = capsys.readouterr().err
    write_env(desk, f"sqlite:///{desk}/town.db", key="another key of more than 32 signs")
    assert main(["backup", "verify", "copy.dondoc"]) == 1
    assert "DONDOC_BACKUP_KEY" in capsys.readouterr().err
    assert "cắt cụt" in told["cut"]
    assert "không phải bản sao lưu" in told["other"]
    assert "Traceback" not in "".join(told.values())


def test_without_a_key_nothing_is_copied(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / ".env").write_text(f"DONDOC_SECRET={'x' * 32}\n")
    assert main(["backup", "copy.dondoc"]) == 1
    assert "DONDOC_BACKUP_KEY" in capsys.readouterr().err
    assert not (desk / "copy.dondoc").exists()


def test_check_speaks_of_copies_that_are_not_made(town: Town, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])
    assert "Chưa có bản sao lưu nào" in capsys.readouterr().out
    assert main(["backup"]) == 0
    capsys.readouterr()
    main(["check"])
    assert "bản sao lưu" not in capsys.readouterr().out
    write_env(desk, f"sqlite:///{desk}/town.db")
    (desk / ".env").write_text((desk / ".env").read_text().replace("DONDOC_BACKUP_DIR=copies\n", ""))
    main(["check"])
    assert "Chưa tự sao lưu" in capsys.readouterr().out


def test_check_speaks_of_a_disk_that_is_nearly_full(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.checking_upkeep.free_bytes", lambda _folder: 12_000_000)
    main(["check"])
    assert f"Ổ đĩa giữ {desk} chỉ còn trống 12,0 MB" in capsys.readouterr().out.replace("/.", "")


def test_a_store_moves_to_postgresql_and_only_into_an_empty_one(
    town: Town, desk: Path, postgresql_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    town.seat("Chị Lan")
    url = postgresql_store.engine.url.render_as_string(hide_password=False)
    with alone_on(town.store.url):
        assert main(["move", "--to", url]) == 1
    assert "Máy chủ đang chạy" in capsys.readouterr().err
    assert main(["move", "--to", url]) == 0
    assert people(postgresql_store) == {"Chị Lan"}
    assert main(["move", "--to", url]) == 1
    assert "trống" in capsys.readouterr().err
