"""A clerk sends a plan; it is shown as understood and stored when confirmed."""

from storage.occurrences import open_duties
from storage.people import account_at
from storage.plans import Plan
from tests.talks import Town, document, plan_of

CLEAR = "Báo cáo rà soát hộ nghèo|Phòng Văn hóa – Xã hội|Trước ngày 10/12/2026|Báo cáo"
DOUBTFUL = "Lập danh sách công trình|Phòng Kinh tế|30/02/2026|Danh sách"


async def send(town: Town, data: bytes, name: str = "ke-hoach.txt", who: str = "Bà Thư") -> str:
    """What is said of a file, at once and after it was read."""
    town.line.files[name] = data
    before = len(town.heard(who))
    await town.say(who, files=(document(name, name),))
    await town.app.tick()
    await town.app.settle()
    return "\n".join(town.heard(who)[before:])


def contents(town: Town) -> list[str]:
    with town.store.transaction() as session:
        return [task.content for _, task in open_duties(session, town.office_id)]


async def test_the_preview_says_what_was_understood_before_anything_is_stored(town: Town) -> None:
    town.seat("Bà Thư")
    told = await send(town, plan_of(CLEAR))
    assert "1 nhiệm vụ" in told
    assert contents(town) == []


async def test_confirming_makes_the_tasks(town: Town) -> None:
    town.seat("Bà Thư", "Anh Văn")
    await send(town, plan_of(CLEAR))
    assert "Đã lưu" in await town.tap("Bà Thư", "Lưu, theo dõi")
    assert contents(town) == ["Báo cáo rà soát hộ nghèo"]
    # The last permitted day is Wednesday 9/12/2026.
    assert "thứ Tư, 09/12/2026" in await town.say("Anh Văn", "/viec")


async def test_dropping_stores_nothing(town: Town) -> None:
    town.seat("Bà Thư")
    await send(town, plan_of(CLEAR))
    assert "chưa lưu gì" in await town.tap("Bà Thư", "Không lưu")
    with town.store.transaction() as session:
        assert session.get(Plan, 1) is None


async def test_a_doubtful_row_is_named_and_reminds_nobody_before_a_person_decides(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    told = await send(town, plan_of(CLEAR, DOUBTFUL))
    assert "1 dòng cần người xem" in told
    assert "30/02/2026" in told
    await town.tap("Bà Thư", "Lưu, theo dõi")
    assert "không có việc nào" in await town.say("Chị Lan", "/viec")


async def test_the_clerk_decides_a_doubtful_deadline_in_own_words(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await send(town, plan_of(DOUBTFUL))
    await town.tap("Bà Thư", "Lưu, theo dõi")
    assert "30/02/2026" in await town.tap("Bà Thư", "Xem lại ngay")
    await town.tap("Bà Thư", "Nhập hạn khác")
    assert "Không còn việc nào" in await town.say("Bà Thư", "trước ngày 15/12/2026")
    # Monday 14/12/2026 is the last day before Tuesday the 15th.
    assert "thứ Hai, 14/12/2026" in await town.say("Chị Lan", "/viec")


async def test_words_without_a_time_are_asked_again(town: Town) -> None:
    town.seat("Bà Thư")
    await send(town, plan_of(DOUBTFUL))
    await town.tap("Bà Thư", "Lưu, theo dõi")
    await town.tap("Bà Thư", "Xem lại ngay")
    await town.tap("Bà Thư", "Nhập hạn khác")
    assert "chưa hiểu chắc" in await town.say("Bà Thư", "bao giờ cũng được")


async def test_a_task_may_be_left_without_a_date(town: Town) -> None:
    town.seat("Bà Thư")
    await send(town, plan_of(DOUBTFUL))
    await town.tap("Bà Thư", "Lưu, theo dõi")
    await town.tap("Bà Thư", "Xem lại ngay")
    assert "Không còn việc nào" in await town.tap("Bà Thư", "Không có hạn")


async def test_the_same_file_again_changes_nothing(town: Town) -> None:
    town.seat("Bà Thư")
    await send(town, plan_of(CLEAR))
    await town.tap("Bà Thư", "Lưu, theo dõi")
    assert "đã được nhập" in await send(town, plan_of(CLEAR))
    assert len(contents(town)) == 1


async def test_a_foreign_file_is_refused_with_a_reason(town: Town) -> None:
    town.seat("Bà Thư")
    told = await send(town, b"\x00\x01\x02 not a plan at all", "anh.bin")
    assert "Không đọc được tệp" in told
    with town.store.transaction() as session:
        assert session.get(Plan, 1) is None


async def test_units_that_nobody_knows_are_named_and_left_to_the_clerk(town: Town) -> None:
    town.seat("Bà Thư")
    told = await send(town, plan_of("Sửa cầu ấp 4|Phòng Quản lý vũ trụ|Trước ngày 10/12/2026"))
    assert "Phòng Quản lý vũ trụ" in told
    await town.tap("Bà Thư", "Lưu, theo dõi")
    assert "Chưa rõ đơn vị" in await town.say("Bà Thư", "/tinhhinh")


async def test_what_was_due_before_today_is_followed_only_when_asked_for(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    old = "Dọn kênh đầu năm|Phòng Kinh tế|Trước ngày 10/3/2026"
    await send(town, plan_of(old))
    await town.tap("Bà Thư", "Lưu cả việc đã quá hạn")
    assert "Trễ hạn" in await town.say("Chị Lan", "/viec")


async def test_only_clerk_and_admin_may_bring_a_plan(town: Town) -> None:
    town.seat("Chị Lan")
    told = await send(town, plan_of(CLEAR), who="Chị Lan")
    assert "chưa hiểu" in told
    with town.store.transaction() as session:
        assert session.get(Plan, 1) is None


async def test_a_periodic_task_makes_its_occurrences(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await send(town, plan_of("Dọn rác liên xã|Phòng Kinh tế|Hàng tháng"))
    await town.tap("Bà Thư", "Lưu, theo dõi")
    assert contents(town) == ["Dọn rác liên xã"] * 3  # tháng 11, tháng 12 và tháng 1
    assert "Tháng 11" in await town.say("Chị Lan", "/viec")


async def test_a_file_that_is_no_longer_on_the_shelf_is_asked_for_again_and_holds_nothing_up(town: Town) -> None:
    town.seat("Bà Thư")
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "Bà Thư")
        assert account
        lost = Plan(office_id=town.office_id, source_name="cu.docx", digest="0" * 64, sent_at=town.now)
        lost.sent_by = account.person_id
        session.add(lost)
    told = await send(town, plan_of(CLEAR))
    assert "cu.docx" in told
    assert "không còn trong kho tệp" in told
    assert "1 nhiệm vụ" in told
