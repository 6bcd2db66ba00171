"""Who gets to the desk: a link that works once, a short session, nobody else; and nothing by another site's hand."""

import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.serve import site
from bot.web.desk.site import COOKIE, LIFE
from storage.people import office_posts
from storage.store import Store
from tests.plan_talks import CLERK
from tests.talks import LAMP, Town, photo
from tests.web.desk_office import DESK, SITE, Seat, ask_link, browser, enter, hidden, seated, site_of, words_of
from tests.web.houses import house_of
from tests.web.review_office import ask_link as ask_table_link
from tests.web.review_office import town_with_plan

LEAD = "Ông Lãnh"


@pytest.fixture
async def town(sqlite_store: Store, tmp_path: Path) -> Town:
    town = Town(sqlite_store, tmp_path)
    town.seat(LEAD, CLERK, "Ông Trưởng", "Chị Lan", "Quản Trị")
    return town


async def test_a_link_works_once_and_not_for_a_look(town: Town) -> None:
    link = await ask_link(town, LEAD)
    async with browser(town) as preview, browser(town) as visitor:
        assert "Việc tuần này" not in (await preview.get(link)).text
        assert "Việc tuần này" in (await enter(visitor, link)).text
        late = await preview.post(link, headers={"Origin": SITE})
        assert (late.status_code, preview.cookies.get(COOKIE)) == (410, None)
        assert "đã được dùng" in late.text


async def test_links_and_sessions_end(town: Town) -> None:
    old, link = await ask_link(town, LEAD), await ask_link(town, LEAD)
    async with browser(town) as visitor, browser(town) as late:
        lead = Seat(town, LEAD, visitor)
        await enter(visitor, link)
        town.now += timedelta(minutes=30)
        assert (await late.get(old)).status_code == 410
        page = (await visitor.get(DESK)).text
        town.now += LIFE
        assert (await visitor.get(DESK)).status_code == 401
        assert (await lead.post("", page, lenh="/viec")).status_code == 401
        over = await visitor.get(DESK)
    assert "Phiên làm việc đã kết thúc" in over.text


async def test_leaving_ends_the_session_at_once(town: Town) -> None:
    async with browser(town) as visitor:
        lead = await seated(town, LEAD, visitor)
        page = (await visitor.get(DESK)).text
        kept = visitor.cookies[COOKIE]
        assert "Đã thoát" in (await lead.post("/ra", page)).text
        visitor.cookies.set(COOKIE, kept)
        assert await lead.status("") == 401


async def test_who_loses_the_phone_or_the_post_loses_the_desk(town: Town) -> None:
    async with browser(town) as one, browser(town) as other:
        head, clerk = await seated(town, "Ông Trưởng", one), await seated(town, CLERK, other)
        await town.say("Quản Trị", "/matmay")
        await town.tap("Quản Trị", "Ông Trưởng")
        await town.tap("Quản Trị", "Ngắt")
        assert await head.status("") == 401
        with town.store.transaction() as session:
            post = next(one for one in office_posts(session, town.office_id) if one.holder_name == CLERK)
            post.person_id = None
            session.add(post)
        assert await clerk.status("") == 401


async def test_an_official_or_a_citizen_gets_no_link(town: Town) -> None:
    for who in ("Chị Lan", "Bà Sáu"):
        assert DESK not in await town.say(who, "/banlamviec")


async def test_a_plans_link_opens_no_desk_and_the_desks_no_plan(sqlite_store: Store, tmp_path: Path) -> None:
    town = await town_with_plan(sqlite_store, tmp_path)
    table, desk = (await ask_table_link(town)).rpartition("/")[2], (await ask_link(town, CLERK)).rpartition("/")[2]
    async with browser(town) as visitor:
        for path in (f"{DESK}/{table}", f"/ra-soat/{desk}"):
            assert (await visitor.get(path)).status_code == 410
            assert (await visitor.post(path, headers={"Origin": SITE})).status_code == 410


@pytest.mark.parametrize("headers", [{"Origin": "https://xau.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_another_sites_form_or_one_without_the_sessions_word_is_refused(
    town: Town, headers: dict[str, str]
) -> None:
    link = await ask_link(town, LEAD)
    async with browser(town) as visitor:
        assert (await visitor.post(link, headers=headers)).status_code == 403
        await enter(visitor, link)
        order = {"lenh": "/ghichu 1", "so": "1"}
        assert (await visitor.post(DESK, data=order, headers=headers)).status_code == 403
        for word in ("", "0" * 64):
            refused = await visitor.post(DESK, data={**order, "word": word}, headers={"Origin": SITE})
            assert refused.status_code == 403
    assert "tải lại trang" in refused.text


async def test_pages_and_cookie_are_closed_to_scripts_frames_and_others(town: Town) -> None:
    link = await ask_link(town, LEAD)
    async with browser(town) as visitor:
        entered = await visitor.post(link, headers={"Origin": SITE})
        assert {"HttpOnly", "SameSite=Strict", f"Path={DESK}"} <= set(entered.headers["set-cookie"].split("; "))
        for page in (await visitor.get(DESK), await visitor.get(link)):
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert page.headers["cache-control"] == "no-store"
            assert "<script" not in page.text
            assert " style=" not in page.text


async def test_a_file_is_had_by_whose_page_names_it(town: Town) -> None:
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    await town.say("Bà Sáu", LAMP, files=(photo("p1"),))
    async with browser(town) as visitor, browser(town) as other:
        await seated(town, LEAD, visitor)
        await seated(town, "Quản Trị", other)
        page = (await visitor.get(f"{DESK}/pakn/1")).text
        address = page.partition(f'href="{DESK}/tep/')[2].partition('"')[0]
        found = await visitor.get(f"{DESK}/tep/{address}")
        assert found.content == b"\xff\xd8\xff a photo"
        assert found.headers["content-type"] == "image/jpeg"
        assert (await other.get(f"{DESK}/tep/{address}")).status_code == 404
        assert (await visitor.get(f"{DESK}/tep/{address.replace('/', '/1', 1)}")).status_code == 404
        async with browser(town) as stranger:
            assert (await stranger.get(f"{DESK}/tep/{address}")).status_code == 401


async def test_below_a_path_of_its_own_all_leads_to_the_same_office(town: Town) -> None:
    below = Starlette(routes=[Mount("/xt", app=site_of(town))])
    link = await ask_link(town, LEAD)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(below), base_url=SITE) as visitor:
        entered = await visitor.post(f"/xt{link}", headers={"Origin": SITE}, follow_redirects=True)
        assert entered.url.path == f"/xt{DESK}"
        assert re.findall(r'(?:href|action)="/(?!xt/)', entered.text) == []
        fields = {**hidden(entered.text), "lenh": "/viec"}
        done = await visitor.post(entered.url.path, data=fields, headers={"Origin": SITE}, follow_redirects=True)
    assert done.url.path == f"/xt{DESK}"
    assert 'role="status"' in done.text


async def test_the_real_site_has_the_desk(town: Town) -> None:
    link = await ask_link(town, LEAD)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site(house_of(town))), base_url=SITE) as visitor:
        assert "Việc tuần này" in words_of((await enter(visitor, link)).text)
        assert (await visitor.get(f"{DESK}/static/desk.css")).status_code == 200
