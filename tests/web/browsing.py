"""A real Chromium for the tests of pages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
WIDTHS = (320, 360, 768, 1280)  # pixels: an old phone, a phone, a tablet, a desk
LAWS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PATIENCE = 20_000  # milliseconds; machines that test are busy

expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Skips where none is installed; there are no excuses where CI runs."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium is installed here"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    # Chromium has no sandbox for root, as whom containers run.
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


@contextmanager
def looking(browser: Browser, complaints: list[str], **options: Any) -> Iterator[Page]:
    """A fresh visitor's page; whatever the browser complains of is added to `complaints`."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield page
    context.close()


# Once whatever moves, and does not move for ever, has come to rest.
SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished))"""

# The contrast (WCAG 2) of the words in each element that the selector finds and that is seen.
CONTRASTS = """selector => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = element => {
    const style = getComputedStyle(element);
    const stop = style.backgroundImage.match(/rgba?\\([^)]*\\)/);
    const colour = parts(stop && style.backgroundImage.includes("gradient") ? stop[0] : style.backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
    const below = ground(element.parentElement);
    return [0, 1, 2].map(i => colour[i] * colour[3] + below[i] * (1 - colour[3]));
  };
  return [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(element => {
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
    return [element.textContent.trim().slice(0, 30), (Math.max(one, other) + .05) / (Math.min(one, other) + .05)];
  });
}"""

# What can be tapped and is smaller than a fingertip: [name, width, height].
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, .tool, .paper, [role=tab], .urgent a")]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent.trim() || e.id, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.9 || box.width < 24)
  .map(([name, box]) => [name, box.width, box.height])"""


def too_faint(page: Page, *selectors: str) -> list[list[object]]:
    """Words whose contrast is below 4.5 : 1."""
    found: list[list[Any]] = page.evaluate(CONTRASTS, ", ".join(selectors))
    assert found, "the selectors find nothing"
    return [entry for entry in found if entry[1] < 4.5]


def too_wide(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def overflowing(page: Page) -> list[int]:
    """The widths at which the page has to be scrolled sideways; it is left as wide as it was."""
    before, found = page.viewport_size, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [width] if too_wide(page) else []
    if before:
        page.set_viewport_size(before)
    return found


def faults(page: Page) -> list[str]:
    """What breaks WCAG 2.2, level AA, as far as a machine can tell: the rule and where, one a line."""
    page.evaluate(SETTLED)  # what is half faded in has half its contrast
    broken = Axe().run(page, options=LAWS).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in broken for node in rule["nodes"]]


def too_small(page: Page) -> list[list[object]]:
    found: list[list[object]] = page.evaluate(TOO_SMALL)
    return found


def say(page: Page, text: str) -> None:
    page.get_by_label("Tin nhắn").fill(text)
    page.get_by_label("Tin nhắn").press("Enter")


def bubbles(page: Page) -> list[str]:
    return page.locator(".said").all_inner_texts()
