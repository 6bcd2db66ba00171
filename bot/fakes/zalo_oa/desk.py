"""People's acts over HTTP, for the page at / and for curl."""

import base64
import json
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.fakes.acting import act_route
from bot.fakes.page import page_route
from bot.fakes.zalo_oa.people import People
from bot.fakes.zalo_oa.state import Post

ACTS = frozenset(
    {"say", "press", "send_photo", "send_location", "send_sticker", "follow", "unfollow", "read", "write_by_hand"}
)


def desk_routes(people: People) -> list[Route]:
    """POST /people/say {"name": "An", "text": "…"} and the like; GET /people/messages/An; POST /webhook."""

    def act(name: str, given: dict[str, Any]) -> dict[str, Any]:
        getattr(people, name)(people.named(given.pop("name")), **given)
        return {}

    async def messages(request: Request) -> Response:
        user = people.named(request.path_params["name"])
        return JSONResponse([_as_json(post) for post in people.messages(user)])

    async def register(request: Request) -> Response:
        """As the app's page saves the address; what the probe was answered."""
        url = str(json.loads(await request.body())["url"])
        return JSONResponse({"probe": await run_sync(people.hook.register, url)})

    return [
        page_route("Zalo OA", named=True),
        Route("/webhook", register, methods=["POST"]),
        Route("/people/messages/{name}", messages),
        act_route(ACTS, act),
    ]


def _as_json(post: Post) -> dict[str, Any]:
    kept = post.upload
    picture = base64.b64encode(kept.content).decode() if kept and kept.kind == "image" else ""
    paper = f"[{kept.name}]" if kept and not picture else ""
    return {
        "message_id": post.number,
        "from": "bot" if post.from_oa else post.user,
        "text": "\n".join(part for part in (post.text, paper) if part),
        "photo": picture,
        "buttons": [*post.labels, *(post.card or ())[:1]],
    }
