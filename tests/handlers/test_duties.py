"""An official's list, and what can be said of a duty."""

from datetime import date

from bot.rules.states import Work
from storage.files import attached_to_task
from storage.occurrences import Occurrence, duty, open_duties
from storage.plans import task_events
from tests.talks import Town, adopt, document, photo

NEAR = "Nạo vét kênh|Phòng Kinh tế|25/11/2026|Biên bản"  # thứ Tư
FAR = "Tổng kết năm|Phòng Kinh tế|20/12/2026"  # Chủ nhật, so Friday 18/12
WHY = "Vì sao ngày này?"
OTHER = "Ngày hội văn hóa|Phòng Văn hóa – Xã hội|27/11/2026"


def number(town: Town, content: str) -> int:
    with town.store.transaction() as session:
        return next(item.id for item, task in open_duties(session, town.office_id) if task.content == content)


def item(town: Town, wanted: int) -> Occurrence:
    with town.store.transaction() as session:
        found = duty(session, town.office_id, wanted)
    assert found
    return found[0]


async def test_my_list_has_the_nearest_first_and_only_mine(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, FAR, NEAR, OTHER)
    told = await town.say("Chị Lan", "/viec")
    assert told.index("Nạo vét kênh") < told.index("Tổng kết năm")
    assert "Ngày hội" not in told


async def test_plain_words_open_the_list(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, FAR, NEAR)
    for words in ("việc của tôi", "viec cua toi", "Việc"):
        assert "Nạo vét kênh" in await town.say("Chị Lan", words)


async def test_a_number_picks_a_choice_where_there_are_no_buttons(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, FAR, NEAR)
    await town.say("Chị Lan", "/viec")
    assert "Tổng kết năm" in await town.say("Chị Lan", "2")


async def test_a_duty_shows_its_choices(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/viec")
    labels = [choice.label for row in town.line.sent["Chị Lan"][-1].choices for choice in row]
    assert labels == ["Đã xong", "Đang làm", "Xin gia hạn", "Ghi chú", "Nhắc lại chiều nay", "Nhắc lại mai", WHY]


async def test_a_deadline_on_a_day_off_is_told_with_the_day_it_moved_from(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, FAR)
    told = await town.say("Chị Lan", "/viec")
    assert "thứ Sáu, 18/12/2026" in told
    assert "Chủ nhật" in told


async def test_done_asks_for_the_product_and_keeps_it(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/viec")
    assert "Biên bản" in await town.tap("Chị Lan", "Đã xong")
    told = await town.say("Chị Lan", "Biên bản số 12 ngày 19/11")
    assert "Đúng hạn" in told
    found = item(town, 1)
    assert (found.state, found.product, found.next_at) == (Work.DONE, "Biên bản số 12 ngày 19/11", None)


async def test_a_file_is_a_product_too(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    town.line.files["f1"] = b"minutes"
    await town.say("Chị Lan", "/xong 1")
    assert "1 tệp" in await town.say("Chị Lan", files=(document("f1", "bien-ban.pdf"),))
    with town.store.transaction() as session:
        events = [event.id for event in task_events(session, 1)]
        (kept,) = attached_to_task(session, events)
    assert town.shop.shelf.read(kept.digest) == b"minutes"


async def test_a_product_that_is_too_big_leaves_the_duty_open(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/xong 1")
    assert "20 MB" in await town.say("Chị Lan", files=(photo("p9", 30_000_000),))
    assert item(town, 1).state == Work.OPEN
    assert "hoàn thành" in await town.say("Chị Lan", "Biên bản số 12")


async def test_done_without_a_product_and_taken_back(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/xong 1")
    await town.tap("Chị Lan", "Không có sản phẩm")
    assert item(town, 1).state == Work.DONE
    await town.tap("Chị Lan", "Ghi nhầm")
    assert item(town, 1).state == Work.DOING
    assert item(town, 1).next_at is not None


async def test_doing_and_a_note_are_kept(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/viec")
    assert "đang làm" in await town.tap("Chị Lan", "Đang làm")
    await town.tap("Chị Lan", "Ghi chú")
    await town.say("Chị Lan", "Chờ máy đào từ ấp bên")
    assert "Chờ máy đào" in await town.say("Chị Lan", "/v 1")


async def test_nobody_works_on_anothers_duty_by_guessing_numbers(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await adopt(town, NEAR)
    for command in ("/v", "/xong", "/dang", "/giahan", "/ghichu", "/chuaxong"):
        assert "Không tìm thấy" in await town.say("Anh Văn", f"{command} 1")
        assert "dành cho cán bộ" in await town.say("bà Sáu", f"{command} 1")
    assert item(town, 1).state == Work.OPEN


async def test_more_time_is_asked_with_date_and_reason_and_granted_by_a_tap(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/giahan 1")
    assert "Đã gửi" in await town.say("Chị Lan", "4/12 vì chờ máy đào")
    assert "chờ máy đào" in town.heard("Ông Trưởng")[-1]
    assert item(town, 1).due == date(2026, 11, 25)
    await town.tap("Ông Trưởng", "Đồng ý")
    found = item(town, 1)
    assert (found.due, found.original) == (date(2026, 12, 4), date(2026, 11, 25))
    assert "đã đồng ý" in town.heard("Chị Lan")[-1]


async def test_more_time_may_be_refused_and_is_answered_once(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "04/12/2026, máy hỏng")
    await town.tap("Ông Trưởng", "Không đồng ý")
    assert item(town, 1).due == date(2026, 11, 25)
    assert "đã được trả lời" in await town.tap("Ông Trưởng", "Đồng ý")
    assert item(town, 1).due == date(2026, 11, 25)


async def test_an_unreadable_or_earlier_date_is_asked_again(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Trưởng")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/giahan 1")
    assert "chưa đọc được ngày" in await town.say("Chị Lan", "cho em thêm ít bữa")
    assert "phải sau hạn" in await town.say("Chị Lan", "24/11/2026 vì bận")
    assert "Đã gửi" in await town.say("Chị Lan", "4/12/2026 vì bận")


async def test_an_official_cannot_grant_time_to_themselves(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/giahan 1")
    await town.say("Chị Lan", "4/12 vì chờ máy")
    assert "không thuộc nhiệm vụ" in await town.say("Chị Lan", town.choice("Ông Lãnh", "Đồng ý"))
    assert item(town, 1).due == date(2026, 11, 25)


async def test_cancelling_ends_the_question(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await adopt(town, NEAR)
    await town.say("Chị Lan", "/xong 1")
    await town.tap("Chị Lan", "Chưa xong")
    await town.say("Chị Lan", "Biên bản số 12")
    assert item(town, 1).state == Work.OPEN
