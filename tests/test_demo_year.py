"""The demo's page on which the time to come is tried out: its small API, and a real browser."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, expect

from bot.demo.clock import DemoClock
from bot.demo.run import build_demo
from tests.browser import open_page
from tests.doubles import running

START = datetime.fromisoformat("2026-11-20T09:05+07:00")  # thứ Sáu
DAYS = 50  # over the new year
LONG = 120_000  # milliseconds; machines that test are busy
PICTURES = Path(__file__).resolve().parents[1] / "screenshots"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    built, web = build_demo(tmp_path, DemoClock(START), days=DAYS)
    with running(built, end_streams=web.close) as url:
        yield url


@pytest.fixture
async def page(site: str) -> AsyncIterator[Page]:
    async with open_page(1360, 900) as opened:
        await opened.goto(f"{site}/demo")
        yield opened


@pytest.mark.browser
async def test_the_time_to_come_is_shown_month_by_month_with_its_sums(page: Page) -> None:
    await page.get_by_role("link", name="Chạy thử cả năm").click()
    await page.get_by_role("radio", name="Trễ 3 ngày").check()
    await page.get_by_role("button", name="Chạy thử").click()
    await expect(page.get_by_text("Đã chạy hết")).to_be_visible(timeout=LONG)
    await expect(page.get_by_role("heading", name="Tháng 11/2026")).to_be_visible()
    await expect(page.get_by_role("heading", name="Tháng 1/2027")).to_be_visible()
    await expect(page.get_by_role("row", name="Phạm Thị Lan")).to_be_visible()
    await page.get_by_role("heading", name="Tháng 12/2026").click()
    await expect(page.get_by_text("mốc đúng hạn").first).to_be_visible()
    await page.get_by_text("Xem tin").first.click()
    await expect(page.get_by_text("Báo cáo tuần").first).to_be_visible()
    if PICTURES.is_dir():
        await page.screenshot(path=PICTURES / "year.png")
    await page.set_viewport_size({"width": 360, "height": 740})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await page.reload()  # whoever comes back finds it again
    await expect(page.get_by_role("heading", name="Tháng 12/2026")).to_be_visible()
    await page.get_by_role("link", name="Về bản dùng thử").click()
    await expect(page.get_by_role("link", name="Chạy thử cả năm")).to_be_visible()


def test_only_one_year_is_tried_out_at_a_time_and_only_at_a_known_pace(site: str) -> None:
    with httpx.Client(base_url=site) as client:
        assert client.get("/demo/year/progress").json()["state"] == "idle"
        assert client.post("/demo/year", json={"pace": "never"}).json() == {"state": "running"}
        assert client.post("/demo/year", json={"pace": "never"}).status_code == 409
        assert client.get("/demo/year/progress?have=x").json()["state"] == "running"
        for wrong in (b'{"pace": "soon"}', b'{"pace": null}', b"[]", b"{"):
            assert client.post("/demo/year", content=wrong).status_code == 400
        assert client.post("/demo/year", content=b" " * 300).status_code == 413
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        assert client.post("/demo/year", json={"pace": "never"}, headers=elsewhere).status_code == 403
