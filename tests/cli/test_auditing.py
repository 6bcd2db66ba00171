"""The audit log at the terminal: verified, exported, and found out when somebody was at the database."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from storage.keys import Keys
from storage.store import Store
from tests.talks import OFFICE

SECRET = "x" * 32


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a .env and an office, whose founding is in its log."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    (tmp_path / ".env").write_text(f"DONDOC_SECRET={SECRET}\nDONDOC_DATA={tmp_path}/data\n")
    store = Store(f"sqlite:///{tmp_path}/data/dondoc.sqlite", Keys.of(SECRET.encode()), "terminal")
    store.migrate()
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    return tmp_path


def test_a_sound_log_is_said_to_be_and_gives_a_mark_to_note_down(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify"]) == 0
    told = capsys.readouterr().out
    assert "không dòng nào bị sửa, xóa, chèn" in told
    mark = told.split("Mốc để ghi lại nơi khác: ")[1].split()[0]
    assert main(["audit", "verify", "--noted", mark]) == 0
    assert main(["audit", "verify", "--noted", mark.replace(mark[-1], "0" if mark[-1] != "0" else "1")]) == 1


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE auditentry SET detail = '{}' WHERE number = 3", "dòng 3: nội dung dòng này đã bị sửa"),
        ("DELETE FROM auditentry WHERE number = 2", "dòng 2: thiếu dòng này"),
        ("DELETE FROM auditentry WHERE number > 5", "dòng 6: cuối nhật ký bị cắt bớt"),
        ("UPDATE audithead SET seal = ''", "dấu niêm ở cuối nhật ký không khớp"),
    ],
)
def test_the_first_wrong_row_is_named(
    desk: Path, capsys: pytest.CaptureFixture[str], statement: str, told: str
) -> None:
    with closing(sqlite3.connect(desk / "data" / "dondoc.sqlite")) as database, database:
        for one in ("DROP TRIGGER auditentry_update", "DROP TRIGGER auditentry_delete", statement):
            database.execute(one)
    assert main(["audit", "verify"]) == 1
    assert told in capsys.readouterr().out


def test_inspectors_get_the_log_as_a_table_or_as_lines(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "export", "nhat-ky.jsonl"]) == 0
    assert main(["audit", "export", "nhat-ky.csv"]) == 0
    rows = [json.loads(line) for line in (desk / "nhat-ky.jsonl").read_text("utf-8-sig").splitlines()]
    assert (rows[0]["number"], rows[0]["door"], rows[0]["title"]) == (1, "terminal", "lập cơ quan")
    last = (desk / "nhat-ky.csv").read_text("utf-8-sig").splitlines()
    assert "audit_exported,xuất nhật ký cho đoàn kiểm tra" in last[-1]
    assert len(last) == len(rows) + 2
    assert (desk / "nhat-ky.csv").stat().st_mode & 0o077 == 0
    assert main(["audit", "export", "nhat-ky.csv"]) == 1
    assert main(["audit", "export", "nhat-ky.docx"]) == 1
    assert main(["audit", "verify"]) == 0


def test_whatever_leaves_the_machine_as_a_whole_is_in_the_log(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (desk / ".env").open("a") as file:
        file.write("DONDOC_BACKUP_KEY=a key of copies, and of nothing else\n")
    assert main(["backup", "copy.dondoc"]) == 0
    assert main(["office", "export", "office.xlsx"]) == 0
    assert main(["audit", "export", "log.jsonl"]) == 0
    rows = [json.loads(line) for line in (desk / "log.jsonl").read_text("utf-8-sig").splitlines()]
    assert [row["what"] for row in rows[-2:]] == ["copied", "office_exported"], capsys.readouterr()
    assert main(["audit", "verify"]) == 0
