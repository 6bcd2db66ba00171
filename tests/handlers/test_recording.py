"""The clerk writes down what came by letter, telephone, at the counter or from a portal, and prints a slip."""

import io
import re

import pytest
from docx import Document

from bot.rules.states import Case
from bot.rules.tokens import slip_key
from storage.feedback import Feedback, feedback_coded
from storage.people import Person
from tests.talks import LAMP, SECRET, Town, answered, case_of, code_in, photo

CALL = "/ghinhan điện thoại 0912 345 678 bà Sáu, ấp 3: đèn đường trước cổng chợ hỏng ba hôm nay, tối om"
BRIBE = "Tôi tố cáo ông trưởng ấp nhận 5 triệu đồng tiền hối lộ làm giấy tờ đất"


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh")
    return town


def sender_of(town: Town, case: Feedback) -> Person:
    with town.store.transaction() as session:
        return session.get_one(Person, case.person_id)


def cases(town: Town, text: str) -> list[str]:
    return re.findall(r"XT-[2-9A-Z]{6}", text)


def slip_text(town: Town, who: str = "Bà Thư") -> str:
    ((kept, path),) = town.line.sent[who][-1].files
    assert kept.name.endswith(".docx")
    return "\n".join(line.text for line in Document(io.BytesIO(path.read_bytes())).paragraphs)


async def test_one_message_is_a_case_with_sender_unit_and_promised_day(town: Town) -> None:
    told = await town.say("Bà Thư", CALL)
    case = case_of(town, code_in(told))
    assert "Phòng Kinh tế" in told
    assert "thứ Hai, 30/11/2026" in told
    assert (case.origin, case.contact, case.recorded_by is not None) == ("phone", "ấp 3", True)
    assert case.text == "đèn đường trước cổng chợ hỏng ba hôm nay, tối om"
    sender = sender_of(town, case)
    assert (sender.name, sender.phone) == ("bà Sáu", "0912345678")
    letter = town.heard("Chị Lan")[-1]
    assert "qua điện thoại" in letter
    assert "0912" not in letter


async def test_taps_and_words_do_the_same(town: Town) -> None:
    assert "bằng cách nào" in await town.say("Bà Thư", "/ghinhan")
    assert "ghi nội dung" in await town.tap("Bà Thư", "Trực tiếp")
    told = await town.say("Bà Thư", LAMP)
    assert "tên, điện thoại" in told
    code = code_in(told)
    assert "Đã ghi thêm" in await town.say("Bà Thư", "ông Ba, thôn Đoài, 0988 777 666")
    case = case_of(town, code)
    sender = sender_of(town, case)
    assert (case.origin, case.contact, sender.name, sender.phone) == ("counter", "thôn Đoài", "ông Ba", "0988777666")


async def test_a_number_typed_for_a_choice_counts(town: Town) -> None:
    await town.say("Bà Thư", "/ghinhan")
    await town.say("Bà Thư", "3")
    assert case_of(town, code_in(await town.say("Bà Thư", LAMP))).origin == "letter"


async def test_words_before_the_way_are_kept(town: Town) -> None:
    assert "bằng cách nào" in await town.say("Bà Thư", f"/ghinhan {LAMP}")
    assert case_of(town, code_in(await town.tap("Bà Thư", "Điện thoại"))).text == LAMP


