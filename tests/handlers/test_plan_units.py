"""Who gets a task: names are understood, asked about once, remembered; a group is nobody's own."""

from storage.occurrences import open_duties
from tests.plan_talks import BRIDGE, CLEANING, CLERK, DYKE, POOR, WORKS, labels, save_plan, send_plan, task_of
from tests.talks import Town


async def test_a_short_form_gives_the_task_to_its_unit_and_the_clerk_sees_how_it_was_understood(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    told = await send_plan(town, "Sửa đường ấp ba|Công chức Địa chính – Xây dựng|18/12/2026|Biên bản")
    assert "“Công chức Địa chính – Xây dựng” → Phòng Kinh tế" in told
    await town.tap(CLERK, "Lưu, theo dõi")
    assert "Sửa đường ấp ba" in await town.say("Chị Lan", "/viec")


async def test_an_unknown_name_is_asked_once_for_all_its_tasks(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await send_plan(town, BRIDGE, "Thay đèn đường|Ban Tài chính xã|21/12/2026|Biên bản")
    asked = await town.tap(CLERK, "Xem 2 dòng")
    assert "“Ban Tài chính xã” là đơn vị nào? Chủ trì 2 việc" in asked
    assert labels(town)[0] == "Phòng Kinh tế"
    assert "Không còn chỗ nào cần quyết định" in await town.tap(CLERK, "Phòng Kinh tế")
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    assert "Việc của anh/chị: 2" in await town.say("Chị Lan", "/viec")


async def test_the_next_plan_does_not_ask_again(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, BRIDGE)
    await town.tap(CLERK, "Xem 1 dòng")
    await town.tap(CLERK, "Phòng Kinh tế")
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    told = await send_plan(town, "Đếm ghế hội trường|Ban Tài chính Xã|21/12/2026|Bảng kê", name="khac.txt")
    assert "Chưa khớp" not in told
    assert "Xem 1 dòng cần quyết định" not in labels(town)


async def test_any_unit_can_be_chosen(town: Town) -> None:
    town.seat(CLERK, "Anh Văn")
    await send_plan(town, BRIDGE)
    await town.tap(CLERK, "Xem 1 dòng")
    await town.tap(CLERK, "Đơn vị khác…")
    await town.tap(CLERK, "Phòng Văn hóa")
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    assert "Sửa cầu ấp bốn" in await town.say("Anh Văn", "/viec")


async def test_a_name_may_be_called_a_group_and_stays_with_the_clerk(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, BRIDGE)
    await town.tap(CLERK, "Xem 1 dòng")
    await town.tap(CLERK, "Là nhóm")
    assert "1 việc giao cho nhóm" in await town.tap(CLERK, "Xem lại và lưu")
    await town.tap(CLERK, "Lưu, theo dõi")
    assert task_of(town, "Sửa cầu").unit_id is None


async def test_a_name_may_be_left_to_the_clerk_for_good(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, BRIDGE)
    await town.tap(CLERK, "Xem 1 dòng")
    assert "Không còn chỗ nào" in await town.tap(CLERK, "Để văn thư theo dõi")
    assert "Chưa khớp" not in await town.tap(CLERK, "Xem lại và lưu")


async def test_a_question_can_wait(town: Town) -> None:
    town.seat(CLERK)
    await send_plan(town, BRIDGE, WORKS)
    await town.tap(CLERK, "Xem 2 dòng")
    assert "30/02/2026" in await town.tap(CLERK, "Để sau")
    assert "còn 2 chỗ chưa quyết định" in await town.tap(CLERK, "Tiếp theo")


async def test_a_group_is_told_to_the_clerk_and_given_to_no_unit(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Anh Văn")
    assert "1 việc giao cho nhóm" in await send_plan(town, CLEANING, DYKE)
    assert "1 nhiệm vụ chưa rõ đơn vị" in await town.tap(CLERK, "Lưu, theo dõi")
    assert task_of(town, "Tổng vệ sinh").unit_id is None
    assert "vệ sinh" not in await town.say("Chị Lan", "/viec")


async def test_the_preview_counts_what_is_not_clear_of_the_five(town: Town) -> None:
    town.seat(CLERK)
    told = await send_plan(town, POOR, WORKS, CLEANING, "Trồng cây đầu năm|Phòng Kinh tế|20/12/2026")
    assert "2 việc chưa rõ người; 1 việc chưa rõ thời gian; 1 việc chưa rõ trách nhiệm; 1 việc chưa rõ sản phẩm" in told


async def test_a_task_of_a_post_is_its_holders(town: Town) -> None:
    town.seat(CLERK, "Chị Lan", "Ông Trưởng")
    await save_plan(town, "Duyệt dự toán quý|Trưởng phòng Kinh tế|18/12/2026|Tờ trình")
    assert "Duyệt dự toán" in await town.say("Ông Trưởng", "/viec")
    assert task_of(town, "Duyệt dự toán").post_id is not None


async def test_an_answer_after_saving_gives_the_waiting_tasks_at_once(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await save_plan(town, BRIDGE)
    with town.store.transaction() as session:
        assert [task.unit_id for _, task in open_duties(session, town.office_id)] == [None]
    await town.say(CLERK, "/xemkh 1")
    await town.tap(CLERK, "Phòng Kinh tế")
    await town.app.tick()
    assert "Việc mới:</b> Sửa cầu ấp bốn" in town.heard("Chị Lan")[-1]
    assert "Sửa cầu ấp bốn" in await town.say("Chị Lan", "/viec")


async def test_only_those_who_keep_plans_may_say_what_a_name_means(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await send_plan(town, BRIDGE)
    await town.tap(CLERK, "Xem 1 dòng")
    command = town.choice(CLERK, "Phòng Kinh tế")
    assert "Không còn" not in await town.say("Chị Lan", command)
    assert "Ban Tài chính xã" in await town.say(CLERK, "/xemkh 1")
