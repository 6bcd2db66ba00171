"""The command line, as somebody at the terminal meets it."""

import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from storage.alone import alone_on
from storage.due import Due
from storage.occurrences import open_duties
from storage.offices import Office
from storage.put_off import put_off
from storage.revisions import newest_revision
from storage.store import Store
from tests.databases import placed_store
from tests.neighbours import plan_of as office_plan
from tests.talks import OFFICE, plan_of

SECRET = "x" * 32
ROW = "Báo cáo rà soát hộ nghèo|Phòng Văn hóa – Xã hội|Trước ngày 10/12/2099|Báo cáo"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a .env, where commands are given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    (tmp_path / ".env").write_text(f"DONDOC_SECRET={SECRET}\nDONDOC_DATA={tmp_path}/data\n")
    return tmp_path


@pytest.fixture
def office(desk: Path, migrated_file: Path) -> Iterator[Store]:
    store = placed_store(migrated_file, desk / "data")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    yield store
    store.close()


def write(desk: Path, data: bytes, name: str = "ke-hoach.txt") -> str:
    (desk / name).write_bytes(data)
    return name


def test_plan_read_prints_one_object_per_row(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", write(desk, plan_of(ROW, ROW)), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 2
    assert rows[0]["schedule"] == {"type": "by", "date": "2099-12-10", "edge": "before"}
    assert {"kind", "section", "no", "content", "lead", "coop", "product", "note", "deadline_text"} <= set(rows[0])
    assert {"needs_review", "why"} <= set(rows[0])


def test_plan_read_refuses_a_missing_and_a_foreign_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", "none.docx", "--json"]) == 1
    assert "không có tệp này" in capsys.readouterr().err
    assert main(["plan", "read", write(desk, b"\x00\x01", "x.bin"), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err.strip()
    assert "Traceback" not in captured.err + captured.out


def test_plan_import_stores_once(desk: Path, office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(desk, plan_of(ROW))
    assert main(["plan", "import", name, "--yes", "--year", "2099"]) == 0
    with office.transaction() as session:
        assert len(open_duties(session, 1)) == 1
    assert main(["plan", "import", name, "--yes"]) == 1
    assert "đã được nhập" in capsys.readouterr().err
    office.close()


def test_plan_import_asks_and_a_no_stores_nothing(
    desk: Path, office: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["plan", "import", write(desk, plan_of(ROW))]) == 0
    assert "Chưa lưu gì" in capsys.readouterr().out
    with office.transaction() as session:
        assert open_duties(session, 1) == []
    office.close()


def test_plan_import_needs_an_office_first(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "import", write(desk, plan_of(ROW)), "--yes"]) == 1
    assert "dondoc office import" in capsys.readouterr().err


def test_sort_adds_its_fields_to_each_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "1", "text": "Đèn đường trước cổng chợ hỏng, tối om"}\n\n'))
    assert main(["sort", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    said = json.loads(line)
    assert said["id"] == "1"
    assert (said["kind"], said["category"], said["unit"]) == ("phan_anh", "chieu-sang-dien", "Phòng Kinh tế")
    assert said["why"]
    assert 0 <= said["confidence"] <= 1
    assert isinstance(said["auto"], bool)


def test_sort_names_the_line_that_is_no_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "1", "text": "đèn hỏng"}\n[]\n'))
    assert main(["sort", "--json"]) == 1
    assert "Dòng 2" in capsys.readouterr().err


def test_settings_that_are_wrong_are_all_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / ".env").write_text("DONDOC_PORT=x\nDONDOC_TELEGRAM_TOKEN=abc\n")
    assert main(["serve"]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("DONDOC_SECRET", "DONDOC_PORT", "DONDOC_TELEGRAM_TOKEN"))
    assert "Traceback" not in told


def test_serve_without_an_office_says_what_to_do(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve"]) == 1
    assert "dondoc office import" in capsys.readouterr().err


def test_check_names_what_is_missing_with_the_remedy(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "✗ Chưa có cơ quan nào" in told
    assert "dondoc init" in told


def test_check_is_content_with_what_is_only_open(desk: Path, office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "✗" not in told
    assert "! Chưa nối kênh nào" in told
    office.close()


def test_check_names_timed_work_that_fails_each_time(
    desk: Path, office: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.transaction() as session:
        put_off(session, Due(Office, "next_ask_at", (1,), at_once=True), utc_now(), "KeyError at week.py:40")
    office.close()
    assert main(["check"]) == 0
    assert "lần nào chạy cũng lỗi, đang thử lại dần: office 1 (KeyError at week.py:40)" in capsys.readouterr().out


def test_invite_lists_posts_and_gives_a_code(desk: Path, office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite"]) == 0
    listed = capsys.readouterr().out
    number = re.search(r"(\d+)  Chị Lan", listed)
    assert number
    assert main(["invite", number[1]]) == 0
    assert re.search(r"/lienket \d{6}", capsys.readouterr().out)
    assert main(["invite", "99"]) == 1
    office.close()


def test_a_sheet_of_invitations_is_for_this_account_alone(
    desk: Path, office: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "--sheet", "giay-moi.pdf", "--days", "7"]) == 0
    assert "6 giấy mời, dùng được 7 ngày" in capsys.readouterr().out
    assert (desk / "giay-moi.pdf").stat().st_mode & 0o777 == 0o600
    for words in (["giay-moi.txt"], ["giay-moi.docx", "--days", "90"]):
        assert main(["invite", "--sheet", *words]) == 1
    assert not (desk / "giay-moi.docx").exists()
    office.close()


def test_of_several_offices_one_must_be_named(desk: Path, office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with office.transaction() as session:
        found(session, office_plan("BV", "Bravo"), utc_now())
    for words in (["invite"], ["plan", "import", write(desk, plan_of(ROW)), "--yes"], ["invite", "--office", "ZZ"]):
        assert main(words) == 1
        told = capsys.readouterr().err
        assert "hãy nêu một bằng --office MÃ" in told
        assert re.search(r"XT +UBND xã Thử\n +BV +UBND xã Bravo", told)
    assert main(["invite", "--office", "bv"]) == 0
    listed = capsys.readouterr().out
    assert "Chị Lan · Chuyên viên Kinh tế Bravo" in listed
    number = re.search(r"(\d+)  Chị Lan", listed)
    assert number
    assert main(["invite", number[1], "--office", "XT"]) == 1
    assert main(["invite", number[1], "--office", "BV"]) == 0
    assert re.search(r"Web: http://127.0.0.1:8080/bv/chat#moi_", capsys.readouterr().out)
    main(["check"])
    assert "BV: Chưa nối kênh nào" in capsys.readouterr().out
    office.close()


def test_migrate_can_be_repeated(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0


def test_the_tables_go_back_to_an_older_form_before_an_older_program_takes_over(
    desk: Path, migrated_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "data").mkdir()
    shutil.copyfile(migrated_file, desk / "data" / "dondoc.sqlite")
    with alone_on(f"sqlite:///{desk}/data/dondoc.sqlite"):
        assert main(["migrate", "--to", "0026", "--yes"]) == 1
    assert "Máy chủ đang chạy" in capsys.readouterr().err
    assert main(["migrate", "--to", "0026", "--yes"]) == 0
    assert "đã lùi về dạng 0026" in capsys.readouterr().out
    assert main(["migrate", "--to", "0030", "--yes"]) == 1
    assert "Không có dạng nào tên 0030" in capsys.readouterr().err


def test_a_program_older_than_its_database_says_what_to_do(
    desk: Path, migrated_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "data").mkdir()
    shutil.copyfile(migrated_file, desk / "data" / "dondoc.sqlite")
    with closing(sqlite3.connect(desk / "data" / "dondoc.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for words in (["check"], ["invite"], ["migrate", "--to", "0026", "--yes"]):
        assert main(words) == 1
        told = capsys.readouterr()
        assert f"dondoc migrate --to {newest_revision()}" in told.out + told.err


def test_a_database_that_cannot_be_reached_gets_a_sentence(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / ".env").write_text(f"DONDOC_SECRET={SECRET}\nDONDOC_DATABASE=postgresql://nobody@127.0.0.1:1/none\n")
    assert main(["migrate"]) == 1
    told = capsys.readouterr().err
    assert "DONDOC_DATABASE" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("command", [["--help"], ["plan", "read", "--help"], ["office", "import", "--help"]])
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 0
    assert capsys.readouterr().out


def test_an_office_from_its_template_to_the_first_invitation(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["office", "template", "mau.xlsx"]) == 0
    assert main(["office", "template", "mau.xlsx"]) == 1
    assert "không ghi đè" in capsys.readouterr().err
    assert main(["office", "import", "mau.xlsx"]) == 1
    refused = capsys.readouterr().err
    assert "Cơ quan" in refused
    fill(desk / "mau.xlsx")
    assert main(["office", "import", "mau.xlsx"]) == 0
    assert "Đã lập UBND xã Mẫu" in capsys.readouterr().out
    assert main(["office", "import", "mau.xlsx"]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
    assert main(["invite"]) == 0
    assert "Trần Thị Hoa" in capsys.readouterr().out


def test_what_an_import_would_change_is_shown_and_waits_for_a_yes(
    desk: Path, office: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["office", "export", "xt.xlsx"]) == 0
    assert Path("xt.xlsx").stat().st_mode & 0o077 == 0  # telephone numbers stand in it
    assert main(["office", "export", "xt.xlsx"]) == 1
    book = openpyxl.load_workbook("xt.xlsx")
    book["Đơn vị"]["D3"] = "0200 333"
    book.save("xt.xlsx")
    for said, count in (("k", 1), ("c", 1), ("", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{said}\n"))
        capsys.readouterr()
        assert main(["office", "import", "xt.xlsx"]) == 0
        told = capsys.readouterr().out
        assert told.count("• Đơn vị: Phòng Kinh tế: Điện thoại trống → “0200 333”") == count
        assert ("Chưa ghi gì" in told) == (said == "k")
    assert "Không có gì thay đổi" in told
    book["Cơ quan"]["B3"] = "XX"  # the code
    book.save("xt.xlsx")
    monkeypatch.setattr("sys.stdin", io.StringIO("k\n"))
    assert main(["office", "import", "xt.xlsx"]) == 0
    assert "Lập thêm cơ quan mới, mã XX?" in capsys.readouterr().out
    office.close()


def fill(path: Path) -> None:
    """Write an office into the template, below its headers."""
    book = openpyxl.load_workbook(path)
    details = {"Tên cơ quan": "UBND xã Mẫu", "Mã": "XM"}
    for label, value in book["Cơ quan"].iter_rows(min_col=1, max_col=2):
        for begins, wanted in details.items():
            if str(label.value).startswith(begins):
                value.value = wanted
    book["Đơn vị"].append(("Văn phòng HĐND và UBND", "Văn phòng", "Không"))
    book["Đơn vị"].append(("Phòng Kinh tế", "KT", "Không"))
    book["Cán bộ"].append(("Nguyễn Văn Bình", "Chủ tịch", "", "Lãnh đạo"))
    book["Cán bộ"].append(("Trần Thị Hoa", "Văn thư", "Văn phòng", "Văn thư"))
    book["Lĩnh vực"].delete_rows(2, 100)
    book.save(path)


def test_retention_counts_and_asks_before_it_erases(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", "--dry-run"]) == 0
    assert "0  Nội dung phản ánh" in capsys.readouterr().out
    assert main(["retention", "--yes"]) == 0


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["office", "import"], "còn thiếu FILE.xlsx"),
        (["plan", "import", "ke-hoach.docx", "--year", "năm nay"], "--year: không đúng dạng"),
        (["ofice"], "không có 'ofice'"),
        (["check", "--all"], "không hiểu --all"),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(call: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(call)
    assert refused.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Cách gõ: dondoc" in said
