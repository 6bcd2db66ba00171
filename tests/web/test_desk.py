"""The desk shows what the chat knows, and does through the same commands what the chat does."""

import re
from pathlib import Path

import pytest

from bot.rules.states import Case
from storage.offices import units_of
from storage.people import office_posts
from storage.store import Store
from tests.talks import LAMP, MENDED, Town, adopt, case_of, code_in
from tests.web.desk_office import DESK, browser, command_of, question_of, seated, words_of

WELL = "Nạo vét kênh nội đồng ấp 3"
DUES = (f"{WELL}|Phòng Kinh tế|ngày 26/11/2026|Biên bản", "Rà soát hộ nghèo|VH-XH|ngày 27/11/2026|Danh sách")


@pytest.fixture
async def town(sqlite_store: Store, tmp_path: Path) -> Town:
    town = Town(sqlite_store, tmp_path)
    town.seat("Ông Lãnh", "Bà Thư", "Ông Trưởng", "Chị Lan", "Anh Văn", "Quản Trị")
    await adopt(town, *DUES)
    town.now = town.now.replace(day=25)  # thứ Tư
    return town


async def test_what_is_done_on_the_page_shows_in_the_chat_and_the_other_way_round(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        page = await lead.see()
        assert WELL in page
        assert "thứ Năm 26/11" in page
        assert "Đã xong 0" in page
        noted = words_of(await lead.press("/viec/1", "Ghi chú", "Đã xuống hiện trường"))
        assert "Ghi chú 09:00 thứ Tư, 25/11/2026 · Ông Lãnh Đã xuống hiện trường" in noted
        assert "Ghi chú: Đã xuống hiện trường" in await town.say("Chị Lan", "/v 1")
        await town.say("Chị Lan", "/xong 1")
        await town.say("Chị Lan", "Biên bản số 12")
        assert "Đã xong 1" in await lead.see()
        assert "Kết quả đã gửi Biên bản số 12" in await lead.see("/viec/1")


async def test_the_page_tells_who_was_reminded_when(town: Town) -> None:
    await town.until(town.now.replace(day=26, hour=10))
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        told = (await lead.see("/viec/1")).partition("Đã nhắc ai ")[2]
        assert told.startswith("Chị Lan 07:30 thứ Năm, 26/11/2026")


async def test_a_case_goes_its_way_on_the_page(town: Town) -> None:
    code = code_in(await town.say("Bà Sáu", LAMP))
    async with browser(town) as one, browser(town) as other:
        head = await seated(town, "Ông Trưởng", one)
        lead = await seated(town, "Ông Lãnh", other)
        assert LAMP in await head.see("/pakn")
        assert "đã nhận" in words_of(await head.press("/pakn/1", "Nhận"))
        lacking = await head.press("/pakn/1", "Trả lời", MENDED)
        assert "ảnh kết quả" in words_of(lacking)
        await head.choose("/pakn/1", lacking, "Vẫn trình lãnh đạo", "Ban đêm không chụp được")
        assert case_of(town, code).state == Case.AWAITING_APPROVAL
        assert "Chờ duyệt 1" in await lead.see("/pakn")
        assert MENDED in await lead.see("/pakn/1")
        sure = await lead.press("/pakn/1", "Duyệt, gửi người dân")
        assert "<textarea" not in sure.partition('class="notice"')[2].partition("</section>")[0]
        await lead.choose("/pakn/1", sure, "Gửi ngay")
    await town.app.tick()
    assert case_of(town, code).state == Case.ANSWERED
    assert MENDED in town.heard("Bà Sáu")[-1]


async def test_who_sent_a_case_is_named_nowhere_on_the_page(town: Town) -> None:
    code_in(await town.say("Bà Sáu Kín", LAMP))
    async with browser(town) as visitor:
        clerk = await seated(town, "Bà Thư", visitor)
        for path in ("/pakn", "/pakn/1"):
            assert "Sáu Kín" not in await clerk.see(path)
        asked = await clerk.press("/pakn/1", "Xem liên hệ")
        assert "Sáu Kín" not in words_of(asked)


async def test_each_sees_what_is_theirs(town: Town) -> None:
    code_in(await town.say("Bà Sáu", LAMP))
    async with browser(town) as one, browser(town) as other:
        head = await seated(town, "Ông Trưởng", one)
        assert "hộ nghèo" not in await head.see()
        assert [await head.status(path) for path in ("/viec/1", "/viec/2", "?dv=3", "/viec/99")] == [200, 404, 404, 404]
        admin = await seated(town, "Quản Trị", other)
        assert "hộ nghèo" in await admin.see()
        assert await admin.status("/pakn/1") == 404  # an admin works on no case, as in the chat
        assert LAMP not in await admin.see("/pakn")
    assert LAMP not in await town.say("Quản Trị", "/pakn")


async def test_who_stands_in_for_a_head_has_the_heads_desk(town: Town) -> None:
    assert DESK not in await town.say("Chị Lan", "/banlamviec")
    await town.say("Ông Trưởng", "/nghi từ 25/11 đến 27/11 thay: Chị Lan")
    async with browser(town) as visitor:
        stand_in = await seated(town, "Chị Lan", visitor)
        assert "Lãnh đạo đơn vị" in await stand_in.see()
        town.now = town.now.replace(day=28)
        assert await stand_in.status("") == 401


async def test_the_clerk_sorts_a_case_and_merges_another_into_it(town: Town) -> None:
    unclear = "Cái lồ ồ ngoài bãi Gò Mun lại xì ra đầy lối đi"
    if "XT-" not in await town.say("Bà Sáu", unclear):
        await town.tap("Bà Sáu", "Vẫn gửi")
    async with browser(town) as visitor:
        clerk = await seated(town, "Bà Thư", visitor)
        assert "Cần phân loại 1" in await clerk.see("/pakn")
        await clerk.send("/pakn/1", (await visitor.get(DESK)).text, lenh="/phanloai 1 rac-moi-truong")
        assert "Cần phân loại 0" in await clerk.see("/pakn")
        assert "Mới chuyển đơn vị 1" in await clerk.see("/pakn")
        await town.say("Ông Tám", LAMP)
        asked = await clerk.press("/pakn/2", "Gộp cùng việc")
        merged = words_of(await clerk.send("/pakn/2", asked, lenh="/gop 2 1"))
        assert "Gộp vào 09:00 thứ Tư, 25/11/2026 · Bà Thư" in merged


async def test_a_command_that_is_not_theirs_is_refused_as_in_the_chat(town: Town) -> None:
    async with browser(town) as visitor:
        head = await seated(town, "Ông Trưởng", visitor)
        page = (await visitor.get(DESK)).text
        refused = words_of(await head.send("", page, lenh="/kehoach"))
        assert words_of(await town.say("Ông Trưởng", "/kehoach")) in refused
        gone = words_of(await head.send("", page, lenh="/xong 2"))
        assert "Đã xong" not in gone.partition("Việc tuần này")[0].partition("Thoát")[2]
    assert "Chưa" not in await town.say("Anh Văn", "/v 2")


async def test_the_same_form_twice_acts_once(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        page = (await visitor.get(f"{DESK}/viec/1")).text
        fields = {"lenh": command_of(page, "Ghi chú"), "loi": "Gọi lại cho ấp"}
        await lead.send("/viec/1", page, **fields)
        again = words_of(await lead.send("/viec/1", page, **fields))
        assert again.count("Gọi lại cho ấp") == 1


async def test_what_was_said_is_told_by_the_address_and_only_once_more(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        page = (await visitor.get(f"{DESK}/viec/1?loc=a")).text
        done = await lead.post("/viec/1?loc=a", page, lenh="/dang 1")
        assert (done.request.method, done.url.params["loc"]) == ("GET", "a")
        assert 'role="status"' in (await visitor.get(done.url)).text
        await lead.press("/viec/2", "Đang làm")
        assert 'role="status"' not in (await visitor.get(done.url)).text


async def test_a_question_is_answered_on_the_page_that_asked_it(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        first = (await visitor.get(f"{DESK}/viec/1")).text
        asked = await lead.send("/viec/1", first, lenh="/ghichu 1")
        other = await lead.send("/viec/2", first, lenh="/ghichu 2")
        late = await lead.post("/viec/1", asked, hoi=question_of(asked), loi="A")
        assert late.status_code == 409
        assert "Gọi ấp 3" in words_of(await lead.answer("/viec/2", other, "Gọi ấp 3"))
    assert "Ghi chú: Gọi ấp 3" in await town.say("Anh Văn", "/v 2")


async def test_odd_forms_change_nothing(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        page = (await visitor.get(DESK)).text
        for fields in ({}, {"lenh": "xong 1"}, {"loi": "xin chào"}, {"lenh": "/" + "x" * 99}, {"loi": "a", "hoi": "9"}):
            assert (await lead.post("", page, **fields)).status_code in (400, 409)
        assert (await lead.post("", page, lenh="/ghichu 1", loi="x" * 20_001)).status_code == 413
        unknown = words_of(await lead.send("", page, lenh="/khong_co_lenh"))
        assert words_of(await town.say("Ông Lãnh", "/khong_co_lenh")) in unknown


async def test_a_full_week_comes_page_by_page_and_light(town: Town) -> None:
    await adopt(
        town, *(f"Việc số {number} {'rất dài ' * 20}|Phòng Kinh tế|ngày 26/11/2026|Báo cáo" for number in range(60))
    )
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        pages = [(await visitor.get(DESK + path)).text for path in ("", "?loc=&tr=1")]
        assert [page.count('class="what"') for page in pages] == [40, 22]
        assert max(len(page.encode()) for page in pages) < 50_000
        assert "Trang sau" in pages[0]
        assert "Không có việc nào" in await lead.see("?loc=&tr=9")
        assert "hộ nghèo" not in await lead.see("?dv=2&loc=den")
        assert "hộ nghèo" in await lead.see("?dv=3&loc=den")


async def test_hostile_words_stay_words(town: Town) -> None:
    evil = '<script>alert(1)</script> "><img src=x onerror=alert(2)>'
    with town.store.transaction() as session:
        for post in office_posts(session, town.office_id):
            post.title = f"{post.title} {evil}"
            session.add(post)
        unit = units_of(session, town.office_id)[1]
        unit.name = f"Phòng Kinh tế {evil}"
        session.add(unit)
    await town.say("Bà Sáu", f"{LAMP} {evil} http://xau.example/a?b=<b>c</b>")
    async with browser(town) as visitor:
        lead = await seated(town, "Ông Lãnh", visitor)
        await lead.press("/viec/1", "Ghi chú", evil)
        pages = [(await visitor.get(DESK + path)).text for path in ("/pakn/1", "/pakn", "/viec/1", "", "/can-bo")]
        pages.append(await lead.send("", pages[0], lenh="/pa 1"))
    for page in pages:
        assert "<script" not in page
        assert "<img src=x" not in page
        assert 'href="http://xau' not in page
    assert "&lt;script&gt;" in pages[0]


async def test_an_answer_brings_its_photo_and_no_program(town: Town) -> None:
    code = code_in(await town.say("Bà Sáu", LAMP))
    async with browser(town) as visitor:
        head = await seated(town, "Ông Trưởng", visitor)
        await head.press("/pakn/1", "Nhận")
        sent = await head.press("/pakn/1", "Trả lời", MENDED, file=("anh.jpg", b"MZ a program in disguise"))
        assert case_of(town, code).state == Case.HANDLING
        assert "không" in words_of(sent)
        sent = await head.press("/pakn/1", "Trả lời", MENDED, file=("anh.jpg", b"\xff\xd8\xff a photo"))
        assert "anh.jpg" in sent
    assert case_of(town, code).state == Case.AWAITING_APPROVAL


async def test_reports_are_drafted_and_downloaded(town: Town) -> None:
    async with browser(town) as one, browser(town) as other:
        lead, head = await seated(town, "Ông Lãnh", one), await seated(town, "Ông Trưởng", other)
        assert "Chưa có báo cáo nào" in await lead.see("/bao-cao")
        assert "Nhiệm vụ phải thực hiện" in words_of(await lead.press("/bao-cao", "Tuần 48/2026"))
        page = await lead.press("/bao-cao", "Tải tệp")
        papers = re.findall(rf'href="({DESK}/tep/[^"]*)"', page)
        assert [path.rpartition(".")[2] for path in papers] == ["docx", "xlsx"]
        assert (await one.get(papers[0])).content.startswith(b"PK")
        assert await head.status("/bao-cao") == 404


async def test_people_are_shown_with_who_has_joined_and_who_is_away(town: Town) -> None:
    await town.say("Chị Lan", "/nghi từ 25/11 đến 27/11 thay: Ông Trưởng")
    async with browser(town) as one, browser(town) as other:
        clerk, head = await seated(town, "Bà Thư", one), await seated(town, "Ông Trưởng", other)
        seen = await clerk.see("/can-bo")
        assert "Đã liên kết 6/6" in seen
        assert "Chị Lan Chuyên viên Kinh tế Nghỉ hôm nay Thay: Ông Trưởng" in seen
        assert "Anh Văn" not in await head.see("/can-bo")


async def test_a_plan_is_opened_from_the_desk(town: Town) -> None:
    async with browser(town) as one, browser(town) as other:
        clerk, lead = await seated(town, "Bà Thư", one), await seated(town, "Ông Lãnh", other)
        assert "Công tác trọng tâm năm 2026" in await clerk.see("/ke-hoach")
        assert "/ra-soat/" in words_of(await clerk.press("/ke-hoach", "Mở bảng"))
        assert [await lead.status(path) for path in ("/ke-hoach", "/nhat-ky")] == [404, 200]
        assert await clerk.status("/nhat-ky") == 404
        assert "cấp liên kết mở bảng kế hoạch, bàn làm việc" in await lead.see("/nhat-ky")
