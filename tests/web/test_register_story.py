"""From a citizen's words to the public page and back, through the whole application."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.acts.founding import found
from bot.app import utc_now
from bot.demo.clock import DemoClock
from bot.demo.run import build_demo
from bot.serve import open_house, site
from bot.settings import read_settings
from bot.web.register import register_routes
from storage.feedback import Feedback
from storage.store import Store
from tests.databases import KEYS
from tests.talks import FRIDAY, LAMP, OFFICE, SECRET, Town, answered, case_of, code_in

CLERK, LEAD, OFFICIAL, SIX = "Bà Thư", "Ông Lãnh", "Chị Lan", "Nguyễn Thị Sáu"
PATHS = ("/congkhai", "/congkhai/so-lieu", "/congkhai/du-lieu.json", "/dia-chi-tiep-nhan", "/open311/v2/discovery.xml")


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """On each of the two databases."""
    return Town(store, tmp_path)


@pytest.fixture
async def visitor(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=register_routes(town.shop, town.office_id, lambda: town.now))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://xa.example") as visitor:
        yield visitor


async def test_a_case_comes_onto_the_page_is_looked_at_again_and_is_taken_back(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    town.seat(CLERK, OFFICIAL, LEAD)
    code = code_in(await town.say(SIX, f"{LAMP}, ở ấp 3"))
    await answered(town, words="Tổ điện đã thay bóng ở số nhà 12 lúc 16 giờ, bà Nguyễn Thị Sáu đã xem")
    page = f"/congkhai/{code}"
    assert (await visitor.get(page)).status_code == 404
    await town.say(CLERK, "công khai")
    await town.tap(CLERK, "1. ")
    await town.tap(CLERK, "Công khai như trên")
    told = (await visitor.get(page)).text
    assert "Tổ điện đã thay bóng ở số nhà […] lúc 16 giờ, bà […] đã xem" in told
    assert "Chiếu sáng công cộng, ấp 3" in told
    assert LAMP not in told
    await town.say(SIX, f"/molai {code}")
    await town.say(SIX, "Đèn lại tắt rồi")
    told = (await visitor.get(page)).text
    assert "đang được xem xét lại" in told
    assert "lại tắt" not in told
    await town.say(CLERK, f"/khongcongkhai {case_of(town, code).id} asked")
    assert (await visitor.get(page)).status_code == 404
    assert code not in (await visitor.get("/congkhai")).text


async def test_the_citizens_own_words_appear_after_two_consents(town: Town, visitor: httpx.AsyncClient) -> None:
    town.seat(CLERK, OFFICIAL, LEAD)
    code = code_in(await town.say(SIX, f"{LAMP}, hỏi bà Năm Rổ"))
    await town.say(SIX, f"/chodang {code} co")
    assert case_of(town, code).may_publish is True
    await answered(town)
    await town.say(CLERK, f"/congkhai {case_of(town, code).id}")
    await town.tap(CLERK, "Công khai như trên")
    assert f"{LAMP}, hỏi bà […]" in (await visitor.get(f"/congkhai/{code}")).text


async def test_the_clerk_is_reminded_to_publish_and_led_there(town: Town) -> None:
    town.seat(CLERK, OFFICIAL, LEAD)
    code = code_in(await town.say(SIX, LAMP))
    await answered(town)
    await town.until(town.now + timedelta(days=12))  # five worked days, of which Tuesday 24/11 is none
    reminded = [parcel for parcel in town.line.sent[CLERK] if f"Phản ánh {code} (công khai" in parcel.text]
    assert reminded
    commands = [choice.command for row in reminded[-1].choices for choice in row]
    number = case_of(town, code).id
    assert f"/congkhai {number}" in commands
    assert "Kết quả:" in await town.say(CLERK, f"/congkhai {number}")


async def test_what_was_erased_is_not_offered(town: Town) -> None:
    town.seat(CLERK, OFFICIAL, LEAD)
    code = code_in(await town.say(SIX, LAMP))
    await answered(town)
    number = case_of(town, code).id
    with town.store.transaction() as session:
        case = session.get_one(Feedback, number)
        case.answer = case.text = ""
        session.add(case)
    assert "Không có kết quả nào chờ" in await town.say(CLERK, "/congkhai")


async def test_the_real_site_and_the_demo_serve_the_public_pages(migrated_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(migrated_file, tmp_path / "dondoc.sqlite")
    store = Store(f"sqlite:///{tmp_path}/dondoc.sqlite", KEYS)
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    house = await open_house(read_settings({"DONDOC_SECRET": SECRET.decode(), "DONDOC_DATA": str(tmp_path)}))
    demo, _ = build_demo(tmp_path / "demo", DemoClock(FRIDAY))
    for app in (site(house), demo):
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://xa.example") as visitor,
        ):
            for path in PATHS:
                answer = await visitor.get(path)
                assert answer.status_code == 200, path
                assert "set-cookie" not in answer.headers
            assert 'href="/congkhai"' in (await visitor.get("/chat")).text
