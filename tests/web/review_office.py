"""A town whose review page stands behind an ASGI transport or a real server."""

import re
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.web.review import COOKIE, review_routes
from storage.store import Store
from tests.plan_talks import CLEANING, DYKE, POOR, WORKS, send_plan
from tests.talks import Town

SITE = "http://xa.example"
ROWS = (POOR, WORKS, CLEANING, DYKE)


def site_of(town: Town) -> Starlette:
    return Starlette(routes=review_routes(town.shop, town.office_id, lambda: town.now))


async def town_with_plan(store: Store, folder: Path, *rows: str) -> Town:
    """The clerk has sent a plan, which was read and waits."""
    town = Town(store, folder)
    town.seat("Bà Thư", "Chị Lan", "Anh Văn")
    await send_plan(town, *(rows or ROWS))
    return town


async def ask_link(town: Town) -> str:
    """The path of a fresh link."""
    told = await town.tap("Bà Thư", "Mở bảng")
    found = re.search(r"/ra-soat/[\w-]{43}", told)
    assert found
    return found[0]


def browser(town: Town) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(site_of(town)), base_url=SITE)


async def enter(visitor: httpx.AsyncClient, link: str) -> httpx.Response:
    """Open a link and press its button."""
    (await visitor.get(link)).raise_for_status()
    return await visitor.post(link, headers={"Origin": SITE}, follow_redirects=True)


async def press(visitor: httpx.AsyncClient, path: str, **fields: str) -> httpx.Response:
    """Send a form of the page as it stands now, with its hidden fields."""
    row = path.partition("/dong/")[2]
    page = (await visitor.get(f"/ra-soat?loc=tatca&sua={row}")).text
    form = page.rpartition(f'action="{path}"')[2]  # of a row that is being corrected the last one
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.partition("</form>")[0]))
    return await visitor.post(path, data={**hidden, **fields}, headers={"Origin": SITE}, follow_redirects=True)


def cookie_of(visitor: httpx.AsyncClient) -> str:
    return visitor.cookies.get(COOKIE) or ""
