"""The office says where it is found, and gets the notice that tells everybody."""

import io

from docx import Document

from storage.offices import Office
from tests.talks import Town

CLERK = "Bà Thư"


def notice(town: Town) -> str:
    (_, path), *_ = town.line.sent[CLERK][-1].files
    page = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in page.paragraphs] + cells)


async def test_the_clerk_gets_the_notice_ready_to_be_signed(town: Town) -> None:
    town.seat(CLERK)
    told = await town.say(CLERK, "/diachi")
    assert "Số 2 đường Thử" in told
    assert "Nên bổ sung trước: thư điện tử, trang thông tin điện tử" in told
    (kept, _), *_ = town.line.sent[CLERK][-1].files
    assert kept.name == "Thông báo địa chỉ tiếp nhận phản ánh, kiến nghị.docx"
    assert "0200 000 0002" in notice(town)
    assert "https://chat.example/" in notice(town)


async def test_an_address_is_given_by_tap_and_line_and_stands_in_the_notice(town: Town) -> None:
    town.seat(CLERK)
    await town.say(CLERK, "/diachi")
    assert "Thư điện tử của cơ quan là gì?" in await town.tap(CLERK, "Thêm thư điện tử")
    assert "Cần thư điện tử như" in await town.say(CLERK, "vanphong")
    assert "Thư điện tử: vanphong@xa.example.vn" in await town.say(CLERK, "vanphong@xa.example.vn")
    assert "vanphong@xa.example.vn" in notice(town)
    assert "Điện thoại: 1022" in await town.say(CLERK, "/diachi phone 1022")
    await town.tap(CLERK, "Sửa thư điện tử")
    assert "Thư điện tử: chưa có" in await town.say(CLERK, "-")


async def test_the_schedule_of_receiving_stands_in_it(town: Town) -> None:
    town.seat(CLERK)
    await town.say(CLERK, "/tiepdan thứ Năm hằng tuần, Chủ tịch tiếp tại phòng 2")
    await town.say(CLERK, "/diachi")
    assert "thứ Năm hằng tuần, Chủ tịch tiếp tại phòng 2" in notice(town)


async def test_a_wrong_address_changes_nothing(town: Town) -> None:
    town.seat(CLERK)
    await town.say(CLERK, "/diachi website javascript:alert(1)")
    with town.store.transaction() as session:
        office = session.get_one(Office, town.office_id)
        assert (office.phone, office.profile) == ("0200 000 0002", {})