async def test_the_name_may_be_left_out(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", f"/ghinhan đơn thư: {LAMP}"))
    await town.tap("Bà Thư", "Bỏ qua")
    assert sender_of(town, case_of(town, code)).name == ""


async def test_a_photo_of_the_letter_goes_along(town: Town) -> None:
    town.line.files["p1"] = b"\xff\xd8\xff a letter"
    code_in(await town.say("Bà Thư", f"/ghinhan đơn thư ông Ba: {LAMP}", files=(photo(),)))
    assert len(town.line.sent["Chị Lan"][-1].files) == 1


async def test_a_portals_code_is_kept_and_never_written_down_twice(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", f"/ghinhan 1022 #a123 bà Tư: {LAMP}"))
    assert case_of(town, code).outside_code == "1022 A123"
    told = await town.say("Bà Thư", "/ghinhan 1022 #A123: đèn hỏng nữa")
    assert "đã được ghi" in told
    assert set(cases(town, told)) == {code}
    assert code_in(await town.say("Bà Thư", f"/ghinhan cổng quốc gia #A123 bà Tư: {LAMP}")) != code


async def test_a_portals_code_may_be_added(town: Town) -> None:
    told = await town.say("Bà Thư", f"/ghinhan 1022: {LAMP}")
    assert "mã ở cổng kia" in told
    await town.say("Bà Thư", "#B7 bà Tư, 0912 000 111")
    case = case_of(town, code_in(told))
    assert (case.outside_code, sender_of(town, case).name) == ("1022 B7", "bà Tư")
    other = await town.say("Bà Thư", "/ghinhan 1022: rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    assert "đã được ghi" in await town.say("Bà Thư", "#B7")
    assert case_of(town, code_in(other)).outside_code == ""


async def test_a_petition_is_not_written_down_as_feedback_unless_the_clerk_says_so(town: Town) -> None:
    told = await town.say("Bà Thư", f"/ghinhan đơn thư ông Ba: {BRIBE}")
    assert "sổ tiếp công dân" in told
    assert "XT-" not in told
    assert not town.heard("Chị Lan") + town.heard("Ông Lãnh")
    code = code_in(await town.tap("Bà Thư", "Vẫn là phản ánh, ghi"))
    assert case_of(town, code).unit_id is None


async def test_only_who_oversees_writes_down(town: Town) -> None:
    for who in ("Chị Lan", "bà Sáu"):
        assert "XT-" not in await town.say(who, CALL)


async def test_the_slip_holds_what_somebody_takes_home_and_nobodys_name(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", CALL))
    assert "khổ A5" in await town.tap("Bà Thư", "In phiếu")
    text = slip_text(town)
    for words in (code, "UBND XÃ THỬ", "20/11/2026", "qua điện thoại", "Phòng Kinh tế", "30/11/2026", "0200 000 0002"):
        assert words in text
    for words in ("bà Sáu", "0912", "cổng chợ"):
        assert words not in text


async def test_there_is_no_slip_of_what_came_by_chat(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "Không tìm thấy" in await town.say("Bà Thư", f"/phieu {case_of(town, code).id}")


async def test_an_answer_for_who_has_no_account_goes_to_who_wrote_it_down(town: Town) -> None:
    await town.say("Bà Thư", CALL)
    await answered(town)
    told = town.heard("Bà Thư")[-1]
    assert "Xin báo lại người gửi" in told
    assert "Tổ điện" in told
    await town.tap("Bà Thư", "In phiếu")
    assert "Tổ điện" in slip_text(town)


async def test_a_question_is_asked_by_telephone_and_its_reply_written_down(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", CALL))
    await town.tap("Chị Lan", "Hỏi thêm")
    await town.say("Chị Lan", "Trụ đèn số mấy ạ?")
    assert "Trụ đèn số mấy" in town.heard("Bà Thư")[-1]
    await town.tap("Bà Thư", "Ghi câu trả lời")
    await town.say("Bà Thư", "Trụ số 12")
    assert "Trụ số 12" in town.heard("Chị Lan")[-1]
    assert case_of(town, code).state == Case.HANDLING


def start_word(code: str) -> str:
    return f"/start tra_{code}_{slip_key(SECRET, code)}"


async def test_who_scans_the_slip_sees_the_state_and_takes_it_into_the_chat(town: Town) -> None:
    town.strangers = True
    code = code_in(await town.say("Bà Thư", CALL))
    assert "Tình trạng" in await town.say("bà Sáu", start_word(code))
    assert "xóa 24 tháng" in await town.tap("bà Sáu", "Nhận tin tại đây")
    await town.tap("bà Sáu", "Đồng ý, nhận tin")
    assert "Tình trạng" in await town.say("bà Sáu", code)
    await answered(town)
    assert "Tổ điện" in town.heard("bà Sáu")[-1]
    assert "5/5" in await town.tap("bà Sáu", "5")


async def test_a_slip_is_followed_by_one_chat_only_and_by_no_official(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", CALL))
    key = slip_key(SECRET, code)
    told = await town.say("Chị Lan", start_word(code))
    assert "Nhận tin tại đây" not in [choice.label for row in town.line.sent["Chị Lan"][-1].choices for choice in row]
    assert "Tình trạng" in told
    await town.say("bà Sáu", f"/theodoi {code} {key} dongy")
    assert "Không có mã" in await town.say("ông Bảy", f"/theodoi {code} {key} dongy")
    with town.store.transaction() as session:
        case = feedback_coded(session, town.office_id, code)
        assert case
        assert session.get_one(Person, case.person_id).name == "bà Sáu"


async def test_without_the_key_a_code_says_nothing(town: Town) -> None:
    code = code_in(await town.say("Bà Thư", CALL))
    for words in (f"/start tra_{code}_AAAAAAAA", f"/tracuu {code}", f"/tracuu {code} AAAAAAAA", f"/theodoi {code} x"):
        assert "Tình trạng" not in await town.say("ông Bảy", words)
