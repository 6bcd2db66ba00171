"""The whole story on each of the two databases."""

import re
from datetime import timedelta
from pathlib import Path

from storage.store import Store
from tests.talks import LAMP, Town, adopt, answered, code_in, photo


async def test_plan_reminder_feedback_answer_and_summary(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, "Nạo vét kênh|Phòng Kinh tế|25/11/2026|Biên bản")
    await town.until(town.now + timedelta(days=3))
    assert any("Nhắc việc" in text and "Nạo vét kênh" in text for text in town.heard("Chị Lan"))
    assert re.search(r"XT-\w{6}", await town.say("bà Sáu", LAMP))
    await answered(town)
    assert "Tổ điện" in town.heard("bà Sáu")[-1]
    assert "đúng hạn 1 (100 %)" in await town.say("Ông Lãnh", "tình hình")


async def test_agreeing_writing_down_and_parting(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.strangers = True
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"a photo"
    two = f"{LAMP}. Ngoài ra rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm"
    assert "dữ liệu cá nhân" in await town.say("bà Sáu", two, files=(photo(),))
    assert code_in(await town.tap("bà Sáu", "Đồng ý"))
    assert "Đã tách thành 2 việc" in await town.tap("bà Sáu", "Tách thành 2 việc")
    assert "dữ liệu cá nhân" in await town.say("ông Bảy", LAMP, files=(photo(),))
    assert "đã xóa" in await town.tap("ông Bảy", "Không đồng ý")
    await town.app.tidy()
    code = code_in(await town.say("Bà Thư", f"/ghinhan 1022 #A1 bà Tư: {LAMP}"))
    assert code in await town.say("Bà Thư", "/ghinhan 1022 #A1: đèn hỏng")
