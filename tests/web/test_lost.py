"""Where there is no page, or one fails: what a person sees, and what a machine reads."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect
from starlette.routing import Route

from bot.serve import site, starlette_site
from storage.store import Store
from tests.doubles import running
from tests.talks import Town
from tests.web.browsing import PHONE, faults, looking, overflowing, too_small
from tests.web.houses import house_of

SITE = "https://bot.example"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def visitor(sqlite_store: Store, tmp_path: Path) -> httpx.AsyncClient:
    """Of the site of an office; what raises there is answered all the same."""
    built = site(house_of(Town(sqlite_store, tmp_path)))

    async def fail(_request: object) -> None:
        raise RuntimeError("Bà Sáu, đường tối")

    built.routes.insert(0, Route("/hong", fail))
    return httpx.AsyncClient(transport=httpx.ASGITransport(built, raise_app_exceptions=False), base_url=SITE)


async def test_who_mistypes_an_address_is_told_so_and_led_back(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/cong-khai", headers=BROWSER)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
    assert "Không có trang này" in answer.text
    assert '<a href="/">Về trang đầu</a>' in answer.text


async def test_behind_a_proxy_that_serves_the_site_below_a_path_the_way_back_is_there_too(
    sqlite_store: Store, tmp_path: Path
) -> None:
    below = httpx.ASGITransport(site(house_of(Town(sqlite_store, tmp_path))), root_path="/tro-ly")
    answer = await httpx.AsyncClient(transport=below, base_url=SITE).get("/tro-ly/cong-khai", headers=BROWSER)
    assert '<a href="/tro-ly/">Về trang đầu</a>' in answer.text


async def test_a_page_that_fails_says_sorry_and_nothing_of_what_went_wrong(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/hong", headers=BROWSER)
    assert answer.status_code == 500
    assert "Xin thử lại sau ít phút" in answer.text
    assert "Sáu" not in answer.text


async def test_a_machine_reads_one_line_and_what_it_may_ask(visitor: httpx.AsyncClient) -> None:
    missing, refused = await visitor.get("/cong-khai"), await visitor.post("/congkhai")
    assert missing.text == "Không có trang này. Địa chỉ gõ chưa đúng, hoặc trang đã được gỡ.\n"
    assert missing.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert (refused.status_code, set(refused.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert refused.text == "Không nhận được yêu cầu này. Xin quay lại trang trước và thử lại.\n"


@pytest.mark.browser
def test_on_a_phone_the_page_is_as_it_should_be(browser: Browser, complaints: list[str]) -> None:
    async def nothing() -> None:
        return

    with running(starlette_site([], nothing, nothing)) as url, looking(browser, complaints, viewport=PHONE) as page:
        page.goto(f"{url}/cong-khai")
        expect(page.get_by_role("heading")).to_have_text("Không có trang này")
        assert (faults(page), too_small(page), overflowing(page)) == ([], [], [])
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
        assert all("404" in one for one in complaints)
        complaints.clear()
