"""A dossier that will be late, or is: why, a new day once, the letter of apology, and who may do that."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from storage.store import Store
from tests.handlers.dossier_talks import bring, csv, dossier_of, send
from tests.plans.dossier_files import code, line
from tests.talks import Town

ONE, TWO = code("261110"), code("261117", 2)
ROWS = [
    line(ONE, "19/11/2026", received="10/11/2026"),  # Thursday, yesterday
    line(TWO, "25/11/2026", received="17/11/2026"),
]


async def begun(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Trưởng", "Ông Lãnh")
    await bring(town, ROWS)
    return town


@pytest.fixture
async def late(town: Town) -> Town:
    return await begun(town)


def paper(town: Town, who: str) -> str:
    """The words of the newest document that somebody got."""
    files = [path for parcel in town.line.sent[who] for _, path in parcel.files]
    page = Document(io.BytesIO(files[-1].read_bytes()))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in page.paragraphs)])


async def test_why_a_new_day_once_and_the_letter(store: Store, tmp_path: Path) -> None:
    town = await begun(Town(store, tmp_path))
    number = dossier_of(town, ONE).id
    assert "Vì sao hồ sơ chậm?" in await town.say("Chị Lan", f"/giaitrinh {number}")
    assert "Đã ghi lý do" in await town.tap("Chị Lan", "Chờ ý kiến")
    assert "một lần" in await town.say("Chị Lan", "Chi cục Thuế chưa trả lời văn bản số 12")
    assert "Chờ ý kiến" in town.heard("Ông Trưởng")[-2]
    assert "Chi cục Thuế" in town.heard("Ông Trưởng")[-1]
    await town.tap("Chị Lan", "Hẹn lại ngày trả")
    assert "ngày nghỉ" in await town.say("Chị Lan", "24/11")
    assert "phải sau ngày" in await town.say("Chị Lan", "hôm nay")
    assert "chưa hiểu ngày" in await town.say("Chị Lan", "sớm thôi")
    assert "xin gửi thư ngay" in await town.say("Chị Lan", "27/11")
    assert dossier_of(town, ONE).new_due is None
    assert "Đã hẹn lại" in await town.tap("Chị Lan", "Đúng, hẹn lại")
    moved = dossier_of(town, ONE)
    assert (moved.due, moved.new_due, moved.original_due) == (
        date(2026, 11, 27),
        date(2026, 11, 27),
        date(2026, 11, 19),
    )
    assert "27/11/2026" in town.heard("Ông Trưởng")[-1]
    letter = paper(town, "Chị Lan")
    for words in (
        "THƯ XIN LỖI",
        ONE,
        "Trần Thị Bông",
        "Đăng ký hộ kinh doanh",
        "10/11/2026",
        "19/11/2026",
        "27/11/2026",
    ):
        assert words in letter
    assert "Chi cục Thuế chưa trả lời" in letter
    assert "Số:        /TXL-UBND" in letter
    refused = await town.say("Chị Lan", f"/henlai {number} 2026-12-01 dung")
    assert "đã hẹn lại một lần" in refused
    assert "Nghị định 118/2025/NĐ-CP" in refused
    assert dossier_of(town, ONE).due == date(2026, 11, 27)
    assert "Đã gửi thư xin lỗi" in await town.say("Bà Thư", f"/daguithu {number}")
    # The one-stop system got the new day as well: it stays the same promise.
    told = await send(town, csv([line(ONE, "27/11/2026", received="10/11/2026"), ROWS[1]]))
    assert "Không có gì thay đổi" in told
    assert dossier_of(town, ONE).original_due == date(2026, 11, 19)


async def test_said_before_the_day_it_is_in_time(late: Town) -> None:
    number = dossier_of(late, TWO).id
    await late.say("Chị Lan", f"/giaitrinh {number} xac_minh")
    assert "xin gửi thư ngay" not in await late.say("Chị Lan", f"/henlai {number} 2026-11-30")
    assert "chưa thể trả kết quả đúng hẹn" not in paper_or_none(late)
    await late.tap("Chị Lan", "Đúng, hẹn lại")
    assert "chưa thể trả kết quả đúng hẹn" in paper(late, "Chị Lan")


def paper_or_none(town: Town) -> str:
    return "" if not any(parcel.files for parcel in town.line.sent["Chị Lan"]) else paper(town, "Chị Lan")


async def test_what_nobody_has_said_is_seen_to_be_missing_in_the_letter(late: Town) -> None:
    await late.say("Bà Thư", f"/thuxinloi {dossier_of(late, ONE).id}")
    assert "Lý do: ……" in paper(late, "Bà Thư")
    assert "vào ngày ……" in paper(late, "Bà Thư")


async def test_a_new_day_wants_a_reason_first(late: Town) -> None:
    assert "Vì sao hồ sơ chậm?" in await late.say("Chị Lan", f"/henlai {dossier_of(late, ONE).id}")


@pytest.mark.parametrize("who", ["Anh Văn", "bà Sáu"])
async def test_nobody_of_another_unit_sees_or_touches_it(late: Town, who: str) -> None:
    number = dossier_of(late, ONE).id
    before = dossier_of(late, ONE).model_dump()
    for word in ("hs", "hsxong", "hschuaxong", "giaitrinh", "henlai", "thuxinloi", "daguithu", "hsgiao", "hoso"):
        for rest in ("", " luong", " 2026-11-27 dung", " 4"):
            told = await late.say(who, f"/{word} {number}{rest}")
            assert ONE not in told
            assert "Bông" not in told
    assert dossier_of(late, ONE).model_dump() == before
    told = await late.say(who, ONE)  # by its code: only how it stands
    assert "Đang giải quyết" in told
    assert "Bông" not in told
    assert "0912345678" not in told
    assert "hộ kinh doanh" not in told


async def test_lists_by_whose_they_are_and_what_is_pressing(late: Town) -> None:
    assert "<b>Hồ sơ đang giải quyết của tôi</b>: 2" in await late.say("Chị Lan", "hồ sơ của tôi")
    told = await late.say("Ông Trưởng", "hồ sơ trễ hạn")
    assert "trễ hạn của đơn vị</b>: 1" in told
    assert ONE in told
    assert TWO in await late.say("Ông Lãnh", "Hồ sơ sắp đến hạn")
    assert "Không có hồ sơ nào" in await late.say("Anh Văn", "/hoso cq")
    told = await late.say("Ông Trưởng", f"tra cứu {ONE.lower()}")
    assert "Trần Thị Bông, 0912345678" in told
    assert "Trễ hạn" in told


async def test_a_dossier_is_given_to_another_official(late: Town) -> None:
    number = dossier_of(late, TWO).id
    await late.say("Ông Lãnh", f"/hsgiao {number}")
    assert "Anh Văn" in await late.tap("Ông Lãnh", "Anh Văn")
    assert TWO in late.heard("Anh Văn")[-1]
    assert TWO in await late.say("Anh Văn", "/hoso")


async def test_whose_dossier_it_is_is_told_to_those_who_work_on_it_alone(late: Town) -> None:
    late.seat("Quản Trị")
    assert "Người nộp: " in await late.say("Chị Lan", "/hs 1")
    told = await late.say("Quản Trị", "/hs 1")
    assert ONE in told
    assert "Người nộp" not in told
