"""Too much, the same again, insults and advertising wait for the clerk; nothing of it is lost."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rules.states import Case
from storage.aside import Aside, open_asides
from storage.feedback import cases_of
from storage.people import account_at
from storage.store import Store
from tests.talks import LAMP, Town, answered, case_of, code_in, photo

ADVERT = "Cho vay nhanh 5-50 triệu, chỉ cần CCCD, giải ngân 15 phút, LH 0912 345 678"
RUDE = "lũ ăn hại, đồ khốn, súc vật"
MATTERS = (
    LAMP,
    "Rác chất đống trước nhà văn hóa ấp 2 cả tuần nay chưa ai dọn",
    "Quán karaoke Hoa Mai hát tới 1 giờ sáng, ồn không ngủ được",
    "Ổ gà lớn trên đường vào trường tiểu học, xe máy té hoài",
    "Nước máy ấp 4 đục ngầu mấy ngày nay, không dùng được",
    "Cống trước chợ nghẹt, mưa xuống là ngập vào nhà dân",
    "Chó thả rông cắn trẻ em ở ấp 3, không ai bắt",
)


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    return town


def waiting(town: Town) -> list[Aside]:
    with town.store.transaction() as session:
        return open_asides(session, town.office_id)


def cases(town: Town, who: str) -> int:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", who)
        return len(cases_of(session, account.person_id, 100)) if account else 0


async def test_too_many_messages_are_kept_for_the_clerk_and_that_is_said_once(town: Town) -> None:
    for number in range(20):
        await town.say("bà Sáu", f"alo {number}")
    told = await town.say("bà Sáu", "alo nghe không, cống chợ nghẹt")
    assert "Không tin nào bị mất" in told
    assert await town.say("bà Sáu", "trả lời đi") == ""
    assert [row.text for row in waiting(town)] == ["alo nghe không, cống chợ nghẹt", "trả lời đi"]
    assert sum("để riêng" in text for text in town.heard("Bà Thư")) == 1


async def test_after_a_while_one_is_heard_again(town: Town) -> None:
    for number in range(22):
        await town.say("bà Sáu", f"alo {number}")
    town.now += timedelta(minutes=11)
    assert code_in(await town.say("bà Sáu", LAMP))


async def test_taps_and_commands_are_not_counted(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    for _ in range(25):
        await town.say("bà Sáu", f"/tracuu {code}")
    assert "Tình trạng" in await town.say("bà Sáu", f"/tracuu {code}")
    assert "Phản ánh của ông/bà" in await town.say("bà Sáu", "phản ánh của tôi")
    assert waiting(town) == []


async def test_in_an_emergency_the_numbers_are_said_over_any_limit(town: Town) -> None:
    for number in range(21):
        await town.say("bà Sáu", f"alo {number}")
    assert (await town.say("bà Sáu", "Cháy nhà ở chợ, cứu với")).startswith("<b>Nếu đang nguy cấp")


async def test_a_stranger_who_sends_on_and_on_is_told_once_and_loses_nothing(town: Town) -> None:
    town.strangers = True
    for number in range(20):
        await town.say("người lạ", f"alo {number}")
    told = await town.say("người lạ", LAMP)
    assert "Không tin nào bị mất" in told
    assert "đồng ý" in told
    assert await town.say("người lạ", "Tối quá không ai dám đi") == ""
    assert waiting(town) == []
    assert "Mã:" in await town.tap("người lạ", "Đồng ý")
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "người lạ")
        assert account
        assert cases_of(session, account.person_id)[0].text == f"{LAMP}\nTối quá không ai dám đi"


async def test_the_sixth_case_of_a_day_waits_for_the_clerk(town: Town) -> None:
    for words in MATTERS[:5]:
        assert code_in(await town.say("bà Sáu", words))
        await town.say("bà Sáu", "/huy")
    assert "để văn thư xem" in await town.say("bà Sáu", MATTERS[5])
    assert "Đã giữ tin này" in await town.say("bà Sáu", MATTERS[6])
    assert code_in(await town.say("ông Bảy", MATTERS[5]))
    town.now += timedelta(hours=25)
    assert code_in(await town.say("bà Sáu", "Loa phường phát nhỏ quá, tổ 7 không nghe được thông báo gì"))


async def test_when_all_send_at_once_the_rest_waits_and_nobody_is_refused(town: Town) -> None:
    await town.say("Bà Thư", "/gioihan giờ 10")
    for number in range(10):
        await town.say(f"dân {number}", f"{MATTERS[number % 7]}, chỗ nhà số {number}")
        await town.say(f"dân {number}", "/huy")
    assert "để văn thư xem" in await town.say("bà Sáu", LAMP)
    assert [row.text for row in waiting(town)] == [LAMP]


async def test_the_same_words_again_name_the_case_they_are_about(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("bà Sáu", "/huy")
    told = await town.say("bà Sáu", LAMP.upper() + "!!!")
    assert code in told
    assert "không lập thêm" in told
    assert cases(town, "bà Sáu") == 1
    assert f"trùng với phản ánh <code>{code}</code>" in await town.say("Bà Thư", "/tinrieng")


async def test_once_it_was_answered_the_same_words_are_a_new_matter(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    await answered(town)
    await town.say("bà Sáu", f"/danhgia {case_of_last(town)} 4")
    await town.say("bà Sáu", "/huy")
    assert code_in(await town.say("bà Sáu", LAMP))


def case_of_last(town: Town) -> str:
    return code_in(next(text for text in reversed(town.heard("bà Sáu")) if "XT-" in text))


async def test_the_same_words_by_many_wait_for_the_clerk(town: Town) -> None:
    for who in ("bà Sáu", "ông Bảy", "cô Tám"):
        assert code_in(await town.say(who, LAMP))
    assert "gửi nhiều lần" in await town.say("chú Chín", LAMP)
    assert len(waiting(town)) == 1


async def test_short_words_are_the_same_by_chance(town: Town) -> None:
    for who in ("bà Sáu", "ông Bảy", "cô Tám", "chú Chín", "cô Mười"):
        assert code_in(await town.say(who, "Mất nước"))


async def test_insults_wait_and_plain_words_are_taken_at_once(town: Town) -> None:
    assert "viết lại" in await town.say("bà Sáu", f"{RUDE}. Đường sá thế à")
    assert cases(town, "bà Sáu") == 0
    assert code_in(await town.say("bà Sáu", LAMP))


async def test_an_angry_word_does_not_hide_what_is_surely_a_matter(town: Town) -> None:
    assert code_in(await town.say("bà Sáu", f"{LAMP}. Làm ăn vcl"))


async def test_advertising_waits_for_the_clerk(town: Town) -> None:
    assert "giống tin quảng cáo" in await town.say("người bán", ADVERT)
    assert cases(town, "người bán") == 0
    shown = await town.say("Bà Thư", "tin riêng")
    assert "số điện thoại" in shown
    assert "người bán" not in shown


async def test_a_stranger_s_advertising_is_not_even_kept(town: Town) -> None:
    town.strangers = True
    await town.say("người bán", ADVERT)
    assert waiting(town) == []


async def test_one_tap_makes_it_a_case_with_the_clock_of_the_day_it_was_sent(town: Town) -> None:
    town.line.files["p1"] = b"\xff\xd8\xff photo"
    await town.say("bà Sáu", f"{RUDE}. Đèn đường ấp 3 hỏng", files=(photo(),))
    sent = town.now
    town.now += timedelta(days=3)
    await town.say("Bà Thư", "/tinrieng")
    assert len(town.line.sent["Bà Thư"][-1].files) == 1
    done = await town.tap("Bà Thư", "Nhận thành phản ánh")
    assert "Không có tin nào để riêng" in done
    case = case_of(town, code_in(done))
    assert case.received_at == sent
    assert case.original_due.day == 30
    assert code_in(town.heard("bà Sáu")[-1]) == case.code
    assert len(town.line.sent["Chị Lan" if case.unit_id else "Bà Thư"][-1].files) in (0, 1)
    assert waiting(town) == []


async def test_many_messages_of_one_sender_become_one_case(town: Town) -> None:
    for number in range(20):
        await town.say("bà Sáu", f"alo {number}")
    await town.say("bà Sáu", "Đèn đường trước cổng chợ")
    await town.say("bà Sáu", "hỏng ba hôm nay, tối om")
    await town.say("Bà Thư", "/tinrieng")
    done = await town.tap("Bà Thư", "Nhận cả 2 tin")
    assert case_of(town, code_in(done)).text == "Đèn đường trước cổng chợ\nhỏng ba hôm nay, tối om"


async def test_what_belongs_to_an_open_case_is_added_to_it(town: Town) -> None:
    code = code_in(await town.say("bà Sáu", LAMP))
    for number in range(19):
        await town.say("bà Sáu", f"alo {number}")
    await town.say("bà Sáu", "Có cái cột sắp đổ nữa")
    await town.say("Bà Thư", "/tinrieng")
    assert code in await town.tap("Bà Thư", f"Thêm vào {code}")
    assert "Có cái cột sắp đổ nữa" in town.heard("Chị Lan")[-1]


async def test_what_is_dropped_is_said_to_its_sender(town: Town) -> None:
    await town.say("người bán", ADVERT)
    await town.say("Bà Thư", "/tinrieng")
    await town.tap("Bà Thư", "Bỏ")
    await town.tap("Bà Thư", "Bỏ hẳn")
    assert "không lập thành phản ánh vì giống quảng cáo" in town.heard("người bán")[-1]


async def test_who_only_repeated_is_not_written_to_again(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    await town.say("bà Sáu", "/huy")
    await town.say("bà Sáu", LAMP)
    before = len(town.heard("bà Sáu"))
    await town.say("Bà Thư", "/tinrieng")
    await town.tap("Bà Thư", "Bỏ")
    await town.tap("Bà Thư", "Bỏ hẳn")
    assert len(town.heard("bà Sáu")) == before


async def test_all_of_a_sender_is_dropped_with_one_letter(town: Town) -> None:
    for number in range(24):
        await town.say("bà Sáu", f"alo {number}")
    await town.say("Bà Thư", "/tinrieng")
    assert "4 tin này?" in await town.tap("Bà Thư", "Bỏ cả 4 tin")
    assert "Đã bỏ 4 tin" in await town.tap("Bà Thư", "Bỏ hẳn")
    assert "4 tin" in town.heard("bà Sáu")[-1]
    assert waiting(town) == []


async def test_one_may_be_left_for_later(town: Town) -> None:
    await town.say("người bán", ADVERT)
    await town.say("bà Sáu", f"{RUDE} cả")
    assert "giống quảng cáo" in await town.say("Bà Thư", "/tinrieng")
    assert "lời lẽ nặng" in await town.tap("Bà Thư", "Để sau")
    assert "giống quảng cáo" in await town.tap("Bà Thư", "Để sau")


async def test_two_who_decide_at_once_decide_once(town: Town) -> None:
    await town.say("bà Sáu", f"{RUDE}. Đèn đường ấp 3 hỏng")
    await town.say("Bà Thư", "/tinrieng")
    await town.say("Ông Lãnh", "/tinrieng")
    await town.tap("Bà Thư", "Nhận thành phản ánh")
    assert "đã có người quyết định" in await town.tap("Ông Lãnh", "Bỏ")
    assert "đã có người quyết định" in await town.tap("Ông Lãnh", "Nhận thành phản ánh")
    assert cases(town, "bà Sáu") == 1


async def test_what_may_be_about_an_official_is_for_the_lead_alone(town: Town) -> None:
    for words in MATTERS[:5]:
        await town.say("bà Sáu", words)
        await town.say("bà Sáu", "/huy")
    await town.say("bà Sáu", "Cán bộ một cửa hách dịch, quát mắng người già, thái độ rất tệ")
    assert "Không có tin nào" in await town.say("Bà Thư", "/tinrieng")
    assert "đã có người quyết định" in await town.say("Bà Thư", f"/botin {waiting(town)[0].id}")
    assert "hách dịch" in await town.say("Ông Lãnh", "/tinrieng")


@pytest.mark.parametrize("who", ["Chị Lan", "bà Sáu"])
async def test_only_clerk_and_lead_see_the_list(town: Town, who: str) -> None:
    await town.say("người bán", ADVERT)
    number = waiting(town)[0].id
    for command in ("/tinrieng", f"/nhantin {number}", f"/botin {number}", f"/themtin {number}", f"/chan {number}"):
        assert "vay nhanh" not in await town.say(who, command)
    assert len(waiting(town)) == 1


async def test_the_office_changes_its_limits(town: Town) -> None:
    assert "<b>20</b>" in await town.say("Bà Thư", "/gioihan")
    assert "<b>6</b>" in await town.say("Bà Thư", "/gioihan tin 6")
    assert "từ 5 đến 200" in await town.say("Bà Thư", "/gioihan tin 1")
    assert "chưa rõ" in await town.say("Bà Thư", "/gioihan mưa")
    for number in range(6):
        await town.say("bà Sáu", f"alo {number}")
    assert "Không tin nào bị mất" in await town.say("bà Sáu", "alo")


async def test_officials_are_not_counted(town: Town) -> None:
    for number in range(25):
        assert await town.say("Chị Lan", f"alo {number}")
    assert waiting(town) == []


async def test_the_side_list_on_both_databases(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan")
    await town.say("bà Sáu", f"{RUDE}. Đèn đường ấp 3 hỏng")
    for number in range(21):
        await town.say("ông Bảy", f"alo {number}")
    await town.say("Bà Thư", "/tinrieng")
    code = code_in(await town.tap("Bà Thư", "Nhận thành phản ánh"))
    assert case_of(town, code).state in (Case.NEW, Case.ASSIGNED)
    await town.tap("Bà Thư", "Bỏ")
    await town.tap("Bà Thư", "Bỏ hẳn")
    assert waiting(town) == []


async def test_a_flood_does_not_make_the_list_slow(town: Town) -> None:
    for number in range(20):
        await town.say("bà Sáu", f"alo {number}")
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "bà Sáu")
        assert account
        session.add_all(
            Aside(office_id=town.office_id, person_id=account.person_id, at=town.now, reason="flood", text=f"alo {n}")
            for n in range(250)
        )
    assert "còn 250 tin" in await town.say("Bà Thư", "/tinrieng")
    assert "200 tin này?" in await town.tap("Bà Thư", "Bỏ cả 200 tin")
    assert "Đã bỏ 200 tin" in await town.tap("Bà Thư", "Bỏ hẳn")
    assert "còn 50 tin" in town.heard("Bà Thư")[-1]
