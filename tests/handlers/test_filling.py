"""The receipt asks for what lacks, one thing at a time, and waits for nobody."""

import pytest

from bot.talk import Location
from storage.case_clocks import case_clocks
from storage.feedback import feedback_events
from storage.people import Person
from tests.talks import LAMP, Town, case_of, code_in, photo

HOLE = "Ổ gà to giữa đường Lê Lợi, xe máy té hoài, mặt đường lún sâu"
RULE = "Kiến nghị sửa quy định về thủ tục: giấy tờ trùng nhau, không hợp lý, đề nghị bỏ bớt"


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    return town


def labels(town: Town, who: str) -> list[str]:
    return [choice.label for row in town.line.sent[who][-1].choices for choice in row]


async def test_the_receipt_asks_where_and_the_next_words_are_that_place(town: Town) -> None:
    told = await town.say("bà Sáu", LAMP)
    code = code_in(told)
    assert "ở chỗ nào" in told
    told = await town.say("bà Sáu", "cạnh quán nước ông Ba, ấp 3")
    assert code in told
    assert "Nếu có ảnh" in told
    assert case_of(town, code).place == "cạnh quán nước ông Ba, ấp 3"
    assert "quán nước ông Ba" in town.heard("Chị Lan")[-1]


@pytest.mark.parametrize("place", ["ấp 4", "chợ Bàu Sen", "truoc cong truong tieu hoc", "tổ 21"])
async def test_a_few_words_are_enough_for_a_place(town: Town, place: str) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("bà Sáu", place)
    assert case_of(town, code).place == place


async def test_a_located_message_is_not_asked_where(town: Town) -> None:
    told = await town.say("bà Sáu", LAMP, location=Location(10.5, 105.25))
    assert "ở chỗ nào" not in told
    assert "Nếu có ảnh" in told


async def test_a_place_named_in_the_words_is_taken_from_them(town: Town) -> None:
    told = await town.say("bà Sáu", HOLE)
    assert "Lê Lợi" in case_of(town, code_in(told)).place
    assert "Nếu có ảnh" in told


async def test_every_question_can_be_left_out_and_the_last_is_about_publishing(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "Nếu có ảnh" in await town.tap("bà Sáu", "Bỏ qua")
    assert "trang công khai" in await town.tap("bà Sáu", "Bỏ qua")
    assert "đang được theo dõi" in await town.tap("bà Sáu", "Bỏ qua")
    assert case_of(town, code).may_publish is None


@pytest.mark.parametrize(("label", "said"), [("Được đăng", True), ("Không đăng", False)])
async def test_publishing_is_asked_once_and_the_answer_kept_with_who_and_when(
    town: Town, label: str, said: bool
) -> None:
    told = await town.say("bà Sáu", HOLE, files=(photo(),))
    assert "trang công khai" in told
    code = code_in(told)
    await town.tap("bà Sáu", label)
    case = case_of(town, code)
    assert case.may_publish is said
    with town.store.transaction() as session:
        (event,) = [one for one in feedback_events(session, case.id) if one.what == "may_publish"]
    assert (event.person_id, event.at) == (case.person_id, town.now)


async def test_a_photo_answers_and_the_next_is_asked(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", HOLE))
    told = await town.say("bà Sáu", files=(photo(),))
    assert code in told
    assert "trang công khai" in told


async def test_a_place_sent_while_a_photo_is_asked_joins_all_the_same(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", HOLE))
    await town.say("bà Sáu", location=Location(10.5, 105.25))
    assert case_of(town, code).latitude == 10.5


async def test_another_matter_instead_of_a_place_is_another_case(town: Town) -> None:
    first = code_in(await town.say("bà Sáu", LAMP))
    told = await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm")
    assert code_in(told) != first
    assert case_of(town, first).place == ""


async def test_danger_instead_of_a_place_gets_the_numbers(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    assert "114" in (await town.say("bà Sáu", "cháy nhà ở ấp 3 cứu với")).splitlines()[0]


async def test_thanks_are_no_place(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("bà Sáu", "cảm ơn nhiều nhé")
    assert case_of(town, code).place == ""


async def test_a_name_is_hidden_on_one_tap(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "không ai xem được tên" in await town.tap("bà Sáu", "Không nêu tên tôi")
    case = case_of(town, code)
    assert case.anonymous
    for who in ("Chị Lan", "Bà Thư", "Ông Lãnh"):
        told = await town.say(who, f"/lienhe {case.id} xac_minh")
        assert "bà Sáu" not in told
    assert "Tình trạng" in await town.say("bà Sáu", code)


async def test_contact_is_asked_only_where_the_law_wants_it_and_kept_from_the_letters(town: Town) -> None:
    told = await town.say("ông Bảy", RULE)
    assert "họ tên, địa chỉ" in told
    code = code_in(told)
    assert "Đã ghi cách liên hệ" in await town.say("ông Bảy", "Trần Văn Bảy, ấp 5, 0912 345 678")
    case = case_of(town, code)
    assert case.contact == "Trần Văn Bảy, ấp 5, 0912 345 678"
    with town.store.transaction() as session:
        assert session.get_one(Person, case.person_id).phone == "0912345678"
    assert not [text for who in ("Chị Lan", "Bà Thư") for text in town.heard(who) if "0912" in text]


async def test_where_the_law_wants_a_name_hiding_it_is_asked_twice(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", RULE))
    assert "20/2008" in await town.say("bà Sáu", f"/giauten {code}")
    assert not case_of(town, code).anonymous
    await town.tap("bà Sáu", "Vẫn không nêu tên")
    case = case_of(town, code)
    assert case.anonymous
    with town.store.transaction() as session:
        assert not [clock for clock in case_clocks(session, case.id) if clock.runs and "20/2008" in clock.source]


async def test_a_code_alone_is_enough_to_follow_a_case(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert "Tình trạng" in await town.say("bà Sáu", code.lower())
    assert "Tình trạng" not in await town.say("ông Bảy", code)


@pytest.mark.parametrize("word", ["boqua", "chodang", "giauten"])
async def test_nobody_else_decides_of_a_citizens_case(town: Town, word: str) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    before = case_of(town, code)
    await town.say("ông Bảy", f"/{word} {code} co")
    assert case_of(town, code) == before
