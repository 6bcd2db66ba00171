"""Lists on the public pages: none before somebody released it, and only what was released."""

from pathlib import Path

import httpx
import pytest

from bot.acts.listings import list_now, release, withdraw
from storage.people import office_posts
from storage.store import Store
from tests.web.register_office import Register, open_register

PHONES = {"Ông Lãnh": "0200 000 0001", "Ông Trưởng": "0200.000.0002", "Chị Lan": "0200 000 0003"}


@pytest.fixture
def register(sqlite_store: Store, tmp_path: Path) -> Register:
    """Everybody has a telephone; the lead and the head may be told of."""
    register = open_register(sqlite_store, tmp_path)
    with register.store.transaction() as session:
        for post in office_posts(session, register.office_id):
            post.phone, post.published = PHONES.get(post.holder_name, ""), post.holder_name != "Chị Lan"
            session.add(post)
    return register


def release_list(register: Register, kind: str) -> None:
    with register.store.transaction() as session:
        day = register.shop.day(session, register.office_id, register.now)
        release(day, list_now(day, kind), register.person_id)


async def read(register: Register, path: str) -> httpx.Response:
    async with register.visitor() as visitor:
        return await visitor.get(path)


@pytest.mark.parametrize("path", ["/congkhai/can-bo", "/congkhai/tre-han"])
async def test_what_nobody_released_is_not_there(register: Register, path: str) -> None:
    answer = await read(register, path)
    assert answer.status_code == 404
    assert "hiện không công khai" in answer.text
    assert path not in (await read(register, "/congkhai")).text


async def test_the_directory_has_names_titles_and_telephones_of_who_may_be_told_of(register: Register) -> None:
    release_list(register, "canbo")
    told = (await read(register, "/congkhai/can-bo")).raise_for_status().text
    for shown in ("Ông Lãnh", "Chủ tịch", 'href="tel:02000000001"', "0200.000.0002", "Tính đến ngày"):
        assert shown in told
    assert "Chị Lan" not in told
    assert "0200 000 0003" not in told
    for path in ("/congkhai", "/congkhai/so-lieu", "/dia-chi-tiep-nhan", "/congkhai/can-bo"):
        assert 'href="/congkhai/can-bo"' in (await read(register, path)).text, path


async def test_what_is_withdrawn_is_gone(register: Register) -> None:
    release_list(register, "trehan")
    assert "Không có." in (await read(register, "/congkhai/tre-han")).raise_for_status().text
    with register.store.transaction() as session:
        assert withdraw(register.shop.day(session, register.office_id, register.now), "trehan")
    assert (await read(register, "/congkhai/tre-han")).status_code == 404
