"""The clerk asks for a report by its period, corrects it part by part, and the lead gets it with its papers."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from storage.reports import last_reports
from tests.talks import LAMP, Town, adopt, answered

LATE = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|19/11/2026"
DONE = "Nạo vét kênh|Phòng Kinh tế|20/11/2026"
NEXT = "Kiểm tra bếp ăn|Phòng Văn hóa – Xã hội|04/12/2026"


@pytest.fixture
async def town(town: Town) -> Town:
    """On Friday the 20th one duty is late, one was done, one is due in December; a case was answered."""
    town.seat("Bà Thư", "Ông Lãnh", "Chị Lan", "Anh Văn", "Ông Trưởng")
    town.now = town.now.replace(day=18)
    await adopt(town, LATE, DONE, NEXT)
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.say("Chị Lan", "/xong 2 khong")
    town.now = town.now.replace(day=20)
    return town


def papers(town: Town, who: str) -> dict[str, bytes]:
    """The files of the last letter that had some, by how their names end."""
    parcel = next(one for one in reversed(town.line.sent[who]) if one.files)
    return {Path(file.name).suffix: path.read_bytes() for file, path in parcel.files}


def words_of(docx: bytes) -> str:
    page = Document(io.BytesIO(docx))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in page.paragraphs), *cells])


async def test_a_report_is_asked_for_by_its_period(town: Town) -> None:
    for words in ("báo cáo tháng 11", "bao cao thang 11", "/baocao 2026-11", "/baocao tháng này"):
        told = await town.say("Bà Thư", words)
        assert "Báo cáo tháng 11/2026" in told
        assert "Nhiệm vụ phải thực hiện: 2" in told
        assert "Quá hạn, chưa hoàn thành: 1" in told
        assert "Tỷ lệ hoàn thành đúng hạn: 50 %" in told
        assert "Đã trả lời trong kỳ: 1" in told
        assert "Nhiệm vụ đến hạn trong kỳ tới: 1" in told


async def test_the_bare_word_offers_the_periods_to_who_oversees_and_the_state_to_others(town: Town) -> None:
    assert "Chọn kỳ" in await town.say("Ông Lãnh", "báo cáo")
    assert "Báo cáo quý III/2026" in await town.tap("Ông Lãnh", "Quý III/2026")
    assert "Chọn kỳ" not in await town.say("Chị Lan", "báo cáo")
    assert "Chị Lan" not in await town.say("Chị Lan", "báo cáo tháng 11")
    with town.store.transaction() as session:
        assert len(last_reports(session, town.office_id, 9)) == 1


async def test_a_figure_leads_to_its_codes_and_these_to_the_duty_and_the_case(town: Town) -> None:
    await town.say("Ông Lãnh", "báo cáo tháng 11")
    await town.tap("Ông Lãnh", "Số liệu")
    await town.tap("Ông Lãnh", "Kết quả thực hiện")
    told = await town.tap("Ông Lãnh", "Quá hạn, chưa hoàn thành: 1")
    assert "NV-1" in told
    assert "Rà soát hộ nghèo" in told
    assert "hạn là thứ Năm, 19/11/2026" in await town.tap("Ông Lãnh", "NV-1")
    await town.tap("Ông Lãnh", "◀ Quay lại")
    await town.tap("Ông Lãnh", "Kết quả theo đơn vị")
    await town.tap("Ông Lãnh", "Phòng Kinh tế: 1")
    assert "NV-2" in await town.tap("Ông Lãnh", "Hoàn thành đúng hạn: 1")
    await town.say("Ông Lãnh", "báo cáo tháng 11")
    await town.tap("Ông Lãnh", "Số liệu")
    await town.tap("Ông Lãnh", "Tiếp nhận, xử lý")
    assert "1 trên tổng số 1" in await town.tap("Ông Lãnh", "Tỷ lệ trả lời đúng hạn: 100 %")
    assert "Phản ánh</b> của người dân" in (await town.tap("Ông Lãnh", "XT-")).replace(
        "Phản ánh của", "Phản ánh</b> của"
    )


async def test_the_clerk_puts_words_of_their_own_and_takes_them_back(town: Town) -> None:
    assert "……" in await town.say("Bà Thư", "báo cáo tháng 11")
    await town.tap("Bà Thư", "Sửa nội dung")
    await town.tap("Bà Thư", "Đánh giá chung")
    told = await town.say("Bà Thư", "Các đơn vị cơ bản hoàn thành nhiệm vụ.\nĐề nghị huyện bố trí kinh phí.")
    assert "Các đơn vị cơ bản hoàn thành nhiệm vụ." in told
    assert "Nhiệm vụ phải thực hiện: 2" in told
    await town.tap("Bà Thư", "Sửa nội dung")
    await town.tap("Bà Thư", "Đánh giá chung")
    assert "Các đơn vị cơ bản" not in await town.tap("Bà Thư", "Lấy lại nội dung ban đầu")


async def test_the_lead_gets_the_summary_with_paper_and_annex(town: Town) -> None:
    await town.say("Bà Thư", "báo cáo tháng 11")
    await town.tap("Bà Thư", "Sửa nội dung")
    await town.tap("Bà Thư", "Nhiệm vụ trễ hạn")
    await town.say("Bà Thư", "Việc trễ do mưa lũ.")
    assert "tới 1 lãnh đạo" in await town.tap("Bà Thư", "Gửi lãnh đạo")
    assert "Báo cáo tháng 11/2026" in town.heard("Ông Lãnh")[-1]
    assert "chưa xem" not in town.heard("Ông Lãnh")[-1]
    files = papers(town, "Ông Lãnh")
    told = words_of(files[".docx"])
    assert "Việc trễ do mưa lũ." in told
    assert "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ" in told
    assert "- Nhiệm vụ phải thực hiện: 02;" in told
    assert "/BC-UBND" in told
    book = load_workbook(io.BytesIO(files[".xlsx"]))
    found = {(row[0].value, row[1].value): [cell.value for cell in row[2:6]] for row in book["Số liệu"].iter_rows()}
    assert found["Kết quả thực hiện nhiệm vụ", "Quá hạn, chưa hoàn thành"] == [1, None, 1, "NV-1"]


async def test_what_was_sent_stays_as_it_was_and_is_made_again_only_on_demand(town: Town) -> None:
    await town.say("Bà Thư", "báo cáo tháng 11")
    await town.tap("Bà Thư", "Gửi lãnh đạo")
    assert "Đã ghi" in await town.say("Anh Văn", "/xong 1 khong")
    told = await town.say("Bà Thư", "báo cáo tháng 11")
    assert "Đã gửi lãnh đạo lúc" in told
    assert "Quá hạn, chưa hoàn thành: 1" in told
    assert "Không có báo cáo đó" in await town.say("Bà Thư", "/suabc 1 nhan_xet")
    told = await town.tap("Bà Thư", "Soạn lại")
    assert "(lần 2)" in told
    assert "Quá hạn, chưa hoàn thành: 0" in told
    assert "Quá hạn, chưa hoàn thành: 1" in await town.say("Bà Thư", "/xembc 1")


async def test_every_table_is_there_as_csv_too(town: Town) -> None:
    await town.say("Bà Thư", "báo cáo tháng 11")
    await town.say("Bà Thư", "/tepbc 1 csv")
    with zipfile.ZipFile(io.BytesIO(papers(town, "Bà Thư")[".zip"])) as packed:
        first, *others = packed.namelist()
        assert "NV-1" in packed.read(first).decode("utf-8-sig")
    assert first == "01-so-lieu.csv"
    assert len(others) >= 5


async def test_what_is_no_report_is_said_and_changes_nothing(town: Town) -> None:
    wrong = {
        "/baocao hôm qua": "Chưa hiểu kỳ báo cáo",
        "báo cáo tháng 13": "Tháng từ 1 đến 12",
        "báo cáo năm 2027": "chưa có số liệu",
        "/xembc 99": "Không có báo cáo đó",
        "/sobc 99 s1": "Không có báo cáo đó",
    }
    for words, told in wrong.items():
        assert told in await town.say("Bà Thư", words)
    with town.store.transaction() as session:
        assert last_reports(session, town.office_id, 9) == []


async def test_an_answer_that_came_late_and_was_marked_badly_stays_so_while_it_is_looked_at_again(town: Town) -> None:
    await town.say("ông Tư", "Rác đổ tràn ra đường ấp 3, hôi thối cả tuần nay")
    town.now += timedelta(days=17)
    await answered(town, words="Tổ vệ sinh đã dọn sạch rác sáng 07/12/2026")
    await town.tap("ông Tư", "2")
    await town.say("ông Tư", "Chậm quá")
    told = await town.say("Bà Thư", "báo cáo tháng 12")
    assert "Tỷ lệ trả lời đúng hạn: 0 %" in told
    assert "Điểm hài lòng trung bình (thang 5): 2" in told
    assert "trả lời 2, đúng hạn 1 (50 %)" in await town.say("Ông Lãnh", "tình hình")


async def test_a_report_is_asked_for_while_figures_are_waited_for(town: Town) -> None:
    await town.say("Bà Thư", "/chitieu thêm: Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Văn phòng, hằng tháng")
    town.now = town.now.replace(month=12, day=1)
    assert "CT-1" in await town.say("Bà Thư", "số liệu")
    assert "Báo cáo tháng 11/2026" in await town.say("Bà Thư", "báo cáo tháng 11")
    assert "97,5 %" in await town.say("Bà Thư", "97,5")


async def test_a_report_on_any_days_one_likes(town: Town) -> None:
    told = await town.say("Ông Lãnh", "báo cáo từ 19/11 đến 19/11")
    assert "từ 19/11/2026 đến 19/11/2026" in told
    assert "Nhiệm vụ phải thực hiện: 1" in told
    with town.store.transaction() as session:
        (report,) = last_reports(session, town.office_id, 9)
    assert (report.first, report.coming_last) == (date(2026, 11, 19), date(2026, 11, 20))


async def test_a_head_who_asks_for_the_offices_report_is_told_that_it_is_not_theirs(town: Town) -> None:
    assert "không thuộc nhiệm vụ" in await town.say("Ông Trưởng", "báo cáo tháng 11")
