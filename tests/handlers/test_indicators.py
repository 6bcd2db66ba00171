"""Indicators: asked for, answered in chat, doubted, warned of, computed, seen by whom they concern."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from storage.indicators import Indicator, IndicatorValue, add_value
from tests.talks import LAMP, ZONE, Town, adopt, answered, code_in

SHARE = "thêm: Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Phòng Kinh tế, hằng tháng"
TALKS = "thêm: Số buổi đối thoại ít nhất 4 buổi, KT, hằng tháng"


def at(day: int, month: int = 12, year: int = 2026, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZONE)


async def add(town: Town, *sentences: str) -> list[str]:
    """The clerk says them; what was answered."""
    return [await town.say("Bà Thư", f"/chitieu {sentence}") for sentence in sentences]


def values(town: Town, number: int = 1) -> list[tuple[str, float | None]]:
    with town.store.transaction() as session:
        found = select(IndicatorValue).where(IndicatorValue.indicator_id == number).order_by(col(IndicatorValue.id))
        return [(row.period, row.value) for row in session.exec(found)]


def known_before(town: Town, number: int, figures: dict[str, float]) -> None:
    """Figures of periods that the year has behind it."""
    with town.store.transaction() as session:
        for period, value in figures.items():
            day = date(2026, 1, 1)
            add_value(
                session,
                IndicatorValue(
                    office_id=town.office_id,
                    indicator_id=number,
                    period=period,
                    first=day,
                    last=day,
                    value=value,
                    at=town.now,
                ),
            )


def letters(town: Town, who: str, part: str) -> list[str]:
    return [told for told in town.heard(who) if part in told]


@pytest.fixture
def seated(town: Town) -> Town:
    town.seat("Bà Thư", "Ông Lãnh", "Ông Trưởng", "Chị Lan", "Anh Văn")
    return town


async def test_the_clerk_adds_one_in_a_sentence_and_ends_it(seated: Town) -> None:
    (told,) = await add(seated, SHARE)
    assert "Đã thêm chỉ tiêu" in told
    assert "≥ 98 %" in told
    assert "hằng tháng" in told
    assert "Phòng Kinh tế" in told
    assert "Đã có chỉ tiêu này" in await seated.say("Bà Thư", f"thêm chỉ tiêu: {SHARE[6:]}")
    assert "Thôi theo dõi" in await seated.say("Bà Thư", "/suachitieu 1 dong")
    await seated.tap("Bà Thư", "Thôi theo dõi")
    assert "Chưa có chỉ tiêu nào" in await seated.say("Bà Thư", "chỉ tiêu")


async def test_a_sentence_that_says_too_little_is_asked_again(seated: Town) -> None:
    assert "trong một câu" in await seated.say("Bà Thư", "/chitieu thêm")
    assert "Chưa thấy mức phải đạt" in await seated.say("Bà Thư", "Tỷ lệ hài lòng, Văn phòng")
    assert "Chưa rõ đơn vị “Phòng Lạ”" in await seated.say("Bà Thư", "Tỷ lệ hồ sơ ≥ 98 %, Phòng Lạ")
    assert "Đã thêm chỉ tiêu" in await seated.say("Bà Thư", "Tỷ lệ hồ sơ ≥ 98 %, Văn phòng")
    assert "Lệnh này" in await seated.say("Chị Lan", f"/chitieu {SHARE}")


async def test_the_unit_is_asked_once_reminded_and_then_named(seated: Town) -> None:
    await add(seated, SHARE, TALKS)
    await seated.until(at(1))  # Tuesday, the first worked day after November
    (asked,) = letters(seated, "Chị Lan", "Số liệu chỉ tiêu cần báo")
    assert "CT-1 Tỷ lệ hồ sơ đúng hạn" in asked
    assert "CT-2 Số buổi đối thoại" in asked
    assert "Tháng 11/2026" in asked
    assert letters(seated, "Anh Văn", "Số liệu chỉ tiêu") == []
    await seated.until(at(3))  # Thursday, two worked days later
    assert len(letters(seated, "Chị Lan", "nhắc lại")) == 1
    assert len(letters(seated, "Ông Trưởng", "nhắc lại")) == 1
    await seated.until(at(7))
    (named,) = letters(seated, "Ông Lãnh", "chưa có số liệu")
    assert "Phòng Kinh tế: CT-1" in named
    assert len(letters(seated, "Chị Lan", "Số liệu chỉ tiêu cần báo")) == 2


async def test_after_days_without_power_it_is_asked_once_and_never_at_night(seated: Town) -> None:
    await add(seated, SHARE)
    await seated.app.tick()
    seated.now = at(5, hour=22)  # Saturday night
    await seated.app.tick()
    assert letters(seated, "Chị Lan", "Số liệu chỉ tiêu") == []
    await seated.until(at(7))
    assert len(letters(seated, "Chị Lan", "Số liệu chỉ tiêu cần báo")) == 1
    assert letters(seated, "Ông Lãnh", "chưa có số liệu") == []


@pytest.mark.parametrize("answer", ["đạt 97,5 % (thiếu người)", "ct1 tháng 11: 97.5"])
async def test_a_bare_figure_answers_the_question(seated: Town, answer: str) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    told = await seated.say("Chị Lan", answer)
    assert "Tháng 11/2026: <b>97,5 %</b>" in told
    assert values(seated) == [("2026-11", 97.5)]
    await seated.until(at(7))
    assert letters(seated, "Chị Lan", "nhắc lại") == []


async def test_which_of_several_a_figure_answers_is_asked_or_said(seated: Town) -> None:
    await add(seated, SHARE, TALKS)
    await seated.until(at(1))
    assert "chưa ghi gì" in await seated.say("Chị Lan", "99; 1; 2")
    assert "là số của chỉ tiêu nào" in await seated.say("Chị Lan", "99")
    await seated.tap("Chị Lan", "CT-1")
    assert values(seated, 1) == [("2026-11", 99)]
    await seated.say("Chị Lan", "CT-1: 98,5; CT-2: 1 buổi")
    assert values(seated, 1)[-1] == ("2026-11", 98.5)
    assert values(seated, 2) == [("2026-11", 1)]


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [("975", "lớn hơn 100 %"), ("97 hồ sơ", "“hồ sơ”")],
)
async def test_what_is_hard_to_believe_is_asked_back_once(seated: Town, answer: str, doubt: str) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    assert doubt in await seated.say("Chị Lan", answer)
    assert values(seated) == []
    assert "Đã ghi" in await seated.say("Chị Lan", answer)
    assert len(values(seated)) == 1


async def test_the_other_reading_of_the_same_digits_is_a_tap_away(seated: Town) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    await seated.say("Chị Lan", "97.125")
    await seated.tap("Chị Lan", "Ý tôi là 97,125")
    assert values(seated) == [("2026-11", 97.125)]


async def test_ten_times_the_last_figure_is_asked_back_and_a_sum_since_new_year_understood(seated: Town) -> None:
    await add(seated, TALKS)
    known_before(seated, 1, {"2026-09": 1, "2026-10": 2})
    await seated.until(at(1))
    assert "khác hẳn trước đây (2 buổi)" in await seated.say("Chị Lan", "20")
    assert "<b>1 buổi</b>" in await seated.say("Chị Lan", "lũy kế 4 buổi")
    assert values(seated)[-1] == ("2026-11", 1)


async def test_a_correction_keeps_what_was_said_before_and_who(seated: Town) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    await seated.say("Chị Lan", "97,5")
    await seated.say("Ông Trưởng", "CT-1 tháng 11: 96")
    assert values(seated) == [("2026-11", 97.5), ("2026-11", 96)]
    told = await seated.say("Ông Lãnh", "/chitieu 1 lichsu")
    assert "96 %; Ông Trưởng" in told
    assert "97,5 %; Chị Lan" in told
    assert told.count("đã được thay") == 1


async def test_figures_of_others_are_neither_entered_nor_seen(seated: Town) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    assert "Không có chỉ tiêu" in await seated.say("Anh Văn", "CT-1: 97")
    assert "Không có chỉ tiêu nào như vậy" in await seated.say("Anh Văn", "CT-1")
    assert "Chưa có chỉ tiêu nào" in await seated.say("Anh Văn", "/chitieu")
    assert values(seated) == []
    assert "CT-1" in await seated.say("Ông Trưởng", "/chitieu")


async def test_what_is_unclear_is_said_and_changes_nothing(seated: Town) -> None:
    await add(seated, SHARE)
    await seated.until(at(1))
    for answer in ("CT-9: 5", "CT-1 tháng 13: 5", "CT-1 tháng 12/2027: 5", "CT-1: nhiều"):
        told = await seated.say("Chị Lan", answer)
        assert "Chưa ghi" in told or "chưa thấy số" in told, answer
    assert values(seated) == []


async def test_other_words_are_not_taken_for_figures(seated: Town) -> None:
    await add(seated, SHARE)
    assert "Đã ghi" not in await seated.say("Chị Lan", "97,5")  # nothing is waited for yet
    await seated.until(at(1))
    assert "Tình hình" in await seated.say("Chị Lan", "tình hình")
    await seated.say("Chị Lan", "/solieu")
    assert "Tình hình" in await seated.say("Chị Lan", "tình hình")
    assert values(seated) == []


async def test_the_lead_and_the_head_are_warned_once_when_the_year_will_miss_its_target(seated: Town) -> None:
    await add(seated, SHARE)
    known_before(seated, 1, {"2026-09": 97, "2026-10": 96})
    await seated.until(at(1))
    await seated.say("Chị Lan", "95")
    (warned,) = letters(seated, "Ông Lãnh", "Cảnh báo chỉ tiêu")
    assert "🟡 có nguy cơ không đạt" in warned
    assert "ba kỳ gần nhất mỗi kỳ giảm 1 %" in warned
    assert "dự kiến cuối năm 94 %" in warned
    assert len(letters(seated, "Ông Trưởng", "Cảnh báo chỉ tiêu")) == 1
    for who in ("Ông Lãnh", "Chị Lan"):
        assert "Chỉ tiêu có nguy cơ không đạt: 1" in await seated.say(who, "tình hình")
    assert "nguy cơ" not in await seated.say("Anh Văn", "tình hình")
    await seated.say("Chị Lan", "CT-1: 95,1")
    assert len(letters(seated, "Ông Lãnh", "Cảnh báo chỉ tiêu")) == 1
    await seated.say("Chị Lan", "CT-1: 99")
    assert len(letters(seated, "Ông Lãnh", "đã trở lại")) == 1


async def test_one_view_tells_trend_distance_and_outlook_and_draws_it(seated: Town) -> None:
    await add(seated, SHARE)
    known_before(seated, 1, {"2026-09": 97, "2026-10": 96})
    told = await seated.say("Ông Lãnh", "CT-1")
    assert "96 %" in told
    assert "↓ giảm" in told
    assert "còn cách 2 %" in told
    assert "Dự kiến cuối năm 96 % (giữ như kỳ gần nhất, còn 2 kỳ)" in told
    assert "🟡" in await seated.tap("Ông Lãnh", "Biểu đồ")
    (picture,) = seated.line.sent["Ông Lãnh"][-1].files
    assert picture[1].read_bytes().startswith(b"\x89PNG")


async def test_what_the_records_give_is_offered_and_then_computed_never_typed(seated: Town) -> None:
    seated.line.files["p1"] = b"\xff\xd8\xff a photo"
    await add(seated, "thêm: Tỷ lệ phản ánh, kiến nghị đúng hạn ≥ 90 %, Phòng Kinh tế, hằng tháng")
    code_in(await seated.say("bà Sáu", LAMP))
    await answered(seated)
    await seated.until(at(23, 11))
    assert len(letters(seated, "Bà Thư", "có thể tính tự động")) == 1, seated.heard("Bà Thư")
    await seated.tap("Bà Thư", "Tính tự động CT-1")
    assert "Kỳ này đến nay: 100 % (1/1)" in await seated.say("Ông Lãnh", "CT-1")
    assert "tính tự động" in await seated.say("Bà Thư", "CT-1: 50")
    await seated.until(at(1))
    assert values(seated) == [("2026-11", 100)]
    assert letters(seated, "Chị Lan", "Số liệu chỉ tiêu") == []


async def test_satisfaction_and_duties_on_time_come_from_the_records(seated: Town) -> None:
    seated.line.files["p1"] = b"\xff\xd8\xff a photo"
    await add(seated, "thêm: Mức độ hài lòng ≥ 4 điểm", "thêm: Tỷ lệ nhiệm vụ hoàn thành đúng hạn ≥ 90 %")
    await seated.say("Bà Thư", "/suachitieu 1 nguon hailong")
    await seated.say("Bà Thư", "/suachitieu 2 nguon nhiemvu")
    code = code_in(await seated.say("bà Sáu", LAMP))
    await answered(seated)
    await seated.say("bà Sáu", f"/danhgia {code} 4")
    await adopt(seated, "Dọn kênh|Phòng Kinh tế|25/11/2026", "Sửa cầu|Phòng Kinh tế|26/11/2026")
    await seated.say("Chị Lan", "/xong 1")
    await seated.say("Chị Lan", "Biên bản nghiệm thu")
    seated.now += timedelta(days=10)
    assert "4 điểm (1 lượt đánh giá)" in await seated.say("Ông Lãnh", "CT-1")
    assert "50 % (1/2)" in await seated.say("Ông Lãnh", "CT-2")


async def test_the_clerk_changes_rhythm_unit_target_and_counting(seated: Town) -> None:
    await add(seated, SHARE)
    assert "hằng quý" in await seated.say("Bà Thư", "/suachitieu 1 ky quarter")
    assert "Công an xã" in await seated.say("Bà Thư", "/suachitieu 1 donvi 4")
    assert "cộng dồn" in await seated.say("Bà Thư", "/suachitieu 1 cong 1")
    await seated.say("Bà Thư", "/suachitieu 1 muc")
    assert "Chưa hiểu mức" in await seated.say("Bà Thư", "cao hơn")
    assert "≥ 95 %" in await seated.say("Bà Thư", "≥ 95 %")
    assert "Mục tiêu trước 2026-11-20: ≥ 98 %" in await seated.say("Bà Thư", "/chitieu 1 lichsu")
    with seated.store.transaction() as session:
        item = session.get_one(Indicator, 1)
        assert (item.every, item.unit_id, item.adds, item.goal) == ("quarter", 4, True, {"op": ">=", "value": 95})


async def test_a_quarter_means_what_the_office_says_it_does(seated: Town) -> None:
    await seated.say("Bà Thư", "/quy quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ")
    await seated.tap("Bà Thư", "Áp dụng")
    await add(seated, "thêm: Số hồ sơ số hóa ≥ 100 hồ sơ, Phòng Kinh tế, hằng quý")
    await seated.until(at(15))  # Tuesday after the 14th
    (asked,) = letters(seated, "Chị Lan", "Số liệu chỉ tiêu cần báo")
    assert "Quý IV/2026 (thứ Ba 15/09 – thứ Hai 14/12)" in asked
    assert "thứ Sáu, 18/12/2026" in asked  # the 20th is a Sunday
