"""A due list at the terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from storage.dossiers import open_dossiers
from storage.store import Store
from tests.databases import placed_store
from tests.plans.dossier_files import code, line, text
from tests.talks import OFFICE

ROWS = [line(code("261116"), "10/12/2099"), line(code("261117", 2), "11/12/2099")]


@pytest.fixture
def store(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DONDOC_SECRET", "x" * 32)
    monkeypatch.setenv("DONDOC_DATA", f"{tmp_path}/data")
    store = placed_store(migrated_file, tmp_path / "data")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    yield store
    store.close()


def test_it_is_shown_stored_and_the_second_time_brings_only_changes(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mot.csv").write_text(text(ROWS), "utf-8")
    assert main(["dossiers", "import", "mot.csv", "--yes"]) == 0
    assert "Đã nhập: 2 hồ sơ mới" in capsys.readouterr().out
    assert main(["dossiers", "import", "mot.csv", "--yes"]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
    Path("hai.csv").write_text(text([line(code("261116"), "15/12/2099")]), "utf-8")
    assert main(["dossiers", "import", "hai.csv", "--yes"]) == 0
    assert "0 hồ sơ mới, 1 thay đổi, 0 vừa xong. 1 hồ sơ không còn" in capsys.readouterr().out
    with store.transaction() as session:
        assert len(open_dossiers(session, 1)) == 2


def test_what_is_wrong_is_named_and_nothing_stored(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sai.csv").write_text(text([*ROWS, line(code("261118", 3), "mai kia")]), "utf-8")
    assert main(["dossiers", "import", "sai.csv", "--yes"]) == 1
    assert "G6: “mai kia” không phải ngày" in capsys.readouterr().err
    Path("khac.txt").write_text("không phải danh sách", "utf-8")
    assert main(["dossiers", "import", "khac.txt"]) == 1
    assert "không phải danh sách hồ sơ" in capsys.readouterr().err
    with store.transaction() as session:
        assert open_dossiers(session, 1) == []
