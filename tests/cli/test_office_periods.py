"""Reporting periods that come with the office's workbook move the reports that are open."""

from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from storage.occurrences import open_duties
from storage.offices import the_office
from storage.store import Store
from tests.cli.test_commands import desk, office, write
from tests.cli.test_office_ladders import office_cells
from tests.plans.office_cells import packed
from tests.talks import plan_of

__all__ = ["desk", "office"]  # fixtures

ROW = "Báo cáo cải cách hành chính|Phòng Kinh tế|Hằng năm"


def due(store: Store) -> list[date]:
    with store.transaction() as session:
        found = the_office(session)
        assert found
        return [item.due for item, _ in open_duties(session, found.id)]


def workbook(*rows: list[object]) -> bytes:
    return packed({**office_cells(), "Kỳ báo cáo": [["Kỳ và cách tính *", "Căn cứ"], *rows]})


def test_open_reports_follow_what_the_workbook_says(
    desk: Path, office: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "import", write(desk, plan_of(ROW)), "--year", "2099", "--yes"]) == 0
    assert due(office) == [date(2099, 12, 31)]
    file = workbook(["Chốt ngày 14", None], ["năm về cải cách hành chính: chốt ngày 20, gửi ngày 22", "Công văn 7"])
    assert main(["office", "import", "--yes", write(desk, file, "mau.xlsx")]) == 0
    assert "kỳ báo cáo 2" in capsys.readouterr().out
    assert due(office) == [date(2099, 12, 22)]  # a Tuesday
    assert main(["office", "import", "--yes", write(desk, file, "mau.xlsx")]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
