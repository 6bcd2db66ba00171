"""A real Chromium over the running product, and the pictures it takes."""

import asyncio
import io
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import uvicorn
from PIL import Image
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect
from starlette.applications import Starlette

from bot.demo.run import free_port
from bot.web.visitors import COOKIE
from pictures.documents import sheet_page, terminal
from pictures.office import settings_of
from pictures.stage import File, Window

# Without these a browser asks its maker's servers for things at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = ViewportSize(width=360, height=760), ViewportSize(width=1280, height=800)
SHORTEST, TALLEST = 300, 1000  # pixels of a picture of a chat
SHARP = 2  # points of a phone's picture for each of its pixels
COLOURS = 32
# The bubble that a picture begins with, under its day if it is the first of one.
FIRST = """words => {
  const bubbles = [...document.querySelectorAll(".bubble")];
  const wanted = bubbles.filter(one => words ? one.innerText.includes(words) : one.matches(".mine"));
  const first = wanted.at(-1) ?? bubbles.at(-1);
  return first?.previousElementSibling?.matches(".day") ? first.previousElementSibling : first;
}"""
# How tall the window must be for all from there on.
HEIGHT = """first => {
  const tall = selector => document.querySelector(selector).getBoundingClientRect().height;
  const log = document.querySelector("#log").getBoundingClientRect().bottom - first.getBoundingClientRect().top;
  return Math.ceil(log + tall(".top") + tall("#composer") + 9);
}"""
# Scroll there once the page has done its own scrolling.
SHOW = """async first => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  await Promise.all([...document.images].map(one => one.decode().catch(() => 0)));
  document.activeElement.blur();
  const scroller = document.querySelector("#scroll");
  scroller.scrollTop += first.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 6;
  document.querySelector("#newest").hidden = true;
}"""


