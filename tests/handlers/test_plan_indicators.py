"""Indicators are kept beside the tasks of their plan."""

from sqlmodel import col, select

from storage.indicators import Indicator, indicators_of
from tests.plan_talks import CLERK, send_file
from tests.talks import Town

PLAN = """KẾ HOẠCH
Cải cách hành chính năm 2026 của UBND xã Thử

STT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành\tSản phẩm
1\tRà soát quy chế tiếp dân\tPhòng Kinh tế\t\t18/12/2026\tBáo cáo
2\tNiêm yết giá dịch vụ chợ\tPhòng Kinh tế\t\t21/12/2026\tBảng niêm yết

STT\tChỉ tiêu\tĐơn vị tính\tChỉ tiêu năm 2026\tĐơn vị thực hiện\tĐơn vị đánh giá
1\tTỷ lệ hồ sơ trả đúng hạn\t%\tTối thiểu {share}\tVH-XH\tVăn phòng
2\tSố buổi đối thoại với người dân\tBuổi\t4\tVăn phòng HĐND và UBND\tVăn phòng
"""


def plan(share: str) -> bytes:
    return PLAN.replace("{share}", share).encode()


def stored(town: Town) -> list[Indicator]:
    with town.store.transaction() as session:
        found = list(session.exec(select(Indicator).order_by(col(Indicator.position))))
        session.expunge_all()
        return found


async def test_indicators_are_counted_in_the_preview_and_stored_on_confirming(town: Town) -> None:
    town.seat(CLERK)
    assert "<b>2 nhiệm vụ</b> và 2 chỉ tiêu" in await send_file(town, plan("95"), "a.txt")
    assert stored(town) == []
    assert "2 chỉ tiêu được lưu kèm" in await town.tap(CLERK, "Lưu, theo dõi")
    share, talks = stored(town)
    assert (share.name, share.measure, share.goal) == ("Tỷ lệ hồ sơ trả đúng hạn", "%", {"op": ">=", "value": 95})
    assert (share.year, share.evaluator, share.responsible_text) == (2026, "Văn phòng", "VH-XH")
    assert talks.goal == {"op": "=", "value": 4}
    assert share.unit_id != talks.unit_id


async def test_a_new_version_changes_the_target_and_keeps_the_old_one(town: Town) -> None:
    town.seat(CLERK)
    await send_file(town, plan("95"), "a.txt")
    await town.tap(CLERK, "Lưu, theo dõi")
    await send_file(town, plan("98"), "b.txt")
    await town.tap(CLERK, "Lưu thay đổi")
    share, _ = stored(town)
    assert share.goal == {"op": ">=", "value": 98}
    assert [(one["target_text"], one["until"]) for one in share.past] == [("Tối thiểu 95", "2026-11-20")]


async def test_an_indicator_that_is_no_longer_in_the_plan_is_closed(town: Town) -> None:
    town.seat(CLERK)
    await send_file(town, plan("95"), "a.txt")
    await town.tap(CLERK, "Lưu, theo dõi")
    shorter = b"\n".join(line for line in plan("95").split(b"\n") if "đối thoại".encode() not in line)
    await send_file(town, shorter, "b.txt")
    await town.tap(CLERK, "Lưu thay đổi")
    assert [item.closed_at is None for item in stored(town)] == [True, False]
    with town.store.transaction() as session:
        assert [item.name for item in indicators_of(session, 2)] == ["Tỷ lệ hồ sơ trả đúng hạn"]


async def test_a_plan_without_indicators_stores_none(town: Town) -> None:
    town.seat(CLERK)
    await send_file(town, plan("95").split("STT\tChỉ tiêu".encode())[0], "a.txt")
    assert "chỉ tiêu" not in await town.tap(CLERK, "Lưu, theo dõi")
    assert stored(town) == []
