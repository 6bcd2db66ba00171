"""A changed plan at the terminal."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from storage.occurrences import open_duties
from storage.store import Store
from tests.databases import placed_store
from tests.talks import OFFICE, plan_of

POOR = "Báo cáo rà soát hộ nghèo|VH-XH|Trước ngày 10/12/2099|Báo cáo"
DYKE = "Kiểm tra đê bao phía bắc|Phòng Kinh tế|18/12/2099|Biên bản"
COUNTING = "Tổng kiểm kê tài sản công|Phòng Kinh tế|28/12/2099|Bảng kê"


@pytest.fixture
def store(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An office in an empty folder, where commands are given; its plan is saved."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DONDOC_SECRET", "x" * 32)
    monkeypatch.setenv("DONDOC_DATA", f"{tmp_path}/data")
    store = placed_store(migrated_file, tmp_path / "data")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    Path("mot.txt").write_bytes(plan_of(POOR, DYKE))
    assert main(["plan", "import", "mot.txt", "--yes", "--year", "2099"]) == 0
    yield store
    store.close()


def contents(store: Store) -> list[str]:
    with store.transaction() as session:
        return [task.content for _, task in open_duties(session, 1)]


def test_a_second_import_shows_the_difference_and_keeps_one_plan(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("hai.txt").write_bytes(plan_of(POOR.replace("10/12", "17/12"), COUNTING))
    assert main(["plan", "import", "hai.txt", "--yes", "--year", "2099"]) == 0
    told = capsys.readouterr().out
    assert "+ Tổng kiểm kê tài sản công" in told
    assert "thời hạn “Trước ngày 10/12/2099” → “Trước ngày 17/12/2099”" in told
    assert "Đã lưu bản mới: 1 việc thêm, 1 việc sửa, 1 việc bỏ" in told
    assert contents(store) == ["Báo cáo rà soát hộ nghèo", "Tổng kiểm kê tài sản công"]


def test_it_asks_first_and_a_no_changes_nothing(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("hai.txt").write_bytes(plan_of(POOR, COUNTING))
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["plan", "import", "hai.txt", "--year", "2099"]) == 0
    told = capsys.readouterr().out
    assert "Lưu thay đổi này?" in told
    assert "Chưa lưu gì." in told
    assert contents(store) == ["Báo cáo rà soát hộ nghèo", "Kiểm tra đê bao phía bắc"]
