"""The picture of the demo that README shows: the newcomer's two minutes, some way in."""

import tempfile
from pathlib import Path

from playwright.async_api import Browser, FrameLocator, Page, ViewportSize, expect

from bot.demo.run import build_demo
from bot.demo.seats import LAMP
from pictures.camera import serving, small
from pictures.office import StillClock

SIZE = ViewportSize(width=1440, height=900)


async def take_demo(browser: Browser) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dondoc-pictures-") as folder:
        built, web = build_demo(Path(folder), StillClock())
        async with serving(built, web.close) as base:
            page = await browser.new_page(viewport=SIZE, locale="vi-VN", reduced_motion="reduce")
            await page.goto(f"{base}/demo")
            await _live(page)
            await page.mouse.move(0, 0)
            taken = small(await page.screenshot(animations="disabled", caret="hide"), 96)
            await page.close()
            return taken


async def _live(page: Page) -> None:
    citizen, official, lead = (_seat(page, name) for name in ("citizen", "official", "lead"))
    await _say(citizen, LAMP)
    await expect(citizen.get_by_text("Đã tiếp nhận").last).to_be_visible()
    await official.get_by_role("button", name="Nhận", exact=True).last.click()
    await expect(citizen.get_by_text("đang được xử lý").last).to_be_visible()
    await _say(lead, "tình hình")
    await expect(lead.get_by_text("Phản ánh đang chờ: 1").last).to_be_visible()


def _seat(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f'iframe[src*="chat/{name}"]')


async def _say(seat: FrameLocator, words: str) -> None:
    box = seat.get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")
