"""A citizen's words reach the responsible unit and come back answered."""

import re
from datetime import timedelta

import pytest

from bot.rules.states import Case
from bot.talk import Location
from tests.talks import LAMP, Town, answered, case_of, code_in, photo


async def test_a_report_is_received_with_code_unit_and_promised_date_in_the_same_answer(town: Town) -> None:
    town.seat("Chị Lan")
    answer = await town.say("bà Sáu", LAMP)
    assert code_in(answer)
    assert "Phòng Kinh tế" in answer
    # 20/11/2026 is a Friday; ten days later is Monday 30/11.
    assert "thứ Hai, 30/11/2026" in answer


async def test_the_receipt_says_why_the_unit_was_chosen(town: Town) -> None:
    assert "đèn đường" in (await town.say("bà Sáu", LAMP)).lower()


async def test_words_without_accents_are_sorted_alike(town: Town) -> None:
    answer = await town.say("bà Sáu", "den duong truoc cong cho hong ba hom nay, toi om")
    assert "Phòng Kinh tế" in answer


async def test_the_units_official_gets_the_case_with_the_four_choices(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà Sáu", LAMP)
    (letter,) = town.line.sent["Chị Lan"]
    assert LAMP in letter.text
    labels = [choice.label for row in letter.choices for choice in row]
    assert labels[:4] == ["Nhận", "Trả lời", "Hỏi thêm", "Chuyển đơn vị khác"]


async def test_a_photo_and_a_place_travel_with_the_report(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.files["p1"] = b"a photo"
    answer = await town.say("bà Sáu", LAMP, files=(photo(),), location=Location(10.5, 105.25))
    assert "Đã kèm 1 tệp" in answer
    (letter,) = town.line.sent["Chị Lan"]
    assert [path.read_bytes() for _, path in letter.files] == [b"a photo"]
    assert "10.50000" in letter.text


async def test_a_photo_sent_after_the_receipt_joins_the_case(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.files["p1"] = b"a photo"
    code = code_in(await town.say("bà Sáu", LAMP))
    assert code in await town.say("bà Sáu", files=(photo(),))
    added = town.line.sent["Chị Lan"][-1]
    assert code in added.text
    assert len(added.files) == 1


async def test_a_lone_photo_is_kept_until_its_words_come(town: Town) -> None:
    town.seat("Chị Lan")
    town.line.files["p1"] = b"a photo"
    assert "viết thêm vài chữ" in await town.say("bà Sáu", files=(photo(),))
    await town.say("bà Sáu", LAMP)
    assert len(town.line.sent["Chị Lan"][-1].files) == 1


async def test_the_answer_reaches_the_citizen_who_can_rate_it(town: Town) -> None:
    town.seat("Chị Lan", "Ông Lãnh")
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.tap("Chị Lan", "Nhận")
    assert "đang được xử lý" in town.heard("bà Sáu")[-1]
    await answered(town)
    assert "Tổ điện đã thay bóng" in town.heard("bà Sáu")[-1]
    assert "5/5" in await town.tap("bà Sáu", "5")
    assert "5/5" in town.heard("Chị Lan")[-1]
    case = case_of(town, code)
    assert (case.state, case.rating) == (Case.CLOSED, 5)


async def test_a_case_is_rated_once(town: Town) -> None:
    town.seat("Chị Lan", "Ông Lãnh")
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.tap("bà Sáu", "5")
    assert "đã đánh giá" in await town.tap("bà Sáu", "1")


async def test_a_question_goes_to_the_citizen_and_the_reply_comes_back(town: Town) -> None:
    town.seat("Chị Lan")
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.tap("Chị Lan", "Hỏi thêm")
    await town.say("Chị Lan", "Trụ đèn số mấy ạ?")
    assert "Trụ đèn số mấy" in town.heard("bà Sáu")[-1]
    await town.tap("bà Sáu", "Trả lời câu hỏi")
    await town.say("bà Sáu", "Trụ số 12, cạnh quán nước")
    assert "Trụ số 12" in town.heard("Chị Lan")[-1]
    assert case_of(town, code).state == Case.HANDLING


async def test_the_wrong_unit_passes_the_case_on_and_the_citizen_is_told(town: Town) -> None:
    town.seat("Chị Lan", "Anh Văn")
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.tap("Chị Lan", "Chuyển đơn vị khác")
    await town.tap("Chị Lan", "Phòng Văn hóa")
    assert code in town.heard("Anh Văn")[-1]
    assert "Phòng Văn hóa – Xã hội" in town.heard("bà Sáu")[-1]
    assert "Không tìm thấy" in await town.say("Chị Lan", f"/traloi {case_of(town, code).id}")


async def test_the_state_is_told_to_its_owner_only(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "Tình trạng" in await town.say("bà Sáu", f"/tracuu {code}")
    told = await town.say("ông Bảy", f"/tracuu {code}")
    assert "Tình trạng" not in told
    assert LAMP not in told


async def test_unclear_words_go_to_the_clerk_who_decides_with_one_tap(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await town.say("bà Sáu", "cái đó bữa trước hư rồi mà không thấy ai coi hết trơn")
    if "Mã:" not in town.heard("bà Sáu")[-1]:
        await town.tap("bà Sáu", "Gửi tin vừa rồi")
    code = code_in(town.heard("bà Sáu")[-1])
    assert "cần phân loại" in town.heard("Bà Thư")[-1]
    await town.tap("Bà Thư", "Chiếu sáng")
    assert code in town.heard("Chị Lan")[-1]
    assert "Phòng Kinh tế" in town.heard("bà Sáu")[-1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cháy nhà ở ấp 3 đang cháy lớn lắm cứu với", "114"),
        ("Tôi tố cáo ông trưởng ấp nhận 5 triệu đồng tiền hối lộ làm giấy tờ đất", "Luật Tố cáo"),
        ("Tôi không đồng ý quyết định xử phạt số 12 của xã đối với tôi, đề nghị hủy quyết định", "Luật Khiếu nại"),
    ],
)
async def test_what_is_no_feedback_is_guided_and_not_registered(town: Town, words: str, expected: str) -> None:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh")
    answer = await town.say("bà Sáu", words)
    assert expected in answer
    assert "XT-" not in answer
    assert not town.heard("Chị Lan") + town.heard("Bà Thư") + town.heard("Ông Lãnh")


async def test_a_very_long_message_is_taken_whole(town: Town) -> None:
    town.seat("Chị Lan")
    words = LAMP + " và đường lầy lội" * 600
    assert len(words) > 10_000
    code = code_in(await town.say("bà Sáu", words))
    assert case_of(town, code).text == words


async def test_a_message_beyond_all_measure_is_refused_with_its_length(town: Town) -> None:
    answer = await town.say("bà Sáu", "đèn hỏng " * 3000)
    assert "27.000 ký tự" in answer or "26.999 ký tự" in answer
    assert "XT-" not in answer


async def test_a_file_that_is_too_big_is_refused_and_nothing_is_registered(town: Town) -> None:
    answer = await town.say("bà Sáu", LAMP, files=(photo("p9", 30_000_000),))
    assert "20 MB" in answer
    assert "XT-" not in answer


async def test_a_redelivered_update_changes_nothing(town: Town) -> None:
    first = await town.say("bà Sáu", LAMP, update="77")
    again = await town.say("bà Sáu", LAMP, update="77")
    assert code_in(first)
    assert again == ""
    assert len((await town.say("bà Sáu", "/cuatoi")).split("XT-")) == 2


async def test_mark_up_in_a_citizens_words_stays_words(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà <b>Sáu</b>", "Đèn đường hỏng <b>ba</b> hôm & tối <script>")
    text = town.heard("Chị Lan")[-1]
    assert "&lt;b&gt;ba&lt;/b&gt; hôm &amp; tối &lt;script&gt;" in text
    code = code_in(text)
    told = await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")
    assert "&lt;b&gt;Sáu" in told


async def test_thanks_after_a_receipt_do_not_make_a_case(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà Sáu", LAMP)
    assert "XT-" in await town.say("bà Sáu", "cảm ơn nhiều nhé")
    assert len(town.heard("Chị Lan")) == 1


async def test_a_clerk_refuses_with_a_reason_that_the_citizen_reads(town: Town) -> None:
    town.seat("Bà Thư")
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Bà Thư", f"/khongnhan {case_of(town, code).id}")
    await town.say("Bà Thư", "Tuyến đường này do tỉnh quản lý, xin gọi 0200 000 0009")
    assert "do tỉnh quản lý" in town.heard("bà Sáu")[-1]
    assert case_of(town, code).state == Case.REFUSED


async def test_more_words_after_a_receipt_are_asked_about_and_join_or_not(town: Town) -> None:
    town.seat("Chị Lan")
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "bổ sung cho phản ánh" in await town.say("bà Sáu", "đèn đường cạnh cây bàng, hỏng bóng, tối om")
    assert code in await town.tap("bà Sáu", "Bổ sung cho")
    assert "cây bàng" in town.heard("Chị Lan")[-1]
    await town.say("bà Sáu", "đèn đường ở ấp 5 cũng hỏng, tối om")
    assert code_in(await town.tap("bà Sáu", "Phản ánh mới")) != code


async def test_another_matter_after_a_receipt_becomes_a_case_of_its_own(town: Town) -> None:
    town.seat("Chị Lan")
    first = code_in(await town.say("bà Sáu", LAMP))
    told = await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    assert code_in(told) != first


async def test_what_was_left_undecided_is_not_lost(town: Town) -> None:
    town.seat("Chị Lan")
    await town.say("bà Sáu", LAMP)
    await town.say("bà Sáu", "đèn đường cạnh cây bàng, hỏng bóng, tối om")
    told = await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    assert len(set(re.findall(r"XT-[2-9A-Z]{6}", told))) == 2


async def test_the_reply_to_a_question_reaches_the_case_that_asked(town: Town) -> None:
    town.seat("Chị Lan")
    first = code_in(await town.say("bà Sáu", LAMP))
    await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    await town.say("Chị Lan", f"/hoi {case_of(town, first).id}")
    await town.say("Chị Lan", "Trụ đèn số mấy ạ?")
    assert first in await town.say("bà Sáu", "Trụ số 12, cạnh quán nước")
    assert "Trụ số 12" in town.heard("Chị Lan")[-1]


async def test_danger_is_answered_with_the_emergency_numbers_whatever_it_was_taken_for(town: Town) -> None:
    told = await town.say("bà Sáu", "Đường dây điện chập cháy trước cổng trường, cứu với")
    assert "114" in told


async def test_officials_are_not_pinged_at_night(town: Town) -> None:
    town.seat("Chị Lan")
    town.now = town.now.replace(hour=21)
    assert code_in(await town.say("bà Sáu", LAMP))
    assert not town.heard("Chị Lan")
    await town.until(town.now + timedelta(days=2, hours=12))  # Monday morning
    assert LAMP in town.heard("Chị Lan")[0]


async def test_a_program_is_not_taken_as_a_photo(town: Town) -> None:
    town.line.files["p1"] = b"MZ\x90\x00 not a photo"
    told = await town.say("bà Sáu", LAMP, files=(photo(),))
    assert "là chương trình" in told
    assert "XT-" not in told
