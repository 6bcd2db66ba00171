"""One matter reported by several: offered, followed together, answered at once; each keeps its code and its rating."""

import re

from bot.rules.states import Case
from tests.talks import Town, answered, case_of, clocks_of, code_in

ONE = "Đèn đường trước cổng chợ Bàu Sen hỏng ba hôm nay, tối om, gọi tôi 0912345678"
TWO = "đèn đường ở cổng chợ Bàu Sen bị hỏng, tối om"
OTHER = "Đèn đường trước cổng trường Phú Lợi hỏng, tối om"
STAFF = ("Bà Thư", "Chị Lan", "Ông Lãnh")


async def two(town: Town) -> tuple[str, str]:
    """Two citizens report the same lamp."""
    town.seat(*STAFF)
    first = code_in(await town.say("bà Sáu", ONE))
    second = code_in(await town.say("ông Bảy", TWO))
    return first, second


async def test_with_the_receipt_it_is_offered_to_follow_together_and_nobody_is_shown(town: Town) -> None:
    town.seat(*STAFF)
    first = code_in(await town.say("bà Sáu", ONE))
    told = await town.say("ông Bảy", TWO)
    assert code_in(told) != first
    assert "Đã có người báo việc tương tự" in told
    assert "Chiếu sáng công cộng" in told
    assert "báo ngày thứ Sáu 20/11" in told
    for hidden in (first, "bà Sáu", "0912345678", "ba hôm nay"):
        assert hidden not in told


async def test_another_matter_is_not_offered(town: Town) -> None:
    town.seat(*STAFF)
    await town.say("bà Sáu", ONE)
    assert "việc tương tự" not in await town.say("ông Bảy", OTHER)


async def test_followed_together_one_answer_reaches_both_and_each_rates_it(town: Town) -> None:
    first, second = await two(town)
    await town.tap("ông Bảy", "Cùng việc")
    assert case_of(town, second).state == Case.MERGED
    assert second in town.heard("Chị Lan")[-1]
    assert TWO in town.heard("Chị Lan")[-1]
    await town.say("Chị Lan", f"/pa {case_of(town, first).id}")
    await answered(town)
    for who, code in (("bà Sáu", first), ("ông Bảy", second)):
        assert "Trả lời phản ánh" in town.heard(who)[-1]
        assert code in town.heard(who)[-1]
        assert case_of(town, code).state == Case.ANSWERED
    await town.tap("ông Bảy", "5")
    assert (case_of(town, first).rating, case_of(town, second).rating) == (None, 5)
    assert clocks_of(town, second)["answer"].met_at is not None


async def test_another_matter_stays_on_its_own(town: Town) -> None:
    first, second = await two(town)
    assert "giải quyết riêng" in await town.tap("ông Bảy", "Việc khác")
    assert case_of(town, second).state == case_of(town, first).state == Case.ASSIGNED


async def test_only_what_was_offered_can_be_joined(town: Town) -> None:
    first, second = await two(town)
    lamp = code_in(await town.say("ông Tư", OTHER))
    await town.say("ông Tư", f"/cungviec {lamp} {case_of(town, first).id}")
    await town.say("ông Tư", f"/cungviec {second} {case_of(town, first).id}")
    assert case_of(town, lamp).merged_into is None
    assert case_of(town, second).merged_into is None


async def test_nobody_is_reminded_of_what_goes_with_another(town: Town) -> None:
    _, second = await two(town)
    await town.tap("ông Bảy", "Cùng việc")
    assert all(clock.next_at is None for clock in clocks_of(town, second).values())


async def test_who_reports_again_is_linked_to_the_earlier_case_and_the_office_sees_it(town: Town) -> None:
    town.seat(*STAFF)
    first = code_in(await town.say("bà Sáu", ONE))
    await town.say("bà Sáu", "/huy")
    told = await town.say("bà Sáu", "Lần 3 tôi báo rồi đó, đèn đường cổng chợ Bàu Sen vẫn hỏng, tối om")
    second = next(code for code in re.findall(r"XT-[2-9A-Z]{6}", told) if code != first)
    assert first in told
    assert case_of(town, second).follows == case_of(town, first).id
    assert f"Báo lại {first}" in "".join(town.heard("Chị Lan") + town.heard("Bà Thư"))
    await town.tap("bà Sáu", "Không phải việc đó")
    assert case_of(town, second).follows is None


async def test_that_it_was_said_before_is_shown_also_where_no_code_is_found(town: Town) -> None:
    town.seat(*STAFF)
    await town.say("bà Sáu", "Tôi báo nhiều lần rồi mà đèn đường cổng chợ Bàu Sen vẫn hỏng, tối om")
    assert "nói đã báo việc này trước đây" in "".join(town.heard("Chị Lan") + town.heard("Bà Thư"))


async def test_the_clerk_puts_together_and_apart(town: Town) -> None:
    first, second = await two(town)
    assert "Đã gộp" in await town.say("Bà Thư", f"/gop {second} {first}")
    assert "được giải quyết chung" in town.heard("ông Bảy")[-1]
    assert first not in town.heard("ông Bảy")[-1]
    await town.tap("Bà Thư", "Bỏ gộp")
    case = case_of(town, second)
    assert (case.state, case.merged_into, case.due) == (Case.RECEIVED, None, case.original_due)


async def test_the_earlier_promise_leads(town: Town) -> None:
    town.seat(*STAFF)
    first = code_in(await town.say("bà Sáu", ONE))
    town.now = town.now.replace(day=25)
    second = code_in(await town.say("ông Bảy", OTHER))
    assert "phải là phản ánh chính" in await town.say("Bà Thư", f"/gop {first} {second}")
    await town.tap("Bà Thư", f"Gộp {second}")
    assert case_of(town, second).merged_into == case_of(town, first).id


async def test_what_cannot_be_put_together_is_said(town: Town) -> None:
    first, second = await two(town)
    assert "Không gộp được" in await town.say("Bà Thư", f"/gop {first} {first}")
    await town.say("Bà Thư", f"/gop {second} {first}")
    assert "Không gộp được" in await town.say("Bà Thư", f"/gop {first} {second}")
    await town.say("Chị Lan", f"/gop {first} {second}")
    assert case_of(town, first).merged_into is None


async def test_where_the_main_one_is_refused_the_others_are_sorted_on_their_own(town: Town) -> None:
    first, second = await two(town)
    await town.say("Bà Thư", f"/gop {second} {first}")
    await town.say("Bà Thư", f"/khongnhan {case_of(town, first).id}")
    await town.say("Bà Thư", "Tuyến đường này do tỉnh quản lý")
    assert (case_of(town, second).state, case_of(town, second).unit_id) == (Case.RECEIVED, None)


async def test_what_was_put_together_step_by_step_is_answered_as_a_whole(town: Town) -> None:
    first, second = await two(town)
    third = code_in(await town.say("ông Tư", OTHER))
    await town.say("Bà Thư", f"/gop {third} {second}")
    await town.say("Bà Thư", f"/gop {second} {first}")
    await town.say("Chị Lan", f"/pa {case_of(town, first).id}")
    await answered(town)
    assert {case_of(town, code).state for code in (first, second, third)} == {Case.ANSWERED}
