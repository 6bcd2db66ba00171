"""Every address of the site, as the site itself lists them: closed to other sites, to frames and to scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel
from starlette.routing import BaseRoute, Mount, Route

from bot.serve import site
from storage.store import Store
from tests.talks import Town
from tests.web.houses import house_of

SITE = "https://bot.example"
ELSEWHERE = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
# Called by machines with no browser behind them: they prove who they are, or get what anybody may have.
MACHINES = ("/telegram", "/zalo", "/open311", "/healthz", "/metrics", "/tep/")


def routes(found: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Method and address of each, its parameters filled with what nobody was given."""
    for one in found:
        if isinstance(one, Mount):
            yield from routes(list(one.routes), before + one.path)
        elif isinstance(one, Route):
            path = re.sub(r"{\w+:int}", "1", before + one.path)
            path = re.sub(r"{[^}]*}", "x" * 43, path)
            yield from ((method, path) for method in sorted(one.methods or ()) if method != "HEAD")


def all_routes(town: Town) -> list[tuple[str, str]]:
    return list(dict.fromkeys(routes(list(site(house_of(town)).routes))))


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return Town(sqlite_store, tmp_path)


@pytest.fixture
def visitor(town: Town) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(site(house_of(town))), base_url=SITE)


def policy(answer: httpx.Response) -> dict[str, str]:
    said = answer.headers.get("Content-Security-Policy", "")
    return dict(part.strip().partition(" ")[::2] for part in said.split(";"))


async def test_every_page_closes_itself_to_frames_foreign_scripts_and_guesses(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    seen = 0
    for method, path in all_routes(town):
        if method != "GET" or "/events" in path:
            continue
        answer = await visitor.get(path)
        assert answer.headers.get("X-Content-Type-Options") == "nosniff" or answer.is_redirect, path
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            said = policy(answer)
            assert said["default-src"] == "'none'", path
            assert said.get("script-src", "'self'") in ("'self'", "'none'"), path
            assert "unsafe" not in answer.headers["Content-Security-Policy"], path
            assert "frame-ancestors" in said, path
            assert said.get("base-uri", "'none'") == "'none'", path
            seen += 1
    assert seen >= 5


async def test_no_other_site_can_make_a_visitors_browser_change_anything(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    posts = [path for method, path in all_routes(town) if method == "POST" and not path.startswith(MACHINES)]
    assert len(posts) >= 5
    before = rows(town)
    for path in posts:
        answer = await visitor.post(path, data={"text": "Đèn hỏng", "word": "x"}, headers=ELSEWHERE)
        assert answer.status_code in (400, 401, 403, 404, 410), (path, answer.status_code)
    assert rows(town) == before


def rows(town: Town) -> dict[str, int]:
    with town.store.transaction() as session:
        connection = session.connection()
        tables = SQLModel.metadata.sorted_tables
        return {one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}
