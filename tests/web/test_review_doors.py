"""Who gets to a plan's table: a link that works once, a short session, nobody else."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from bot.serve import site
from bot.web.review import COOKIE
from storage.page_passes import PagePass
from storage.people import Post
from storage.store import Store
from tests.plan_talks import CLERK
from tests.talks import Town
from tests.web.houses import house_of
from tests.web.review_office import SITE, ask_link, browser, cookie_of, enter, press, town_with_plan


@pytest.fixture
async def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return await town_with_plan(sqlite_store, tmp_path)


async def test_a_link_opens_the_table(town: Town) -> None:
    async with browser(town) as visitor:
        page = await enter(visitor, await ask_link(town))
    assert page.status_code == 200
    assert str(page.url) == f"{SITE}/ra-soat"
    assert "Lập danh sách công trình hư hỏng" in page.text


async def test_looking_at_a_link_does_not_use_it_up(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as preview, browser(town) as visitor:
        for _ in range(3):
            assert "hư hỏng" not in (await preview.get(link)).text
        assert not preview.cookies
        assert (await enter(visitor, link)).status_code == 200


async def test_a_link_works_once(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as first, browser(town) as second:
        await enter(first, link)
        assert (await second.get(link)).status_code == 410
        late = await second.post(link, headers={"Origin": SITE})
        assert (late.status_code, cookie_of(second)) == (410, "")
        assert "đã được dùng" in late.text


async def test_a_link_ends_after_two_hours(town: Town) -> None:
    link = await ask_link(town)
    town.now += timedelta(hours=2)
    async with browser(town) as visitor:
        assert (await visitor.get(link)).status_code == 410
        assert (await visitor.post(link, headers={"Origin": SITE})).status_code == 410


async def test_a_session_ends_too(town: Town) -> None:
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        town.now += timedelta(hours=2)
        page = await visitor.get("/ra-soat")
    assert page.status_code == 401
    assert "Phiên xem bảng đã kết thúc" in page.text


@pytest.mark.parametrize("link", ["x" * 43, "abc", "%00" * 43])
async def test_a_made_up_link_leads_nowhere(town: Town, link: str) -> None:
    async with browser(town) as visitor:
        assert (await visitor.get(f"/ra-soat/{link}")).status_code in (404, 410)
        assert (await visitor.post(f"/ra-soat/{link}", headers={"Origin": SITE})).status_code in (404, 410)


async def test_neither_link_nor_session_can_be_read_from_the_database(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as visitor:
        await enter(visitor, link)
        token = cookie_of(visitor)
    with town.store.transaction() as session:
        [found] = session.exec(select(PagePass)).all()
        kept = str(vars(found))
    assert link.rpartition("/")[2] not in kept
    assert token not in kept
    assert found.session is not None


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as visitor:
        answer = await visitor.post(link, headers={"Origin": SITE})
    line = answer.headers["set-cookie"]
    assert line.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/ra-soat", "Max-Age=7200"} <= set(line.split("; "))


async def test_over_https_the_cookie_stays_there(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as visitor:
        answer = await visitor.post(f"https://xa.example{link}", headers={"Origin": "https://xa.example"})
    assert "Secure" in answer.headers["set-cookie"].split("; ")


async def test_every_page_forbids_frames_scripts_of_others_and_keeping(town: Town) -> None:
    link = await ask_link(town)
    async with browser(town) as visitor:
        pages = [await visitor.get(link), await enter(visitor, link), await visitor.get(link)]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://xau.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
async def test_another_sites_form_is_refused(town: Town, headers: dict[str, str]) -> None:
    link = await ask_link(town)
    async with browser(town) as visitor:
        assert (await visitor.post(link, headers=headers)).status_code == 403
        await enter(visitor, link)
        sent = await visitor.post("/ra-soat/ke-hoach", data={"viec": "luu"}, headers=headers)
        assert sent.status_code == 403


async def test_a_form_without_the_sessions_word_is_refused(town: Town) -> None:
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        for word in ("", "0" * 64):
            sent = await visitor.post("/ra-soat/ke-hoach", data={"viec": "luu", "word": word}, headers={"Origin": SITE})
            assert sent.status_code == 403
    assert "Chờ xác nhận" in await town.say(CLERK, "/kehoach")


async def test_who_loses_the_post_loses_the_table(town: Town) -> None:
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        with town.store.transaction() as session:
            post = session.exec(select(Post).where(Post.holder_name == CLERK)).one()
            post.person_id = None
            session.add(post)
        assert (await visitor.get("/ra-soat")).status_code == 401


async def test_a_plan_that_is_not_kept_takes_its_links_along(town: Town) -> None:
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        await town.tap(CLERK, "Không lưu")
        assert (await visitor.get("/ra-soat")).status_code == 401
        with town.store.transaction() as session:
            assert session.exec(select(PagePass)).all() == []


async def test_an_official_gets_no_link(town: Town) -> None:
    assert "/ra-soat/" not in await town.say("Chị Lan", "/bangkh 1")


async def test_too_large_a_form_is_refused(town: Town) -> None:
    async with browser(town) as visitor:
        await enter(visitor, await ask_link(town))
        sent = await press(visitor, "/ra-soat/dong/0", viec="sua", note="x" * 200_000)
    assert sent.status_code == 413


async def test_the_real_site_has_the_table_and_links_lead_to_it(town: Town) -> None:
    house = house_of(town)
    link = await ask_link(town)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site(house)), base_url=SITE) as visitor:
        assert (await enter(visitor, link)).status_code == 200
        assert (await visitor.get("/ra-soat/static/review.css")).status_code == 200
