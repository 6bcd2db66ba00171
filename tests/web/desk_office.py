"""A town whose desk stands behind an ASGI transport or a real server."""

import re
from html import unescape

import httpx
from starlette.applications import Starlette

from bot.web.desk.site import desk_routes
from bot.web.review import review_routes
from tests.talks import Town

SITE = "http://xa.example"
DESK = "/ban-lam-viec"


def site_of(town: Town) -> Starlette:
    clock = lambda: town.now  # noqa: E731
    return Starlette(
        routes=[*desk_routes(town.shop, town.office_id, clock), *review_routes(town.shop, town.office_id, clock)]
    )


async def ask_link(town: Town, who: str) -> str:
    """The path of a fresh link."""
    told = await town.say(who, "/banlamviec")
    found = re.search(rf"{DESK}/[\w-]{{43}}", told)
    assert found, told
    return found[0]


def browser(town: Town) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(site_of(town)), base_url=SITE)


async def enter(visitor: httpx.AsyncClient, link: str) -> httpx.Response:
    """Open a link and press its button."""
    (await visitor.get(link)).raise_for_status()
    return await visitor.post(link, headers={"Origin": SITE}, follow_redirects=True)


class Seat:
    """Somebody before their desk."""

    def __init__(self, town: Town, who: str, visitor: httpx.AsyncClient) -> None:
        self.town, self.who, self.visitor = town, who, visitor

    async def see(self, path: str = "") -> str:
        answer = await self.visitor.get(DESK + path)
        assert answer.status_code == 200, f"{answer.status_code}: {words_of(answer.text)}"
        return words_of(answer.text)

    async def status(self, path: str) -> int:
        return (await self.visitor.get(DESK + path)).status_code

    async def press(self, path: str, label: str, words: str = "", file: tuple[str, bytes] | None = None) -> str:
        """Press the first button of a page that bears this label, with words where it asks for some, and a file."""
        page = (await self.visitor.get(DESK + path)).text
        fields = {**hidden(page), "lenh": command_of(page, label), **({"loi": words} if words else {})}
        files, own = {"file": file} if file else None, {"Origin": SITE}
        answer = await self.visitor.post(DESK + path, data=fields, files=files, headers=own, follow_redirects=True)
        assert answer.status_code == 200, f"{answer.status_code}: {words_of(answer.text)}"
        return answer.text

    async def choose(self, path: str, page: str, label: str, words: str = "") -> str:
        """Press a button of what was just said."""
        said = {"loi": words} if words else {}
        return await self.send(path, page, lenh=command_of(page, label), hoi=question_of(page), **said)

    async def answer(self, path: str, page: str, words: str) -> str:
        """Fill in the box of the question on a page."""
        return await self.send(path, page, hoi=question_of(page), loi=words)

    async def send(self, path: str, page: str, **fields: str) -> str:
        """The HTML that a form of this page brings."""
        answer = await self.post(path, page, **fields)
        assert answer.status_code == 200, f"{answer.status_code}: {words_of(answer.text)}"
        return answer.text

    async def post(self, path: str, page: str, **fields: str) -> httpx.Response:
        fields = {**hidden(page), **fields}
        return await self.visitor.post(DESK + path, data=fields, headers={"Origin": SITE}, follow_redirects=True)


async def seated(town: Town, who: str, visitor: httpx.AsyncClient) -> Seat:
    await enter(visitor, await ask_link(town, who))
    return Seat(town, who, visitor)


def question_of(page: str) -> str:
    found = re.search(r'name="hoi" value="(\w+)"', page)
    assert found, words_of(page)
    return found[1]


def hidden(page: str) -> dict[str, str]:
    """The word of the session and the number of the page."""
    form = page.rpartition('id="lam"')[2]
    return dict(re.findall(r'name="(word|so)" value="([^"]*)"', form))


def command_of(page: str, label: str) -> str:
    """Of a button, or of a box for words whose button bears the label."""
    presses = re.findall(r'<button (?:form="lam" )?name="lenh" value="([^"]*)"[^>]*>([^<]*)</button>', page)
    boxes = re.findall(r'name="lenh" value="([^"]*)">\s*<label>.*?<button class="main">([^<]*)</button>', page, re.S)
    found = [unescape(command) for command, said in (*presses, *boxes) if unescape(said).startswith(label)]
    assert found, f"no button {label!r} among {[said for _, said in (*presses, *boxes)]}"
    return found[0]


def words_of(page: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