def chromium() -> str:
    """Where the system's Chromium is; FileNotFoundError without one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise FileNotFoundError("no Chromium on this machine")
    return found


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield browser
        await browser.close()


@asynccontextmanager
async def serving(built: Starlette, end_streams: Callable[[], None]) -> AsyncIterator[str]:
    """The pages of a site, in this loop; what it does by itself it does only as a story moves it."""
    logging.getLogger("uvicorn.error").disabled = True
    port = free_port(0)
    server = uvicorn.Server(uvicorn.Config(built, port=port, ws="none", log_config=None, lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn lets nobody wait for it)
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    end_streams()
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await running


@dataclass
class Camera(Window):
    """One person's browser. `folder`: where its pictures go; `office`: the installation's own."""

    page: Page
    base: str
    folder: Path
    office: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, **settings_of(self.office)}

    @property
    def in_chat(self) -> bool:
        return urlsplit(self.page.url).path.startswith("/chat")

    @property
    def width(self) -> int:
        return (self.page.viewport_size or PHONE)["width"]

    async def open(self, path: str) -> None:
        await self.page.goto(self.base + path)
        if self.in_chat:
            await expect(self.page.get_by_role("log")).to_have_attribute("aria-busy", "false")

    async def say(self, text: str, *files: File) -> None:
        if not self.in_chat:
            await self.open("/chat")
        for file in files:
            label = "Gửi ảnh" if file.is_photo else "Gửi tệp"
            await self.page.get_by_label(label).set_input_files(
                {"name": file.name, "mimeType": file.mime, "buffer": file.data}
            )
        box = self.page.get_by_role("textbox", name="Tin nhắn")
        await box.fill(text)
        await self._heard(box.press("Enter"))

    async def tap(self, label: str) -> None:
        if not self.in_chat:
            await self.open("/chat")
        await self._catch_up()
        begun = re.compile(f"^{re.escape(label)}")
        await self._heard(self.page.locator(".choices").get_by_role("button", name=begun).last.click())

    async def _heard(self, sending: Awaitable[None]) -> None:
        async with self.page.expect_response(
            lambda got: got.url.endswith("/messages") and got.request.method == "POST"
        ):
            await sending

    async def _catch_up(self) -> None:
        """Wait until the page shows whatever there is to show."""
        kept = await (await self.page.request.get(f"{self.base}/chat/messages")).json()
        await expect(self.page.locator(".bubble")).to_have_count(len(kept["messages"]))

    async def read(self) -> str:
        await self._catch_up()
        return await self.page.locator(".bubble:not(.mine) .said").last.inner_text()

    async def press(self, name: str) -> None:
        await self._named(name).first.click()
        await self.page.wait_for_load_state("load")

    def _named(self, name: str) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=True)
        return button.or_(self.page.get_by_role("link", name=name, exact=True))

    async def sees(self, words: str) -> None:
        place = self.page.locator(".said" if self.in_chat else "body")
        await expect(place.filter(has_text=words).last).to_be_attached()

    async def run(self, words: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words.split()),
            cwd=self.office,
            env=self.environment,
            stdout=PIPE,
            stderr=STDOUT,
        )
        printed, _ = await process.communicate()
        await self._show(terminal(f"dondoc {words}", printed.decode()))

    async def show_sheet(self, name: str, sheet: str) -> None:
        await self._show(sheet_page(self.office / name, sheet, 8))

    async def _show(self, html: str) -> None:
        await self.page.goto("about:blank")
        await self.page.set_content(html)
        tall = int(await self.page.evaluate("document.body.getBoundingClientRect().height"))
        await self.page.set_viewport_size({"width": 1000, "height": tall})

    async def photograph_paper(self, name: str) -> None:
        """The first page of the newest document in the chat."""
        await self._catch_up()
        link = self.page.locator("a.paper").filter(has_text=".docx").last
        got = await self.page.request.get(urljoin(self.page.url, await link.get_attribute("href")))
        taken = await asyncio.to_thread(first_page, await got.body())
        (self.folder / f"{name}.png").write_bytes(small(taken))

    async def photograph(self, name: str, since: str) -> None:
        if self.in_chat:
            await self._catch_up()
            await self._fit(since)
        elif self.width == PHONE["width"]:
            await self.page.set_viewport_size(PHONE)
        whole = not self.in_chat and self.width > PHONE["width"]
        await self.page.mouse.move(0, 0)  # else a button may look as if it were about to be tapped
        taken = await self.page.screenshot(animations="disabled", caret="hide", full_page=whole)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.png").write_bytes(small(taken))

    async def _fit(self, since: str) -> None:
        """Make the window as tall as what was said since then."""
        await self.page.set_viewport_size({"width": self.width, "height": PHONE["height"]})
        if since:
            await self.sees(since)
        first = (await self.page.evaluate_handle(FIRST, since)).as_element()
        if first is None:
            return
        tall = int(await first.evaluate(HEIGHT))
        await self.page.set_viewport_size({"width": self.width, "height": max(SHORTEST, min(TALLEST, tall))})
        await first.evaluate(SHOW)


def first_page(document: bytes) -> bytes:
    """As LibreOffice prints it; FileNotFoundError where it, or poppler, is not installed."""
    with tempfile.TemporaryDirectory(prefix="dondoc-paper-") as folder:
        paper = Path(folder) / "paper.docx"
        paper.write_bytes(document)
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(paper))
        _run("pdftoppm", "-r", "80", "-png", "-singlefile", str(paper.with_suffix(".pdf")), str(paper.with_suffix("")))
        return paper.with_suffix(".png").read_bytes()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def small(png: bytes, colours: int = COLOURS) -> bytes:
    """The picture with few colours, which is enough for words and buttons."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    kept = io.BytesIO()
    picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


async def open_camera(browser: Browser, base: str, folder: Path, office: Path, token: str, wide: bool) -> Camera:
    context = await browser.new_context(
        viewport=DESK if wide else PHONE,
        device_scale_factor=1 if wide else SHARP,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
        reduced_motion="reduce",
    )
    if token:
        await context.add_cookies([{"name": COOKIE, "value": token, "url": base}])
    camera = Camera(await context.new_page(), base, folder, office)
    await camera.open("/chat")
    return camera
