"""A page on which somebody writes as a person at the platform and reads what came: for trying by hand."""

from functools import cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route


def page_route(platform: str, *, named: bool) -> Route:
    """`named`: chats there are called by a name, else by a number."""

    async def show(_request: Request) -> Response:
        return HTMLResponse(_page().replace("PLATFORM", platform).replace('"NAMED"', str(named).lower()))

    return Route("/", show)


@cache
def _page() -> str:
    return resources.files("bot.fakes").joinpath("chat.html").read_text("utf-8")
