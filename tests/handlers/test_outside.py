"""What is not the commune's goes to a body outside with a letter, and the citizen is told whom to ask."""

import io
from datetime import date, datetime

from docx import Document
from sqlmodel import col, update

from bot.rules.states import Case
from storage.feedback import feedback_events
from storage.offices import UnitRoute, units_of
from tests.talks import LAMP, ZONE, Town, case_of, clocks_of, code_in, photo

POWER = "Điện lực khu vực Thử; điện thoại 1900 1006; địa chỉ 5 Trần Phú; email dl@vidu.vn"
TRANSFORMER = "Trạm biến áp ở ấp 3 kêu rè rè, tối qua mất điện ba lần"


async def passed(town: Town, words: str = LAMP) -> str:
    """On Friday 20/11 the clerk passes a report on to the power company."""
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await town.say("Bà Thư", f"/ngoaicoquan {POWER}")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    code = code_in(await town.say("bà Sáu", words, files=(photo(),)))
    await town.say("Bà Thư", f"/chuyenngoai {case_of(town, code).id}")
    await town.tap("Bà Thư", "Điện lực khu vực Thử")
    return code


async def test_the_clerk_gets_the_letter_and_what_the_citizen_sent(town: Town) -> None:
    code = await passed(town)
    parcel = town.line.sent["Bà Thư"][-1]
    assert parcel.files[0][0].name == f"Phiếu chuyển {code}.docx"
    assert parcel.files[1][1].read_bytes() == b"\xff\xd8\xff a photo"
    page = Document(io.BytesIO(parcel.files[0][1].read_bytes()))
    text = "\n".join(line.text for line in page.paragraphs)
    assert "Kính gửi: Điện lực khu vực Thử" in text
    assert LAMP in text
    assert "01 tệp" in text
    assert "bà Sáu" not in text


async def test_what_somebody_wrote_of_themselves_is_not_passed_on_and_the_place_is(town: Town) -> None:
    await passed(town, f"{LAMP}, trước nhà số 12 đường Trần Phú. Gọi tôi 0912 345 678, tôi tên Nguyễn Văn Sáu")
    page = Document(io.BytesIO(town.line.sent["Bà Thư"][-1].files[0][1].read_bytes()))
    text = "\n".join(line.text for line in page.paragraphs)
    assert "trước nhà số 12 đường Trần Phú" in text
    assert "345" not in text
    assert "Nguyễn Văn Sáu" not in text


async def test_the_citizen_is_told_whom_to_ask(town: Town) -> None:
    await passed(town)
    told = town.heard("bà Sáu")[-1]
    for words in ("Điện lực khu vực Thử", "1900 1006", "5 Trần Phú", "dl@vidu.vn"):
        assert words in told


async def test_the_transfer_is_met_and_a_clock_waits_for_the_answer_outside(town: Town) -> None:
    code = await passed(town)
    case, clocks = case_of(town, code), clocks_of(town, code)
    assert case.state == Case.PASSED_UP
    assert clocks["transfer"].met_at is not None
    assert clocks["transfer"].due == date(2026, 11, 30)  # five worked days after Friday 20/11, less the 24th
    assert clocks["outside"].due == date(2026, 12, 14)
    assert {step for step, clock in clocks.items() if clock.runs} == {"outside"}
    await town.until(datetime(2026, 12, 14, 9, tzinfo=ZONE))
    (line,) = [text for text in town.heard("Bà Thư") if text.startswith("<b>Nhắc việc")]
    assert "(chờ nơi ngoài cơ quan)" in line


async def test_what_the_body_answers_is_told_on_and_can_be_rated(town: Town) -> None:
    code = await passed(town)
    await town.say("Bà Thư", "/ngoaicoquan")
    await town.tap("Bà Thư", code)
    await town.tap("Bà Thư", "Ghi trả lời")
    await town.say("Bà Thư", "Điện lực đã thay trạm biến áp ngày 22/11")
    told = town.heard("bà Sáu")[-1]
    assert "Điện lực đã thay trạm biến áp" in told
    assert "Điện lực khu vực Thử" in told
    assert case_of(town, code).state == Case.ANSWERED
    assert "5/5" in await town.tap("bà Sáu", "5")


