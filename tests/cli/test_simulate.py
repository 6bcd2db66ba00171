"""`dondoc simulate`: the letters of days to come, from a copy."""

import gc
import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from bot.rules.ladders import kinds, with_ladder
from bot.rules.workdays import Calendar
from messages.words import day
from storage.groups import ChatGroup, link_group
from storage.keys import Keys
from storage.offices import the_office, units_of
from storage.people import Person
from storage.store import Store
from tests.databases import placed_store
from tests.talks import OFFICE, ZONE, plan_of

CALENDAR = Calendar.vietnam()
DUE = CALENDAR.next_workday(datetime.now(ZONE).date() + timedelta(days=40))
SPAN = ["--from", f"{DUE - timedelta(days=20)}", "--to", f"{DUE + timedelta(days=10)}"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    (tmp_path / ".env").write_text(f"DONDOC_SECRET={'x' * 32}\nDONDOC_DATA={tmp_path}/data\n")
    return tmp_path


@pytest.fixture
def file(desk: Path, migrated_file: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The database of an office that nobody has joined yet, with one duty."""
    store = placed_store(migrated_file, desk / "data")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    (desk / "ke-hoach.txt").write_bytes(plan_of(f"Nạo vét kênh|Phòng Kinh tế|{DUE:%d/%m/%Y}|Biên bản"))
    assert main(["plan", "import", "ke-hoach.txt", "--year", str(DUE.year), "--yes"]) == 0
    capsys.readouterr()
    return desk / "data" / "dondoc.sqlite"


def rows_of(store: Store) -> dict[str, list[str]]:
    with store.transaction() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: sorted(str(row) for row in session.connection().execute(select(table))) for table in tables}


def letters(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_letter_is_one_object(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *SPAN, "--json"]) == 0
    found = letters(capsys.readouterr().out)
    assert all(set(one) == {"at", "to", "channel", "why", "text"} for one in found)
    digests = [one for one in found if "Nạo vét kênh" in one["text"] and one["to"] == "Chị Lan" and "mốc" in one["why"]]
    days = [datetime.fromisoformat(one["at"]).date() for one in digests]
    wanted = [CALENDAR.add_workdays(DUE, offset) for offset in (-7, -3, -1, 0, 1, 2, 3)]
    assert days[: len(wanted)] == wanted
    assert digests[0]["at"].endswith("T07:30:00+07:00")
    assert {one["to"] for one in found if "mốc trễ 5 ngày" in one["why"]} == {"Chị Lan", "Ông Trưởng", "Ông Lãnh"}


def test_the_sums_tell_persons_and_days_and_find_nothing_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["simulate", *SPAN, "--json"])
    told = capsys.readouterr()
    count = len(letters(told.out))
    assert f"Tổng cộng {count} tin." in told.err
    assert "Chị Lan: " in told.err
    assert f"  Tháng {DUE.month}/{DUE.year}: ngày " in told.err
    for wrong in ("TRÙNG", "NGOÀI GIỜ", "IM LẶNG", "KHÔNG AI"):
        assert wrong not in told.err


def test_people_read_day_by_day_when_to_whom_and_why(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *SPAN]) == 0
    told = capsys.readouterr().out
    days = told.split("\n\n")
    (on,) = [part for part in days if part.lstrip().lower().startswith(day(DUE).lower())]
    assert "  07:30  Chị Lan (chưa liên kết): nhắc việc" in on
    assert "· Nạo vét kênh – Nhiệm vụ có thời hạn: mốc đúng hạn" in on
    assert "Tổng cộng" in told


def test_work_may_be_taken_for_done_some_days_after_its_deadline(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *SPAN, "--json", "--done-after", "1"]) == 0
    found = [one for one in letters(capsys.readouterr().out) if "mốc" in one["why"] and one["to"] == "Chị Lan"]
    wanted = [CALENDAR.add_workdays(DUE, offset) for offset in (-7, -3, -1, 0, 1)]
    assert [datetime.fromisoformat(one["at"]).date() for one in found] == wanted
    with pytest.raises(SystemExit):
        main(["simulate", *SPAN, "--done-after", "-1"])


def test_the_original_is_not_changed(file: Path) -> None:
    gc.collect()  # a connection of the import that nobody holds any more would write its log into the file later
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    assert main(["simulate", *SPAN, "--json"]) == 0
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


def test_what_still_stands_in_the_log_of_writes_is_copied_too(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE task SET content = 'Nạo vét mương'")
        connection.commit()
        assert main(["simulate", *SPAN, "--json"]) == 0
    assert "Nạo vét mương" in capsys.readouterr().out


def test_only_those_who_have_joined_can_be_reached(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *SPAN, "--json", "--joined-only"]) == 0
    assert capsys.readouterr().out == ""


def test_days_before_the_first_are_not_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["simulate", "--from", f"{DUE}", "--to", f"{DUE}", "--json"])
    assert {one["at"][:10] for one in letters(capsys.readouterr().out)} == {f"{DUE}"}


def test_a_postgresql_is_copied_and_not_changed(
    file: Path, postgresql_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["simulate", *SPAN, "--json"])
    wanted = capsys.readouterr().out
    monkeypatch.setenv("DONDOC_DATABASE", postgresql_store.url)
    with postgresql_store.transaction() as session:
        found(session, OFFICE, utc_now())
    assert main(["plan", "import", "ke-hoach.txt", "--year", str(DUE.year), "--yes"]) == 0
    before = rows_of(postgresql_store)
    capsys.readouterr()
    assert main(["simulate", *SPAN, "--json"]) == 0
    assert capsys.readouterr().out == wanted
    assert rows_of(postgresql_store) == before


def test_a_postgresql_that_cannot_be_reached_is_said_so(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DONDOC_DATABASE", "postgresql+psycopg://nobody@localhost:1/none")
    assert main(["simulate", *SPAN, "--json"]) == 1
    assert "Không dùng được cơ sở dữ liệu" in capsys.readouterr().err


def test_without_a_database_or_with_a_span_that_runs_backwards_it_says_so(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *SPAN, "--json"]) == 1
    assert "Chưa có cơ sở dữ liệu" in capsys.readouterr().err
    assert main(["simulate", "--from", "2026-12-31", "--to", "2026-01-01"]) == 1
    assert "--from" in capsys.readouterr().err
    assert not (desk / "data").exists()


def test_a_date_that_is_none_is_a_wrong_call(desk: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["simulate", "--from", "mai", "--to", f"{date.today()}"])
    assert stop.value.code == 2


def test_a_units_group_is_told_by_its_own_name(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(f"sqlite:///{file}", Keys.of(b"x" * 32))
    with store.transaction() as session:
        office = the_office(session)
        assert office
        unit = next(unit for unit in units_of(session, office.id) if unit.name == "Phòng Kinh tế")
        clerk = Person(office_id=office.id, name="Bà Thư", created_at=utc_now())
        session.add(clerk)
        session.flush()
        wanted = ChatGroup(person_id=0, office_id=office.id, unit_id=unit.id, linked_by=clerk.id, linked_at=utc_now())
        group = link_group(session, wanted, "telegram", "-500")
        session.get_one(Person, group.person_id).name = "Nhóm Phòng Kinh tế"
        kind = kinds()["deadline"]
        office.profile = {"ladders": with_ladder({}, kind.key, kind.read("đúng hạn báo nhóm"))}
        session.add(office)
    store.close()
    assert main(["simulate", *SPAN, "--json"]) == 0
    told = [one for one in letters(capsys.readouterr().out) if "Nạo vét kênh" in one["text"] and "mốc" in one["why"]]
    assert {(one["to"], one["channel"]) for one in told if one["to"].startswith("Nhóm")} == {
        ("Nhóm Phòng Kinh tế", "telegram")
    }
