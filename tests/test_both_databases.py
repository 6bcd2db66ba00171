"""The whole story on each of the two databases."""

import re
from datetime import timedelta
from pathlib import Path

from storage.store import Store
from tests.talks import Town, adopt, answered

LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


async def test_plan_reminder_feedback_answer_and_summary(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|25/11/2026|Biên bản")
    await town.until(town.now + timedelta(days=3))
    assert any("Nhắc việc" in text and "Nạo vét kênh" in text for text in town.heard("Chị Lan"))
    assert re.search(r"XT-\w{6}", await town.say("bà Sáu", LAMP))
    await answered(town)
    assert "Tổ điện" in town.heard("bà Sáu")[-1]
    assert "đúng hạn 1 (100%)" in await town.say("Ông Lãnh", "tình hình")
