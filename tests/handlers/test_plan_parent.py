"""A row without a deadline may take that of the row it stands below; it is offered, never filled in."""

from tests.plan_talks import CLERK, send_file
from tests.talks import PLAN, Town

ROWS = (
    "4\tXây dựng nông thôn mới\tPhòng Kinh tế\t\tTrước ngày 15/12/2026\tBáo cáo\n"
    "4.1\tLập danh sách ấp\tPhòng Kinh tế\t\t\tDanh sách\n"
)


async def test_the_parents_deadline_is_offered_and_taken_with_a_tap(town: Town) -> None:
    town.seat(CLERK, "Chị Lan")
    await send_file(town, (PLAN + ROWS).encode(), "ke-hoach.txt")
    told = await town.say(CLERK, "/dong 1 1")
    assert "(để trống)" in told
    told = await town.tap(CLERK, "Theo dòng 4: Trước ngày 15/12")
    # Monday 14/12/2026 is the last day before Tuesday the 15th.
    assert "trước thứ Ba, 15/12/2026" in told
    await town.say(CLERK, "/luukh 1")
    await town.tap(CLERK, "Lưu")
    assert "thứ Hai, 14/12/2026" in await town.say("Chị Lan", "/viec")


async def test_a_row_with_its_own_deadline_is_offered_nothing(town: Town) -> None:
    town.seat(CLERK)
    await send_file(town, (PLAN + ROWS).encode(), "ke-hoach.txt")
    await town.say(CLERK, "/dong 1 0")
    labels = [choice.label for row in town.line.sent[CLERK][-1].choices for choice in row]
    assert not [label for label in labels if label.startswith("Theo dòng")]
