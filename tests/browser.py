"""A real Chromium for tests."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright

# Without these a browser asks its maker's servers for things at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Where the system's Chromium is; without one the test is skipped, in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "no Chromium on this machine"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    assert found
    return found


@asynccontextmanager
async def open_page(width: int, height: int) -> AsyncIterator[Page]:
    """A page of this size in pixels."""
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        page = await browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
        yield page
        await browser.close()
