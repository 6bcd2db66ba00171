"""A plan gone through as a table: the same state as in the chat."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from storage.occurrences import open_duties
from storage.store import Store
from tests.plan_talks import CLERK, DYKE, POOR, WORKS, dates_of, rows_of, send_plan, task_of
from tests.talks import Town
from tests.web.review_office import ask_link, browser, enter, press, town_with_plan

COUNTING = "Tổng kiểm kê tài sản công|Phòng Kinh tế|28/12/2026|Bảng kê"


@pytest.fixture
async def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return await town_with_plan(sqlite_store, tmp_path)


@pytest.fixture
async def visitor(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(town) as client:
        await enter(client, await ask_link(town))
        yield client


async def shown(visitor: httpx.AsyncClient, query: str = "") -> str:
    return (await visitor.get(f"/ra-soat{query}")).raise_for_status().text


async def test_after_a_plan_was_saved_here_the_clerk_is_asked_about_unclear_periods_in_the_chat(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    await send_plan(town, "Báo cáo thi đua|Phòng Kinh tế|Hằng quý", name="khac.txt")
    await enter(visitor, await ask_link(town))
    await press(visitor, "/ra-soat/ke-hoach", viec="luu")
    await town.app.tick()
    await town.app.settle()
    assert "hiểu kỳ báo cáo thế nào" in town.heard(CLERK)[-1]
    await town.tap(CLERK, "Chốt ngày 14")
    assert "thứ Sáu, 18/12/2026" in town.heard(CLERK)[-1]


async def test_rows_that_need_a_decision_are_shown_first_with_the_reason(visitor: httpx.AsyncClient) -> None:
    page = await shown(visitor)
    assert "Lập danh sách công trình hư hỏng" in page
    assert "Không có ngày nào như “30/02/2026”." in page
    assert "Kiểm tra đê bao" not in page
    assert "Kiểm tra đê bao" in await shown(visitor, "?loc=tatca")


@pytest.mark.parametrize(
    ("word", "there", "not_there"),
    [
        ("nhom", "Tổng vệ sinh", "hộ nghèo"),
        ("thieu", "Tổng vệ sinh", "hộ nghèo"),
        ("can", "công trình", "Tổng vệ sinh"),
        ("tatca", "hộ nghèo", "<script"),
        ("linhtinh", "công trình", "Tổng vệ sinh"),
    ],
)
async def test_rows_can_be_filtered(visitor: httpx.AsyncClient, word: str, there: str, not_there: str) -> None:
    table = (await shown(visitor, f"?loc={word}")).partition("<table")[2]
    assert there in table
    assert not_there not in table


async def test_a_correction_on_the_page_is_seen_in_the_chat(town: Town, visitor: httpx.AsyncClient) -> None:
    page = await press(
        visitor, "/ra-soat/dong/3", viec="sua", content="Kiểm tra toàn tuyến đê", coop="Công an xã; Thôn 3"
    )
    assert "Đã ghi nhận." in page.text
    told = await town.say(CLERK, "/dong 1 3")
    assert "Kiểm tra toàn tuyến đê" in told
    assert "Phối hợp: Công an xã; Thôn 3" in told


async def test_a_correction_in_the_chat_is_seen_on_the_page(town: Town, visitor: httpx.AsyncClient) -> None:
    await town.say(CLERK, "/suadong 1 1 deadline_text")
    await town.say(CLERK, "trước ngày 15/12")
    page = await shown(visitor, "?loc=tatca")
    assert "Hiểu là: trước thứ Ba, 15/12/2026 (không kể ngày đó)" in page
    assert "30/02/2026" not in page


async def test_a_deadline_that_is_not_understood_is_asked_again_and_the_words_are_kept(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    page = await press(visitor, "/ra-soat/dong/1", viec="sua", deadline_text="bao giờ cũng được", note="Nhớ hỏi lại")
    assert page.status_code == 422
    assert "Ô thời hạn không nêu thời gian." in page.text
    assert "bao giờ cũng được</textarea>" in page.text
    assert "Nhớ hỏi lại</textarea>" in page.text
    assert rows_of(town)[1]["deadline_text"] == "30/02/2026"


async def test_a_form_filled_in_over_an_older_state_does_not_undo_the_newer_one(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    page = await press(visitor, "/ra-soat/dong/3", viec="sua", product="Biên bản có ảnh", seen="0" * 16)
    assert page.status_code == 409
    assert "vừa được sửa ở nơi khác" in page.text
    assert rows_of(town)[3]["product"] == "Biên bản"


async def test_a_row_is_dropped_and_taken_back(town: Town, visitor: httpx.AsyncClient) -> None:
    await press(visitor, "/ra-soat/dong/3", viec="bo")
    assert "Đã bỏ" in await town.say(CLERK, "/dong 1 3")
    await press(visitor, "/ra-soat/dong/3", viec="lay")
    assert "Đã bỏ" not in await town.say(CLERK, "/dong 1 3")


async def test_a_name_is_decided_on_the_page_and_not_asked_in_the_chat(town: Town, visitor: httpx.AsyncClient) -> None:
    page = await shown(visitor)
    assert "“Ban Tài chính xã” là đơn vị nào?" in page
    path = page.partition('action="/ra-soat/ten/')[2].partition('"')[0]
    await press(visitor, f"/ra-soat/ten/{path}", nghia="2")
    assert "là đơn vị nào?" not in await shown(visitor)
    assert "là đơn vị nào?" not in await town.say(CLERK, "/xemkh 1")


async def test_nothing_is_decided_when_nothing_was_chosen(visitor: httpx.AsyncClient) -> None:
    path = (await shown(visitor)).partition('action="/ra-soat/ten/')[2].partition('"')[0]
    for said in ("", "99", "nobody"):
        await press(visitor, f"/ra-soat/ten/{path}", nghia=said)
    assert "là đơn vị nào?" in await shown(visitor)


async def test_nothing_is_a_task_before_the_button_is_pressed(town: Town, visitor: httpx.AsyncClient) -> None:
    await press(visitor, "/ra-soat/dong/1", viec="sua", deadline_text="15/12/2026")
    with town.store.transaction() as session:
        assert open_duties(session, town.office_id) == []
    page = await press(visitor, "/ra-soat/ke-hoach", viec="luu")
    assert "Đã lưu." in page.text
    assert dates_of(town, "Kiểm tra") == [("2026-12-18", "open")]


async def test_confirming_twice_makes_the_tasks_once(town: Town, visitor: httpx.AsyncClient) -> None:
    page = await shown(visitor, "?loc=tatca")
    word = page.partition('name="word" value="')[2].partition('"')[0]
    for _ in range(2):
        last = await visitor.post(
            "/ra-soat/ke-hoach", data={"viec": "luu", "word": word}, headers={"Origin": "http://xa.example"}
        )
    assert last.headers["location"].endswith("xong=truoc")
    assert "Xem lại" not in await town.say(CLERK, "/luukh 1")
    assert task_of(town, "Kiểm tra").content == "Kiểm tra đê bao phía bắc"


async def test_after_confirming_the_page_corrects_the_tasks_themselves(town: Town, visitor: httpx.AsyncClient) -> None:
    await press(visitor, "/ra-soat/ke-hoach", viec="luu")
    await press(visitor, "/ra-soat/dong/3", viec="sua", deadline_text="22/12/2026")
    assert dates_of(town, "Kiểm tra") == [("2026-12-22", "open")]
    await town.app.tick()
    assert "Thời hạn: “18/12/2026” → “22/12/2026”" in town.heard("Chị Lan")[-1]


async def test_a_reading_is_accepted_with_one_button(town: Town) -> None:
    await send_plan(town, "Xây kè|Phòng Kinh tế|Thường xuyên trong năm 2025|Biên bản", name="ke.txt")
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        assert "Hạn đúng" in await shown(visitor)
        await press(visitor, "/ra-soat/dong/0", viec="dung")
        assert "Hạn đúng" not in await shown(visitor)


async def test_a_new_version_shows_what_changes_on_the_page(town: Town) -> None:
    await town.tap(CLERK, "Không lưu")
    await send_plan(town, POOR, DYKE, name="mot.txt")
    await town.tap(CLERK, "Lưu, theo dõi")
    await send_plan(town, POOR.replace("10/12", "17/12"), COUNTING, name="hai.txt")
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        page = await shown(visitor, "?loc=doi")
        assert "1 việc thêm, 1 việc sửa, 1 việc bỏ" in page
        assert "Khi lưu sẽ báo cho: Anh Văn, Chị Lan." in page
        assert "Thời hạn: “Trước ngày 10/12/2026” → “Trước ngày 17/12/2026”" in page
        await press(visitor, "/ra-soat/ke-hoach", viec="luu")
    assert task_of(town, "Kiểm tra").closed_at is not None


async def test_what_a_plan_says_never_becomes_markup(town: Town) -> None:
    await send_plan(
        town, "<b onclick=x>Kiểm</b> & <script>alert(1)</script>|<i>Ban</i>|30/02/2026|<img src=x>", name="x.txt"
    )
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        page = await shown(visitor, "?loc=tatca")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "onclick=x>" not in page.replace("&gt;", "")


@pytest.mark.parametrize("path", ["/ra-soat/dong/99", "/ra-soat/dong/4"])
async def test_a_row_that_is_not_there_is_refused(visitor: httpx.AsyncClient, path: str) -> None:
    assert (await press(visitor, path, viec="bo")).status_code == 404


async def test_an_unknown_button_changes_nothing(town: Town, visitor: httpx.AsyncClient) -> None:
    before = rows_of(town)
    assert (await press(visitor, "/ra-soat/dong/1", viec="xoa")).status_code == 400
    assert (await press(visitor, "/ra-soat/ke-hoach", viec="xoa")).status_code == 400
    assert rows_of(town) == before
    assert WORKS.startswith(str(before[1]["content"]))
