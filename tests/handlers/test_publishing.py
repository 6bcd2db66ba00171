"""What the public may read of a case: shown first, confirmed by a person, taken back at any time."""

from datetime import timedelta

import pytest

from bot.rules.states import Case
from bot.talk import Location
from storage.case_clocks import CaseClock, case_clocks
from storage.feedback import Feedback, feedback_events
from tests.talks import LAMP, Town, answered, case_of, code_in

CLERK, LEAD, OFFICIAL, SIX = "Bà Thư", "Ông Lãnh", "Chị Lan", "Nguyễn Thị Sáu"
MENDED = "Tổ điện đã thay bóng trước số nhà 12 đường Lê Lợi lúc 16 giờ, bà Nguyễn Thị Sáu (0912 345 678) đã xem"
SEEN = "Tổ điện đã thay bóng trước số nhà […] đường Lê Lợi lúc 16 giờ, bà […] ([…]) đã xem"


async def settled(town: Town, words: str = LAMP, answer: str = MENDED, **values: object) -> str:
    """A case of Sáu's that was answered; `values` are set on it."""
    town.seat(CLERK, OFFICIAL, LEAD)
    code = code_in(await town.say(SIX, words, location=Location(10.77612, 106.70049)))
    number = case_of(town, code).id
    with town.store.transaction() as session:
        case = session.get_one(Feedback, number)
        for name, value in values.items():
            setattr(case, name, value)
        session.add(case)
    await answered(town, words=answer)
    assert case_of(town, code).state == Case.ANSWERED
    return code


async def shown(town: Town, code: str) -> str:
    return await town.say(CLERK, f"/congkhai {case_of(town, code).id}")


def publish_clock(town: Town, code: str) -> CaseClock:
    return publish_clocks(town, code)[-1]


def publish_clocks(town: Town, code: str) -> list[CaseClock]:
    number = case_of(town, code).id
    with town.store.transaction() as session:
        return [clock for clock in case_clocks(session, number) if clock.step == "publish"]


async def test_the_clerk_sees_just_what_the_public_will_read_and_confirms_it(town: Town) -> None:
    code = await settled(town)
    assert code in await town.say(CLERK, "công khai")
    told = await town.tap(CLERK, "1. ")
    assert SEEN in told
    for hidden in (SIX, "Thị Sáu", "0912", "12 đường", LAMP, "10.77612"):
        assert hidden not in told
    assert "10.776, 106.700" in told
    assert case_of(town, code).published_at is None
    assert "Đã công khai" in await town.tap(CLERK, "Công khai như trên")
    case = case_of(town, code)
    assert (case.public_text, case.public_words, case.published_at) == (SEEN, "", town.now)
    assert (case.public_latitude, case.public_longitude) == (10.776, 106.7)
    assert publish_clock(town, code).met_at == town.now
    assert "Không có kết quả nào chờ công khai" in await town.say(CLERK, "/congkhai")


async def test_the_case_itself_offers_it_once_it_is_answered(town: Town) -> None:
    code = await settled(town)
    await town.say(CLERK, f"/pa {case_of(town, code).id}")
    assert SEEN in await town.tap(CLERK, "Công khai kết quả")


async def test_a_case_that_is_not_answered_is_not_published(town: Town) -> None:
    town.seat(CLERK, OFFICIAL)
    code = code_in(await town.say(SIX, LAMP))
    assert "không công khai được" in await shown(town, code)
    assert "không công khai được" in await town.say(CLERK, f"/dangcongkhai {case_of(town, code).id} 0123456789")
    assert case_of(town, code).published_at is None


async def test_only_who_oversees_the_office_publishes(town: Town) -> None:
    code = await settled(town)
    for who in (OFFICIAL, SIX):
        number = case_of(town, code).id
        for command in ("congkhai", "dangcongkhai", "suacongkhai", "khongcongkhai"):
            told = await town.say(who, f"/{command} {number}")
            assert "Tổ điện" not in told
            assert "cán bộ" in told or "nhiệm vụ" in told
    assert case_of(town, code).published_at is None


