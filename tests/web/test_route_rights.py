"""Who may fetch or send what: every address that `serve` answers, and everybody who might call it."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from starlette.routing import BaseRoute, Mount, Route

from tests.databases import hurry, opened
from tests.web.callers import ORDER, WORDS, Served, opened_doors

pytestmark = pytest.mark.asyncio(loop_scope="module")
VISITORS, CLERK = frozenset({"citizen", "other citizen"}), frozenset({"clerk"})
DESKS = frozenset({"clerk", "lead", "head", "other head", "admin"})
OPEN311 = ("discovery", "services", "services/{code}", "requests", "requests/{code}")
DATA = (
    *(f"/congkhai/{name}" for name in ("du-lieu.json", "du-lieu.csv", "so-lieu.json")),
    *(f"/open311/v2/{name}.{{form}}" for name in OPEN311),
)
PAGES = ("/", "/chat", "/congkhai", "/congkhai/so-lieu", "/congkhai/can-bo", "/congkhai/tre-han", "/congkhai/{code}")
# What is public, where nobody is asked who they are.
PUBLIC = {
    *(f"{method} {path}" for method in ("GET", "OPTIONS") for path in DATA),
    *(f"GET {path}" for path in (*PAGES, "/dia-chi-tiep-nhan", "/healthz", "/readyz")),
    *(f"GET {place}/static" for place in ("/chat", "/congkhai", "/ra-soat", "/ban-lam-viec")),
}
# Everything else: who may. Nobody else gets anything or changes anything.
MAY: Mapping[str, frozenset[str]] = {
    "GET /chat/messages": VISITORS,
    "POST /chat/messages": VISITORS,
    "GET /chat/events": VISITORS,
    "GET /chat/files/{digest}": frozenset({"citizen"}),
    "GET /ra-soat": CLERK,
    "GET /ra-soat/{link}": CLERK,
    "POST /ra-soat/dong/{position:int}": CLERK,
    "POST /ra-soat/ten/{mark}": CLERK,
    "POST /ra-soat/ke-hoach": CLERK,
    "POST /ra-soat/{link}": CLERK,
    "GET /ban-lam-viec": DESKS,
    "POST /ban-lam-viec": DESKS,
    "GET /ban-lam-viec/pakn": DESKS,
    "POST /ban-lam-viec/pakn": DESKS,
    "GET /ban-lam-viec/pakn/{number:int}": DESKS - {"other head", "admin"},
    "POST /ban-lam-viec/pakn/{number:int}": DESKS,  # each command asks for itself
    "GET /ban-lam-viec/viec/{number:int}": DESKS - {"other head"},
    "POST /ban-lam-viec/viec/{number:int}": DESKS,
    "GET /ban-lam-viec/ke-hoach": frozenset({"clerk", "admin"}),
    "GET /ban-lam-viec/bao-cao": frozenset({"clerk", "lead", "admin"}),
    "GET /ban-lam-viec/can-bo": DESKS,
    "GET /ban-lam-viec/nhat-ky": frozenset({"lead", "admin"}),
    **{f"POST /ban-lam-viec/{page}": DESKS for page in ("ke-hoach", "bao-cao", "can-bo", "nhat-ky")},
    "GET /ban-lam-viec/tep/{address:path}": CLERK,
    "GET /ban-lam-viec/{link}": CLERK,
    "POST /ban-lam-viec/{link}": CLERK,
    # Says goodbye to whoever has a session, and ends it: the last of the desk's lines.
    "POST /ban-lam-viec/ra": DESKS | {"head who left", "clerk elsewhere"},
    "GET /ics/{token}.ics": frozenset({"official"}),
    "GET /metrics": frozenset({"monitor"}),
    "POST /hooks/telegram": frozenset({"Telegram"}),
    "POST /hooks/zalo-bot/{bot}": frozenset({"Zalo Bot"}),
    "POST /hooks/zalo-oa": frozenset({"Zalo OA"}),
    "GET /zalo-oa/callback": frozenset(),  # whom Zalo sends back with a word of ours: test_zalo_oa_webhook
    "GET /tep/123456789/{address:path}": frozenset({"reader on Zalo Bot"}),
    "GET /tep/oa-1/{address:path}": frozenset({"reader on Zalo OA"}),
}
# Who comes in, and finds nothing there of a case or an order of another unit.
SEES_NONE: Mapping[str, frozenset[str]] = {
    "GET /ban-lam-viec": frozenset({"other head"}),
    "GET /ban-lam-viec/pakn": frozenset({"other head", "admin"}),
}
REFUSED = {400, 401, 403, 404, 410}
QUIET = "POST /hooks/zalo-oa"  # answered alike whoever calls, as Zalo wants it
ENDLESS = "GET /chat/events"


def routes(found: Sequence[BaseRoute], before: str = "") -> Iterator[str]:
    for one in found:
        if isinstance(one, Mount):
            yield from routes(one.routes, before + one.path) if one.routes else [f"GET {before}{one.path}"]
        else:
            assert isinstance(one, Route), f"who may come to {one}?"
            path = re.sub(r"(/hooks/zalo-bot/)[\w-]+$", r"\1{bot}", before + one.path)
            yield from (f"{method} {path}" for method in one.methods or () if method != "HEAD")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """In one event loop for all tests: its letters leave beside what is asked."""
    folder = tmp_path_factory.mktemp("routes")
    shutil.copyfile(migrated_file, folder / "town.db")
    with opened(f"sqlite:///{folder}/town.db") as store:
        served = await opened_doors(hurry(store), folder)
        hooks = (one.path for one in served.site.routes if isinstance(one, Route))
        served.common["bot"] = next(path for path in hooks if "/hooks/zalo-bot/" in path).rpartition("/")[2]
        yield served
        await served.town.app.settle()


async def test_every_address_has_its_line_in_the_table(served: Served) -> None:
    assert sorted(routes(served.site.routes)) == sorted({*PUBLIC, *MAY})


def shows(text: str) -> bool:
    """Whether there is anything of a citizen or of a unit's work in it."""
    return WORDS in text or ORDER in text


@pytest.mark.parametrize("route", MAY)
async def test_who_may_not_gets_nothing_and_changes_nothing(served: Served, route: str) -> None:
    before = served.taken()
    for who in set(served.callers) - MAY[route]:
        answer = await served.ask(route, who)
        assert answer.status_code in REFUSED or route == QUIET, (who, answer.status_code)
        assert not shows(answer.text)
    await served.town.app.settle()
    assert served.taken() == before


@pytest.mark.parametrize("route", [route for route in MAY if route != ENDLESS])
async def test_who_may_is_let_in(served: Served, route: str) -> None:
    for who in sorted(MAY[route]):
        before = served.taken()
        answer = await served.ask(route, who)
        assert answer.status_code not in REFUSED, (who, answer.status_code)
        page = route.replace("POST", "GET")
        assert not shows(answer.text) or who in MAY.get(page, frozenset()) - SEES_NONE.get(page, frozenset()), who
        await served.town.app.settle()
        if route.startswith("POST /hooks/"):
            assert served.taken() == before + 1


async def test_each_visitor_reads_their_own_conversation_alone(served: Served) -> None:
    for who in VISITORS:
        assert (WORDS in (await served.ask("GET /chat/messages", who)).text) == (who == "citizen")


@pytest.mark.parametrize("route", sorted(PUBLIC))
async def test_what_is_public_shows_nothing_that_is_not(served: Served, route: str) -> None:
    answer = await served.ask(route, "nobody")
    assert answer.status_code < 500
    assert not shows(answer.text)
