"""Several offices on one site: each below its own path or at its own host, and a page that lists them."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Host, Mount, Route, Router

from bot.places import Place
from bot.web.page import HERE, pages_of
from bot.web.public import public_page

_PAGES = pages_of(HERE / "pages")


def offices_routes(offices: Sequence[tuple[Place, list[BaseRoute]]]) -> list[BaseRoute]:
    """The office imported first was alone once: what people then got by links and calendars still leads there."""
    first = offices[0][0]

    async def list_all(request: Request) -> Response:
        places = [place for place, _ in offices]
        root = str(request.scope.get("root_path", ""))
        html = _PAGES.get_template("offices.html").render(places=places, root=root, parts=_parts(root, first))
        return public_page(request, html, "'self'")

    async def lead_on(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{request.scope.get('root_path', '')}{first.path}{request.url.path}{query}", 308)

    built = [(place, Router(routes)) for place, routes in offices]
    return [
        *(Host(place.host, app=router) for place, router in built if place.host),
        Route("/", list_all, methods=["GET"]),
        *(Mount(place.path, app=router) for place, router in built),
        Route("/{path:path}", lead_on, methods=["GET", "HEAD", "POST"]),
    ]


def _parts(root: str, place: Place) -> str:
    return f"{root}{place.path}/congkhai/static"
