"""On the first worked day of a month the lead and the clerk get the list of units with late dossiers."""

import io
from datetime import datetime

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.handlers.dossier_talks import bring, dossier_of
from tests.plans.dossier_files import code, line
from tests.talks import ZONE, Town

ONE, TWO, THREE, FOUR = code("261102"), code("261103", 2), code("261116", 3), code("261117", 4)
ROWS = [
    line(ONE, "06/11/2026", received="02/11/2026", state="Đã trả", finished="06/11/2026"),
    line(
        TWO, "10/11/2026", received="03/11/2026", state="Đã trả", finished="12/11/2026", handler="Anh Văn", unit="VH-XH"
    ),
    line(THREE, "19/11/2026", received="16/11/2026"),
    line(FOUR, "15/12/2026", received="17/11/2026"),
]


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


@pytest.fixture
async def month(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng", "Ông Lãnh")
    await town.app.tick()
    await bring(town, ROWS)
    await town.say("Chị Lan", f"/giaitrinh {dossier_of(town, THREE).id} xac_minh")
    await town.say("Chị Lan", f"/henlai {dossier_of(town, THREE).id} 2026-11-30 dung")
    await town.say("Chị Lan", f"/daguithu {dossier_of(town, THREE).id}")
    return town


async def test_it_comes_by_itself_once_with_its_papers(month: Town) -> None:
    await month.until(at(12, 3, 9))
    for who in ("Ông Lãnh", "Bà Thư"):
        (told,) = [text for text in month.heard(who) if "Hồ sơ một cửa tháng 11/2026" in text]
        assert "Tiếp nhận 4, đã giải quyết 2: 1 đúng hạn (50 %), 1 trễ hạn; 1 quá hạn chưa xong" in told
        assert "Phòng Kinh tế: 1 hồ sơ trễ, 1 đã giải quyết, 1 thư xin lỗi" in told
        assert "Cần thêm thời gian xác minh, đối chiếu (1)" in told
        assert TWO in told
        assert FOUR not in told
    left = [moment.astimezone(ZONE) for moment, who in month.line.log if who == "Ông Lãnh"]
    assert any(f"{moment:%d/%m %H:%M}" == "01/12 07:30" for moment in left)  # Tuesday
    (parcel,) = [one for one in month.line.sent["Ông Lãnh"] if one.files]
    paper, tables = [path.read_bytes() for _, path in parcel.files]
    page = Document(io.BytesIO(paper))
    assert any("HỒ SƠ" in paragraph.text.upper() and "tháng 11/2026" in paragraph.text for paragraph in page.paragraphs)
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    assert THREE in cells
    book = load_workbook(io.BytesIO(tables))
    late = [list(row) for row in book["Hồ sơ trễ hạn"].iter_rows(values_only=True)]
    assert [row[0] for row in late[1:]] == [THREE, TWO]  # unit by unit
    assert "Trần Thị Bông" not in str(cells) + str(late)


async def test_it_is_there_whenever_the_office_asks(month: Town) -> None:
    assert "tháng 10/2026 chưa có hồ sơ" in (await month.say("Ông Lãnh", "/hosothang")).replace("Tháng", "tháng")
    told = await month.say("Bà Thư", "/hosothang tháng 11")
    assert "1 quá hạn chưa xong" in told
    assert "chưa rõ" in await month.say("Bà Thư", "/hosothang quý 3")
    assert THREE in await month.tap("Bà Thư", THREE)
    assert "Lệnh này" in await month.say("Chị Lan", "/hosothang")


async def test_a_periodic_report_tells_of_them_and_its_codes_open_them(month: Town) -> None:
    told = await month.say("Bà Thư", "/baocao tháng 11")
    assert "hồ sơ một cửa" in told.lower()


async def test_an_office_without_dossiers_hears_nothing(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    await town.app.tick()
    await town.until(at(12, 3, 9))
    assert not [text for text in town.heard("Ông Lãnh") if "Hồ sơ" in text]
