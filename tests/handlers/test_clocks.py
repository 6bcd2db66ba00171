"""The clerk sees and changes how long each step of a case may take; each clock nags whom it concerns."""

from datetime import date, datetime

import pytest

from bot.rules.states import Case
from storage.feedback import Feedback
from tests.talks import LAMP, MENDED, ZONE, Town, answered, case_of, clocks_of, code_in, photo

UNCLEAR = "cái đó bữa trước hư rồi mà không thấy ai coi hết trơn"


def at(month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def case_in(town: Town, told: str) -> Feedback:
    return case_of(town, code_in(told))


def digests(town: Town, who: str) -> list[str]:
    return [text for text in town.heard(who) if text.startswith("<b>Nhắc việc")]


async def choose(town: Town, said: str) -> str:
    told = await town.say("Bà Thư", f"/dongho {said}")
    await town.tap("Bà Thư", "Áp dụng")
    return told


async def test_the_clerk_sees_each_term_with_the_rule_that_sets_it(town: Town) -> None:
    town.seat("Bà Thư")
    shown = await town.say("Bà Thư", "đồng hồ phản ánh")
    assert "Trả lời người dân: <b>10 ngày</b>" in shown
    assert "Điều 28 Luật Tiếp công dân 42/2013/QH13; không được dài hơn" in shown
    assert "Chiếu sáng công cộng: tiếp nhận, phân loại 2 giờ làm việc; xử lý 24 giờ làm việc" in shown


async def test_a_change_is_shown_before_it_counts_and_holds_for_what_comes_then(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    before = case_in(town, await town.say("bà Sáu", LAMP))
    shown = await town.say("Bà Thư", "/dongho trả lời 3 ngày làm việc, căn cứ Quyết định 12/QĐ-UBND")
    assert "10 ngày (Quy định của cơ quan: 10 ngày kể từ ngày tiếp nhận) → <b>3 ngày làm việc" in shown
    assert case_in(town, await town.say("ông Tư", LAMP)).due == date(2026, 11, 30)
    await town.tap("Bà Thư", "Áp dụng")
    after = case_in(town, await town.say("ông Ba", LAMP))
    assert after.due == date(2026, 11, 26)  # Friday the 20th; Tuesday the 24th is a holiday
    assert case_of(town, before.code).due == date(2026, 11, 30)
    assert "Quyết định 12/QĐ-UBND" in await town.say("ông Ba", f"/vi_sao {after.code}")


async def test_free_words_after_the_list_are_a_change(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("Bà Thư", "/dongho")
    assert "xử lý: 24 giờ làm việc" in await town.say("Bà Thư", "chiếu sáng: xử lý 2 ngày làm việc")
    await town.tap("Bà Thư", "Áp dụng")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    assert clocks_of(town, case.code)["handle"].source == "Quy định của cơ quan"
    await choose(town, "chiếu sáng: mặc định")
    again = case_in(town, await town.say("ông Tư", LAMP))
    assert (clocks_of(town, again.code)["handle"].n, clocks_of(town, again.code)["handle"].unit) == (24, "hours")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("chuyển 9 ngày làm việc", "không được dài hơn"),
        ("xử lý nhanh lên", "Chưa hiểu"),
        ("đèn biển: xử lý 3 giờ", "Không rõ lĩnh vực"),
        ("trả lời 10 ngày", "không có gì phải đổi"),
        ("luu", "không còn chờ"),
    ],
)
async def test_what_cannot_be_is_said_and_changes_nothing(town: Town, said: str, told: str) -> None:
    town.seat("Bà Thư")
    before = await town.say("Bà Thư", "/dongho")
    await town.say("Bà Thư", "/huy")
    answer = await town.say("Bà Thư", f"/dongho {said}")
    if "không có gì" in told:
        assert "xem trước" not in answer
    else:
        assert told in answer
    assert await town.say("Bà Thư", "/dongho") == before


async def test_only_those_who_keep_the_office_set_terms(town: Town) -> None:
    town.seat("Chị Lan")
    assert "đồng hồ" not in (await town.say("Chị Lan", "/dongho trả lời 90 ngày")).lower()
    assert case_in(town, await town.say("bà Sáu", LAMP)).due == date(2026, 11, 30)


async def test_the_office_reads_of_each_step_its_rule_its_date_and_how_it_went(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await town.until(at(11, 27))
    why = await town.say("Chị Lan", f"/vi_sao {case.code}")
    assert "Tiếp nhận, phân loại: xong thứ Sáu 20/11, đúng hạn" in why
    assert "hạn 11:00 thứ Sáu 20/11; 2 giờ làm việc; Mức gợi ý theo lĩnh vực" in why
    # 24 hours in which the office is open, from 9:00: 6, 7.5, 7.5 and 3 more, the 24th is a holiday.
    assert "Xử lý: <b>trễ 1 ngày làm việc</b> (hạn 10:30 thứ Năm 26/11" in why
    assert "Trả lời người dân: đang chạy (hạn thứ Hai 30/11; 10 ngày" in why
    assert "Chị Lan – Xử lý phản ánh: mốc trễ 1 ngày" in why


async def test_the_citizen_reads_the_promise_and_nothing_of_the_offices_inside(town: Town) -> None:
    town.seat("Chị Lan")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await town.until(at(11, 27))
    why = await town.say("bà Sáu", f"/vi_sao {case.code}")
    assert "Các bước" not in why
    assert "Đã nhắc" not in why
    assert "Chị Lan" not in why


async def test_the_clerk_is_reminded_of_what_waits_to_be_sorted_and_the_unit_is_not(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("bà Sáu", UNCLEAR)
    if "Mã:" not in town.heard("bà Sáu")[-1]:
        await town.tap("bà Sáu", "Gửi tin vừa rồi")
    await town.until(at(11, 23, 9))
    (line,) = digests(town, "Bà Thư")
    assert "(tiếp nhận, phân loại)" in line
    assert "Hạn hôm nay" in line  # eight hours after Friday, 9:00
    assert not digests(town, "Chị Lan")


async def test_one_line_a_day_about_one_case_however_many_clocks_it_has(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await town.until(at(12, 4, 9))
    assert all(text.count(case.code) == 1 for text in digests(town, "Chị Lan"))
    assert "Trễ 6 ngày làm việc" in digests(town, "Chị Lan")[-1]  # of the handling, the later one of both
    assert len(digests(town, "Chị Lan")) == len({text.splitlines()[0] for text in digests(town, "Chị Lan")})


async def test_after_the_answer_only_publishing_is_left_and_that_is_the_clerks(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await answered(town)
    clocks = clocks_of(town, case.code)
    assert {step for step, clock in clocks.items() if clock.runs} == {"publish", "rate"}
    await town.until(at(12, 11, 9))
    assert not digests(town, "Chị Lan")
    assert len(digests(town, "Bà Thư")) == 2  # on the day, and once when it is three days late
    assert "(công khai kết quả)" in digests(town, "Bà Thư")[0]


async def test_a_draft_that_waits_is_the_leads_and_a_returned_one_the_units_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    town.line.files["result"] = b"\xff\xd8\xff a photo of the result"
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo("result"),))
    assert {step for step, clock in clocks_of(town, case.code).items() if clock.runs} == {"approve", "answer"}
    await town.until(at(11, 25, 9))  # two worked days after Friday; the 24th is off
    assert "(duyệt trả lời)" in digests(town, "Ông Lãnh")[-1]
    assert not digests(town, "Chị Lan")
    await town.tap("Ông Lãnh", "Trả lại")
    await town.say("Ông Lãnh", "Xin ghi rõ số trụ đèn")
    clocks = clocks_of(town, case.code)
    assert {step for step, clock in clocks.items() if clock.runs} == {"handle", "answer"}
    assert (clocks["handle"].round, clocks["handle"].due) == (2, date(2026, 11, 30))  # as much time as for the first
    await town.until(at(11, 30, 9))
    assert "Hạn hôm nay" in digests(town, "Chị Lan")[-1]


async def test_a_case_that_is_looked_at_again_is_the_leads_until_the_lead_has_decided(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await answered(town)
    await town.tap("bà Sáu", "1")
    await town.say("bà Sáu", "Đèn vẫn tối om như cũ")
    assert clocks_of(town, case.code)["review"].due == date(2026, 11, 30)
    await town.until(at(11, 30, 9))
    assert "(xem lại câu trả lời)" in digests(town, "Ông Lãnh")[-1]
    assert all("Trễ" not in text for text in digests(town, "Chị Lan"))  # of its late handling nothing yet


async def test_an_answer_nobody_rates_closes_the_case_in_the_end(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    await answered(town)
    await town.until(at(12, 20, 8))
    assert case_of(town, case.code).state == Case.ANSWERED
    await town.until(at(12, 20, 10))
    assert case_of(town, case.code).state == Case.CLOSED


async def test_a_late_answer_asks_the_unit_for_a_word_that_the_citizen_gets(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    case = case_in(town, await town.say("bà Sáu", LAMP))
    assert "chưa quá ngày hẹn" in await town.say("Chị Lan", f"/tiendo {case.id}")
    await town.until(at(12, 1, 9))  # promised for Monday 30/11
    assert "xin nhắn một dòng tiến độ" in digests(town, "Chị Lan")[-1]
    await town.tap("Chị Lan", "Báo tiến độ")
    assert "xin nhắn" in (await town.say("Chị Lan", "đang làm")).lower()  # too short to be a word to somebody
    await town.say("Chị Lan", "Đã đặt bóng đèn, dự kiến thay xong ngày 04/12")
    assert "dự kiến thay xong ngày 04/12" in town.heard("bà Sáu")[-1]
    assert "xin lỗi" in town.heard("bà Sáu")[-1]
    assert "vừa được báo" in await town.say("Chị Lan", f"/tiendo {case.id}")
    await town.until(at(12, 7, 9))
    assert "một dòng tiến độ" not in digests(town, "Chị Lan")[-1]
    await town.until(at(12, 8, 9))  # five worked days later
    assert "một dòng tiến độ" in digests(town, "Chị Lan")[-1]
    assert case_of(town, case.code).original_due == date(2026, 11, 30)
