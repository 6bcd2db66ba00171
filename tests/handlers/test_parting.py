"""Several matters in one message become linked cases on one tap."""

import re

import pytest

from bot.rules.states import Case
from storage.feedback import feedback_coded, feedback_events
from tests.talks import LAMP, Town, case_of, code_in, photo

TRASH = "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm"
TWO = f"{LAMP}. Ngoài ra {TRASH}"


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    return town


def codes(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"XT-[2-9A-Z]{6}", text)))


def labels(town: Town, who: str) -> list[str]:
    return [choice.label for row in town.line.sent[who][-1].choices for choice in row]


async def test_a_citizen_parts_a_message_into_linked_cases(town: Town) -> None:
    first = code_in(await town.say("bà Sáu", TWO, files=(photo(),)))
    told = await town.tap("bà Sáu", "Tách thành 2 việc")
    assert codes(told)[0] == first
    other = case_of(town, codes(told)[1])
    assert (case_of(town, first).text, other.text) == (f"{LAMP}.", f"Ngoài ra {TRASH}")
    assert other.category == "rac-moi-truong"
    assert other.person_id == case_of(town, first).person_id
    assert TRASH in "\n".join(town.heard("Chị Lan"))


async def test_the_whole_message_and_the_link_stay_in_the_history(town: Town) -> None:
    first = code_in(await town.say("bà Sáu", TWO))
    second = codes(await town.tap("bà Sáu", "Tách thành 2 việc"))[1]
    with town.store.transaction() as session:
        case, other = (feedback_coded(session, town.office_id, code) for code in (first, second))
        assert case
        assert other
        told = {event.what: event.words for event in feedback_events(session, case.id)}
        assert (told["split"], told["split_into"]) == (TWO, second)
        assert {event.what: event.words for event in feedback_events(session, other.id)}["split_from"] == first
        assert other.received_at == case.received_at


async def test_each_is_followed_by_its_own_code(town: Town) -> None:
    await town.say("bà Sáu", TWO)
    for code in codes(await town.tap("bà Sáu", "Tách thành 2 việc")):
        assert "Tình trạng" in await town.say("bà Sáu", code)


async def test_a_single_matter_offers_no_parting(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    assert not [label for label in labels(town, "bà Sáu") if label.startswith("Tách")]
    assert "không tách được" in await town.say("bà Sáu", f"/tach {code}")


async def test_a_message_is_parted_once(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", TWO))
    await town.tap("bà Sáu", "Tách thành 2 việc")
    assert "không tách được" in await town.say("bà Sáu", f"/tach {code}")


async def test_what_is_worked_on_already_stays_whole(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", TWO))
    await town.say("Bà Thư", f"/phanloai {case_of(town, code).id} chieu-sang-dien")
    await town.say("Chị Lan", f"/nhan {case_of(town, code).id}")
    assert case_of(town, code).state == Case.HANDLING
    assert "không tách được" in await town.say("bà Sáu", f"/tach {code}")


async def test_the_clerk_parts_what_was_written_down_and_the_sender_is_told(town: Town) -> None:
    await town.say("Bà Thư", f"/ghinhan 1022 #A1 bà Tư: {TWO}")
    told = await town.tap("Bà Thư", "Tách thành 2 việc")
    first, second = codes(told)
    assert case_of(town, first).outside_code == "1022 A1"
    assert case_of(town, second).outside_code == ""
    code = code_in(await town.say("bà Sáu", TWO))
    await town.say("Bà Thư", f"/tach {case_of(town, code).id}")
    assert "Đã tách thành 2 việc" in town.heard("bà Sáu")[-1]


async def test_nobody_else_parts_a_case(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", TWO))
    for who in ("ông Bảy", "Chị Lan"):
        for words in (code, case_of(town, code).id):
            assert "Đã tách" not in await town.say(who, f"/tach {words}")


async def test_a_hidden_name_stays_hidden_in_every_part(town: Town) -> None:
    await town.say("bà Sáu", TWO)
    await town.tap("bà Sáu", "Không nêu tên tôi")
    assert all(case_of(town, code).anonymous for code in codes(await town.tap("bà Sáu", "Tách thành 2 việc")))
