"""What is no feedback gets the right way: papers, procedures, a person who answers."""

import pytest
from sqlmodel import select

from bot.rules.states import Case
from storage.letters import Letter
from tests.talks import LAMP, Town, answered, case_of, code_in

BRIBE = "Tôi tố cáo ông trưởng ấp nhận 5 triệu đồng tiền hối lộ làm giấy tờ đất"
AGAINST = "Tôi không đồng ý quyết định xử phạt số 12 của xã đối với tôi, đề nghị hủy quyết định"
BIRTH = "làm giấy khai sinh cho con cần giấy tờ gì vậy"


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh", "Quản Trị")
    return town


@pytest.mark.parametrize(("words", "form"), [(BRIBE, "Mẫu đơn tố cáo.docx"), (AGAINST, "Mẫu đơn khiếu nại.docx")])
async def test_a_petition_is_shown_the_lawful_way_with_schedule_and_form(town: Town, words: str, form: str) -> None:
    await town.say("Bà Thư", "/tiepdan thứ Năm hằng tuần, 7:30 – 11:30, Chủ tịch tiếp tại phòng 2")
    told = await town.say("bà Sáu", words)
    assert "thứ Năm hằng tuần" in told
    ((kept, path),) = town.line.sent["bà Sáu"][-1].files
    assert kept.name == form
    assert path.read_bytes().startswith(b"PK")
    assert not town.heard("Ông Lãnh") + town.heard("Chị Lan")


async def test_only_who_keeps_the_office_says_when_citizens_are_received(town: Town) -> None:
    assert "ít nhất một ngày" in await town.say("Chị Lan", "/tiepdan thứ Hai")
    assert "ít nhất một ngày" in await town.say("bà Sáu", "/tiepdan thứ Hai")
    assert "thứ Hai" in await town.say("Ông Lãnh", "/tiepdan thứ Hai")
    assert "thứ Hai" in await town.say("bà Sáu", "/tiepdan")


async def test_the_clerk_guides_the_sender_of_a_petition_that_came_as_feedback(town: Town) -> None:
    town.now = town.now.replace(hour=21)  # the unit's letter waits for the morning
    code = code_in(await town.say("bà Sáu", LAMP))
    number = case_of(town, code).id
    assert "loại đơn nào" in await town.say("Bà Thư", f"/huongdan {number}")
    await town.tap("Bà Thư", "Tố cáo")
    assert town.line.sent["bà Sáu"][-1].files[0][0].name == "Mẫu đơn tố cáo.docx"
    case = case_of(town, code)
    assert (case.state, case.kind, case.unit_id, case.may_publish) == (Case.GUIDED, "to_cao", None, False)
    assert "Không tìm thấy" in await town.say("Chị Lan", f"/pa {number}")
    with town.store.transaction() as session:
        letters = [one for one in session.exec(select(Letter)) if LAMP in one.text]
    assert {one.state for one in letters} == {"superseded"}


async def test_the_office_tells_its_procedures_in_its_own_words(town: Town) -> None:
    written = "/thutuc Khai sinh; giấy khai sinh: mang giấy chứng sinh,\nnộp tại https://dichvucong.gov.vn/ks"
    assert "Đã ghi" in await town.say("Bà Thư", written)
    told = await town.say("bà Sáu", BIRTH)
    assert "mang giấy chứng sinh,\nnộp tại https://dichvucong.gov.vn/ks" in told
    assert "07:30" in told
    assert "0200 000 0002" in told


async def test_where_no_procedure_fits_those_there_are_are_offered(town: Town) -> None:
    await town.say("Quản Trị", "/thutuc Kết hôn: cả hai người cùng đến")
    assert "cả hai người" not in await town.say("bà Sáu", BIRTH)
    assert "cả hai người cùng đến" in await town.tap("bà Sáu", "Kết hôn")


async def test_a_procedure_is_changed_and_dropped_by_a_sentence(town: Town) -> None:
    await town.say("Bà Thư", "/thutuc Kết hôn: cả hai người cùng đến")
    assert "mang căn cước" in await town.say("Bà Thư", "/thutuc Kết hôn: mang căn cước")
    assert "1. Kết hôn" in await town.say("Bà Thư", "/thutuc")
    await town.tap("Bà Thư", "Kết hôn")
    assert "Chưa có thủ tục" in await town.tap("Bà Thư", "Bỏ thủ tục này")


async def test_citizens_and_officials_only_read_procedures(town: Town) -> None:
    for who in ("bà Sáu", "Chị Lan"):
        await town.say(who, "/thutuc Kết hôn: cả hai người cùng đến")
    assert "Chưa có thủ tục" in await town.say("Bà Thư", "/thutuc")


async def test_an_unclear_procedure_changes_nothing(town: Town) -> None:
    assert "dấu hai chấm" in await town.say("Bà Thư", "/thutuc Kết hôn")
    assert "dấu hai chấm" in await town.say("Bà Thư", "/thutuc : lời")
    assert "Chưa có thủ tục" in await town.say("Bà Thư", "/thutuc")


async def test_a_person_answers_in_the_chat_and_no_lead_need_approve(town: Town) -> None:
    await town.say("bà Sáu", BIRTH)
    told = await town.tap("bà Sáu", "Gặp người trả lời")
    code = code_in(told)
    assert "câu hỏi" in told
    assert "Câu hỏi của người dân" in town.heard("Bà Thư")[-1]
    await town.tap("Bà Thư", "Trả lời")
    await town.say("Bà Thư", "Chị mang giấy chứng sinh và căn cước ạ")
    assert "mang giấy chứng sinh" in town.heard("bà Sáu")[-1]
    assert case_of(town, code).state == Case.ANSWERED


async def test_gap_nguoi_may_be_asked_before_the_question(town: Town) -> None:
    assert "muốn hỏi" in await town.say("bà Sáu", "gặp người")
    assert code_in(await town.say("bà Sáu", "chợ mấy giờ đóng cửa?"))
    assert "chợ mấy giờ" in town.heard("Bà Thư")[-1]


async def test_a_question_that_is_feedback_after_all_is_sorted_by_the_clerk(town: Town) -> None:
    await town.say("bà Sáu", "gặp người")
    code = code_in(await town.say("bà Sáu", "bao giờ xã sửa đèn đường trước chợ?"))
    await town.say("Bà Thư", f"/phanloai {case_of(town, code).id} chieu-sang-dien")
    assert case_of(town, code).kind == "phan_anh"
    assert code in town.heard("Chị Lan")[-1]
    await answered(town)
    assert case_of(town, code).state == Case.ANSWERED


async def test_questions_are_not_counted_as_feedback(town: Town) -> None:
    await town.say("bà Sáu", "gặp người")
    await town.say("bà Sáu", "chợ mấy giờ đóng cửa?")
    assert "đang chờ: 0" in await town.say("Ông Lãnh", "tình hình")