async def test_what_changed_since_it_was_shown_is_shown_again(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    stale = town.choice(CLERK, "Công khai như trên")
    await town.tap(CLERK, "Bỏ điểm bản đồ")
    assert "vừa thay đổi" in await town.say(CLERK, stale)
    assert case_of(town, code).published_at is None


async def test_the_result_is_written_anew_by_one_message_and_hidden_again(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    assert "tối đa 2.000 ký tự" in await town.tap(CLERK, "Sửa kết quả")
    told = await town.say(CLERK, "Đèn đã sáng lại. Cảm ơn ông Trần Văn Bảy ở số nhà 7.")
    assert "Kết quả: Đèn đã sáng lại. Cảm ơn ông […] ở số nhà […]." in told
    await town.tap(CLERK, "Sửa khu vực")
    assert "Khu vực: đường Lê Lợi, ấp 3" in await town.say(CLERK, "số nhà 12 đường Lê Lợi, ấp 3")
    await town.tap(CLERK, "Công khai như trên")
    case = case_of(town, code)
    assert case.public_text == "Đèn đã sáng lại. Cảm ơn ông […] ở số nhà […]."
    assert case.public_area == "đường Lê Lợi, ấp 3"


async def test_what_is_too_long_is_asked_for_again(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    await town.tap(CLERK, "Sửa kết quả")
    assert "tối đa 2.000 ký tự" in await town.say(CLERK, "dài quá " * 300)
    assert "Kết quả: Đã thay bóng" in await town.say(CLERK, "Đã thay bóng")
    assert case_of(town, code).published_at is None


async def test_the_citizens_words_are_shown_only_where_they_agreed(town: Town) -> None:
    words = f"{LAMP}, hỏi bà Năm Rổ, gọi 0987 654 321"
    code = await settled(town, words, may_publish=True)
    told = await shown(town, code)
    assert f"{LAMP}, hỏi bà […], gọi […]" in told
    assert "Lời người dân" not in await town.tap(CLERK, "Bỏ lời người dân")
    await town.tap(CLERK, "Công khai như trên")
    assert case_of(town, code).public_words == ""


async def test_who_gave_no_name_is_not_quoted(town: Town) -> None:
    code = await settled(town, may_publish=True, anonymous=True)
    assert LAMP not in await shown(town, code)


async def test_illness_and_children_are_left_out_with_their_sentence(town: Town) -> None:
    answer = "Tổ điện đã thay bóng lúc 16 giờ. Cháu bé bị điện giật đã ra viện."
    code = await settled(town, answer=answer)
    assert "Kết quả: Tổ điện đã thay bóng lúc 16 giờ. […]" in await shown(town, code)


@pytest.mark.parametrize(
    "values",
    [
        {"category": "thai-do-can-bo"},
        {"kind": "khieu_nai"},
        {"kind": "to_cao"},
        {"category": "tthc-mot-cua", "anonymous": True},
    ],
)
async def test_some_kinds_are_never_offered(town: Town, values: dict[str, object]) -> None:
    code = await settled(town, LAMP, MENDED, **values)
    assert "Không có kết quả nào chờ" in await town.say(CLERK, "/congkhai")
    assert "không công khai được" in await shown(town, code)
    assert publish_clocks(town, code) == []


async def test_a_case_is_left_out_with_a_reason(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    assert "Vì sao không công khai" in await town.tap(CLERK, "Không công khai")
    assert "chỉ tính vào số liệu" in await town.tap(CLERK, "Không che hết")
    case = case_of(town, code)
    assert (case.withheld, case.published_at) == ("Không che hết được thông tin cá nhân.", None)
    assert "Không có kết quả nào chờ" in await town.say(CLERK, "/congkhai")
    assert publish_clock(town, code).met_at == town.now


async def test_the_reason_may_be_words(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    await town.tap(CLERK, "Không công khai")
    assert "Đang kiện ở tòa" in await town.say(CLERK, "Đang kiện ở tòa")
    assert case_of(town, code).withheld == "Đang kiện ở tòa"


async def test_what_was_published_is_taken_back_at_any_time_and_may_come_back(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    await town.tap(CLERK, "Công khai như trên")
    assert code in await town.say(CLERK, "/congkhai da")
    town.now += timedelta(days=90)
    await town.tap(CLERK, "1. ")
    await town.tap(CLERK, "Rút khỏi")
    assert "Đã rút" in await town.tap(CLERK, "Người dân đề nghị")
    case = case_of(town, code)
    assert (case.published_at, case.public_text, case.public_latitude) == (None, "", None)
    assert "Chưa công khai phản ánh nào" in await town.say(CLERK, "/congkhai da")
    await town.tap(CLERK, "Chờ công khai")
    await shown(town, code)
    await town.tap(CLERK, "Công khai như trên")
    assert case_of(town, code).published_at == town.now


async def test_another_answer_is_published_by_another_decision(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    await town.tap(CLERK, "Công khai như trên")
    town.now += timedelta(days=3)  # Monday
    await town.say(SIX, f"/molai {code}")
    await town.say(SIX, "Đèn lại tắt rồi")
    await answered(town, words="Đội điện đã thay cả bộ đèn sáng ngày 23/11, có ông Hai xem")
    assert code in await town.say(CLERK, "/congkhai")
    assert case_of(town, code).public_text == SEEN
    assert "Đội điện" in await town.tap(CLERK, "1. ")
    await town.tap(CLERK, "Cập nhật như trên")
    assert case_of(town, code).public_text == "Đội điện đã thay cả bộ đèn sáng ngày 23/11, có ông […] xem"


async def test_every_decision_stays_in_the_history(town: Town) -> None:
    code = await settled(town)
    await shown(town, code)
    await town.tap(CLERK, "Công khai như trên")
    await town.tap(CLERK, "Rút lại")
    await town.tap(CLERK, "Còn phải kiểm tra")
    number = case_of(town, code).id
    with town.store.transaction() as session:
        events = feedback_events(session, number)
    told = [(event.what, event.words) for event in events if event.what in ("published", "unpublished")]
    assert told == [("published", SEEN), ("unpublished", "Nội dung còn phải kiểm tra thêm.")]
    assert SEEN not in await town.say(CLERK, f"/pa {case_of(town, code).id}")
