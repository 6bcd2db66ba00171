"""Before a channel closes on an open case its sender says how the result shall come; the clerk sees who has none."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rules.states import LetterState
from storage.people import account_at
from storage.store import Store
from tests.jobs.test_deliver import letters
from tests.jobs.test_ways import connect, oa, on_oa, report_on_oa, texts
from tests.talks import Line, Town, answered, case_of


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    town = Town(sqlite_store, tmp_path)
    town.seat("Chị Lan", "Ông Lãnh", "Bà Thư", "Quản Trị")
    town.now -= timedelta(days=3)  # thứ Ba
    other = Line("oa", clock=lambda: town.now)
    other.traits = replace(other.traits, title="Zalo OA", free=timedelta(hours=48))
    connect(town, other)
    return town


async def tap(town: Town, label: str, number: str) -> str:
    before = len(texts(oa(town), "bà Sáu"))
    rows = [choice for parcel in oa(town).sent["bà Sáu"] for row in parcel.choices for choice in row]
    command = next(choice.command for choice in reversed(rows) if choice.label.startswith(label))
    await on_oa(town, "bà Sáu", command, number)
    return "\n".join(texts(oa(town), "bà Sáu")[before:])


async def asked(town: Town) -> str:
    """Bà Sáu reported on Zalo alone and is asked once before it closes; the code of her case."""
    code = await report_on_oa(town)
    await town.until(town.now + timedelta(hours=47))
    assert [f"{code}" in text for text in texts(oa(town), "bà Sáu") if "muốn nhận bằng cách nào" in text] == [True]
    return code


async def go_silent(town: Town) -> None:
    """Nothing more is heard of her there until it has closed; then her case is answered, on a Monday."""
    await town.until(town.now + timedelta(days=4))
    await answered(town)
    await town.app.tick()


async def test_by_telephone_the_clerk_gets_the_answer_to_pass_on(town: Town) -> None:
    code = await asked(town)
    assert "Xin cho số điện thoại" in await tap(town, "Gọi điện", "2")
    assert oa(town).sent["bà Sáu"][-1].card  # where it can, the channel lets her give it with a tap
    await on_oa(town, "bà Sáu", "không có", "3")
    assert "sẽ gọi số <b>0912345678</b>" in await said(town, "0912 345 678", "4")
    assert "Nhận kết quả: xin gọi điện" in await town.say("Chị Lan", f"/pa {case_of(town, code).id}")
    await go_silent(town)
    told = town.heard("Bà Thư")[-1]
    assert "xin được gọi điện" in told
    assert "thay bóng" in told
    assert len(letters(town, LetterState.PARKED)) >= 1


async def said(town: Town, words: str, number: str) -> str:
    before = len(texts(oa(town), "bà Sáu"))
    await on_oa(town, "bà Sáu", words, number)
    return "\n".join(texts(oa(town), "bà Sáu")[before:])


async def test_who_waits_gets_it_with_the_code_and_the_clerk_knows(town: Town) -> None:
    code = await asked(town)
    assert code in await tap(town, "Giữ lại", "2")
    await go_silent(town)
    shown = await town.say("Bà Thư", "/khonglienlac")
    assert f"{code}</code>: quá lâu không nhắn lại; sẽ nhắn mã để nhận" in shown
    assert "Sáu" not in shown
    assert "Có người dân chưa nhận được tin" in "".join(town.heard("Bà Thư"))
    assert "thay bóng" in await said(town, code, "3")
    assert code not in await town.say("Bà Thư", "/khonglienlac")


async def test_the_clerks_morning_says_how_many_have_got_no_news(town: Town) -> None:
    await asked(town)
    await go_silent(town)
    await town.say("Ông Lãnh", f"giao Bà Thư in phiếu, {town.now + timedelta(days=2):%d/%m} xong")
    await town.until(town.now + timedelta(days=2))
    assert "1 phản ánh có tin người gửi chưa nhận được" in town.heard("Bà Thư")[-1]
    assert "quá lâu không nhắn lại" in await town.tap("Bà Thư", "Ai chưa nhận được tin")


async def test_the_other_ways_are_shown_at_once(town: Town) -> None:
    await asked(town)
    assert "/lienket" in await tap(town, "Qua kênh khác", "2")
    assert "Giờ làm việc" in await tap(town, "Tôi đến cơ quan", "3")


async def test_nobody_is_asked_twice_nor_without_need(town: Town) -> None:
    await asked(town)
    await said(town, "cảm ơn", "2")
    await town.until(town.now + timedelta(days=3))
    assert len([text for text in texts(oa(town), "bà Sáu") if "bằng cách nào" in text]) == 1
    await on_oa(town, "ông Ba", "/start", "3")
    await town.until(town.now + timedelta(days=3))
    assert not [text for text in texts(oa(town), "ông Ba") if "bằng cách nào" in text]


@pytest.mark.parametrize("words", ["", "bay", "cho"])
async def test_without_an_open_case_there_is_nothing_to_choose(town: Town, words: str) -> None:
    assert "không có phản ánh nào đang chờ" in await town.say("ông Ba", f"/nhanqua {words}")


async def test_officials_without_a_way_are_listed_with_the_reason(town: Town) -> None:
    shown = await town.say("Ông Lãnh", "/khonglienlac")
    assert "Anh Văn: chưa có tài khoản" in shown
    assert "Chị Lan" not in shown


async def test_who_writes_where_it_closes_has_all_of_theirs_erased_all_the_same(town: Town) -> None:
    await report_on_oa(town)
    await on_oa(town, "bà Sáu", "/xoadulieu", "e1")
    await on_oa(town, "bà Sáu", "/xoahet ngay", "e2")
    assert "Đã xóa dữ liệu" in texts(oa(town), "bà Sáu")[-1]
    with town.store.transaction() as session:
        assert account_at(session, town.office_id, "oa", "bà Sáu") is None
