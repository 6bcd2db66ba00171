"""The whole product on the web chat: a citizen without an account, over HTTP."""

import shutil
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import select

from bot.acts.founding import found
from bot.app import utc_now
from bot.rules.privacy import HOLD
from bot.serve import House, open_house, site
from bot.settings import read_settings
from storage.store import Store
from storage.webchat import WebMessage
from tests.databases import KEYS
from tests.talks import FRIDAY, LAMP, OFFICE, SECRET, code_in

BRIBE = "Tôi tố cáo ông trưởng ấp nhận 5 triệu đồng tiền hối lộ làm giấy tờ đất"
GONE = "(Nội dung này không được lưu.)"


class Moment:
    def __init__(self) -> None:
        self.now = FRIDAY.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def house(moment: Moment, migrated_file: Path, tmp_path: Path) -> AsyncIterator[House]:
    shutil.copyfile(migrated_file, tmp_path / "dondoc.sqlite")
    store = Store(f"sqlite:///{tmp_path}/dondoc.sqlite", KEYS)
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    opened = await open_house(read_settings({"DONDOC_SECRET": SECRET.decode(), "DONDOC_DATA": str(tmp_path)}), moment)
    yield opened
    await opened.stop()


@pytest.fixture
async def page(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site(house)), base_url="http://office.example") as page:
        await page.get("/chat")
        yield page


async def say(house: House, page: httpx.AsyncClient, text: str, *, data: bytes = b"", choice: str = "") -> str:
    """What the bot answers on the page."""
    form: list[tuple[str, Any]] = [("key", (None, uuid.uuid4().hex)), ("label" if choice else "text", (None, text))]
    form += [("choice", (None, choice))] if choice else []
    form += [("file", ("anh.png", data, "image/png"))] if data else []
    (await page.post("/chat/messages", files=form)).raise_for_status()
    await house.app.settle()
    messages = (await page.get("/chat/messages")).json()["messages"]
    return str([bubble["text"] for bubble in messages if not bubble["mine"]][-1])


def written(house: House) -> list[str]:
    """What the page would show of the citizen's own words after a reload."""
    with house.app.shop.store.transaction() as session:
        return [bubble.text for bubble in session.exec(select(WebMessage)) if bubble.mine]


def shelf(house: House) -> list[Path]:
    return [path for path in house.app.shop.shelf.path("00").parent.parent.rglob("*") if path.is_file()]


async def test_a_report_waits_for_the_yes_and_is_answered_with_the_receipt(
    house: House, page: httpx.AsyncClient
) -> None:
    assert "dữ liệu cá nhân" in await say(house, page, LAMP)
    assert code_in(await say(house, page, "Đồng ý", choice="/dongy"))
    assert written(house) == [LAMP, "Đồng ý"]


async def test_a_no_erases_the_words_and_the_photo_from_the_page_too(house: House, page: httpx.AsyncClient) -> None:
    await say(house, page, LAMP, data=b"\x89PNG\r\n\x1a\n a photo")
    assert len(shelf(house)) == 1
    assert "đã xóa" in await say(house, page, "Không đồng ý", choice="/khongdongy")
    assert LAMP not in written(house)
    assert shelf(house) == []


async def test_silence_erases_them_a_day_later(house: House, page: httpx.AsyncClient, moment: Moment) -> None:
    await say(house, page, LAMP, data=b"\x89PNG\r\n\x1a\n a photo")
    moment.now += HOLD + timedelta(minutes=1)
    await house.app.tidy()
    assert written(house) == [GONE]
    assert shelf(house) == []


async def test_secret_words_and_denunciations_do_not_stay_on_the_page(house: House, page: httpx.AsyncClient) -> None:
    await say(house, page, "TỐI MẬT\nKế hoạch diễn tập", data=b"\x89PNG\r\n\x1a\n a scan")
    assert "Luật Tố cáo" in await say(house, page, BRIBE)
    assert written(house) == [GONE, GONE]
    assert [(house.app.shop.shelf.read(path.name) or b"")[:2] for path in shelf(house)] == [
        b"PK"
    ]  # the form, and no scan


async def test_what_is_held_comes_down_as_a_file_and_is_erased_from_the_page(
    house: House, page: httpx.AsyncClient
) -> None:
    await say(house, page, LAMP, data=b"\x89PNG\r\n\x1a\n a photo")
    await say(house, page, "Đồng ý", choice="/dongy")
    await say(house, page, "Tải về", choice="/taidulieu")
    await house.app.tick()
    await house.app.settle()
    bubbles = (await page.get("/chat/messages")).json()["messages"]
    file = next(file for bubble in reversed(bubbles) if not bubble["mine"] for file in bubble["files"])
    got = await page.get(file["url"] if "url" in file else f"/chat/files/{file['digest']}")
    assert got.content[:2] == b"PK"
    await say(house, page, "Xóa dữ liệu", choice="/xoadulieu")
    assert "Đã xóa dữ liệu" in await say(house, page, "Rút phản ánh, xóa ngay", choice="/xoahet ngay")
    with house.app.shop.store.transaction() as session:
        assert [bubble.text[:14] for bubble in session.exec(select(WebMessage))] == ["Đã xóa dữ liệu"]
    assert shelf(house) == []
