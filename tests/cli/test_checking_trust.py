"""check says what is not as safe as it should be, and never shows a secret."""

from pathlib import Path

import pytest

from bot.__main__ import main
from storage.files import FileShelf
from storage.store import Store
from tests.databases import placed_store

GOOD = "kV3-pQ8sT0wZ5yB2nD7fH4jL9mR6xC1aE_gU"


@pytest.fixture
def desk(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    store: Store = placed_store(migrated_file, tmp_path / "data")
    store.close()
    return tmp_path


def checked(desk: Path, capsys: pytest.CaptureFixture[str], *lines: str, mode: int = 0o600) -> str:
    env = desk / ".env"
    env.write_text("\n".join((f"DONDOC_DATA={desk}/data", *lines)))
    env.chmod(mode)
    (desk / "data").chmod(0o700 if mode == 0o600 else 0o755)
    (desk / "data" / "dondoc.sqlite").chmod(mode)
    main(["check"])
    told = capsys.readouterr().out
    assert GOOD not in told
    return told


def test_weak_reused_and_missing_secrets_are_named_without_being_shown(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = checked(desk, capsys, f"DONDOC_SECRET={GOOD}", f"DONDOC_KEY={GOOD}")
    assert "dùng chung một mã bí mật" in told
    assert "dễ đoán" not in told
    told = checked(desk, capsys, f"DONDOC_SECRET={'x' * 32}")
    assert "dễ đoán" in told
    assert "Chưa đặt DONDOC_KEY" in told


def test_files_that_others_can_read_an_open_way_and_unsealed_files_are_named(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    FileShelf(desk / "data" / "files").keep(b"a photo")
    told = checked(desk, capsys, f"DONDOC_SECRET={GOOD}", "DONDOC_PUBLIC_URL=http://xa.example", mode=0o644)
    assert "sửa được .env" in told
    assert f"sửa được {desk}/data." in told
    assert "http://xa.example: không mã hóa đường truyền" in told
    assert "1 tệp đính kèm chưa mã hóa" in told
    told = checked(desk, capsys, f"DONDOC_SECRET={GOOD}", "DONDOC_PUBLIC_URL=https://xa.example")
    assert "Người khác trên máy" not in told
    assert "đường truyền" not in told


def test_settings_of_each_office_and_copies_elsewhere_count_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offices, copies = desk / "offices", desk / "copies"
    for folder in (offices, copies):
        folder.mkdir(mode=0o700)
    (offices / "TB.env").write_text("")
    (offices / "TB.env").chmod(0o620)  # others read nothing, and write what they like
    copies.chmod(0o710)
    lines = [f"DONDOC_SECRET={GOOD}", f"DONDOC_OFFICES={offices}"]
    lines += [f"DONDOC_BACKUP_DIR={copies}", f"DONDOC_BACKUP_KEY={GOOD[::-1]}"]
    told = checked(desk, capsys, *lines)
    assert f"sửa được {offices}/TB.env." in told
    assert f"sửa được {copies}." in told
    assert f"sửa được {offices}." not in told
    (offices / "TB.env").chmod(0o600)
    copies.chmod(0o700)
    assert "Người khác trên máy" not in checked(desk, capsys, *lines)
