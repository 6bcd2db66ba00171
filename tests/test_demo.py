"""The newcomer's two minutes, in a real browser."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, FrameLocator, Page, expect

from bot.demo.clock import DemoClock
from bot.demo.run import build_demo
from bot.demo.sample import plan_text
from bot.demo.seats import LAMP
from bot.plans.reader import read_plan
from bot.rules.workdays import Calendar
from tests.browser import open_page
from tests.doubles import running

START = datetime.fromisoformat("2026-11-20T09:05+07:00")  # thứ Sáu
PICTURES = Path(__file__).resolve().parents[1] / "screenshots"
RESULT = FilePayload(name="ket-qua.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xff\xe0 a photo")
pytestmark = pytest.mark.browser


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    site, web = build_demo(tmp_path, DemoClock(START))
    with running(site, end_streams=web.close) as url:
        async with open_page(1440, 900) as opened:
            await opened.goto(f"{url}/demo")
            yield opened


def seat(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f'iframe[src*="chat/{name}"]')


async def say(page: Page, name: str, words: str) -> None:
    box = seat(page, name).get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")


async def sees(page: Page, name: str, words: str) -> None:
    await expect(seat(page, name).get_by_text(words).last).to_be_visible()


async def tap(page: Page, name: str, label: str) -> None:
    await seat(page, name).get_by_role("button", name=label, exact=True).last.click()


async def test_the_story_of_a_report_a_reminder_and_the_leads_summary(page: Page) -> None:
    await say(page, "citizen", LAMP)
    await sees(page, "citizen", "Đã tiếp nhận")
    await tap(page, "official", "Nhận")
    await sees(page, "citizen", "đang được xử lý")
    await say(page, "lead", "tình hình")
    await sees(page, "lead", "Phản ánh đang chờ: 1")
    await tap(page, "official", "Trả lời")
    await sees(page, "official", "Xin viết câu trả lời")
    await say(page, "official", "Sẽ cho người xem sớm")
    await sees(page, "official", "chưa nói rõ")
    await seat(page, "official").get_by_label("Gửi ảnh").set_input_files(RESULT)
    await say(page, "official", "Tổ điện đã thay bóng đèn lúc 10 giờ sáng nay")
    await sees(page, "lead", "Trả lời chờ duyệt")
    await tap(page, "lead", "Duyệt, gửi người dân")
    await tap(page, "lead", "Gửi ngay")
    await sees(page, "citizen", "Tổ điện đã thay bóng đèn")
    await tap(page, "citizen", "5. Rất tốt")
    await sees(page, "official", "5/5")
    await page.get_by_role("button", name="Tới sáng mai", exact=True).first.click()
    await sees(page, "official", "Nhắc việc thứ Hai, 23/11/2026")
    await say(page, "official", "/viec")
    await sees(page, "official", "Việc của anh/chị")
    await say(page, "lead", "tình hình")
    await sees(page, "lead", "trả lời 1, đúng hạn 1")
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / "demo.png")


async def test_friday_asks_and_monday_tells_the_lead(page: Page) -> None:
    await page.get_by_role("button", name="Tới thứ Sáu", exact=True).first.click()
    await sees(page, "official", "Báo cáo tuần")
    await tap(page, "official", "Có vướng mắc")
    await page.get_by_role("button", name="Tới thứ Hai", exact=True).first.click()
    await sees(page, "lead", "Báo cáo tuần")
    await sees(page, "lead", "Chưa báo cáo")
    await page.screenshot(path=PICTURES / "demo-monday.png") if PICTURES.is_dir() else None


def test_the_sample_plan_is_read_without_a_doubt() -> None:
    for day in ("2026-01-20", "2026-06-30", "2026-11-20", "2026-12-31"):
        text = plan_text(datetime.fromisoformat(day).date(), Calendar.vietnam())
        found = read_plan("ke-hoach.txt", text.encode())
        assert len(found.rows) >= 30
        assert [row for row in found.rows if row.needs_review] == []