async def test_what_the_body_sends_back_is_sorted_anew_with_a_new_promise(town: Town) -> None:
    code = await passed(town)
    await town.until(datetime(2026, 11, 26, 9, tzinfo=ZONE))
    await town.say("Bà Thư", f"/nhanlai {case_of(town, code).id}")
    case = case_of(town, code)
    assert (case.state, case.unit_id) == (Case.RECEIVED, None)
    assert case.due == date(2026, 12, 7)  # ten days after Thursday 26/11 is a Sunday
    assert "nhận lại" in town.heard("bà Sáu")[-1]
    assert clocks_of(town, code)["outside"].ended_at is not None


async def test_a_topic_that_goes_outside_is_offered_so_and_no_unit_gets_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("Bà Thư", f"/ngoaicoquan {POWER}")
    route_outside(town)
    code = code_in(await town.say("bà Sáu", TRANSFORMER))
    assert case_of(town, code).unit_id is None
    await town.tap("Bà Thư", "Chuyển Điện lực khu vực Thử")
    assert case_of(town, code).state == Case.PASSED_UP


def route_outside(town: Town) -> None:
    """Let the office say in its workbook that the power company takes what is about power."""
    with town.store.transaction() as session:
        (body,) = [unit for unit in units_of(session, town.office_id) if unit.external]
        routes = update(UnitRoute).where(col(UnitRoute.category) == "vien-thong-dien-luc")
        session.exec(routes.values(unit_id=body.id))


async def test_the_clerks_tap_on_such_a_topic_leads_outside_too(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("Bà Thư", f"/ngoaicoquan {POWER}")
    route_outside(town)
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Bà Thư", f"/phanloai {case_of(town, code).id} vien-thong-dien-luc")
    await town.tap("Bà Thư", "Điện lực khu vực Thử")
    assert case_of(town, code).state == Case.PASSED_UP


async def test_contacts_are_kept_in_the_chat(town: Town) -> None:
    town.seat("Bà Thư")
    assert "Chưa có nơi nào" in await town.say("Bà Thư", "nơi ngoài cơ quan")
    assert "Đã thêm" in await town.say("Bà Thư", POWER)
    assert "Đã cập nhật" in await town.say("Bà Thư", "/ngoaicoquan Điện lực khu vực Thử; 0200 999 888")
    shown = await town.say("Bà Thư", "/ngoaicoquan")
    assert "0200 999 888" in shown
    assert "5 Trần Phú" in shown
    assert shown.count("Điện lực khu vực Thử") == 1


async def test_a_unit_of_the_office_is_no_body_outside(town: Town) -> None:
    town.seat("Bà Thư")
    assert "là đơn vị của cơ quan" in await town.say("Bà Thư", "/ngoaicoquan Phòng Kinh tế; 0200 999 888")
    assert "Phần đầu phải là tên" in await town.say("Bà Thư", "0200 999 888")


async def test_units_do_not_pass_anything_outside(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("Bà Thư", f"/ngoaicoquan {POWER}")
    code = code_in(await town.say("bà Sáu", LAMP))
    shown = await town.say("Chị Lan", f"/chuyen {case_of(town, code).id}")
    assert "Điện lực" not in str(town.line.sent["Chị Lan"][-1].choices), shown
    await town.say("Chị Lan", f"/chuyenngoai {case_of(town, code).id} 5")
    assert case_of(town, code).state == Case.ASSIGNED


async def test_the_letter_stays_with_the_history(town: Town) -> None:
    code = await passed(town)
    case = case_of(town, code)
    with town.store.transaction() as session:
        events = feedback_events(session, case.id)
    assert [event.words for event in events if event.what == "passed_outside"] == ["Điện lực khu vực Thử"]
    shown = await town.say("Bà Thư", f"/pa {case.id}")
    names = [kept.name for kept, _ in town.line.sent["Bà Thư"][-1].files]
    assert f"Phiếu chuyển {code}.docx" in names
    assert "Chờ nơi ngoài cơ quan: hạn thứ Hai 14/12" in shown
