"""Files that are lent for a while, to whoever holds their address."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.rules.lending import lend, lent
from bot.web.lent import lent_route
from storage.files import FileShelf

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEY = b"a key for tests"
PICTURE = b"\xff\xd8\xff a jpeg"


@pytest.fixture
def shelf(tmp_path: Path) -> FileShelf:
    return FileShelf(tmp_path)


async def asked(shelf: FileShelf, address: str) -> httpx.Response:
    app = Starlette(routes=[lent_route("/tep/", KEY, lambda: shelf, lambda: NOW)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot.example") as client:
        return await client.get(f"/tep/{address}")


async def test_a_picture_is_shown_as_often_as_it_is_asked_for(shelf: FileShelf) -> None:
    address = lend(KEY, shelf.keep(PICTURE), "ảnh 1.jpg", NOW + timedelta(minutes=1))
    for _ in range(2):
        answer = await asked(shelf, address)
        assert (answer.status_code, answer.content) == (200, PICTURE)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == "no-store"


async def test_another_file_is_saved_under_its_name_and_never_run(shelf: FileShelf) -> None:
    answer = await asked(shelf, lend(KEY, shelf.keep(b"<script>"), "báo/cáo?.html", NOW + timedelta(minutes=1)))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''c%C3%A1o")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_what_is_over_gone_or_made_up_is_not_there(shelf: FileShelf) -> None:
    digest = shelf.keep(PICTURE)
    good = lend(KEY, digest, "a.jpg", NOW + timedelta(minutes=1))
    over = lend(KEY, digest, "a.jpg", NOW - timedelta(seconds=1))
    other = lend(b"another key", digest, "a.jpg", NOW + timedelta(minutes=1))
    gone = lend(KEY, "0" * 64, "a.jpg", NOW + timedelta(minutes=1))
    parts = good.split("/")
    longer = "/".join([parts[0], str(int(parts[1]) + 9), *parts[2:]])
    renamed = "/".join([*parts[:3], "b.html"])
    for address in (over, other, gone, longer, renamed, digest, "", "../../etc/passwd", f"{good}/x"):
        assert (await asked(shelf, address)).status_code == 404


def test_an_address_tells_what_it_gives_and_no_more() -> None:
    found = lent(KEY, lend(KEY, "a" * 64, "báo cáo.docx", NOW), NOW)
    assert found is not None
    assert (found.digest, found.name) == ("a" * 64, "báo cáo.docx")
